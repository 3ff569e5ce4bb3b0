/** Finds the volumes that a manifest names itself: no storage class made them, so another tenant may name them too. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { Claim } from '../model/policy.ts';
import { podTemplateOf } from './pod-template.ts';

export interface NamedVolume extends Pick<Claim, 'kind' | 'value'> {
  readonly kind: 'volume' | 'cluster-volume';
  readonly pointer: string;
}

export function* namedVolumesOf(manifest: JsonObject): Generator<NamedVolume> {
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  switch (manifest['kind']) {
    case 'PersistentVolume':
      yield { kind: 'cluster-volume', value: refOf(manifest).name, pointer: '/metadata/name' };
      yield* disks(spec, '/spec');
      break;
    case 'PersistentVolumeClaim':
      if (isName(spec['volumeName']))
        yield { kind: 'cluster-volume', value: spec['volumeName'], pointer: '/spec/volumeName' };
      break;
    case 'VolumeSnapshotContent': {
      const handles = isObject(spec['source']) ? spec['source'] : {};
      for (const field of ['snapshotHandle', 'volumeHandle']) {
        const value = handles[field];
        if (isName(value))
          yield { kind: 'volume', value: `${String(spec['driver'])} ${value}`, pointer: `/spec/source/${field}` };
      }
      break;
    }
    default: {
      const pod = podTemplateOf(manifest);
      const volumes: readonly Json[] = Array.isArray(pod?.spec['volumes']) ? pod.spec['volumes'] : [];
      for (const [index, volume] of volumes.entries())
        if (isObject(volume)) yield* disks(volume, `${pod!.pointer}/spec/volumes/${index}`);
    }
  }
}

function* disks({ csi, nfs }: JsonObject, pointer: string): Generator<NamedVolume> {
  if (isObject(csi) && isName(csi['volumeHandle'])) {
    const value = `${String(csi['driver'])} ${csi['volumeHandle']}`;
    yield { kind: 'volume', value, pointer: `${pointer}/csi/volumeHandle` };
  }
  if (isObject(nfs)) {
    const path = `/${String(nfs['path'])}/`.replaceAll(/\/+/g, '/');
    yield { kind: 'volume', value: `${String(nfs['server']).toLowerCase()}:${path}`, pointer: `${pointer}/nfs` };
  }
}

function isName(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
