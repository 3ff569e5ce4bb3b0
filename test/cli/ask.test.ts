/** Values that are typed: never shown, and never taken from what is no terminal. */
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askHidden, readAll } from '../../src/cli/ask.ts';

function terminal(typed: string, isTTY: boolean) {
  const shown: string[] = [];
  const output = { write: (text: string) => void shown.push(text), on: () => {} };
  const stdin = Object.assign(Readable.from(typed === '' ? [] : [typed]), { isTTY });
  return { shown, world: { stdin, stdout: output, stderr: output, env: {}, cwd: () => '/' } };
}

describe('a value that is asked for', () => {
  it('is read from the terminal, and only the question is shown', async () => {
    const { shown, world } = terminal('s3cret value\r', true);
    expect(await askHidden(world, 'backup-store ACCESS_KEY_ID')).toBe('s3cret value');
    expect(shown.join('')).toBe('backup-store ACCESS_KEY_ID: \n');
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
    ['the end of the input', ''],
  ])('may be left out with %s', async (_, typed) => {
    await expect(askHidden(terminal(typed, true).world, 'a b')).rejects.toThrow(
      'a b was not given; nothing was written.',
    );
  });

  it('is not taken from a pipe', async () => {
    const { world } = terminal('s3cret', false);
    await expect(askHidden(world, 'a b')).rejects.toThrow('must be typed on a terminal, or given as JSON with --stdin');
    expect(await readAll(world.stdin)).toBe('s3cret');
    expect(await readAll(undefined)).toBe('');
  });
});
