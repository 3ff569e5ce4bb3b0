/** The workflow that makes a pull request of a form: its steps are run as they stand, in clones, with a `gh` that writes down what it is asked. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { formBody, goodAnswers } from '../intake/form-body.ts';
import { lastingFolder, repository, temporaryFolder } from '../run/fleet-folder.ts';

interface Step {
  readonly run?: string;
  readonly uses?: string;
}

interface Job {
  readonly if?: string;
  readonly permissions: object;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const file = '.github/workflows/new-tenant.yml';
const source = readFileSync(join(repository, file), 'utf8');
const workflow = load(source) as {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: { readonly generate: Job; readonly propose: Job };
};

/** What GitHub would fill in. */
const context: Readonly<Record<string, string>> = {
  'github.token': 'no-token',
  'github.event.issue.number': '7',
  'github.event.repository.default_branch': 'main',
};

/** Answers as `gh` would, and writes down what it was asked, with the text that it was given. */
const gh = `#!/usr/bin/env bash
set -eu
{
  echo "gh $*"
  while [ $# -gt 0 ]; do
    if [ "$1" = --body-file ]; then cat "$2"; fi
    shift
  done
} >> "$GH_LOG"
if grep -q 'gh pr list' <(tail -n 1 "$GH_LOG"); then
  if grep -q '^gh pr create' "$GH_LOG"; then echo 1; else echo 0; fi
fi
`;

interface World {
  /** Sets the label on an issue with this text. Returns what `gh` was asked since. */
  approve(body: string): string;
  git(...arguments_: readonly string[]): string;
  readonly folder: string;
}

