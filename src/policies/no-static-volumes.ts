/** Refuses volumes of a tenant that no storage class made for it. */
import { isObject, type Json } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue, podsIn } from './pod-template.ts';
import { volumeClaimsIn } from './volume-claims.ts';

const kinds = ['PersistentVolume of v1', 'VolumeAttachment of storage.k8s.io/v1'] as const;

export const noStaticVolumes: StackPolicy = {
  id: 'no-static-volumes',
  family: 'tenant',
  severity: 'error',
  title: 'Every volume of a tenant is made for it by a storage class',
  why: 'A volume that is named, selected or described by hand may be one with the data of another tenant: whoever knows its name mounts it.',
  fix: 'Remove the PersistentVolume, `volumeName`, `selector` or `csi` volume, and claim a volume by its storage class alone.',
  controls: { hipaa: ['164.312(a)(1)', '164.310(d)(1)'], cis: ['5.2.11'], nsa: ['Pod security enforcement'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const type of kinds) {
      for (const object of objectsOfKind(inventory, type)) {
        const [kind = ''] = type.split(' ');
        yield { object, pointer: '', message: `a ${kind} is given, must be left to the storage class` };
      }
    }
    for (const { object, spec, pointer } of volumeClaimsIn(inventory)) {
      for (const field of ['volumeName', 'selector'] as const) {
        if (isUnset(spec[field])) continue;
        yield {
          object,
          pointer: `${pointer}/${field}`,
          message: `${field} of the claim is ${describeValue(spec[field])}, must be unset`,
        };
      }
    }
    // The other types that name a server or a disk are refused by pod-security-restricted-volumes.
    for (const { object, spec, pointer } of podsIn(inventory)) {
      const volumes: readonly Json[] = Array.isArray(spec['volumes']) ? spec['volumes'] : [];
      for (const [index, volume] of volumes.entries()) {
        if (!isObject(volume) || (volume['csi'] ?? null) === null) continue;
        yield {
          object,
          pointer: `${pointer}/spec/volumes/${index}/csi`,
          message: `volume ${describeValue(volume['name'])} is of type csi, must be a claim`,
        };
      }
    }
  },
};

/** An empty name and no selector leave the choice to the class; an empty selector already matches every volume. */
function isUnset(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}
