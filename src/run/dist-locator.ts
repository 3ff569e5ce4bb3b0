/** Tells the places of violations in the files of `dist` as they stand. */
import { join } from 'node:path';
import type { FleetSource } from '../load/open-fleet.ts';
import type { Locator } from '../policies/locator.ts';
import { readRegular } from '../synth/read-regular.ts';
import { locatorOf } from './examine-objects.ts';

export function distLocator(source: FleetSource): Locator {
  const locators = new Map<string, Locator>();
  const locatorFor = (file: string): Locator => {
    const known = locators.get(file);
    if (known) return known;
    const reading = readRegular(join(source.root, file));
    const text = reading.kind === 'file' ? new TextDecoder().decode(reading.bytes) : '';
    const made = locatorOf(new Map([[file, text]]), {});
    locators.set(file, made);
    return made;
  };
  return {
    manifest: (object, pointer) => locatorFor(object.file).manifest(object, pointer),
    spec: (tenant, pointer) => source.load(`tenants/${tenant}.ts`).tenant?.document.locate(pointer),
  };
}
