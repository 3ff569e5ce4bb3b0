/** Judges rendered or read objects: first against the schemas of their kinds, then by policies. */
import type { Finding, Place } from '../model/finding.ts';
import { refOf } from '../model/manifest.ts';
import type { Inventory, InventoryObject, StackPolicy } from '../model/policy.ts';
import { createLocator } from '../load/locate-manifest.ts';
import { judgeStack } from '../policies/engine.ts';
import type { Locator } from '../policies/locator.ts';
import type { ManifestChecker } from '../schema/manifest-checker.ts';
import { runCheck } from './run-checks.ts';

export interface Examination {
  readonly inventory: Inventory;
  readonly texts: ReadonlyMap<string, string>;
  readonly policies: readonly StackPolicy[];
  readonly checkSchema: ManifestChecker;
}

export function examineObjects({ inventory, texts, policies, checkSchema }: Examination): Finding[] {
  const locator = locatorOf(texts, inventory);
  const invalid = inventory.objects.flatMap((object) =>
    checkSchema(object.manifest).map((error) => schemaFinding(object, error, { locator, inventory })),
  );
  return [...invalid, ...judgeStack(policies, inventory, locator)];
}

/** Places in texts are looked up only where something is wrong. */
export function locatorOf(texts: ReadonlyMap<string, string>, { tenant }: Pick<Inventory, 'tenant'>): Locator {
  const locators = new Map<string, ReturnType<typeof createLocator>>();
  return {
    manifest({ file, document, base }, pointer): Place {
      const locate = locators.get(file) ?? createLocator(texts.get(file) ?? '');
      locators.set(file, locate);
      return { file, ...locate(document, `${base}${pointer}`) };
    },
    spec: (id, pointer) => (tenant?.spec.id === id ? tenant.document.locate(pointer) : undefined),
  };
}

function schemaFinding(
  object: InventoryObject,
  error: ReturnType<ManifestChecker>[number],
  of: { locator: Locator; inventory: Inventory },
): Finding {
  const { id, severity, fix } = runCheck(error.policy);
  const tenant = of.inventory.tenant?.spec.id;
  return {
    policy: id,
    severity,
    ...(tenant !== undefined && { tenant }),
    object: refOf(object.manifest),
    place: of.locator.manifest(object, error.pointer),
    pointer: error.pointer,
    message: error.message,
    fix,
  };
}
