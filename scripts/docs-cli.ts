/** Renders `docs/cli.md` from the table of commands that also makes the help. */
import type { Command } from '../src/cli/command.ts';
import { code, generated, prose, table } from './docs-text.ts';

export interface CommandReference {
  readonly commands: readonly Command[];
  /** Options that every command takes, with their descriptions. */
  readonly globalOptions: readonly { readonly flags: string; readonly description: string }[];
}

export function cliReference({ commands, globalOptions }: CommandReference): string {
  return [
    generated,
    '',
    '# Command line',
    '',
    'Called as `npx fleet <command>` in the repository. Data goes to stdout, messages and progress to stderr.',
    '',
    'Exit codes: **0** clean, **1** findings, **2** could not do it (wrong use, or the machine failed).',
    '',
    ...commands.map(({ name, summary }) => `- [fleet ${name}](#fleet-${name}): ${lowerFirst(summary)}`),
    '',
    '## Options of every command',
    '',
    ...optionTable(globalOptions),
    ...commands.flatMap(chapter),
    '',
  ].join('\n');
}

function chapter({ name, description, arguments: operands, options, examples }: Command): string[] {
  const usage = [
    `fleet ${name}`,
    ...operands.map((operand) => (operand.required ? `<${operand.name}>` : `[${operand.name}]`)),
    ...(options.length > 0 ? ['[options]'] : []),
  ].join(' ');
  const rows = [
    ...operands.map((operand) => ({ flags: operand.name, description: operand.description })),
    ...options.map((option) => ({
      flags: option.flags,
      description: option.choices ? `${option.description}: ${option.choices.join(', ')}` : option.description,
    })),
  ];
  return [
    '',
    `## fleet ${name}`,
    '',
    prose(description),
    '',
    '```sh',
    `npx ${usage}`,
    ...examples.map((example) => `npx ${example}`),
    '```',
    ...(rows.length > 0 ? ['', ...optionTable(rows)] : []),
  ];
}

function optionTable(options: CommandReference['globalOptions']): readonly string[] {
  return table(
    ['option', 'meaning'],
    options.map(({ flags, description }) => [code(flags), prose(description)]),
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
