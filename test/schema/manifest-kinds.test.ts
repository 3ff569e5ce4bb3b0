import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  controllerGen,
  customSources,
  generatedSources,
  kubernetesSources,
} from '../../scripts/kubernetes-schemas/sources.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import { createManifestChecker, kubernetesVersions } from '../../src/schema/manifest-checker.ts';
import { tweak } from './manifest-cases.ts';
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
const typeOf = ({ apiVersion, kind }: JsonObject): string => `${String(apiVersion)} ${String(kind)}`;

/** The kinds that came after 1.34. */
const firstVersions: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io/v1 MutatingAdmissionPolicy': '1.36',
  'admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding': '1.36',
  'certificates.k8s.io/v1beta1 PodCertificateRequest': '1.35',
  'resource.k8s.io/v1beta2 DeviceTaintRule': '1.36',
  'storagemigration.k8s.io/v1beta1 StorageVersionMigration': '1.35',
};
/** A field that the samples need and that came after its kind. */
const asIn135 = (manifest: JsonObject): JsonObject =>
  manifest['kind'] === 'PodCertificateRequest' ? tweak('/spec/stubPKCS10Request', undefined, manifest) : manifest;

function servedBy(version: string): JsonObject[] {
  const served = validManifests.filter((manifest) => version >= (firstVersions[typeOf(manifest)] ?? ''));
  return version === '1.35' ? served.map(asIn135) : served;
}

describe('kinds', () => {
  it('has a schema file for each version', () => {
    expect(files('kubernetes').map((file) => file.replace('.json', ''))).toEqual(kubernetesVersions);
  });

  it.each(kubernetesVersions)('of Kubernetes %s are those that have a sample', (version) => {
    const found = [...kindsIn(`kubernetes/${version}.json`), ...customKinds].sort();
    expect(found).toEqual(servedBy(version).map(typeOf).sort());
  });

  it.each(kubernetesVersions)('of Kubernetes %s accept their samples', (version) => {
    const check = createManifestChecker(version);
    const errors = servedBy(version).flatMap((manifest) => check(manifest).map((error) => [typeOf(manifest), error]));
    expect(errors).toEqual([]);
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
