/** Every admission policy, sorted by id, and their objects for one cluster. */
import type { Cluster, Fleet } from '../../model/fleet.ts';
import type { PlatformObject } from '../platform-object.ts';
import {
  admissionObjects,
  type AdmissionContext,
  type AdmissionPolicy,
  type AdmissionRule,
} from './admission-policy.ts';
import { boundaryAccount } from './boundary-account.ts';
import { ciliumNamesOnly } from './cilium-names-only.ts';
import { declaredHosts } from './declared-hosts.ts';
import { dedicatedNodes } from './dedicated-nodes.ts';
import { foreignNamespace } from './foreign-namespace.ts';
import { imageRegistry } from './image-registry.ts';
import { imagesByDigest } from './images-by-digest.ts';
import { networkDefaultDeny } from './network-default-deny.ts';
import { requestsAndLimits } from './requests-and-limits.ts';
import { serviceAccountToken } from './service-account-token.ts';
import { tenantNamespace } from './tenant-namespace.ts';

const rules: readonly AdmissionRule[] = [
  boundaryAccount,
  ciliumNamesOnly,
  declaredHosts,
  dedicatedNodes,
  foreignNamespace,
  imageRegistry,
  imagesByDigest,
  networkDefaultDeny,
  requestsAndLimits,
  serviceAccountToken,
  tenantNamespace,
];

export function admissionPolicies(fleet: Fleet, cluster: Cluster): readonly AdmissionPolicy[] {
  return rules.map((rule) => rule(contextOf(fleet, cluster)));
}

export function admission(fleet: Fleet, cluster: Cluster): readonly PlatformObject[] {
  const context = contextOf(fleet, cluster);
  return rules.flatMap((rule) => admissionObjects(rule(context), context));
}

function contextOf(fleet: Fleet, cluster: Cluster): AdmissionContext {
  return { fleet, cluster, tenantLabel: `${fleet.spec.labelPrefix}/tenant` };
}
