/** Random pods of the right types that use every field the Pod Security checks read, often enough well and often enough badly. */
import * as fc from 'fast-check';
import type { JsonObject } from '../../../src/model/manifest.ts';

type Any = fc.Arbitrary<unknown>;

/** An object in which each field may be absent or null. */
function object(fields: Readonly<Record<string, Any>>): Any {
  const nullable = Object.entries(fields).map(([key, value]) => [key, fc.option(value, { freq: 12 })] as const);
  return fc.record(Object.fromEntries(nullable), { requiredKeys: [], noNullPrototype: true });
}

/** Mostly values that pass, sometimes others. */
function mostly(good: readonly unknown[], bad: readonly unknown[]): Any {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

function list(element: Any, maxLength = 3): Any {
  return fc.array(fc.option(element, { freq: 30 }), { maxLength });
}

const profile = object({ type: mostly(['RuntimeDefault', 'Localhost'], ['Unconfined', '', 'runtimedefault']) });

const shared = {
  appArmorProfile: profile,
  runAsNonRoot: mostly([true], [false]),
  runAsUser: mostly([1, 1000, 65_534, -1], [0]),
  seccompProfile: profile,
  seLinuxOptions: object({
    level: fc.constantFrom('', 's0:c1,c2'),
    role: mostly([''], ['object_r']),
    type: mostly(
      ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'],
      ['spc_t', 'CONTAINER_T'],
    ),
    user: mostly([''], ['system_u']),
  }),
  windowsOptions: object({ hostProcess: mostly([false], [true]), runAsUserName: fc.constantFrom('', 'ContainerUser') }),
};

const defaultCapabilities = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

const containerSecurity = object({
  ...shared,
  allowPrivilegeEscalation: mostly([false], [true]),
  capabilities: object({
    add: fc.oneof(
      list(fc.constant('NET_BIND_SERVICE')),
      list(mostly(defaultCapabilities, ['NET_RAW', 'SYS_ADMIN', 'ALL', 'CAP_CHOWN', 'chown', ''])),
    ),
    drop: list(mostly(['ALL'], ['NET_RAW', 'all', 'CAP_ALL']), 2),
  }),
  privileged: mostly([false], [true]),
  procMount: mostly(['Default'], ['Unmasked', '', 'default']),
  readOnlyRootFilesystem: fc.boolean(),
});

const host = mostly([''], ['10.0.0.1', 'localhost', ' ']);
const handler = {
  exec: object({ command: fc.constant(['true']) }),
  httpGet: object({ host, path: fc.constant('/'), port: fc.constantFrom(80, 'http') }),
  tcpSocket: object({ host, port: fc.constant(80) }),
};
const probe = object({ ...handler, grpc: object({ port: fc.constant(80) }), periodSeconds: fc.constant(10) });
const hook = object({ ...handler, sleep: object({ seconds: fc.constant(1) }) });

const containerFields = {
  image: fc.constant('registry.example/web:1'),
  lifecycle: object({ postStart: hook, preStop: hook }),
  livenessProbe: probe,
  name: fc.constantFrom('web', 'cron', 'side~car', ''),
  ports: list(object({ containerPort: fc.constant(80), hostPort: mostly([0], [80, 65_535]) })),
  readinessProbe: probe,
  startupProbe: probe,
};

/** A container as the restricted level wants it, so that pods of several containers have a chance to pass. */
const goodSecurity = fc.constant({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });

function container(fields: Readonly<Record<string, Any>> = {}): Any {
  return fc
    .tuple(object({ ...containerFields, ...fields }), fc.oneof(goodSecurity, containerSecurity, fc.constant(undefined)))
    .map(([rest, securityContext]) =>
      Object.assign({}, rest, securityContext === undefined ? {} : { securityContext }),
    );
}

const restrictedSources = {
  awsElasticBlockStore: { volumeID: 'x' },
  azureDisk: { diskName: 'x', diskURI: 'x' },
  azureFile: { secretName: 'x', shareName: 'x' },
  cephfs: { monitors: [] },
  cinder: { volumeID: 'x' },
  fc: {},
  flexVolume: { driver: 'x' },
  flocker: {},
  gcePersistentDisk: { pdName: 'x' },
  gitRepo: { repository: 'x' },
  glusterfs: { endpoints: 'x', path: 'x' },
  hostPath: { path: '/' },
  iscsi: { targetPortal: 'x', iqn: 'x', lun: 0 },
  nfs: { server: 'x', path: '/' },
  photonPersistentDisk: { pdID: 'x' },
  portworxVolume: { volumeID: 'x' },
  quobyte: { registry: 'x', volume: 'x' },
  rbd: { monitors: [], image: 'x' },
  scaleIO: { gateway: 'x', system: 'x', secretRef: null },
  storageos: {},
  vsphereVolume: { volumePath: 'x' },
};
const allowedSources = {
  configMap: { name: 'x' },
  csi: { driver: 'x' },
  downwardAPI: {},
  emptyDir: {},
  ephemeral: {},
  image: { reference: 'x' },
  persistentVolumeClaim: { claimName: 'x' },
  projected: { sources: [] },
  secret: { secretName: 'x' },
};

function source(sources: Readonly<Record<string, unknown>>): Any {
  return fc
    .constantFrom(...Object.entries(sources))
    .chain(([key, value]) => fc.constantFrom({ [key]: value }, { [key]: null }));
}

const volume = fc
  .tuple(
    fc.oneof(
      { weight: 12, arbitrary: source(allowedSources) },
      { weight: 1, arbitrary: source(restrictedSources) },
      { weight: 1, arbitrary: fc.constant({ hostPath: { path: '/' } }) },
    ),
    fc.oneof(
      { weight: 12, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: source({ ...allowedSources, ...restrictedSources }) },
    ),
  )
  .map(([first, second]) => Object.assign({ name: 'data' }, first, second));

const sysctls = [
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

const podSecurity = object({
  ...shared,
  fsGroup: fc.constant(1000),
  sysctls: list(object({ name: mostly(sysctls, ['kernel.msgmax', 'net.ipv4.tcp_mem', '']), value: fc.constant('1') })),
});

const annotations = fc.dictionary(
  fc.constantFrom(
    'container.apparmor.security.beta.kubernetes.io/web',
    'container.apparmor.security.beta.kubernetes.io/',
    'container.seccomp.security.alpha.kubernetes.io/web',
    'seccomp.security.alpha.kubernetes.io/pod',
    'example.com/note',
  ),
  fc.option(
    mostly(['', 'runtime/default', 'localhost/web', 'localhost/'], ['unconfined', 'localhost', 'runtime/other']),
    { freq: 12 },
  ),
);

export const anyPod: fc.Arbitrary<JsonObject> = object({
  metadata: object({ annotations, name: fc.constant('example') }),
  spec: object({
    containers: fc.array(container(), { maxLength: 3 }),
    ephemeralContainers: fc.array(container({ targetContainerName: fc.constant('web') }), { maxLength: 2 }),
    hostIPC: mostly([false], [true]),
    hostNetwork: mostly([false], [true]),
    hostPID: mostly([false], [true]),
    hostUsers: mostly([true], [false]),
    initContainers: fc.array(container({ restartPolicy: fc.constant('Always') }), { maxLength: 2 }),
    os: object({ name: mostly(['linux', ''], ['windows', 'Windows']) }),
    securityContext: podSecurity,
    shareProcessNamespace: fc.boolean(),
    volumes: fc.array(volume, { maxLength: 3 }),
  }),
}).map((pod) => Object.assign({ apiVersion: 'v1', kind: 'Pod' }, pod));
