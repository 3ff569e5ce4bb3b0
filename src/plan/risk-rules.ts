/** Which labels a change of an object gets, by stated rules: by what the object is, and by which of its fields change. */
import type { FieldChange, RiskLabel } from '../model/change.ts';
import { isObject, type JsonObject, refOf } from '../model/manifest.ts';
import { isBookkeeping } from './bookkeeping.ts';
import { pathsIn, pathsOfChange } from './field-paths.ts';

export interface RiskRule {
  readonly label: RiskLabel;
  /** For people, and for the page of the rules. */
  readonly what: string;
  readonly kinds?: ReadonlySet<string>;
  /** In which layer, by the label of the object. */
  readonly layer?: string;
  /** Of a changed field; a whole object that comes or goes has all of its fields. */
  readonly path?: RegExp;
}

const kinds = (...names: readonly string[]): ReadonlySet<string> => new Set(names);

/** In the order of the labels. A rule holds when all that it names holds. */
export const riskRules: readonly RiskRule[] = [
  {
    label: 'deletion',
    what: 'a field that decides what is deleted: prune, deletion and reclaim policies, owners, finalizers',
    path: /kustomize\.toolkit\.fluxcd\.io\/prune|^spec\.(?:prune|deletionPolicy|force)$|[rR]eclaimPolicy|persistentVolumeClaimRetentionPolicy|metadata\.(?:finalizers|ownerReferences)|^spec\.suspend$|ttlSecondsAfterFinished/,
  },
  { label: 'data', what: 'anything of the data layer', layer: 'data' },
  {
    label: 'data',
    what: 'databases, volumes, backups and what restores them',
    kinds: kinds(
      'Cluster',
      'Backup',
      'Database',
      'ObjectStore',
      'PersistentVolume',
      'PersistentVolumeClaim',
      'Pooler',
      'ScheduledBackup',
      'StatefulSet',
      'StorageClass',
      'VolumeSnapshot',
      'VolumeSnapshotClass',
      'VolumeSnapshotContent',
    ),
  },
  { label: 'data', what: 'a volume, or where it is mounted', path: /\.volumes\[|\.volumeMounts\[|volumeClaimTemplate/ },
  { label: 'data', what: 'a Job, which migrates, backs up, restores or deletes', kinds: kinds('Job') },
  { label: 'data', what: 'the work of a CronJob, such as a backup', kinds: kinds('CronJob'), path: /^spec\./ },
  { label: 'data', what: 'an image: it migrates the database that it meets', path: /\.image$|imageName$/ },
  {
    label: 'identity',
    what: 'accounts, roles, bindings, and what admits or changes objects',
    kinds: kinds(
      'CertificateSigningRequest',
      'ClusterRole',
      'ClusterRoleBinding',
      'MutatingAdmissionPolicy',
      'MutatingAdmissionPolicyBinding',
      'MutatingWebhookConfiguration',
      'Role',
      'RoleBinding',
      'ServiceAccount',
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'ValidatingWebhookConfiguration',
    ),
  },
  {
    label: 'identity',
    what: 'as whom a pod or a reconciler acts, and what it may do on its node',
    path: /serviceAccount|[sS]ecurityContext|host(?:Network|PID|IPC|Users)|hostPath|[pP]rocMount|runtimeClassName|impersonat|kubeConfig|automount|subjects?\b|roleRef|apparmor|seccomp/,
  },
  {
    label: 'identity',
    what: 'labels of a namespace: they decide what it may run',
    kinds: kinds('Namespace'),
    path: /./,
  },
  {
    label: 'network',
    what: 'who may connect to whom, and under which name',
    kinds: kinds(
      'BackendTLSPolicy',
      'BackendTrafficPolicy',
      'Certificate',
      'CiliumClusterwideNetworkPolicy',
      'CiliumNetworkPolicy',
      'ClientTrafficPolicy',
      'ClusterIssuer',
      'EndpointSlice',
      'Endpoints',
      'GRPCRoute',
      'Gateway',
      'HTTPRoute',
      'HTTPRouteFilter',
      'Ingress',
      'IngressRoute',
      'Issuer',
      'ListenerSet',
      'Middleware',
      'NetworkPolicy',
      'ReferenceGrant',
      'SecurityPolicy',
      'Service',
      'TCPRoute',
      'TLSOption',
      'TLSRoute',
      'UDPRoute',
    ),
  },
  {
    label: 'network',
    what: 'names and ports of pods, and the labels by which network policies choose them',
    path: /hostAliases|dnsPolicy|dnsConfig|hostname|subdomain|\.ports\[|hostPort|template\.metadata\.labels|inheritedMetadata\.labels|external-dns/,
  },
  {
    label: 'secret',
    what: 'secrets, and what brings them',
    kinds: kinds('ClusterSecretStore', 'ExternalSecret', 'PushSecret', 'Secret', 'SecretStore', 'SealedSecret'),
  },
  { label: 'secret', what: 'which secret is used', path: /[sS]ecret|[dD]ecryption|[cC]redentials/ },
  {
    label: 'availability',
    what: 'what runs, how much of it, where, and how it is replaced',
    path: /\.template\.|replicas|instances|resources|[pP]robe|strategy|Strategy|affinity|Affinity|toleration|nodeSelector|topologySpread|priority|grace|lifecycle|suspend|schedule|deadline|hibernation|parameters|maxUnavailable|minAvailable/,
  },
  {
    label: 'availability',
    what: 'what limits or interrupts pods, and how Flux applies them',
    kinds: kinds(
      'ArtifactGenerator',
      'ConfigMap',
      'DaemonSet',
      'Deployment',
      'GitRepository',
      'HelmRelease',
      'HorizontalPodAutoscaler',
      'Kustomization',
      'LimitRange',
      'NodeClaim',
      'NodePool',
      'PodDisruptionBudget',
      'PriorityClass',
      'ResourceQuota',
    ),
  },
  {
    label: 'cost',
    what: 'how much is requested, how often, and the sizes of volumes',
    path: /requests|replicas|instances$|[sS]torage\.size$/,
  },
];

/** Kinds that only watch: their change interrupts nothing. */
const watching = kinds('PodMonitor', 'ServiceMonitor', 'Probe', 'PrometheusRule', 'GrafanaDashboard');

export interface Ruled {
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly fields: readonly FieldChange[];
}

/** The labels of the rules that hold; of a kind that no rule knows, `availability` and `identity`: nobody knows what it opens. */
export function risksOf({ before, after, fields }: Ruled): ReadonlySet<RiskLabel> {
  const manifest = after ?? before ?? {};
  const { kind } = refOf(manifest);
  const layer = layerOf(manifest);
  const isWhole = before === undefined || after === undefined;
  const counted = fields.filter(({ path }) => !isBookkeeping(path));
  const labels = new Set<RiskLabel>();
  if (after === undefined) labels.add('deletion');
  if (!isWhole && counted.length === 0) return labels;
  const paths = isWhole ? pathsIn(manifest) : counted.flatMap(pathsOfChange);
  let isKnown = watching.has(kind);
  for (const rule of riskRules) {
    if (rule.kinds?.has(kind) === true) isKnown = true;
    // What comes is no deletion, whatever it says of later ones.
    if (rule.label === 'deletion' && isWhole) continue;
    const holds =
      (rule.kinds?.has(kind) ?? true) &&
      (rule.layer === undefined || rule.layer === layer) &&
      (rule.path === undefined || paths.some((path) => rule.path!.test(path)));
    if (holds) labels.add(rule.label);
  }
  if (!isKnown && !known.has(kind)) labels.add('identity').add('availability');
  return labels;
}

const known = new Set(riskRules.flatMap((rule) => Array.from(rule.kinds ?? [])));

function layerOf({ metadata }: JsonObject): unknown {
  const labels = isObject(metadata) ? metadata['labels'] : undefined;
  return isObject(labels) ? labels['fleet.aos/layer'] : undefined;
}
