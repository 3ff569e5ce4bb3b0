import type { JsonObject } from '../../src/model/manifest.ts';
import { podSecuritySysctls } from '../../src/policies/pod-security-sysctls.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const safe = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_notsent_lowat',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];
const quoted = safe.map((name) => `"${name}"`);
const wanted = `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;

function sysctls(...names: readonly string[]): JsonObject {
  return web({}, { securityContext: { sysctls: names.map((name) => ({ name, value: '1' })) } });
}

describePodPolicy(podSecuritySysctls, [
  { name: 'unset', spec: web({}, { securityContext: {} }), expected: [] },
  { name: 'null', spec: web({}, { securityContext: { sysctls: null } }), expected: [] },
  { name: 'the safe set', spec: sysctls(...safe), expected: [] },
  {
    name: 'others',
    spec: sysctls('kernel.msgmax', 'net.ipv4.tcp_syncookies', 'net/ipv4/tcp_syncookies'),
    expected: [
      ['/spec/securityContext/sysctls/0/name', `pod sets sysctls[0].name to "kernel.msgmax", must be ${wanted}`],
      [
        '/spec/securityContext/sysctls/2/name',
        `pod sets sysctls[2].name to "net/ipv4/tcp_syncookies", must be ${wanted}`,
      ],
    ],
  },
  {
    name: 'no name',
    spec: web({}, { securityContext: { sysctls: [{ value: '1' }, null] } }),
    expected: [
      ['/spec/securityContext/sysctls/0', `pod leaves sysctls[0].name unset, must be ${wanted}`],
      ['/spec/securityContext/sysctls/1', `pod leaves sysctls[1].name unset, must be ${wanted}`],
    ],
  },
  {
    name: 'a malformed element',
    spec: web({}, { securityContext: { sysctls: ['kernel.msgmax=1'] } }),
    expected: [['/spec/securityContext/sysctls/0', 'pod sets sysctls[0] to "kernel.msgmax=1", must be an object']],
  },
  {
    name: 'a map',
    spec: web({}, { securityContext: { sysctls: { 'kernel.msgmax': '1' } } }),
    expected: [['/spec/securityContext/sysctls', 'pod sets sysctls to an object, must be a list']],
  },
  {
    name: 'a malformed security context of the pod',
    spec: web({}, { securityContext: 'yes' }),
    expected: [['/spec/securityContext', 'pod sets securityContext to "yes", must be an object']],
  },
]);
