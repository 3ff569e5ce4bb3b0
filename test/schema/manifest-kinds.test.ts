import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  controllerGen,
  customSources,
  generatedSources,
  kubernetesSources,
} from '../../scripts/kubernetes-schemas/sources.ts';
import { createManifestChecker, kubernetesVersions } from '../../src/schema/manifest-checker.ts';
import { validManifests } from './manifest-samples.ts';

interface SchemaFile {
  readonly kinds: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const files = (folder: string): string[] => readdirSync(`schemas/${folder}`).filter((file) => file !== 'SOURCES.json');

function kindsIn(file: string): string[] {
  const { kinds } = JSON.parse(readFileSync(`schemas/${file}`, 'utf8')) as SchemaFile;
  return Object.entries(kinds).flatMap(([version, schemas]) =>
    Object.keys(schemas).map((kind) => `${version} ${kind}`),
  );
}

const customKinds = files('crds').flatMap((file) => kindsIn(`crds/${file}`));
const sampleKinds = validManifests.map(({ apiVersion, kind }) => `${String(apiVersion)} ${String(kind)}`).sort();
/** Served as `v1` from 1.36 on. */
const isNew = (kind: string): boolean => kind.includes('MutatingAdmissionPolicy');

describe('kinds', () => {
  it('has a schema file for each version', () => {
    expect(files('kubernetes').map((file) => file.replace('.json', ''))).toEqual(kubernetesVersions);
  });

  it.each(kubernetesVersions)('of Kubernetes %s are those that have a sample', (version) => {
    const expected = sampleKinds.filter((kind) => version === '1.36' || !isNew(kind));
    expect([...kindsIn(`kubernetes/${version}.json`), ...customKinds].sort()).toEqual(expected);
  });

  it.each(kubernetesVersions)('of Kubernetes %s accept their samples', (version) => {
    const check = createManifestChecker(version);
    const served = validManifests.filter(({ kind }) => version === '1.36' || !isNew(String(kind)));
    expect(served.flatMap((manifest) => check(manifest).map((error) => [manifest['kind'], error]))).toEqual([]);
  });

  it('come from the pinned sources', () => {
    const written = JSON.parse(readFileSync('schemas/kubernetes/SOURCES.json', 'utf8')) as {
      module: string;
      version: string;
    }[];
    const kubernetes = Object.values(kubernetesSources).map((version) => ({ module: 'k8s.io/kubernetes', version }));
    const pinned = [...kubernetes, ...customSources, ...generatedSources, controllerGen];
    const shown = (sources: readonly { module: string; version: string }[]) =>
      sources.map(({ module, version }) => `${module}@${version}`).sort();
    expect(shown(written)).toEqual(shown(pinned));
  });

  const check = createManifestChecker('1.36');

  it.each(validManifests)('are closed: $apiVersion $kind', (manifest) => {
    expect(check({ ...manifest, metadata: { name: 'sample', colour: 'red' }, surprise: 1 })).toEqual(
      expect.arrayContaining([
        { policy: 'schema-invalid', pointer: '/surprise', message: 'field "surprise" is unknown' },
        { policy: 'schema-invalid', pointer: '/metadata/colour', message: 'field "metadata.colour" is unknown' },
      ]),
    );
  });
});
