/** Refuses roles that reach into running pods, or past what guards the cluster. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { accessRulesIn, granted, type Power } from './access-rules.ts';

const write = ['create', 'update', 'patch'];
/** Without a gate, everything passes. */
const writeOrRemove = [...write, 'delete', 'deletecollection'];
/** Over WebSockets, which begin with GET, older API servers are content with `get`. */
const connect = ['create', 'get'];

const admission = 'admissionregistration.k8s.io';

const powers: readonly Power[] = [
  { group: '', resource: 'pods', verbs: write },
  { group: '', resource: 'pods/attach', verbs: connect },
  { group: '', resource: 'pods/ephemeralcontainers', verbs: ['update', 'patch'] },
  { group: '', resource: 'pods/exec', verbs: connect },
  { group: '', resource: 'pods/portforward', verbs: connect },
  // The kubelet runs commands in any pod of the node, for whoever may talk to it at all.
  { group: '', resource: 'nodes/proxy', verbs: ['get', 'create', 'update', 'patch', 'delete'], isOfCluster: true },
  // One of type hostPath is a node's file system.
  { group: '', resource: 'persistentvolumes', verbs: ['create'], isOfCluster: true },
  // A signed certificate may name any user and any group.
  {
    group: 'certificates.k8s.io',
    resource: 'certificatesigningrequests/approval',
    verbs: ['update', 'patch'],
    isOfCluster: true,
  },
  ...[
    'mutatingadmissionpolicies',
    'mutatingadmissionpolicybindings',
    'mutatingwebhookconfigurations',
    'validatingadmissionpolicies',
    'validatingadmissionpolicybindings',
    'validatingwebhookconfigurations',
  ].map((resource) => ({ group: admission, resource, verbs: writeOrRemove, isOfCluster: true as const })),
];

export const rbacClusterPowers: StackPolicy = {
  id: 'rbac-cluster-powers',
  family: 'object',
  severity: 'error',
  title: 'No role reaches into pods, nodes, volumes, certificates or admission',
  why: 'Whoever starts or enters a pod has its secrets and the rights of its account; whoever has nodes, volumes, certificates or webhooks of the cluster has every tenant.',
  fix: 'Leave pods to Deployments and Jobs, which are judged, and the objects of the cluster to who runs it. People who must look into a pod get a role for that time, outside Git.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
    cis: ['5.1.4', '5.1.9', '5.1.10', '5.1.11', '5.1.12'],
    nsa: ['Role-based access control'],
  },
  *check(inventory): Iterable<Violation> {
    for (const rule of accessRulesIn(inventory)) {
      const found = granted(rule, powers);
      if (found.length === 0) continue;
      const { object, pointer } = rule;
      yield { object, pointer, message: `the rule grants ${found.join(', ')}, must grant none of it` };
    }
  },
};
