/** Demands that pods run under an account that the stack has for them. */
import { isObject, refOf } from '../model/manifest.ts';
import type { Inventory, InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue, podsIn } from './pod-template.ts';

/** Of every namespace; and the one that the secret store knows: its holder reads all Secrets of the tenant there. */
const notForPods: ReadonlySet<unknown> = new Set(['default', 'external-secrets']);

export const ownServiceAccount: StackPolicy = {
  id: 'own-service-account',
  family: 'tenant',
  severity: 'error',
  title: 'Pods run under a service account that the stack has for them',
  why: 'The account is who a pod is. That of a pod which names none is `default`, shared by whatever else runs in the namespace; one that the stack does not have belongs to whoever makes it.',
  fix: 'Set `serviceAccountName` to the account of the stack, `odoo`.',
  controls: {
    hipaa: ['164.312(a)(2)(i)', '164.312(d)'],
    cis: ['5.1.5'],
    nsa: ['Protecting Pod service account tokens'],
  },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    const accounts = new Set(
      objectsOfKind(inventory, 'ServiceAccount of v1').map(({ manifest }) => placeOf(manifest, refOf(manifest).name)),
    );
    for (const { object, field, name, pointer } of holdersIn(inventory)) {
      if (typeof name === 'string' && !notForPods.has(name) && accounts.has(placeOf(object.manifest, name))) continue;
      yield {
        object,
        pointer,
        message: `${field} is ${describeValue(name)}, must be an account that the stack has for pods`,
      };
    }
  },
};

interface Holder {
  readonly object: InventoryObject;
  readonly field: string;
  readonly name: Parameters<typeof describeValue>[0];
  readonly pointer: string;
}

function* holdersIn(inventory: Inventory): Generator<Holder> {
  for (const { object, spec, pointer } of podsIn(inventory)) {
    // The older field holds where the newer one is empty.
    const isNamed = (spec['serviceAccountName'] ?? '') !== '';
    const field = !isNamed && (spec['serviceAccount'] ?? '') !== '' ? 'serviceAccount' : 'serviceAccountName';
    const name = spec[field];
    yield { object, field, name, pointer: `${pointer}/spec${name === undefined ? '' : `/${field}`}` };
  }
  // Where a Cluster names none, its operator makes one for it alone, with the rights that its instances need.
  for (const object of objectsOfKind(inventory, 'Cluster of postgresql.cnpg.io/v1')) {
    const { spec } = object.manifest;
    const name = isObject(spec) ? (spec['serviceAccountName'] ?? '') : '';
    if (name !== '') yield { object, field: 'serviceAccountName', name, pointer: '/spec/serviceAccountName' };
  }
}

function placeOf(manifest: InventoryObject['manifest'], name: string): string {
  return `${refOf(manifest).namespace ?? ''}/${name}`;
}