function world(folder: string = temporaryFolder()): World {
  const origin = join(folder, 'origin.git');
  const seed = join(folder, 'seed');
  const log = join(folder, 'gh.log');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/gh'), gh, { mode: 0o755 });
  for (const path of [
    'bin',
    'src',
    'schemas',
    'fleet',
    'tenants',
    'dist',
    'package.json',
    '.oxfmtrc.json',
    '.gitignore',
  ]) {
    cpSync(join(repository, path), join(seed, path), { recursive: true });
  }
  const run = ([command, ...arguments_]: readonly [string, ...string[]], cwd: string, env: object = {}): string => {
    const path = [join(folder, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter);
    const own = { PATH: path, HOME: folder, GH_LOG: log, GIT_CONFIG_NOSYSTEM: '1', ...env };
    const { status, stdout, stderr } = spawnSync(command, arguments_, { cwd, env: own, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} ${arguments_.join(' ')}: ${stdout}${stderr}`);
    return stdout;
  };
  const git = (...arguments_: readonly string[]): string => run(['git', ...arguments_], seed);
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'Test');
  git('config', 'user.email', 'test@example.com');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Begin');
  run(['git', 'clone', '--quiet', '--bare', seed, origin], folder);
  git('remote', 'add', 'origin', origin);

  let runs = 0;
  const job = ({ steps, env = {} }: Job, given: string | undefined, event: string): string => {
    runs += 1;
    const clone = join(folder, `run-${runs}`);
    run(['git', 'clone', '--quiet', origin, clone], folder);
    symlinkSync(join(repository, 'node_modules'), join(clone, 'node_modules'));
    if (given !== undefined) cpSync(given, join(clone, 'result'), { recursive: true });
    const filled = Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/^\$\{\{ (.*) \}\}$/, (_, expression: string) => context[expression]!),
    ]);
    for (const step of steps) {
      if (step.run === undefined || step.run === 'npm ci') continue;
      const script = join(folder, 'step.sh');
      writeFileSync(script, step.run);
      const own = { ...Object.fromEntries(filled), GITHUB_EVENT_PATH: event } as object;
      run(['bash', '--noprofile', '--norc', '-eo', 'pipefail', script], clone, own);
    }
    return join(clone, 'result');
  };
  return {
    folder,
    git,
    approve(body) {
      const event = join(folder, 'event.json');
      writeFileSync(event, JSON.stringify({ action: 'labeled', issue: { number: 7, body } }));
      const before = existsSync(log) ? readFileSync(log, 'utf8').length : 0;
      job(workflow.jobs.propose, job(workflow.jobs.generate, undefined, event), event);
      return readFileSync(log, 'utf8').slice(before);
    },
  };
}

const branch = 'new-tenant/issue-7';
/** What the fleet of this repository takes. */
const good = { ...goodAnswers, Domains: 'globex.example.org' };

describe('the workflow for new tenants', () => {
  it('makes a branch and a pull request, and updates them when it runs again', () => {
    const { approve, git } = world();
    const asked = approve(formBody(good, '\r\n'));
    expect(asked).toContain(`gh pr create --base main --head ${branch} --title Add the tenant of issue #7`);
    expect(asked).toMatch(/^Closes #7\.\n\n\*\*/m);
    expect(asked).not.toContain('gh issue');
    git('fetch', '--quiet', 'origin');
    const changed = git('diff', '--name-only', 'main', `origin/${branch}`).trim().split('\n');
    expect(changed).toContain('tenants/globex.ts');
    expect(changed).toContain('tenants/secrets/globex/age-key.yaml');
    expect(changed).toContain('dist/tenants/internal-1/globex/tenant.json');
    expect(changed.filter((path) => !/^(tenants|dist)\/(.*\/)?globex/.test(path))).toEqual([]);
    const first = git('rev-parse', `origin/${branch}`);
    const again = approve(formBody({ ...good, Plan: 'medium' }));
    expect(again).toContain(`gh pr edit ${branch}`);
    expect(again).not.toContain('gh pr create');
    git('fetch', '--quiet', 'origin');
    expect(git('rev-parse', `origin/${branch}`)).not.toBe(first);
    expect(git('show', `origin/${branch}:tenants/globex.ts`)).toContain("plan: 'medium'");
    expect(git('rev-list', '--count', `main..origin/${branch}`)).toBe('1\n');
  });

  it('does not touch a branch on which a person has worked', () => {
    const { approve, git } = world();
    approve(formBody(good));
    git('fetch', '--quiet', 'origin');
    git('switch', '--quiet', '--create', branch, `origin/${branch}`);
    git('commit', '--quiet', '--allow-empty', '--message', 'Add the secret of the store');
    git('push', '--quiet', 'origin', 'HEAD');
    const own = git('rev-parse', 'HEAD');
    const asked = approve(formBody({ ...good, Plan: 'medium' }));
    expect(asked).toContain('gh issue comment 7');
    expect(asked).toContain(`Somebody has worked on ${branch}, it was not changed.`);
    git('fetch', '--quiet', 'origin');
    expect(git('rev-parse', `origin/${branch}`)).toBe(own);
  });

  // A wrong form leaves no trace, so that one world serves them all.
  const { folder: shared, remove } = lastingFolder();
  afterAll(remove);
  const lasting = world(shared);

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'a heading in an answer',
      { Owners: 'A <a@example.com>\n\n### Cluster\n\nother' },
      ['`Cluster`: the heading is there'],
    ],
    [
      'a path, commands, mentions and hidden text',
      {
        Id: '../../fleet/$(touch PWNED)',
        Name: '\u202eevil',
        Class: '`touch PWNED`',
        Domains: 'aos.inclusionfactor.com',
        'Odoo modules': '\'; touch PWNED; \'\n"$(touch PWNED)"',
        Owners: '```\n@everyone `touch PWNED`',
      },
      [
        '`Id`: id is',
        '`Name`: name is',
        '`Class`: class is',
        '`Domains`: domain',
        '`Odoo modules`: odoo',
        '`Owners`: owners',
      ],
    ],
  ])('comments on %s, takes the label off, and makes no branch', (_, answers, messages) => {
    const { approve, git, folder } = lasting;
    const asked = approve(formBody({ ...good, ...answers }));
    expect(asked).toContain('gh issue comment 7 --body-file result/report.md');
    for (const message of messages) expect(asked).toContain(`- ${message}`);
    expect(asked).toContain('gh issue edit 7 --remove-label tenant:approved');
    expect(asked).not.toMatch(/gh pr|@everyone|\u202e|^```/m);
    expect(git('ls-remote', 'origin', 'refs/heads/new-tenant/*')).toBe('');
    expect(readdirSync(folder, { recursive: true }).filter((path) => String(path).endsWith('PWNED'))).toEqual([]);
  });

  it('passes on as text what only looks like a command', () => {
    const { approve, git, folder } = world();
    const name = '$(touch PWNED) `touch PWNED` ${{ github.token }} <b>';
    expect(approve(formBody({ ...good, Name: name }))).toContain('gh pr create');
    git('fetch', '--quiet', 'origin');
    expect(git('show', `origin/${branch}:tenants/globex.ts`)).toContain(`name: '${name}'`);
    expect(readdirSync(folder, { recursive: true }).filter((path) => String(path).endsWith('PWNED'))).toEqual([]);
  });

  it('starts by a label alone, with no more rights than each job needs', () => {
    expect(workflow.on).toEqual({ issues: { types: ['labeled'] } });
    expect(workflow.permissions).toEqual({});
    expect(workflow.jobs.generate.if).toBe("github.event.label.name == 'tenant:approved'");
    expect(workflow.jobs.generate.permissions).toEqual({ contents: 'read' });
    expect(workflow.jobs.propose.permissions).toEqual({ contents: 'write', issues: 'write', 'pull-requests': 'write' });
  });

  it('has no expression in a script, runs no package where it may write, and pins every action', () => {
    const jobs = Object.values(workflow.jobs);
    const scripts = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    const written = workflow.jobs.propose.steps.flatMap(({ run }) => run ?? []).join('\n');
    expect(written).not.toMatch(/\b(npm|npx|node|bin\/fleet)\b/);
    const uses = source.match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });
});
