import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { zeroEnded } from '../../src/git/git.ts';
import { fileOwner } from '../../src/oversight/file-owner.ts';
import { repository } from '../git/repository.ts';

const lines = readFileSync('.github/CODEOWNERS', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(/\s+/));
const [first = [], ...patterns] = lines;

/**
 * Files to which a line besides the first applies. Git answers: the patterns are those of gitignore, without negations,
 * character ranges and escapes, which GitHub does not take.
 */
function withoutPlatform(files: readonly string[]): ReadonlySet<string> {
  const repo = repository();
  onTestFinished(() => repo.delete());
  writeFileSync(join(repo.root, '.gitignore'), patterns.map(([pattern]) => `${pattern}\n`).join(''));
  const input = files.map((file) => `${file}\0`).join('');
  const { stdout } = spawnSync('git', ['check-ignore', '--no-index', '-z', '--stdin'], { cwd: repo.root, input });
  return new Set(zeroEnded(stdout));
}

describe('CODEOWNERS', () => {
  it('gives everything to the platform team first', () => {
    expect(first).toEqual(['*', '@inclusion-factor/platform']);
  });

  it('then leaves some to nobody, in patterns that GitHub takes', () => {
    for (const [pattern, ...owners] of patterns) {
      expect(owners).toEqual([]);
      expect(pattern).toMatch(/^\/[a-z*./-]+$/);
    }
  });

  it("leaves to nobody just what is a tenant's, as the program knows it", () => {
    const files = [
      ...globSync(
        ['fleet/**', 'tenants/**', 'dist/**', 'bin/*', '.ci/*', '.github/**', 'schemas/*.json', 'package*.json'],
        {
          withFileTypes: true,
        },
      )
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).split('\\').join('/')),
      'tenants/shared/modules.ts',
      'tenants/README.md',
      'tenants/acme.ts',
      'tenants/secrets/acme/age-key.yaml',
      'dist/clusters/internal-1/flux-system/gotk-sync.yaml',
      'dist/clusters/internal-1/tenants/acme.yaml',
      'src/index.ts',
      'src/tenants/acme.ts',
    ].map((file) => file.replace(`${process.cwd()}/`, ''));
    const free = withoutPlatform(files);
    expect(files.filter((file) => free.has(file))).toEqual(
      files.filter((file) => fileOwner(file).tenant !== undefined),
    );
    expect(free.size).toBeGreaterThan(6);
  });
});
