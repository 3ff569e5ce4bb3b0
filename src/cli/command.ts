/** The contract of a command, and what it may use of the world. */
import type { Report } from '../model/report.ts';

/** 0: clean; 1: findings; 2: could not do it. */
export type ExitCode = 0 | 1 | 2;

export interface Context {
  /** The fleet repository, absolute. */
  readonly root: string;
  /** Where the command was called, absolute. */
  readonly folder: string;
  readonly format: string;
  readonly quiet: boolean;
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
  /** `2026-11-24T12:00:00Z` */
  readonly time: string;
  /** The same for commands that run for long. */
  now(): string;
  /** File with private keys of age, by `SOPS_AGE_KEY_FILE`. */
  readonly keyFile: string | undefined;
  /** kubeconfig files, by `KUBECONFIG` or where kubectl looks for one. */
  readonly kubeconfigs: readonly string[];
  /** Whether stdout is a terminal. */
  readonly isTerminal: boolean;
  /** Whether stdout takes colours. */
  readonly colour: boolean;
  readonly threads: number;
  /** Writes data to stdout. */
  print(text: string): void;
  /** Writes a line about the run to stderr; not when quiet. */
  say(text: string): void;
  /** Writes a line about what is wrong to stderr, also when quiet. */
  complain(text: string): void;
  /** Whether somebody at a terminal can be asked. */
  readonly canAsk: boolean;
  /** Asks on the terminal for what may be seen. */
  ask(question: Question): Promise<string>;
  /** Asks for a value on the terminal without showing it. */
  askHidden(question: string): Promise<string>;
  /** All that is piped in. */
  readInput(): Promise<string>;
  /** Shows how far a long run is, on a terminal only. */
  progress(text: string): void;
  /** From now on the user's interruption ends nothing by itself; it is told here. */
  interruption(): AbortSignal;
  /** From now on a report tells the time since this moment. */
  lap(): void;
  /** Writes a report to stdout in the chosen format and returns its exit code. */
  report(report: Report): ExitCode;
}

/** What can be asked on a terminal. */
export interface Question {
  readonly message: string;
  /** The answer of who only presses Enter. */
  readonly usual?: string;
  /** Then one of them is chosen, otherwise text is typed. */
  readonly choices?: readonly { readonly value: string; readonly description?: string }[];
  /** Why an answer is wrong; undefined when it is right. */
  readonly check?: (answer: string) => Promise<string | undefined>;
}

export interface Argument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
}

export interface Option {
  /** As commander reads it, for example `--only <glob>`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  /** Then its value is the list of all that were given. */
  readonly isRepeatable?: boolean;
}

export interface Input {
  readonly arguments: readonly string[];
  /** By the option's long name in camel case. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What a newcomer needs to know, in sentences. */
  readonly description: string;
  readonly arguments: readonly Argument[];
  readonly options: readonly Option[];
  /** Formats that only this command has, sorted; besides those of reports. */
  readonly formats?: readonly string[];
  /** Lines for a shell that show its use. */
  readonly examples: readonly string[];
  run(input: Input, context: Context): Promise<ExitCode> | ExitCode;
}

/** The command was used in a way that cannot work. Shown as one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
