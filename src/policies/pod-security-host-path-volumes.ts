/** Pod Security Standards, baseline, check `hostPathVolumes` (since 1.0). */
import type { StackPolicy } from '../model/policy.ts';
import { unset } from './pod-security-rule.ts';
import { refuse, volumeSettings } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

export const podSecurityHostPathVolumes: StackPolicy = {
  id: 'pod-security-host-path-volumes',
  family: 'object',
  severity: 'error',
  title: "No pod mounts its node's file system",
  why: "A hostPath volume opens the node's files to the pod: the volumes and tokens of other tenants, and the kubelet's own credentials.",
  fix: 'Use a PersistentVolumeClaim for data that must last, and `emptyDir` for data that need not.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.11'], nsa: ['Pod security enforcement'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      yield* refuse(volumeSettings(pod, ['hostPath']), unset);
    }
  },
};
