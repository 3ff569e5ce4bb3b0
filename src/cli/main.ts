/** The command line: reads arguments and environment, prints, and sets the exit code. */
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Command as Program, CommanderError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { formats } from '../report/index.ts';
import type { Report } from '../model/report.ts';
import { LockedError } from '../synth/work-folder.ts';
import { type Command, type Context, type ExitCode, type Input, UsageError } from './command.ts';
import { commands } from './commands/index.ts';

interface GlobalOptions {
  readonly root: string;
  readonly format: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** @returns the exit code: 0 clean, 1 findings, 2 could not do it. */
export async function main(arguments_: readonly string[]): Promise<ExitCode> {
  // A reader that has seen enough, such as `head`, closes the pipe: no reason to complain.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  let code: ExitCode = 0;
  const program = programOf(async (command, input, options) => {
    code = await command.run(input, contextOf(options));
  });
  try {
    await program.parseAsync([...arguments_], { from: 'user' });
    return code;
  } catch (error) {
    // Help and version end this way too; commander has printed what there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`fleet: ${isExpected(error) ? error.message : messageOf(error)}\n`);
    return 2;
  }
}

/** What commander parses, and prints as help. */
export function programOf(run: (command: Command, input: Input, options: GlobalOptions) => Promise<void>): Program {
  const program = new Program('fleet')
    .description('Generates, validates and records a fleet of fully isolated tenants.')
    .version(packageJson.version)
    .option('--root <dir>', 'the fleet repository', '.')
    .addOption(new Option('--format <format>', 'how to print').choices(formats.map(({ name }) => name)).default('text'))
    .option('--quiet', 'print only findings and the verdict')
    .option('--no-color', 'no colours; also by NO_COLOR')
    .helpCommand(false)
    .showSuggestionAfterError()
    .showHelpAfterError('(fleet --help shows what there is)')
    .exitOverride();
  for (const command of commands) {
    const parser = program
      .command(command.name)
      .summary(command.summary)
      .description(command.description)
      .configureHelp({ showGlobalOptions: true })
      .exitOverride();
    for (const { name, description, required } of command.arguments) {
      parser.argument(required ? `<${name}>` : `[${name}]`, description);
    }
    for (const { flags, description, choices } of command.options) {
      const option = new Option(flags, description);
      parser.addOption(choices ? option.choices(choices) : option);
    }
    parser.addHelpText('after', `\nExamples:\n${command.examples.map((line) => `  npx ${line}`).join('\n')}`);
    parser.action(async () => {
      await run(command, { arguments: parser.args, options: parser.opts() }, program.opts<GlobalOptions>());
    });
  }
  return program;
}

function contextOf({ root, format, quiet = false, color }: GlobalOptions): Context {
  const folder = process.cwd();
  const absolute = resolve(folder, root);
  if (!statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--root is ${JSON.stringify(root)}, must be an existing folder.`);
  }
  const started = performance.now();
  const showsProgress = process.stderr.isTTY && !quiet;
  const clearProgress = (): void => void (showsProgress && process.stderr.write('\r\u001b[K'));
  const print = (text: string): void => {
    clearProgress();
    process.stdout.write(text);
  };
  return {
    root: absolute,
    folder,
    format,
    quiet,
    today: new Date().toISOString().slice(0, 10),
    threads: Math.min(availableParallelism(), 8),
    print,
    say: (text) => void (quiet || process.stderr.write(`${text}\n`)),
    progress: (text) => void (showsProgress && process.stderr.write(`\r\u001b[K${text}`)),
    report(report) {
      const { render } = formats.find(({ name }) => name === format)!;
      const colour = color && process.stdout.isTTY && !process.env['NO_COLOR'];
      const milliseconds = performance.now() - started;
      print(render({ ...report, milliseconds }, { colour, quiet }));
      return exitCodeOf(report);
    },
  };
}

function exitCodeOf({ verdict }: Report): ExitCode {
  return verdict === 'clean' ? 0 : verdict === 'findings' ? 1 : 2;
}

function isExpected(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof LockedError;
}

/** A bug, or a machine that failed: with everything that helps to find it. */
function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
