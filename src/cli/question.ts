/** Asks on the terminal for what may be seen: free text, or one of several answers. */
import { Writable } from 'node:stream';
import { type Question, UsageError } from './command.ts';
import type { World } from './world.ts';

export function canAsk({ stdin, stderr }: World): boolean {
  return stdin?.isTTY === true && stderr.isTTY === true;
}

/** @throws {UsageError} when there is no terminal, or the question was left with Ctrl-C. */
export async function ask(world: World, { message, usual, choices, check }: Question): Promise<string> {
  const { stdin, stderr } = world;
  if (stdin === undefined || !canAsk(world)) throw new UsageError(`${message} can be asked on a terminal only.`);
  // Drawn on stderr: stdout is for data. Wide enough that nothing is broken in the middle of a word.
  const output = Object.assign(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        stderr.write(chunk.toString('utf8'));
        done();
      },
    }),
    { isTTY: true, columns: 120, rows: 40 },
  );
  const terminal = { input: stdin, output };
  // Read only by who is asked something: every other command starts sooner.
  const [{ default: input }, { default: select }] = await Promise.all([
    import('@inquirer/input'),
    import('@inquirer/select'),
  ]);
  try {
    if (choices !== undefined) {
      const start = usual === undefined ? {} : { default: usual };
      return await select(
        { message, choices: choices.map((choice) => ({ ...choice, name: choice.value })), ...start },
        terminal,
      );
    }
    const validate = async (answer: string) => (await check?.(answer.trim())) ?? true;
    const answer = await input({ message, validate, ...(usual !== undefined && { default: usual }) }, terminal);
    return answer.trim();
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') {
      throw new UsageError(`${message} was not answered; nothing was written.`, { cause: error });
    }
    throw error;
  }
}
