/** A fleet whose secrets can really be made, for the commands that write specs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../src/model/manifest.ts';
import { openFleet } from '../../src/load/open-fleet.ts';
import { fleetDocuments, type FleetDocuments, specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { contents, synth, temporaryFolder } from '../run/fleet-folder.ts';
import { type KeyPair, keyPair } from '../secrets/sealed.ts';
import { call, type Called, type Surroundings } from './call.ts';

const [cluster, recovery] = [await keyPair(), await keyPair()];
export const recoveryKey: KeyPair = recovery;

/** The real day: commands know no other. */
export const today = new Date().toISOString().slice(0, 10);

export interface SpecWorld {
  readonly root: string;
  run(arguments_: readonly string[], surroundings?: Surroundings): Promise<Called>;
  /** Everything in the fleet but the work folder, as digests by path. */
  files(): Readonly<Record<string, string>>;
  text(path: string): string;
  has(path: string): boolean;
  /** What a spec evaluates to. */
  value(id: string): Json | undefined;
}

/** `dist` is what the specs produce. `tweak` changes the documents of the fleet first. */
export async function specWorld(
  tweak: (documents: FleetDocuments) => void = () => {},
  files: Readonly<Record<string, string>> = {},
): Promise<SpecWorld> {
  const root = temporaryFolder();
  const documents = fleetDocuments();
  documents.fleet.secrets = { recoveryRecipients: [recovery.recipient] };
  documents.clusters = documents.clusters.map((each) => ({ ...each, secrets: { recipients: [cluster.recipient] } }));
  tweak(documents);
  writeFleet(root, {
    'fleet/fleet.ts': specText('defineFleet', documents.fleet),
    'fleet/clusters.ts': specText('defineClusters', documents.clusters),
    'fleet/rings.ts': specText('defineRings', documents.rings),
    'tenants/acme.ts': specText('defineTenant', { ...tenantSpec(), dataClassification: 'internal' }),
    ...files,
  });
  const { report } = await synth(root, { today });
  if (report.verdict !== 'clean') throw new Error(report.findings.map(({ message }) => message).join('\n'));
  return {
    root,
    run: (arguments_, surroundings) => call(arguments_, { folder: root, ...surroundings }),
    files: () =>
      Object.fromEntries(Object.entries(contents(root)).filter(([path]) => !/^\.(?:cache|fleet)\//.test(path))),
    text: (path) => readFileSync(join(root, path), 'utf8'),
    has: (path) => existsSync(join(root, path)),
    value: (id) => openFleet(root, today).load(`tenants/${id}.ts`).document?.value,
  };
}

/** A second cluster, in the same region and with the same object store. */
export function withSecondCluster(documents: FleetDocuments): void {
  const [first] = documents.clusters;
  documents.clusters.push({ ...first!, name: 'eu-2' });
}
