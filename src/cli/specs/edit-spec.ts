/** Changes the spec of a tenant by arguments such as `plan=large`, with everything that follows from it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { changeAll } from '../../edit/change-all.ts';
import { type Change, parseChange } from '../../edit/change.ts';
import type { FleetSource, TenantResult } from '../../load/open-fleet.ts';
import type { Finding } from '../../model/finding.ts';
import type { Json } from '../../model/manifest.ts';
import type { Mistake } from '../../model/mistake.ts';
import { nearestName } from '../../schema/document-suggestion.ts';
import { printable } from '../../schema/document-value.ts';
import { type Context, type ExitCode, UsageError } from '../command.ts';
import { applyChange } from './apply-change.ts';
import type { FileChanges } from './file-changes.ts';
import { nextSteps } from './next-steps.ts';
import { showMistakes } from './show-mistakes.ts';

export interface Edit {
  readonly source: FleetSource;
  readonly id: string;
  /** As `fleet edit` takes them. */
  readonly changes: readonly string[];
  /** Further files that must change with the spec as it will be. */
  readonly others?: (after: TenantResult) => Promise<FileChanges>;
  readonly isDryRun: boolean;
  /** For the commit, of fixed words, ids and days alone. */
  readonly subject: string;
  readonly body?: string;
  /** What follows for people, in sentences. */
  readonly said?: readonly string[];
}

export async function editSpec(context: Context, edit: Edit): Promise<ExitCode> {
  const { source, id } = edit;
  const file = specFile(source, id);
  const parsed = edit.changes.map(parseChange);
  const unclear = parsed.flatMap((change) => ('message' in change ? [change] : []));
  const changes = parsed.flatMap((change) => ('message' in change ? [] : [change]));
  const text = readFileSync(join(source.root, file), 'utf8');
  const value = readable(source, file, text);
  const changed = await changeAll({ file, text, value }, changes, (next) => source.judge(file, next).document?.value);
  const after = source.judge(file, changed.text);
  const wrong = after.findings.filter(({ severity }) => severity === 'error').map((each) => mistakeOf(each, changes));
  const mistakes = [...unclear, ...changed.mistakes, ...wrong];
  if (mistakes.length > 0) return showMistakes(context, mistakes);
  if (changed.text === text) {
    context.say(`${file} says that already: nothing was changed.`);
    return 0;
  }
  if (edit.isDryRun) {
    context.print(
      createTwoFilesPatch(`a/${file}`, `b/${file}`, text, changed.text, undefined, undefined, { headerOptions }),
    );
    return 0;
  }
  const others = (await edit.others?.(after)) ?? new Map<string, string | undefined>();
  const folders = others.size > 0 ? [`tenants/secrets/${id}`] : [];
  return applyChange(context, {
    id,
    files: new Map([[file, changed.text], ...others]),
    before: new Map([[file, text]]),
    said: [...(edit.said ?? []), ...nextSteps({ ...edit, branch: `change/${id}`, paths: [file, ...folders, 'dist'] })],
  });
}

const headerOptions = { includeIndex: false, includeUnderline: false, includeFileHeaders: true };

/** @throws {UsageError} which names the tenant that was probably meant. */
export function specFile({ tenantFiles }: FleetSource, id: string): string {
  const file = `tenants/${id}.ts`;
  if (tenantFiles.includes(file)) return file;
  const known = tenantFiles.map((each) => each.slice('tenants/'.length, -'.ts'.length));
  const meant = nearestName(id, known);
  const advice = meant === undefined ? 'npx fleet list shows all' : `did you mean ${meant}?`;
  throw new UsageError(`There is no tenant ${JSON.stringify(printable(id))}; ${advice}`);
}

/** @throws {UsageError} for a spec with mistakes: what it says now must be known before it is changed. */
function readable(source: FleetSource, file: string, text: string): Json {
  const { document, findings } = source.judge(file, text);
  const broken = findings.find(({ policy }) => unreadable.has(policy));
  if (document !== undefined && broken === undefined) return document.value;
  const why = broken === undefined ? '' : `: ${broken.message} (line ${broken.place.line})`;
  throw new UsageError(`${file} cannot be read${why}. Correct it first; npm start shows all mistakes.`);
}

/** With these it is not known what stands in the spec. What is wrong with values may be what the change repairs. */
const unreadable: ReadonlySet<string> = new Set([
  'spec-cycle',
  'spec-duplicate-key',
  'spec-encoding',
  'spec-export',
  'spec-file',
  'spec-import',
  'spec-not-data',
  'spec-plain-secret',
  'spec-syntax',
  'spec-too-large',
  'spec-unknown-name',
]);

/** Beside the change that caused it, where that can be told. */
function mistakeOf({ pointer = '', message, fix, place }: Finding, changes: readonly Change[]): Mistake {
  const cause = changes.find(({ path }) => {
    const own = `/${path.join('/')}/`;
    return `${pointer}/`.startsWith(own) || own.startsWith(`${pointer}/`);
  });
  const about = cause === undefined ? `${place.file}${pointer}` : printable(cause.argument);
  return { about, message, fix };
}
