/** Pod Security Standards, restricted, check `restrictedVolumes` (since 1.0). */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { follow, refuse, type Rule, type Setting, volumeSettings } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

const allowed = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const never: Rule = {
  allows: () => false,
  wanted: `replaced by an object ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`,
};

export const podSecurityRestrictedVolumes: StackPolicy = {
  id: 'pod-security-restricted-volumes',
  family: 'object',
  severity: 'error',
  title: 'Pods mount only volumes that the cluster hands out',
  why: 'Volume types such as nfs or iscsi name a server directly, past every StorageClass, quota and encryption setting, and so can reach the data of other tenants.',
  fix: 'Use a PersistentVolumeClaim for data that must last, and `emptyDir` for data that need not.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(a)(2)(iv)'],
    cis: ['5.2.11'],
    nsa: ['Pod security enforcement'],
  },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      for (const volume of volumeSettings(pod, [])) yield* judge(volume);
    }
  },
};

function* judge(volume: Setting): Generator<Violation> {
  if (volume.malformed || !isObject(volume.value)) {
    yield* refuse([volume], never);
  } else if (!isAllowed(volume.value)) {
    for (const source of sourcesOf(volume.value)) yield* refuse(follow(volume, [source]), never);
  }
}

function isAllowed(volume: JsonObject): boolean {
  return allowed.some((source) => isObject(volume[source]));
}

/** Where the volume comes from. A volume that does not say is no offence: the API server makes an emptyDir of it. */
function sourcesOf(volume: JsonObject): readonly string[] {
  return Object.keys(volume).filter((key) => key !== 'name' && volume[key] !== null);
}
