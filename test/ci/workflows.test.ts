/** The rules of our workflows that linters do not know. What each is for: docs/ci.md. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/cli/main.ts';
import { type Job, type Step, type Workflow, workflows } from './workflow-files.ts';

/** Their events come with the rights of main. */
const privileged = ['pull_request_target', 'workflow_run'];
/** A contributor's code decides what these run. */
const untrusted = ['pull_request', 'pull_request_review'];

const has = ({ on }: Workflow, events: readonly string[]): boolean => events.some((event) => event in on);
const jobsOf = (each: Workflow): readonly (readonly [string, Job])[] => Object.entries(each.jobs);
const stepsOf = (each: Workflow): readonly Step[] => jobsOf(each).flatMap(([, { steps }]) => steps);
const checkouts = (each: Workflow) => stepsOf(each).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
const named = (file: string): Workflow => workflows.find((each) => each.file.endsWith(`/${file}`))!;

it('are all here', () => {
  expect(workflows.map(({ file }) => file.replace('.github/workflows/', ''))).toEqual(
    expect.arrayContaining([
      'check.yml',
      'owners.yml',
      'queue.yml',
      'regenerate.yml',
      'review.yml',
      'reviewed.yml',
      'scheduled.yml',
    ]),
  );
});

describe.each(workflows)('$file', (workflow) => {
  it('takes no right that a job does not declare', () => {
    expect(workflow.permissions).toEqual({});
    for (const [id, job] of jobsOf(workflow)) expect(job.permissions, id).toBeDefined();
  });

  it('ends: every job has a timeout, and runs on a system that is named', () => {
    for (const [id, job] of jobsOf(workflow)) {
      expect(job['timeout-minutes'], id).toBeLessThanOrEqual(60);
      expect(job['runs-on'], id).toBe('ubuntu-24.04');
    }
    expect(workflow.concurrency).toBeDefined();
  });

  it('pins every action by its commit, and says which version that is', () => {
    for (const [line] of workflow.text.matchAll(/\buses:.*/g)) {
      expect(line).toMatch(/^uses: [\w-]+\/[\w-]+(\/[\w-]+)*@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it('puts nothing of an event into a command: it comes by the environment', () => {
    for (const { run = '' } of stepsOf(workflow)) expect(run).not.toContain('${{');
    expect(workflow.text).not.toMatch(/actions\/github-script|shell: (?!bash\n)/);
  });

  it('leaves no credentials on the disk', () => {
    for (const step of checkouts(workflow)) expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  it('runs programs that exist', () => {
    for (const { run = '' } of stepsOf(workflow)) {
      for (const [, file = ''] of run.matchAll(/node (\S+\.ts)/g)) expect(existsSync(file), file).toBe(true);
    }
  });
});

describe.each(workflows.filter((each) => has(each, untrusted)))("a contributor's code in $file", (workflow) => {
  it('reads, and no more', () => {
    for (const [, { permissions = {} }] of jobsOf(workflow)) {
      expect([{}, { contents: 'read' }]).toContainEqual(permissions);
    }
    expect(has(workflow, privileged)).toBe(false);
  });

  it('sees no secret and no token', () => {
    expect(workflow.text).not.toMatch(/secrets\.|github\.token|GITHUB_TOKEN|id-token/);
  });

  it('writes no cache that main reads', () => {
    const saves = stepsOf(workflow).filter(({ uses = '' }) => /^actions\/cache(\/save)?@/.test(uses));
    for (const step of saves) expect(step.if).toBe("github.event_name == 'push'");
    expect(workflow.text).not.toMatch(/^\s+cache: /m);
  });
});

describe.each(workflows.filter((each) => has(each, privileged)))('the rights of main in $file', (workflow) => {
  it('are for the program of main alone', () => {
    for (const step of checkouts(workflow)) expect(step.with).toMatchObject({ ref: '${{ github.sha }}' });
    expect(workflow.text).not.toMatch(/allow-unsafe-pr-checkout|refs\/pull|merge_commit_sha/);
  });

  it('reach no script of a package', () => {
    const installs = stepsOf(workflow).filter(({ run = '' }) => /\bnpm (ci|i|install)\b/.test(run));
    expect(installs.map(({ run }) => run)).toEqual(installs.map(() => 'npm ci --ignore-scripts'));
  });

  it('come with no cache and no artifact of another run', () => {
    expect(workflow.text).not.toMatch(/actions\/cache|run-id:|cache:/);
  });

  it('name the commit of the event, so that a later push is never meant', () => {
    const heads = stepsOf(workflow).flatMap(({ env = {} }) => env['HEAD_SHA'] ?? []);
    expect(heads).toEqual(heads.map(() => '${{ github.event.pull_request.head.sha }}'));
  });
});

describe('secrets', () => {
  it('are one, of one job, which no fork starts', () => {
    const users = workflows.filter(({ text }) => text.includes('secrets.'));
    expect(users).toEqual([named('regenerate.yml')]);
    expect(Object.values(users[0]!.jobs).map((job) => job.if)).toEqual([
      "vars.REGENERATE_CLIENT_ID != '' && github.event.pull_request.head.repo.full_name == github.repository",
    ]);
  });

  it('are asked for after everything of the pull request was read', () => {
    const { steps } = named('regenerate.yml').jobs['regenerate']!;
    const at = (part: string) => steps.findIndex((step) => `${step.uses} ${step.run}`.includes(part));
    expect(at('regenerate.ts')).toBeLessThan(at('create-github-app-token'));
    expect(at('create-github-app-token')).toBe(steps.length - 2);
  });
});

describe('the check that branch protection requires', () => {
  const check = named('check.yml');

  it('runs for pull requests, in the queue and on main', () => {
    expect(Object.keys(check.on).sort()).toEqual(['merge_group', 'pull_request', 'push']);
  });

  it('waits for every other job, and runs whatever they did', () => {
    const { required, ...others } = check.jobs;
    expect(required?.name).toBe('required');
    expect(required?.if).toBe('always()');
    expect([...(required?.needs ?? [])].sort()).toEqual(Object.keys(others).sort());
  });

  it('passes over no job: each runs for every event', () => {
    const { required: _, ...others } = check.jobs;
    for (const [id, job] of Object.entries(others)) expect(job.if, id).toBeUndefined();
  });

  it('has a name that no other job has', () => {
    const names = workflows.flatMap(({ jobs }) => Object.entries(jobs).map(([id, { name = id }]) => name));
    for (const name of ['required', 'owners']) expect(names.filter((each) => each === name)).toEqual([name]);
  });

  it('is told to the queue for owners too, by a workflow that pull requests do not start', () => {
    const queue = named('queue.yml');
    expect(Object.keys(queue.on)).toEqual(['merge_group']);
    expect(queue.jobs['owners']).toMatchObject({ name: 'owners', permissions: {} });
  });
});

describe('the command line', () => {
  const lines = workflows.flatMap((each) => stepsOf(each).map(({ run = '' }) => run));
  const gitlab = Object.values(
    parse(readFileSync('docs/ci/gitlab-ci.yml', 'utf8')) as Record<string, { script?: string[] }>,
  );
  const scripts = [...lines, ...gitlab.flatMap(({ script = [] }) => script)];
  const calls = [
    ...new Set(
      scripts.flatMap((line) => [...line.matchAll(/npx fleet ([^>|\n]+)/g)].map(([, words = '']) => words.trim())),
    ),
  ];

  it.each(calls)('knows fleet %s', async (call) => {
    let said = '';
    const output = { write: (text: string) => void (said += text), on: () => {} };
    const world = { stdout: output, stderr: output, env: {}, cwd: () => process.cwd() };
    const words = call
      .replaceAll('"', '')
      .replace('$BASE', 'HEAD')
      .replace(/\$CI_\w+/, 'HEAD')
      .split(' ');
    // With --help nothing is run, but what stands before it is understood, or not.
    await main([...words, '--help'], world);
    expect(said).toMatch(/^Usage: fleet \w+/);
    for (const [option] of call.matchAll(/--[a-z-]+/g)) expect(said).toContain(option);
  });
});
