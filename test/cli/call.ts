/** Calls the command line in this process, with a terminal or files of its own. */
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
}

export async function call(arguments_: readonly string[], surroundings: Surroundings = {}): Promise<Called> {
  const { folder = repository, env = {}, isTerminal = false } = surroundings;
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    isTTY: isTerminal,
    write: (text: string) => void (written[name] += text),
    on: () => {},
  });
  const code = await main(arguments_, { stdout: output('stdout'), stderr: output('stderr'), env, cwd: () => folder });
  return { code, ...written };
}
