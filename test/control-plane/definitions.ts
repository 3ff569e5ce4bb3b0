/** Installs the kinds of others: CustomResourceDefinitions from the modules that `schemas/crds` is made from. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Definition, definitionsIn } from '../../scripts/kubernetes-schemas/custom-kinds.ts';
import { downloadModule, generateDefinitions } from '../../scripts/kubernetes-schemas/go-modules.ts';
import { customSources, generatedSources } from '../../scripts/kubernetes-schemas/sources.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { ControlPlane } from './control-plane.ts';

/** All definitions that a fleet's clusters need, once for each kind. */
export async function readDefinitions(): Promise<readonly JsonObject[]> {
  const found: Definition[] = [];
  for (const { module, version, folder } of customSources) {
    const downloaded = await downloadModule(module, version);
    found.push(...definitionsIn(join(downloaded.folder, folder)));
  }
  found.push(...definitionsIn(await generateDefinitions(generatedSources)));
  const wanted = new Set(
    [...customSources, ...generatedSources].flatMap(({ kinds }) =>
      Object.entries(kinds).flatMap(([group, names]) => Object.keys(names).map((kind) => `${group} ${kind}`)),
    ),
  );
  return found.filter(({ spec }) => wanted.has(`${spec.group} ${spec.names.kind}`)) as unknown as JsonObject[];
}

/** Returns when the server serves them all. */
export async function installDefinitions({ objects }: ControlPlane, definitions: readonly JsonObject[]): Promise<void> {
  for (const definition of definitions) {
    const { status, body } = await objects.apply(definition, { fieldManager: 'platform' });
    if (status >= 300) throw new Error(`a definition is refused: ${JSON.stringify(body['message'])}`);
  }
  for (;;) {
    const stored = await objects.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    if (stored.length >= definitions.length && stored.every(isEstablished)) return;
    await sleep(200);
  }
}

function isEstablished({ status }: JsonObject): boolean {
  const conditions = ((status as JsonObject | undefined)?.['conditions'] ?? []) as readonly JsonObject[];
  return conditions.some(({ type, status: holds }) => type === 'Established' && holds === 'True');
}
