/** Tells where a violation stands. */
import type { Place } from '../model/finding.ts';
import type { InventoryObject } from '../model/policy.ts';

export interface Locator {
  /** The place of a JSON pointer in the file that holds the object. */
  manifest(object: Pick<InventoryObject, 'file' | 'document' | 'base'>, pointer: string): Place;
  /** The place of a JSON pointer in a tenant's spec, when the tenant is known. */
  spec(tenant: string, pointer: string): Place | undefined;
}
