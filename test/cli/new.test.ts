/** `fleet new`: from facts to a tenant that is ready to be committed, or to all that is wrong and no trace. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { assert, asyncProperty, constantFrom, oneof, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { formatSource } from '../../src/edit/format-source.ts';
import { facts } from '../../src/intake/facts.ts';
import { check } from '../run/fleet-folder.ts';
import { formBody, goodAnswers } from '../intake/form-body.ts';
import { type SpecWorld, specWorld, today, withSecondCluster } from './spec-world.ts';

const globex = [
  'new',
  'globex',
  '--name',
  "Globex's",
  '--domain',
  'globex.example.com',
  '--domain',
  'www.globex.example.com',
  '--module',
  'crm',
  '--module',
  'mail',
  '--owner',
  'Operations <operations@example.com>',
  '--yes',
];

const written = `import { defineTenant } from 'aos-fleet';

export default defineTenant({
  id: 'globex',
  name: "Globex's",
  class: 'internal',
  contract: { residency: 'eu-central' },
  placement: { cluster: 'eu-1' },
  ring: 'stable',
  domains: ['globex.example.com', 'www.globex.example.com'],
  plan: 'small',
  odoo: { modules: ['crm', 'mail'] },
  owners: [{ name: 'Operations', email: 'operations@example.com' }],
});
`;

/** What is complained about, by where it was given. */
function mistakes(stderr: string): readonly string[] {
  const lines = stderr.split('\n').slice(0, -3);
  return lines.flatMap((line, index) => (index % 3 === 0 ? [`${line}: ${lines[index + 1]!.trim()}`] : []));
}

