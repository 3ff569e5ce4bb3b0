/** Refuses roles whose holders can give themselves more than they hold. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { accessRulesIn, type AccessRule, granted, type Power, verbsGranted } from './access-rules.ts';

const group = 'rbac.authorization.k8s.io';

const powers: readonly Power[] = [
  { group, resource: 'roles', verbs: ['escalate'] },
  { group, resource: 'clusterroles', verbs: ['escalate'], isOfCluster: true },
  { group: '', resource: 'users', verbs: ['impersonate'], isOfCluster: true },
  { group: '', resource: 'groups', verbs: ['impersonate'], isOfCluster: true },
  { group: '', resource: 'serviceaccounts', verbs: ['impersonate'] },
  { group: 'authentication.k8s.io', resource: 'uids', verbs: ['impersonate'], isOfCluster: true },
  // Asked for by name, a token is one of a known account: what External Secrets and cert-manager log in with.
  { group: '', resource: 'serviceaccounts/token', verbs: ['create'], isHarmlessWhenNamed: true },
];

/** A role that may be bound is known by its name; these are the ones that nobody may hand out. */
const binding: readonly Power[] = [
  { group, resource: 'roles', verbs: ['bind'], isHarmlessWhenNamed: true },
  { group, resource: 'clusterroles', verbs: ['bind'], isHarmlessWhenNamed: true },
];
const strongest = 'cluster-admin';

export const rbacEscalation: StackPolicy = {
  id: 'rbac-escalation',
  family: 'object',
  severity: 'error',
  title: 'No role lets its holder gain rights that it was not given',
  why: 'With `escalate` or `bind` an account writes itself any right, with `impersonate` or a fresh token it acts as another: whatever else its role says no longer limits it.',
  fix: 'Give the account the rights that it hands on, and let it `bind` only roles that the rule names in `resourceNames`. Tokens are issued for named accounts only.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
    cis: ['5.1.8', '5.1.13'],
    nsa: ['Role-based access control'],
  },
  *check(inventory): Iterable<Violation> {
    for (const rule of accessRulesIn(inventory)) {
      const found = [...granted(rule, [...powers, ...binding]), ...extras(rule), ...bindsStrongest(rule)];
      if (found.length === 0) continue;
      const { object, pointer } = rule;
      yield { object, pointer, message: `the rule grants ${found.join(', ')}, must grant no way to more rights` };
    }
  },
};

/** `userextras/<key>`, one resource for each key. */
function extras(rule: AccessRule): readonly string[] {
  const written = rule.resources.filter((resource) => resource.startsWith('userextras'));
  return granted(
    rule,
    written.map((resource) => ({
      group: 'authentication.k8s.io',
      resource,
      verbs: ['impersonate'],
      isOfCluster: true,
    })),
  );
}

function bindsStrongest(rule: AccessRule): readonly string[] {
  const power: Power = { group, resource: 'clusterroles', verbs: ['bind'] };
  const binds = rule.resourceNames.includes(strongest) && verbsGranted(rule, power).length > 0;
  return binds ? [`clusterroles (bind ${strongest})`] : [];
}
