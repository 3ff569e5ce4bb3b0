import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, reasonOf } from '../../src/synth/system-error.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';

function systemError(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}

describe('reasonOf', () => {
  it.each<{ error: unknown; reason: string; code: string | undefined }>([
    {
      error: systemError("EACCES: permission denied, open '/x: y'", 'EACCES'),
      reason: 'permission denied (EACCES)',
      code: 'EACCES',
    },
    {
      error: systemError("EROFS: read-only file system, mkdir '/x'", 'EROFS'),
      reason: 'read-only file system (EROFS)',
      code: 'EROFS',
    },
    {
      error: systemError("EACCES, Permission denied: /x/y '/x/y'", 'EACCES'),
      reason: 'permission denied (EACCES)',
      code: 'EACCES',
    },
    {
      error: systemError("EACCES, Permission denied '/x/y'", 'EACCES'),
      reason: 'permission denied (EACCES)',
      code: 'EACCES',
    },
    {
      error: systemError(", Unknown error: Device or resource busy '/x'", ''),
      reason: 'device or resource busy',
      code: undefined,
    },
    { error: new Error('broken'), reason: 'broken', code: undefined },
    { error: 'thrown', reason: 'thrown', code: undefined },
  ])('says in words why the system refused: $error', ({ error, reason, code }) => {
    expect(reasonOf(error)).toBe(reason);
    expect(codeOf(error)).toBe(code);
  });

  it('knows how Node says it', () => {
    const missing = join(temporaryFolder(), 'missing');
    let found: unknown;
    try {
      rmSync(missing);
    } catch (error) {
      found = error;
    }
    expect([codeOf(found), reasonOf(found)]).toEqual(['ENOENT', 'no such file or directory (ENOENT)']);
  });
});
