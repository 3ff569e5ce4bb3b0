/** Finds out where a tenant stands in its life, for commands that take it one step further. */
import type { Fleet, Tenant } from '../../model/fleet.ts';
import { type LifeState, lifeStateOf } from '../../model/life.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { tryGit } from '../../git/git.ts';
import type { FleetSource } from '../../load/open-fleet.ts';
import { specChecks } from '../../load/spec-checks.ts';
import { readRecord } from '../../run/read-record.ts';
import { reportOf } from '../../run/report-of.ts';
import { recordFile } from '../../synth/paths.ts';
import { type Context, type ExitCode, UsageError } from '../command.ts';
import { specFile } from '../specs/edit-spec.ts';
import { openSpecs } from '../specs/open-specs.ts';

export interface Life {
  readonly source: FleetSource;
  readonly fleet: Fleet;
  readonly id: string;
  readonly tenant: Tenant;
  readonly state: LifeState;
  /** What `dist` says; absent for a tenant that was never generated. */
  readonly record: JsonObject | undefined;
}

/**
 * The exit code when the spec is wrong; then its findings were reported.
 * @throws {UsageError} when `dist` does not say what the spec does: then nobody knows which step was the last.
 */
export function openLife(context: Context, id: string): Life | ExitCode {
  const opened = openSpecs(context);
  if (typeof opened === 'number') return opened;
  const { source, fleet } = opened;
  const file = specFile(source, id);
  const { tenant, findings } = source.load(file);
  if (tenant === undefined) {
    const counts = { tenants: 1, objects: 0, files: 0, policies: 0 };
    return context.report(reportOf(findings, { ...counts, ran: specChecks, notes: [] }));
  }
  const record = readRecord(source.root, { cluster: tenant.cluster.name, tenant: id });
  if (record !== undefined && record['specDigest'] !== tenant.specDigest) {
    throw new UsageError(`${file} was changed after dist was generated: run npm start first, and commit both.`);
  }
  return { source, fleet, id, tenant, state: lifeStateOf(tenant), record };
}

/**
 * Steps that the data of a tenant depends on are reviewed one by one: the next begins from what is committed.
 * @throws {UsageError} when the last step is not. Nothing can be said where there is no Git repository.
 */
export function mustBeCommitted({ source: { root }, id, tenant }: Life): void {
  const path = recordFile({ cluster: tenant.cluster.name, tenant: id });
  if (tryGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD']).code !== 0) return;
  if (tryGit(root, ['status', '--porcelain', '--', path]).output.length === 0) return;
  throw new UsageError(
    `${path} is not committed: commit and merge the last change of ${id} first, since each step is a reviewed change of its own.`,
  );
}

/** `YYYY-MM-DD`, so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
