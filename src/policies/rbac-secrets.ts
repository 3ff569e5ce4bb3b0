/** Refuses roles that read Secrets which nobody has named. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { accessRulesIn, granted, type Power } from './access-rules.ts';

/** Who patches an object is answered with the whole of it. Names cannot limit `create`, which reads nothing. */
const reading: Power = {
  group: '',
  resource: 'secrets',
  verbs: ['get', 'list', 'watch', 'patch'],
  isHarmlessWhenNamed: true,
};

export const rbacSecrets: StackPolicy = {
  id: 'rbac-secrets',
  family: 'object',
  severity: 'error',
  title: 'Roles read only Secrets that they name',
  why: "An account that reads all Secrets of a namespace or cluster holds every password in them: the database's, the backups', and tokens of stronger accounts.",
  fix: 'Name the Secrets in `resourceNames`, or leave `get`, `list`, `watch` and `patch` out: a pod that mounts a Secret needs no role for it.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
    cis: ['5.1.2'],
    nsa: ['Role-based access control', 'Secrets'],
  },
  *check(inventory): Iterable<Violation> {
    for (const rule of accessRulesIn(inventory)) {
      const [found] = granted(rule, [reading]);
      if (found === undefined) continue;
      const { object, pointer } = rule;
      yield { object, pointer, message: `the rule grants ${found} of any name, must name them in resourceNames` };
    }
  },
};
