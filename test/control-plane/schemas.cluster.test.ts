/** The committed schemas and what a running API server says of its kinds: the same, or `npm run generate:kubernetes-schemas` is due. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  enumerationsOf,
  kindsIn,
  objectMetaDefinitions,
  type OpenApi,
} from '../../scripts/kubernetes-schemas/built-in-kinds.ts';
import { customKinds, type Definition } from '../../scripts/kubernetes-schemas/custom-kinds.ts';
import { downloadModule } from '../../scripts/kubernetes-schemas/go-modules.ts';
import { schemaText, type SchemaFile } from '../../scripts/kubernetes-schemas/schema-text.ts';
import { shareDefinitions } from '../../scripts/kubernetes-schemas/share-definitions.ts';
import { customSources, generatedSources, kubernetesSources } from '../../scripts/kubernetes-schemas/sources.ts';
import { startWorld, type World } from './world.ts';

const schemas = join(import.meta.dirname, '../../schemas');
const committed = JSON.parse(readFileSync(join(schemas, 'kubernetes/1.36.json'), 'utf8')) as SchemaFile;
let world: World;
beforeAll(async () => {
  world = await startWorld([]);
});
afterAll(() => world.stop());

describe('schemas/kubernetes/1.36.json', () => {
  it('says of every kind what the server says', async () => {
    const { folder } = await downloadModule('k8s.io/kubernetes', kubernetesSources['1.36']!);
    const { body } = await world.rest.call({ method: 'GET', path: '/openapi/v3' });
    const paths = Object.entries(body['paths'] as unknown as Record<string, { serverRelativeURL: string }>);
    const documents: OpenApi[] = [];
    for (const [path, { serverRelativeURL }] of paths) {
      // The kinds of others are compared by their definitions.
      const isBuiltIn = path.replace(/^apis?\//, '') in committed.kinds;
      if (!isBuiltIn) continue;
      const answer = await world.rest.call({ method: 'GET', path: serverRelativeURL });
      documents.push(answer.body as unknown as OpenApi);
    }
    const served = kindsIn(documents, enumerationsOf(folder));
    expect(Object.keys(served.kinds).length).toBeGreaterThan(20);
    for (const [apiVersion, kinds] of Object.entries(served.kinds)) {
      expect(committed.kinds[apiVersion], apiVersion).toEqual(plain(kinds));
    }
    for (const [name, definition] of Object.entries(served.$defs)) {
      expect(committed.$defs[name], name).toEqual(plain(definition));
    }
  });
});

describe('schemas/crds', () => {
  const groups = [...new Set([...customSources, ...generatedSources].flatMap(({ kinds }) => Object.keys(kinds)))];

  it.each(groups)('says of %s what the definitions that the server took say', async (group) => {
    const stored = await world.objects.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    const kinds = Object.assign(
      {},
      ...[...customSources, ...generatedSources].map((source) => source.kinds[group] ?? {}),
    );
    const found = customKinds({ definitions: stored as unknown as readonly Definition[], group, kinds });
    const file = shareDefinitions(found, objectMetaDefinitions(committed));
    const text = readFileSync(join(schemas, `crds/${group}.json`), 'utf8');
    expect(JSON.parse(schemaText({ $id: `${group}.json`, ...file }))).toEqual(JSON.parse(text));
  });
});

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
