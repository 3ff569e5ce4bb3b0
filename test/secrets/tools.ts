/** sops, age and kustomize themselves, built in the versions that `test/oracle/sops/go.mod` names. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/model/manifest.ts';
import { buildGo } from '../oracle/build-go.ts';

export const tools = {
  sops: () => buildGo('sops', 'github.com/getsops/sops/v3/cmd/sops'),
  age: () => buildGo('sops', 'filippo.io/age/cmd/age'),
  ageKeygen: () => buildGo('sops', 'filippo.io/age/cmd/age-keygen'),
  flux: () => buildGo('sops'),
};

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a tool in a folder; `identity` becomes its key file. */
export function run(
  tool: string,
  args: readonly string[],
  of: { readonly folder: string; readonly identity?: string; readonly input?: string },
): Answer {
  const keys = join(of.folder, 'keys.txt');
  writeFileSync(keys, of.identity ?? '', { mode: 0o600 });
  const { status, stdout, stderr, error } = spawnSync(tool, args, {
    cwd: of.folder,
    input: of.input ?? '',
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: of.folder, SOPS_AGE_KEY_FILE: keys },
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** The objects of a text as kustomize-controller hands them to SOPS. */
export function asFluxReadsThem(text: string, folder: string): readonly JsonObject[] {
  const built = join(folder, 'flux');
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, 'manifests.yaml'), text);
  writeFileSync(join(built, 'kustomization.yaml'), 'resources: [manifests.yaml]\n');
  const { code, stdout, stderr } = run(tools.flux(), [built], { folder });
  if (code !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonObject);
}
