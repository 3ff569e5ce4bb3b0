/** Reads what must not be seen: from the terminal without echo, or from a pipe. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './command.ts';
import type { Input, World } from './world.ts';

/** @throws {UsageError} when there is no terminal, or the question was left with Ctrl-C or Ctrl-D. */
export async function askHidden({ stdin, stderr }: World, question: string): Promise<string> {
  if (stdin === undefined || stdin.isTTY !== true) {
    throw new UsageError(`${question} must be typed on a terminal, or given as JSON with --stdin.`);
  }
  stderr.write(`${question}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: true, historySize: 0 });
  const left = new Promise<never>((_, reject) => {
    lines.once('close', () => reject(new UsageError(`${question} was not given; nothing was written.`)));
  });
  try {
    return await Promise.race([lines.question(''), left]);
  } finally {
    // What follows is no answer that was left out.
    left.catch(() => {});
    lines.close();
    stderr.write('\n');
  }
}

export async function readAll(input: Input | undefined): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input ?? []) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
