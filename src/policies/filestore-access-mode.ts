/** Demands storage that several nodes can mount where several pods share Odoo's files. */
import { isObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';

export const filestoreAccessMode: StackPolicy = {
  id: 'filestore-access-mode',
  family: 'tenant',
  severity: 'error',
  title: 'Several web pods share storage that several nodes can mount',
  why: 'Each web pod reads and writes the same attachments and sessions. A volume for one node at a time leaves the second pod hanging, or the users logged out.',
  fix: 'Set `odoo.replicas: 1` in the spec, or place the tenant on a cluster whose filestore storage class offers ReadWriteMany.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'] },
  *check({ objects }): Iterable<Violation> {
    const modes = new Map(
      objects
        .filter(({ manifest }) => manifest['kind'] === 'PersistentVolumeClaim')
        .map(({ manifest }) => [nameOf(manifest), modesOf(manifest)]),
    );
    for (const object of objects) {
      const spec =
        object.manifest['kind'] === 'Deployment' && isObject(object.manifest['spec']) ? object.manifest['spec'] : {};
      const replicas = typeof spec['replicas'] === 'number' ? spec['replicas'] : 1;
      if (replicas < 2) continue;
      for (const claim of claimsOf(spec)) {
        const found = modes.get(claim) ?? [];
        if (found.includes('ReadWriteMany')) continue;
        yield {
          object,
          pointer: '/spec/replicas',
          specPointer: '/odoo/replicas',
          message: `replicas is ${replicas} with volume ${JSON.stringify(claim)} of access mode ${found.join(', ') || 'unknown'}, must be 1 or the volume ReadWriteMany`,
        };
      }
    }
  },
};

type Value = Violation['object']['manifest'];

function nameOf({ metadata }: Value): string {
  return isObject(metadata) ? String(metadata['name'] ?? '') : '';
}

function modesOf({ spec }: Value): readonly string[] {
  return isObject(spec) && Array.isArray(spec['accessModes']) ? spec['accessModes'].map(String) : [];
}

function claimsOf(spec: Value): readonly string[] {
  const template = isObject(spec['template']) ? spec['template'] : {};
  const pod = isObject(template['spec']) ? template['spec'] : {};
  const volumes = Array.isArray(pod['volumes']) ? pod['volumes'] : [];
  return volumes.flatMap((volume) => {
    const claim = isObject(volume) && isObject(volume['persistentVolumeClaim']) ? volume['persistentVolumeClaim'] : {};
    return typeof claim['claimName'] === 'string' ? [claim['claimName']] : [];
  });
}
