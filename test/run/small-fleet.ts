/** Fleets of few small tenants, and what their proofs say. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/model/finding.ts';
import type { Certificate, Proof } from '../../src/model/proof.ts';
import { runProve } from '../../src/run/run-prove.ts';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { synth, temporaryFolder, today } from './fleet-folder.ts';

export const smallTenants = ['acme', 'birch', 'cedar'];

/** The file of one part of a tenant. */
export function partOf(tenant: string, part: 'app' | 'boundary' | 'data'): string {
  return `dist/tenants/eu-1/${tenant}/${part}/manifests.yaml`;
}

/** Three tenants that differ in their names only, with what is generated from them. */
export async function writeSmallFleet(root: string, files: Readonly<Record<string, string>> = {}): Promise<void> {
  const tenants = smallTenants.map((id) => [
    `tenants/${id}.ts`,
    specText('defineTenant', { ...tenantSpec(), id, name: `Agency ${id}`, domains: [`${id}.example.com`] }),
  ]);
  writeFleet(root, { ...Object.fromEntries(tenants), ...files });
  const { report } = await synth(root);
  if (report.verdict !== 'clean') throw new Error(report.findings.map(({ message }) => message).join('\n'));
}

/** A copy that may be changed. */
export function copyOf(pristine: string): string {
  const root = temporaryFolder();
  cpSync(pristine, root, { recursive: true });
  return root;
}

/** Replaces one text, which must be there, in a file. */
export function rewrite(root: string, file: string, change: readonly [from: string | RegExp, to: string]): void {
  const text = readFileSync(join(root, file), 'utf8');
  const next = text.replace(change[0], change[1]);
  if (next === text) throw new Error(`${String(change[0])} is not in ${file}`);
  writeFileSync(join(root, file), next);
}

export function prove(root: string, time = '2026-11-24T12:00:00Z'): Promise<Proof> {
  const generator = { version: '0.1.0', digest: 'sha256:0' };
  return runProve({ root, today, time, threads: 1, generator, onProgress: () => {} });
}

/** @throws when the proof fails. */
export async function certificateOf(root: string, time?: string): Promise<Certificate> {
  const proof = await prove(root, time);
  if (proof.verdict !== 'proven') throw new Error(proof.findings.map(({ message }) => message).join('\n'));
  return proof.certificate;
}

/** What stands against a proof, `file:line policy`, beside that a file is not what its spec produces. */
export async function against(root: string): Promise<readonly string[]> {
  const { verdict, findings } = await prove(root);
  if (verdict === 'proven') return [];
  const found = errorsOf(findings).filter(({ message }) => !message.startsWith('file differs from'));
  return found.map(({ place: { file, line }, policy }) => `${file}:${line} ${policy}`);
}

export function errorsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity, exception }) => severity === 'error' && exception === undefined);
}
