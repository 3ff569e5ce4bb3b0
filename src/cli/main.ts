/** The command line: reads arguments and environment, prints, and sets the exit code. */
import { inspect } from 'node:util';
import { Command as Program, CommanderError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { formats } from '../report/index.ts';
import { UnwritableError } from '../synth/unwritable-error.ts';
import { type Command, type ExitCode, type Input, UsageError } from './command.ts';
import { loadCommands } from './commands/index.ts';
import { GitError } from '../git/git.ts';
import { contextOf, type GlobalOptions } from './context.ts';
import type { World } from './world.ts';

/** @returns the exit code: 0 clean, 1 findings, 2 could not do it. */
export async function main(arguments_: readonly string[], world: World = process): Promise<ExitCode> {
  const complain = (message: string): void => void world.stderr.write(`fleet: ${message}\n`);
  const isWriteFailed = watchOutputs(world, complain);
  let code: ExitCode = 0;
  const commands = await loadCommands(commandIn(arguments_));
  const program = programOf(commands, async (command, input, options) => {
    code = await command.run(input, contextOf(options, world));
  });
  for (const each of [program, ...program.commands]) {
    each.configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      writeErr: (text) => void world.stderr.write(text),
      outputError: (text) => complain(text.replace(/^error: /, '').trimEnd()),
    });
  }
  try {
    await program.parseAsync([...arguments_], { from: 'user' });
    return isWriteFailed() ? 2 : code;
  } catch (error) {
    // Help and version end this way too; commander has printed what there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 && !isWriteFailed() ? 0 : 2;
    complain(messageOf(error));
    return 2;
  }
}

function globalOptions(): readonly [root: Option, format: Option, ...others: readonly Option[]] {
  return [
    new Option('--root <dir>', 'the fleet repository').default('.'),
    new Option('--format <format>', 'how to print; csv and dot by fleet reach only').default('text'),
    new Option('--quiet', 'print only findings and the verdict'),
    new Option('--no-color', 'no colours; also by NO_COLOR'),
  ];
}

/** The name of the command that is called; there may be none of that name. */
function commandIn(arguments_: readonly string[]): string | undefined {
  const program = new Program();
  for (const option of globalOptions()) program.addOption(option);
  return program.parseOptions([...arguments_]).operands[0];
}

/** What commander parses, and prints as help. */
export function programOf(
  commands: readonly Command[],
  run: (command: Command, input: Input, options: GlobalOptions) => Promise<void>,
): Program {
  const program = new Program('fleet')
    .description('Generates, validates and records a fleet of fully isolated tenants.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help; fleet <command> --help tells more about a command')
    .addHelpText('after', '\nExit codes: 0 clean, 1 findings, 2 could not do it.')
    .helpCommand(false)
    .showSuggestionAfterError()
    .showHelpAfterError('(fleet --help shows what there is)')
    .exitOverride();
  const [root, format, ...others] = globalOptions();
  const ownFormats = commands.flatMap((command) => command.formats ?? []);
  format.choices([...new Set([...formats.map(({ name }) => name), ...ownFormats])].sort());
  for (const option of [root, format, ...others]) program.addOption(option);
  for (const command of commands) {
    const parser = program
      .command(command.name)
      .summary(command.summary)
      .description(command.description)
      .helpOption('-h, --help', 'print this help')
      .configureHelp({ showGlobalOptions: true })
      .showHelpAfterError(`(fleet ${command.name} --help shows what there is)`)
      .exitOverride();
    for (const { name, description, required } of command.arguments) {
      parser.argument(required ? `<${name}>` : `[${name}]`, description);
    }
    for (const { flags, description, choices, isRepeatable } of command.options) {
      const option = new Option(flags, description);
      if (isRepeatable) option.argParser((value, before: readonly string[] = []) => [...before, value]);
      parser.addOption(choices ? option.choices(choices) : option);
    }
    parser.addHelpText('after', `\nExamples:\n${command.examples.map((line) => `  npx ${line}`).join('\n')}`);
    parser.action(async () => {
      await run(command, { arguments: parser.args, options: parser.opts() }, program.opts<GlobalOptions>());
    });
  }
  return program;
}

/**
 * What could not be written was not done, even when that turns out only after `main` has returned. A reader that has seen
 * enough, such as `head`, closes the pipe: no reason to complain.
 * @returns a function that tells whether a write has failed until now.
 */
function watchOutputs(world: World, complain: (message: string) => void): () => boolean {
  let isFailed = false;
  for (const output of [world.stdout, world.stderr]) {
    output.on('error', (error) => {
      if (error.code === 'EPIPE') return;
      // Where the complaint itself cannot be written there is nobody to tell.
      if (!isFailed && output === world.stdout) complain(`cannot write: ${error.message}.`);
      isFailed = true;
      world.exitCode = 2;
    });
  }
  return () => isFailed;
}

function messageOf(error: unknown): string {
  if (error instanceof UsageError || error instanceof UnwritableError || error instanceof GitError)
    return error.message;
  // The machine failed, not the program: `ENOSPC: no space left on device, write`.
  if (error instanceof Error && 'syscall' in error) return `${error.message}.`;
  return `this is a bug.\n${inspect(error)}`;
}
