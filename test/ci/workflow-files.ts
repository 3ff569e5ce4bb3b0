/** The workflows, read as data. */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly 'runs-on'?: string;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly file: string;
  readonly text: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export const workflows: readonly Workflow[] = globSync('.github/workflows/*.{yml,yaml}')
  .sort()
  .map((file) => {
    const text = readFileSync(file, 'utf8');
    return Object.assign(parse(text) as Omit<Workflow, 'file' | 'text'>, { file, text });
  });
