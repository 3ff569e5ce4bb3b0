/** The pods for which some Pod Security checks make an exception. */
import { isObject } from '../model/manifest.ts';
import type { PodTemplate } from './pod-template.ts';

/** Whether the pod runs on Windows, which has no capabilities, seccomp or privilege escalation; the API server refuses them there. */
export function isWindows({ spec }: PodTemplate): boolean {
  return isObject(spec['os']) && spec['os']['name'] === 'windows';
}

/**
 * Whether the pod has its own user namespace, in which root is nobody on the node. Until Kubernetes 1.34 this was behind the
 * feature gate UserNamespacesPodSecurityStandards; from 1.35 on the checks make the exception for everyone.
 */
export function hasUserNamespace({ spec }: PodTemplate): boolean {
  return spec['hostUsers'] === false;
}
