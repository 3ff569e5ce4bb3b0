import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../run/fleet-folder.ts';
import { actionlint, checkJsonschema, type Outcome, zizmor } from './tools.ts';

const workflows = globSync('.github/workflows/*.yml').sort();

/** What a linter must find, so that its silence about ours means something. */
const bad = `name: bad
on: pull_request_target
jobs:
  bad:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: echo "\${{ github.event.pull_request.title }}"
`;

function badFile(name: string, text: string): string {
  const folder = join(temporaryFolder(), '.github/workflows');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const clean = { code: 0 };

describe('the workflows', () => {
  it.each(workflows)('%s pleases actionlint', (file) => {
    expect(actionlint('-no-color', file)).toEqual({ code: 0, output: '' });
  });

  it.each(workflows)('%s pleases zizmor', (file) => {
    expect(zizmor('--persona', 'auditor', file)).toMatchObject(clean);
  });

  it.each(workflows)('%s is as its schema says', (file) => {
    expect(checkJsonschema('--builtin-schema', 'vendor.github-workflows', file)).toMatchObject(clean);
  });
});

describe('other files for CI', () => {
  it.each([
    ['vendor.renovate', '.github/renovate.json'],
    ['vendor.gitlab-ci', 'docs/ci/gitlab-ci.yml'],
  ])('are as their schema says: %s', (schema, file) => {
    expect(checkJsonschema('--builtin-schema', schema, file)).toMatchObject(clean);
  });
});

describe('the linters', () => {
  const cases: readonly (readonly [name: string, found: () => Outcome, says: string])[] = [
    ['actionlint', () => actionlint('-no-color', badFile('bad.yml', bad)), 'is potentially untrusted'],
    ['zizmor, an injection', () => zizmor(badFile('bad.yml', bad)), 'template-injection'],
    ['zizmor, a tag', () => zizmor(badFile('bad.yml', bad)), 'unpinned-uses'],
    [
      'the schema of Renovate',
      () => checkJsonschema('--builtin-schema', 'vendor.renovate', badFile('renovate.json', '{"pinDigests": 1}')),
      'pinDigests',
    ],
    [
      'the schema of GitLab',
      () => checkJsonschema('--builtin-schema', 'vendor.gitlab-ci', badFile('ci.yml', 'job: { script: 1 }')),
      'job',
    ],
  ];

  it.each(cases)('find what is wrong: %s', (_, found, says) => {
    const { code, output } = found();
    expect(code).not.toBe(0);
    expect(output).toContain(says);
  });
});
