/** Writes `schemas/kubernetes` and `schemas/crds`: strict JSON Schemas of the kinds that manifests may use. Needs Go. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInKinds, objectMetaDefinitions } from './kubernetes-schemas/built-in-kinds.ts';
import { customKinds, definitionsIn, type Definition } from './kubernetes-schemas/custom-kinds.ts';
import { downloadModule, generateDefinitions, type GoModule } from './kubernetes-schemas/go-modules.ts';
import { schemaText, type SchemaFile } from './kubernetes-schemas/schema-text.ts';
import { shareDefinitions } from './kubernetes-schemas/share-definitions.ts';
import {
  controllerGen,
  customSources,
  generatedSources,
  kubernetesSources,
  type CustomSource,
} from './kubernetes-schemas/sources.ts';

const modules: GoModule[] = [];
const files = new Map<string, string>();

const objectMeta = await addBuiltInKinds();
addCustomKinds(await readDefinitions(), objectMeta);
addSources();

for (const folder of ['schemas/kubernetes', 'schemas/crds']) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
for (const [file, text] of files) {
  writeFileSync(file, text);
  console.log(`${file}  ${(text.length / 1024).toFixed(0)} KiB`);
}

/** Returns the definitions of ObjectMeta of the newest version, which custom kinds use. */
async function addBuiltInKinds(): Promise<SchemaFile['$defs']> {
  let newest: SchemaFile['$defs'] = {};
  for (const [minor, version] of Object.entries(kubernetesSources)) {
    const { folder } = await download('k8s.io/kubernetes', version);
    const file = builtInKinds(folder);
    files.set(`schemas/kubernetes/${minor}.json`, schemaText({ $id: `kubernetes-${minor}.json`, ...file }));
    newest = objectMetaDefinitions(file);
  }
  return newest;
}

async function readDefinitions(): Promise<Definition[]> {
  const found: Definition[] = [];
  for (const { module, version, folder } of customSources) {
    const downloaded = await download(module, version);
    found.push(...definitionsIn(join(downloaded.folder, folder)));
  }
  await download(controllerGen.module, controllerGen.version);
  for (const { module, version } of generatedSources) await download(module, version);
  return [...found, ...definitionsIn(await generateDefinitions(generatedSources))];
}

/** One file for each group. */
function addCustomKinds(definitions: readonly Definition[], shared: SchemaFile['$defs']): void {
  const kindsByGroup: Record<string, CustomSource['kinds'][string]> = {};
  for (const source of [...customSources, ...generatedSources]) {
    for (const [group, kinds] of Object.entries(source.kinds)) {
      kindsByGroup[group] = { ...kindsByGroup[group], ...kinds };
    }
  }
  for (const [group, kinds] of Object.entries(kindsByGroup)) {
    const file = shareDefinitions(customKinds({ definitions, group, kinds }), shared);
    files.set(`schemas/crds/${group}.json`, schemaText({ $id: `${group}.json`, ...file }));
  }
}

/** What the files were made from, with the checksums that sum.golang.org vouches for. */
function addSources(): void {
  const sources = modules
    .map(({ path, version, sum }) => ({ module: path, version, sum }))
    .toSorted((a, b) => (`${a.module} ${a.version}` < `${b.module} ${b.version}` ? -1 : 1));
  files.set('schemas/kubernetes/SOURCES.json', `${JSON.stringify(sources, null, 2)}\n`);
}

async function download(path: string, version: string): Promise<GoModule> {
  const module = await downloadModule(path, version);
  modules.push(module);
  return module;
}
