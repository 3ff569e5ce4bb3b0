import { podSecurityHostNamespaces } from '../../src/policies/pod-security-host-namespaces.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

describePodPolicy(podSecurityHostNamespaces, [
  { name: 'unset', spec: web({}), expected: [] },
  { name: 'null', spec: web({}, { hostNetwork: null, hostPID: null, hostIPC: null }), expected: [] },
  { name: 'false', spec: web({}, { hostNetwork: false, hostPID: false, hostIPC: false }), expected: [] },
  {
    name: 'all three',
    spec: web({}, { hostNetwork: true, hostPID: true, hostIPC: true }),
    expected: [
      ['/spec/hostNetwork', 'pod sets hostNetwork to true, must be unset or false'],
      ['/spec/hostPID', 'pod sets hostPID to true, must be unset or false'],
      ['/spec/hostIPC', 'pod sets hostIPC to true, must be unset or false'],
    ],
  },
  {
    name: 'a user namespace, which relaxes nothing here',
    spec: web({}, { hostPID: true, hostUsers: false }),
    expected: [['/spec/hostPID', 'pod sets hostPID to true, must be unset or false']],
  },
  {
    name: 'a text',
    spec: web({}, { hostNetwork: 'false' }),
    expected: [['/spec/hostNetwork', 'pod sets hostNetwork to "false", must be unset or false']],
  },
]);