describe('fleet new', () => {
  it('writes the spec, the secrets that it can make, and dist, and says what is next', async () => {
    const world = await specWorld();
    const before = world.files();
    const { code, stdout, stderr } = await world.run(globex);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `Nobody gave the values of backup-store: run npx fleet secrets init globex and npm start before the merge.

Now look at it, commit it, and open a pull request:
  git switch -c new/globex
  git add tenants/globex.ts tenants/secrets/globex dist
  git commit -m 'Add tenant globex'
  git push -u origin HEAD
What it changes for whom: npx fleet plan --base main
`,
    });
    expect(stdout).toMatch(/2 tenants, .* clean, 1 warning .*\ntenants\/globex\.ts\n/);
    expect(world.text('tenants/globex.ts')).toBe(written);
    expect(await formatSource('tenants/globex.ts', written)).toBe(written);
    const added = Object.keys(world.files()).filter((path) => !(path in before));
    expect(added.filter((path) => !path.startsWith('dist/'))).toEqual([
      'tenants/globex.ts',
      ...['age-key', 'backup-repository', 'database-app', 'odoo-admin'].map(
        (name) => `tenants/secrets/globex/${name}.yaml`,
      ),
    ]);
    expect(world.files()).toMatchObject(before);
    expect((await check(world.root, { today })).report.verdict).toBe('clean');
    // What the warning tells to do completes it.
    const input = JSON.stringify({
      'backup-store': {
        ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        ACCESS_SECRET_KEY: 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY',
      },
    });
    expect(await world.run(['secrets', 'init', 'globex', '--stdin'], { input })).toMatchObject({ code: 0 });
  });

  it('takes the secrets of others from standard input', async () => {
    const world = await specWorld();
    const key = {
      ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      ACCESS_SECRET_KEY: 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY',
    };
    const { code, stderr } = await world.run([...globex, '--stdin'], {
      input: JSON.stringify({ 'backup-store': key }),
    });
    expect({ code, has: world.has('tenants/secrets/globex/backup-store.yaml') }).toEqual({ code: 0, has: true });
    expect(stderr).not.toContain('Nobody gave');
  });

  it('prints the spec and writes nothing with --dry-run', async () => {
    const world = await specWorld();
    const before = world.files();
    expect(await world.run([...globex, '--dry-run'])).toEqual({ code: 0, stdout: written, stderr: '' });
    expect(world.files()).toEqual(before);
  });

  it('names all that is missing at once', async () => {
    const world = await specWorld(withSecondCluster);
    const { code, stdout, stderr } = await world.run(['new', '--yes']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(mistakes(stderr)).toEqual([
      '--domain: domains is missing, must be given',
      'id: id is missing, must be given',
      '--name: name is missing, must be given',
      '--module: odoo is missing, must be given',
      '--owner: owners is missing, must be given',
      '--cluster: placement is missing, must be given',
    ]);
    expect(stderr).toContain('fix: Give --cluster, one of eu-1, eu-2.');
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'values that are wrong by themselves, and those that do not fit the fleet, together',
      [
        'new',
        'Globex',
        '--class=extern',
        '--cluster=eu-11',
        '--ring=stabel',
        '--plan=huge',
        '--residency=mars',
        '--owner=Bob',
      ],
      [
        'id: id is "Globex", must be lower-case',
        '--class: class is "extern", must be internal, external or demo; did you mean external?',
        '--cluster: placement.cluster is eu-11, must be a cluster of fleet/clusters.ts; did you mean eu-1?',
        '--ring: ring is stabel, must be a ring of fleet/rings.ts; did you mean stable?',
        '--plan: plan is "huge", must be small, medium or large',
        '--owner: owners[0].email is missing, must be given',
      ],
    ],
    [
      'what only shows between answers, beside an answer that is wrong by itself',
      [...globex, '--class=external', '--cluster=eu-1', '--residency=mars', '--plan=huge'],
      [
        '--plan: plan is "huge", must be small, medium or large',
        '--class: class is external, must be internal or demo while the fleet is in phase internal',
        '--baa: contract.baa is missing, must be given for an external tenant with phi',
        '--cluster: placement.cluster is eu-1 in region eu-central, must be a cluster in region mars',
      ],
    ],
    [
      'an id that a tenant has',
      ['new', 'acme', ...globex.slice(2)],
      ['id: id is acme, must be one that no tenant has'],
    ],
    ['a reserved id', ['new', 'tenant-x', ...globex.slice(2)], ['id: id is tenant-x, must be no reserved name']],
    ['a device of Windows', ['new', 'con', ...globex.slice(2)], ['id: id is con, must be no reserved name']],
    ['a path', ['new', '../../evil', ...globex.slice(2)], ['id: id is "../../evil", must be lower-case']],
    [
      "the name of another tenant's layer",
      ['new', 'acme-app', ...globex.slice(2)],
      ['id: id is acme-app, must not be the name of a layer of tenant acme'],
    ],
    [
      "another tenant's domain, written in another way",
      [...globex, '--domain=ACME.example.com.'],
      [
        '--domain: domains[2] is "ACME.example.com.", must be acme.example.com',
        '--domain: domain ACME.example.com. belongs to tenant acme, must belong to one tenant',
      ],
    ],
    ['a domain twice', [...globex, '--domain=globex.example.com'], ['--domain: domains[2]']],
    ['numbers that are none', [...globex, '--rpo-minutes=soon'], ['--rpo-minutes: contract.rpoMinutes is "soon"']],
    [
      'a promise without backups that keep it',
      [...globex, '--rpo-minutes=0'],
      ['--rpo-minutes: contract.rpoMinutes is 0'],
    ],
    [
      'a secret in the open',
      [
        ...globex.slice(0, 2),
        '--name=AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ',
        ...globex.slice(4),
      ],
      ['the answers: tenants/globex.ts holds'],
    ],
  ])('refuses %s', async (_, arguments_, wanted) => {
    const world = await specWorld();
    const before = world.files();
    const { code, stdout, stderr } = await world.run([...arguments_, '--yes']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const found = mistakes(stderr).filter((line) => wanted.some((each) => line.startsWith(each)));
    expect(found).toHaveLength(wanted.length);
    expect(world.files()).toEqual(before);
  });

  it('refuses an id that makes the name of a layer of the new tenant taken', async () => {
    const world = await specWorld(() => {}, { 'tenants/globex-data.ts': written.replaceAll('globex', 'globex-data') });
    const { code, stderr } = await world.run(globex);
    expect(code).toBe(2);
    expect(stderr).toContain('id is globex-data, must not be the name of a layer of tenant globex, such as globex');
  });

  it('refuses secrets that a removed tenant has left', async () => {
    const world = await specWorld();
    mkdirSync(join(world.root, 'tenants/secrets/globex'));
    const { code, stderr } = await world.run(globex);
    expect(code).toBe(2);
    expect(stderr).toContain('tenants/secrets/globex is left from a tenant that was removed, must not be there');
  });

  it('leaves nothing behind when the fleet is wrong with it', async () => {
    const world = await specWorld((documents) => {
      documents.clusters[0]!.capacity = { cpu: 5, memoryGiB: 20 };
    });
    const before = world.files();
    const { code, stdout, stderr } = await world.run([...globex, '--plan=large']);
    expect(code).toBe(1);
    expect(stdout).toContain('cluster-capacity');
    expect(stderr).toContain('Nothing was changed: tenants/globex.ts and dist are as before.');
    expect(world.files()).toEqual(before);
  });

  it('says so when what is wrong was wrong before', async () => {
    const world = await specWorld();
    writeFileSync(join(world.root, 'tenants/broken.ts'), 'export default 1;\n');
    const before = world.files();
    const { code, stderr } = await world.run(globex);
    expect(code).toBe(1);
    expect(stderr).toContain('No error is about globex: npm start shows them without it, too.');
    expect(world.files()).toEqual(before);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const world = await specWorld();
    const before = world.files();
    const listeners: (() => void)[] = [];
    const output = { write: () => {}, on: () => {} };
    const said: string[] = [];
    const running = main(globex, {
      stdout: output,
      stderr: { ...output, write: (text: string) => said.push(text) },
      env: {},
      cwd: () => world.root,
      once: (signal, listener) => {
        listeners.push(listener);
        if (signal === 'SIGINT' && listeners.length <= 2) setImmediate(listener);
      },
    });
    expect(await running).toBe(2);
    // Again for each time that somebody interrupts, since the second must not end the process.
    expect(listeners.length).toBeGreaterThan(2);
    expect(said).toEqual(['Interrupted: everything is put back.\n', 'Nothing was changed.\n']);
    expect(world.files()).toEqual(before);
  });

  it('finds the cluster by residency, and for whom it is dedicated', async () => {
    const world = await specWorld((documents) => {
      const [first] = documents.clusters;
      documents.clusters.push({ ...first!, name: 'us-1', region: 'us' });
      documents.clusters.push({ ...first!, name: 'acme-1', region: 'us', dedicatedTo: 'acme' });
    });
    const dry = async (arguments_: readonly string[]) => (await world.run([...arguments_, '--dry-run'])).stdout;
    expect(await dry([...globex, '--residency=us'])).toContain("placement: { cluster: 'us-1' }");
    expect(await dry([...globex, '--cluster=us-1'])).toContain("contract: { residency: 'us' }");
    expect((await world.run(globex)).stderr).toContain('Give --cluster, one of eu-1, us-1.');
  });

  it('runs PostgreSQL by itself where there is no operator, and leaves secrets to who keeps them', async () => {
    const world = await specWorld((documents) => {
      const { cloudnativePg: _, ...first } = documents.clusters[0]!;
      const secrets = { provider: 'external-secrets' as const, vault: { server: 'https://vault.example.org' } };
      documents.clusters.push({ ...first, name: 'us-1', region: 'us', secrets });
    });
    const { code, stderr } = await world.run([...globex, '--residency=us']);
    expect({ code, secrets: world.has('tenants/secrets/globex') }).toEqual({ code: 0, secrets: false });
    expect(world.text('tenants/globex.ts')).toContain("database: { engine: 'statefulset' }");
    expect(stderr).toContain('git add tenants/globex.ts dist\n');
  });
});

