/** A repository in a temporary folder, for tests that need a history. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { git } from '../../src/git/git.ts';

export interface Repository {
  readonly root: string;
  write(path: string, text: string): void;
  remove(path: string): void;
  /** @returns the id of the new commit. */
  commit(message?: string): string;
  git(...arguments_: readonly string[]): string;
  delete(): void;
}

/** @param options of `git init`. */
export function repository(...options: readonly string[]): Repository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'fleet-repository-')));
  const run = (...arguments_: readonly string[]): string => git(root, arguments_).toString().trim();
  run('init', '--quiet', '--initial-branch=main', ...options);
  for (const [name, value] of [
    ['user.name', 'Test'],
    ['user.email', 'test@example.org'],
    ['commit.gpgSign', 'false'],
    ['core.autocrlf', 'false'],
  ] as const) {
    run('config', name, value);
  }
  return {
    root,
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    remove: (path) => rmSync(join(root, path), { recursive: true, force: true }),
    commit: (message = 'Change') => {
      run('add', '--all');
      run('commit', '--quiet', '--allow-empty', '--no-verify', '-m', message);
      return run('rev-parse', 'HEAD');
    },
    git: run,
    delete: () => rmSync(root, { recursive: true, force: true }),
  };
}
