/** Warns of API versions that Kubernetes still serves and will stop serving, or no longer develops. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';

interface Deprecated {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** Minor version of Kubernetes 1. */
  readonly since: number;
  /** First minor version that no longer serves it; unset where none was said. */
  readonly gone?: number;
  readonly instead: string;
}

/**
 * Of the kinds in `schemas/kubernetes/`: the others are refused by schema-unknown-kind. From k8s.io/api v0.36.3, the
 * functions APILifecycleDeprecated and APILifecycleRemoved of each group's zz_generated.prerelease-lifecycle.go; of
 * Endpoints from the comment of its type in core/v1/types.go.
 */
const deprecated: readonly Deprecated[] = [
  { apiVersion: 'v1', kinds: ['Endpoints'], since: 33, instead: 'EndpointSlice of discovery.k8s.io/v1' },
  {
    apiVersion: 'coordination.k8s.io/v1beta1',
    kinds: ['LeaseCandidate'],
    since: 36,
    gone: 39,
    instead: 'left to leader election',
  },
  {
    apiVersion: 'networking.k8s.io/v1beta1',
    kinds: ['IPAddress', 'ServiceCIDR'],
    since: 34,
    gone: 37,
    instead: 'networking.k8s.io/v1',
  },
  {
    apiVersion: 'resource.k8s.io/v1beta1',
    kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'],
    since: 35,
    gone: 38,
    instead: 'resource.k8s.io/v1',
  },
  {
    apiVersion: 'resource.k8s.io/v1beta2',
    kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'],
    since: 36,
    gone: 39,
    instead: 'resource.k8s.io/v1',
  },
  {
    apiVersion: 'storage.k8s.io/v1beta1',
    kinds: ['VolumeAttributesClass'],
    since: 34,
    gone: 37,
    instead: 'storage.k8s.io/v1',
  },
];

export const deprecatedApis: StackPolicy = {
  id: 'deprecated-apis',
  family: 'object',
  severity: 'warning',
  title: 'No object uses an API version that Kubernetes has deprecated',
  why: 'A version that is served today is gone after an upgrade of the cluster, and the object with it: nothing can be applied any more that still asks for it.',
  fix: 'Write the object in the version, or as the kind, that the finding names.',
  controls: { nsa: ['Upgrading and application security practices'] },
  *check(inventory): Iterable<Violation> {
    const { tenant } = inventory;
    // Whose cluster is not known, it may be the newest.
    const minor = tenant === undefined ? Infinity : Number(tenant.cluster.kubernetes.split('.')[1]);
    for (const { apiVersion, kinds, since, gone, instead } of deprecated) {
      if (minor < since) continue;
      const end = gone === undefined ? '' : ` and gone in 1.${gone}`;
      for (const kind of kinds) {
        for (const object of objectsOfKind(inventory, `${kind} of ${apiVersion}`)) {
          const message = `${kind} of ${apiVersion} is deprecated since Kubernetes 1.${since}${end}, must be ${instead}`;
          yield { object, pointer: '/apiVersion', message };
        }
      }
    }
  },
};
