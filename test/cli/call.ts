/** Calls the command line in this process, with a terminal or files of its own. */
import { Readable } from 'node:stream';
import type { ExitCode } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import { repository } from '../run/fleet-folder.ts';

export interface Called {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  /** The folder in which the command is called; the repository unless told. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  /** What is piped in, or typed where `isTerminal`. */
  readonly input?: string;
}

export async function call(arguments_: readonly string[], surroundings: Surroundings = {}): Promise<Called> {
  const { folder = repository, env = {}, isTerminal = false, input } = surroundings;
  const stdin = input === undefined ? undefined : Object.assign(Readable.from([input]), { isTTY: isTerminal });
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    isTTY: isTerminal,
    write: (text: string) => void (written[name] += text),
    on: () => {},
  });
  const code = await main(arguments_, {
    ...(stdin !== undefined && { stdin }),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env,
    cwd: () => folder,
  });
  return { code, ...written };
}
