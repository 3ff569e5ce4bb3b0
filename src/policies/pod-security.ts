/** The Pod Security Standards: all checks of the levels baseline and restricted, as of Kubernetes 1.37. */
import type { StackPolicy } from '../model/policy.ts';
import { podSecurityAllowPrivilegeEscalation } from './pod-security-allow-privilege-escalation.ts';
import { podSecurityAppArmorProfile } from './pod-security-app-armor-profile.ts';
import { podSecurityCapabilitiesBaseline } from './pod-security-capabilities-baseline.ts';
import { podSecurityCapabilitiesRestricted } from './pod-security-capabilities-restricted.ts';
import { podSecurityHostNamespaces } from './pod-security-host-namespaces.ts';
import { podSecurityHostPathVolumes } from './pod-security-host-path-volumes.ts';
import { podSecurityHostPorts } from './pod-security-host-ports.ts';
import { podSecurityHostProbesAndHostLifecycle } from './pod-security-host-probes-and-host-lifecycle.ts';
import { podSecurityPrivileged } from './pod-security-privileged.ts';
import { podSecurityProcMountRestricted } from './pod-security-proc-mount-restricted.ts';
import { podSecurityProcMount } from './pod-security-proc-mount.ts';
import { podSecurityRestrictedVolumes } from './pod-security-restricted-volumes.ts';
import { podSecurityRunAsNonRoot } from './pod-security-run-as-non-root.ts';
import { podSecurityRunAsUser } from './pod-security-run-as-user.ts';
import { podSecuritySeLinuxOptions } from './pod-security-se-linux-options.ts';
import { podSecuritySeccompProfileBaseline } from './pod-security-seccomp-profile-baseline.ts';
import { podSecuritySeccompProfileRestricted } from './pod-security-seccomp-profile-restricted.ts';
import { podSecuritySysctls } from './pod-security-sysctls.ts';
import { podSecurityWindowsHostProcess } from './pod-security-windows-host-process.ts';

export type PodSecurityLevel = 'baseline' | 'restricted';

export interface PodSecurityPolicy {
  /** The lowest level at which the check runs. */
  readonly level: PodSecurityLevel;
  readonly policy: StackPolicy;
}

/** Sorted by id. A pod that cannot be read is not judged here but refused by `pod-template-readable`. */
export const podSecurityPolicies: readonly PodSecurityPolicy[] = [
  { level: 'restricted', policy: podSecurityAllowPrivilegeEscalation },
  { level: 'baseline', policy: podSecurityAppArmorProfile },
  { level: 'baseline', policy: podSecurityCapabilitiesBaseline },
  { level: 'restricted', policy: podSecurityCapabilitiesRestricted },
  { level: 'baseline', policy: podSecurityHostNamespaces },
  { level: 'baseline', policy: podSecurityHostPathVolumes },
  { level: 'baseline', policy: podSecurityHostPorts },
  { level: 'baseline', policy: podSecurityHostProbesAndHostLifecycle },
  { level: 'baseline', policy: podSecurityPrivileged },
  { level: 'baseline', policy: podSecurityProcMount },
  { level: 'restricted', policy: podSecurityProcMountRestricted },
  { level: 'restricted', policy: podSecurityRestrictedVolumes },
  { level: 'restricted', policy: podSecurityRunAsNonRoot },
  { level: 'restricted', policy: podSecurityRunAsUser },
  { level: 'baseline', policy: podSecuritySeLinuxOptions },
  { level: 'baseline', policy: podSecuritySeccompProfileBaseline },
  { level: 'restricted', policy: podSecuritySeccompProfileRestricted },
  { level: 'baseline', policy: podSecuritySysctls },
  { level: 'baseline', policy: podSecurityWindowsHostProcess },
];

/**
 * The policies of a level: at `restricted` all. Kubernetes leaves a baseline check out where a restricted one of the same
 * field replaces it; here both run, so that a pod which fails both is named by both. This is never milder than Kubernetes.
 */
export function podSecurityPoliciesAt(level: PodSecurityLevel): readonly StackPolicy[] {
  const included = podSecurityPolicies.filter((entry) => level === 'restricted' || entry.level === 'baseline');
  return included.map((entry) => entry.policy);
}