describe('fleet new --from', () => {
  const facts_ = {
    id: 'globex',
    name: 'Globex',
    domains: ['globex.example.com'],
    odoo: { modules: ['crm'], workers: 4 },
    owners: [{ name: 'Operations', email: 'operations@example.com' }],
  };

  it('takes every field of a spec, and flags before it', async () => {
    const world = await specWorld();
    writeFileSync(join(world.root, 'facts.json'), JSON.stringify(facts_));
    const { code } = await world.run(['new', '--from', 'facts.json', '--name', 'Other']);
    expect(code).toBe(0);
    expect(world.value('globex')).toMatchObject({ ...facts_, name: 'Other', plan: 'small' });
  });

  it.each<[string, string, string]>([
    [
      'an unknown field',
      JSON.stringify({ ...facts_, domain: 'x' }),
      'facts.json domain\n  domain is an unknown field; did you mean domains?',
    ],
    [
      'a field that is no fact',
      JSON.stringify({ ...facts_, database: { instances: 'two' } }),
      'facts.json database.instances\n',
    ],
    ['a prototype', `{"__proto__":{"id":"x"},${JSON.stringify(facts_).slice(1)}`, '__proto__, which sets a prototype'],
    ['no JSON', '{', 'facts.json\n  the file is no valid JSON, must be an object in JSON'],
    ['no object', '[]', 'facts.json\n  the file holds a list of 0, must hold an object'],
    ['bottomless data', `{"customisations":${'['.repeat(500)}${']'.repeat(500)}}`, 'the file has more than 32 levels'],
  ])('refuses %s', async (_, text, message) => {
    const world = await specWorld();
    const before = world.files();
    writeFileSync(join(world.root, 'facts.json'), text);
    const { code, stderr } = await world.run(['new', '--from', 'facts.json', '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    rmSync(join(world.root, 'facts.json'));
    expect(world.files()).toEqual(before);
  });

  it.each([
    [['--from', 'none.json'], '--from is "none.json", must be an existing file.'],
    [['--from-issue', 'fleet'], '--from-issue is "fleet", must be an existing file.'],
    [['--from', 'a', '--from-issue', 'b'], '--from and --from-issue are both given, must be one of them.'],
  ])('needs a file: %s', async (arguments_, message) => {
    const world = await specWorld();
    expect(await world.run(['new', ...arguments_])).toEqual({ code: 2, stdout: '', stderr: `fleet: ${message}\n` });
  });
});

describe('fleet new --from-issue', () => {
  const event = (body: unknown) => JSON.stringify({ action: 'labeled', issue: { number: 7, body } });

  it('takes the form from the event of a workflow', async () => {
    const world = await specWorld();
    writeFileSync(join(world.root, 'event.json'), event(formBody(goodAnswers, '\r\n')));
    const { code, stdout } = await world.run(['--format', 'markdown', 'new', '--from-issue', 'event.json', '--yes']);
    expect(code).toBe(0);
    expect(stdout).toContain('- `tenants/globex.ts`\n');
    expect(world.value('globex')).toMatchObject({
      name: goodAnswers['Name'],
      domains: ['globex.example.com', 'www.globex.example.com'],
      owners: [
        { name: "Jo O'Neil", email: 'jo@example.com' },
        { name: 'Operations', email: 'operations@example.com' },
      ],
    });
  });

  it('says what is wrong as a comment, under the names of the form', async () => {
    const world = await specWorld();
    const answers = {
      ...goodAnswers,
      Id: 'a\nb',
      Class: '<b>@team',
      Domains: 'acme.example.com',
      Owners: '```\n[x](http://evil)',
    };
    writeFileSync(join(world.root, 'issue.md'), formBody(answers));
    const { code, stdout } = await world.run(['--format', 'markdown', 'new', '--from-issue', 'issue.md', '--yes']);
    expect(code).toBe(2);
    expect(stdout).toContain('- `Id`: the answer has 2 lines\\, must have one');
    expect(stdout).toContain('- `Class`: class is \\"\\<b\\>\\@\u200bteam\\"');
    expect(stdout).toContain('- `Domains`: domain acme\\.example\\.com belongs to tenant acme');
    expect(stdout).toContain('- `Owners`: owners\\[0\\]\\.email is missing');
    expect(stdout).not.toMatch(/<b>|```|@team/);
  });

  it.each([
    ['no event', '{'],
    ['an event about something else', '{"pull_request":{}}'],
    ['an issue without text', event(null)],
  ])('refuses %s', async (_, text) => {
    const world = await specWorld();
    writeFileSync(join(world.root, 'event.json'), text);
    const { code, stderr } = await world.run(['new', '--from-issue', 'event.json']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^fleet: --from-issue is "event.json", must hold .*\n$/);
  });

  it('makes of any text in any answer mistakes, or a spec that says exactly this', async () => {
    const world = await specWorld();
    const before = world.files();
    const file = join(world.root, 'issue.md');
    const hostile = constantFrom(
      '$(id)',
      '`id`',
      "'); evil();//",
      '${1}',
      '\\',
      '\u202e',
      '\u2028',
      '"',
      "'",
      '\n### Id\n',
      '<script>',
      '*/',
      '../x',
      '-',
      '\u0000',
    );
    const text = oneof(string({ unit: 'binary', maxLength: 30 }), string({ unit: hostile, maxLength: 4 }));
    await assert(
      asyncProperty(constantFrom(...facts), text, async ({ label, path, kind }, value) => {
        writeFileSync(file, formBody({ ...goodAnswers, [label]: value }));
        const { code, stdout } = await world.run(['new', '--from-issue', 'issue.md', '--yes', '--dry-run']);
        rmSync(file);
        expect(world.files()).toEqual(before);
        if (code === 2) return;
        writeFileSync(join(world.root, 'tenants/globex.ts'), stdout);
        const spec = world.value('globex');
        rmSync(join(world.root, 'tenants/globex.ts'));
        if (kind !== 'text' || value.trim() === '' || label === 'Id') return;
        const found = path.reduce<unknown>((of, name) => (of as Record<string, unknown>)[name], spec);
        expect(found).toBe(value.trim());
      }),
      { numRuns: 150 },
    );
  });
});

/** A terminal at which somebody answers each question as soon as it is asked. */
async function interview(
  world: SpecWorld,
  arguments_: readonly string[],
  answers: readonly (readonly [RegExp, string])[],
) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const left = [...answers];
  let shown = '';
  const stderr = {
    isTTY: true,
    on: () => {},
    write: (text: string) => {
      shown += text;
      const [next] = left;
      if (next === undefined || !next[0].test(shown)) return;
      left.shift();
      shown = '';
      setTimeout(() => stdin.write(next[1]), 20);
    },
  };
  let printed = '';
  const stdout = { isTTY: false, on: () => {}, write: (text: string) => void (printed += text) };
  const silence = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`Nobody asks ${String(left[0]?.[0])}, but:\n${shown}`)), 20_000).unref();
  });
  const run = main(arguments_, { stdin, stdout, stderr, env: {}, cwd: () => world.root });
  const code = await Promise.race([run, silence]);
  return { code, printed, left };
}

const enter = '\r';
const down = '\u001b[B';

describe('fleet new on a terminal', () => {
  it('asks for what was not given, with answers to start from, and again when one is wrong', async () => {
    const world = await specWorld(withSecondCluster);
    const { code, printed, left } = await interview(
      world,
      ['new', '--plan', 'small', '--dry-run'],
      [
        [/Id \(/, `acme${enter}`],
        [/tenants\/acme\.ts exists/, `\u0015globex${enter}`],
        [/Name \(/, `Globex${enter}`],
        [/Class \(/, enter],
        [/Data classification \(/, `${down}${enter}`],
        [/Cluster \(/, `${down}${enter}`],
        [/Isolation \(/, enter],
        [/Domains \(/, `globex.example.com, www.globex.example.com${enter}`],
        [/Odoo modules \(/, `crm${enter}`],
        [/Country \(/, enter],
        [/Owners \(/, `Operations <operations@example.com>${enter}`],
      ],
    );
    expect({ code, left }).toEqual({ code: 0, left: [] });
    expect(printed).toBe(
      written
        .replace('"Globex\'s"', "'Globex'")
        .replace('  contract:', "  dataClassification: 'pii',\n  contract:")
        .replace("'eu-1'", "'eu-2'")
        .replace("['crm', 'mail']", "['crm']"),
    );
  });

  it('leaves secrets that nobody has at hand for later', async () => {
    const world = await specWorld();
    const given = globex.filter((word) => word !== '--yes');
    const { code, left } = await interview(world, given, [
      [/Class \(/, enter],
      [/Data classification \(/, enter],
      [/Isolation \(/, enter],
      [/Plan \(/, enter],
      [/Country \(/, `DE${enter}`],
      [/Give the values of backup-store now, or later/, enter],
    ]);
    expect({ code, left }).toEqual({ code: 0, left: [] });
    expect(world.value('globex')).toMatchObject({ odoo: { country: 'DE' } });
    expect(world.has('tenants/secrets/globex/backup-store.yaml')).toBe(false);
  });

  it('writes nothing when it is left with Ctrl-C', async () => {
    const world = await specWorld();
    const before = world.files();
    const { code } = await interview(world, ['new', 'globex'], [[/Name \(/, '\u0003']]);
    expect(code).toBe(2);
    expect(world.files()).toEqual(before);
  });
});
