/** The limits of each folder of `src/`, as tables. */
import { describe, expect, it } from 'vitest';
import { readSource, type SourceFile, sourceFiles } from './architecture/source-files.ts';

interface Room {
  /** Rooms whose files it may import. */
  readonly rooms: readonly string[];
  /** Packages, modules of Node and data files that it may import. */
  readonly packages: readonly string[];
}

const judging = ['model', 'schema', 'load', 'stack', 'secrets', 'synth', 'isolation', 'policies'];

/** From the bottom to the top: a room imports only from rooms above it in this table. */
const rooms: Readonly<Record<string, Room>> = {
  model: { rooms: [], packages: ['ipaddr.js'] },
  // What authors of specs import: `src/index.ts`.
  index: { rooms: ['model'], packages: [] },
  schema: {
    rooms: ['model'],
    packages: [
      'ajv',
      'ajv-formats',
      'fastest-levenshtein',
      'ipaddr.js',
      'node:fs',
      'node:net',
      'node:url',
      're2js',
      'schemas',
    ],
  },
  load: {
    rooms: ['model', 'index', 'schema'],
    packages: [
      'ipaddr.js',
      'js-yaml',
      'node:buffer',
      'node:crypto',
      'node:fs',
      'node:path',
      'node:url',
      'oxc-parser',
      'picomatch',
      'yaml',
    ],
  },
  git: { rooms: ['model'], packages: ['node:child_process', 'node:fs', 'node:path'] },
  edit: { rooms: ['model', 'schema'], packages: ['.oxfmtrc.json', 'node:util', 'oxc-parser', 'oxfmt'] },
  intake: { rooms: ['model', 'schema', 'load', 'edit'], packages: [] },
  cache: { rooms: [], packages: ['node:crypto', 'node:fs', 'node:path'] },
  stack: { rooms: ['model'], packages: ['cdk8s', 'node:crypto', 'node:fs'] },
  secrets: { rooms: ['model', 'stack'], packages: ['age-encryption', 'node:crypto'] },
  synth: { rooms: ['model', 'stack'], packages: ['node:crypto', 'node:fs', 'node:path', 'package.json'] },
  oversight: { rooms: ['model', 'secrets', 'synth'], packages: [] },
  isolation: { rooms: ['model'], packages: [] },
  plan: { rooms: ['model', 'load'], packages: ['diff', 'node:crypto', 'node:util'] },
  policies: { rooms: ['model', 'isolation'], packages: ['@prometheus-io/lezer-promql'] },
  cluster: {
    rooms: ['model', 'stack'],
    packages: ['@kubernetes/client-node', 'node:fs', 'node:http', 'node:https', 'node:zlib'],
  },
  report: { rooms: ['model'], packages: ['diff', 'node:crypto', 'node:util'] },
  run: { rooms: [...judging, 'git', 'cache', 'plan'], packages: ['node:crypto', 'node:path', 'node:worker_threads'] },
  cli: {
    rooms: [...judging, 'cluster', 'edit', 'git', 'intake', 'oversight', 'report', 'run'],
    packages: [
      '@inquirer/input',
      '@inquirer/select',
      'commander',
      'diff',
      'node:crypto',
      'node:fs',
      'node:os',
      'node:path',
      'node:readline',
      'node:stream',
      'node:timers',
      'node:util',
      'package.json',
      'schemas',
    ],
  },
};

/** Who may touch the world: by the module imported or the ambient name used, the files or folders that may. */
const powers: Readonly<Record<string, readonly string[]>> = {
  'node:fs': [
    'src/cache/pack-file.ts',
    'src/cli/',
    'src/cluster/kubeconfig.ts',
    'src/git/checkout.ts',
    'src/git/file-kind.ts',
    'src/load/list-files.ts',
    'src/load/manifest-files.ts',
    'src/load/open-fleet.ts',
    'src/load/read-manifests.ts',
    'src/load/read-secrets.ts',
    'src/load/read-source.ts',
    'src/schema/manifest-validators.ts',
    'src/stack/backup/scripts.ts',
    'src/stack/exposure/suspended-page.ts',
    'src/stack/monitoring/scripts.ts',
    'src/stack/odoo/scripts.ts',
    'src/synth/list-below.ts',
    'src/synth/list-dist.ts',
    'src/synth/list-records.ts',
    'src/synth/lock.ts',
    'src/synth/read-regular.ts',
    'src/synth/size-of-regular.ts',
    'src/synth/work-folder.ts',
    'src/synth/write-dist.ts',
  ],
  // Who asks an API server, and with whose credentials.
  '@kubernetes/client-node/dist/config.js': ['src/cluster/kubeconfig.ts'],
  'node:child_process': ['src/git/git.ts'],
  'node:http': ['src/cluster/connection.ts'],
  'node:https': ['src/cluster/connection.ts', 'src/cluster/kubeconfig.ts'],
  'node:worker_threads': ['src/run/examine-tenants.ts', 'src/run/tenant-worker.ts'],
  'new Date()': ['src/cli/'],
  performance: ['src/cli/'],
  setTimeout: ['src/cli/status/watch-status.ts', 'src/cli/watch-fleet.ts'],
  setImmediate: ['src/cli/specs/apply-change.ts'],
  // The lock holds the number of the process that took it.
  process: ['src/cli/', 'src/synth/lock.ts'],
  // The evaluator asks which names are ambient, to refuse them by name.
  globalThis: ['src/load/evaluate-reference.ts'],
};

const files = sourceFiles('src');
const paths = new Set(files.map(({ path }) => path));
const longest = 250;

/** `src/load/x.ts` is in room `load`, `src/index.ts` in `index`. */
function roomOf(path: string): string {
  const [, room = ''] = path.split('/');
  return room.replace(/\.ts$/, '');
}

/** `ajv/dist/2020.js` belongs to package `ajv`, `schemas/x.json` to the data `schemas`. */
function packageOf(name: string): string {
  const [first = '', second] = name.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function isAllowed(power: string, path: string): boolean {
  return powers[power]?.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place)) === true;
}

/** What a file may not do, in sentences. */
function faultsOf({ path, imports, touches }: SourceFile): string[] {
  const room = roomOf(path);
  const limits = rooms[room];
  if (limits === undefined) return [`${path} is in room ${room}, which has no limits in this table`];
  const faults: string[] = [];
  for (const name of imports) {
    if (name.startsWith('src/')) {
      const target = roomOf(name);
      if (target !== room && !limits.rooms.includes(target)) {
        faults.push(`${path} imports ${name}, but ${room} may import only ${limits.rooms.join(', ') || 'nothing'}`);
      }
    } else if (!limits.packages.includes(packageOf(name))) {
      faults.push(`${path} imports ${name}, but ${room} may import only ${limits.packages.join(', ') || 'no package'}`);
    }
    if (name in powers && !isAllowed(name, path)) {
      faults.push(`${path} imports ${name}, but only ${powers[name]!.join(', ')} may`);
    }
  }
  for (const name of touches) {
    if (!isAllowed(name, path)) {
      faults.push(`${path} uses ${name}, but only ${powers[name]?.join(', ') ?? 'nobody'} may`);
    }
  }
  return faults;
}

/** A way from a file back to itself, for each that has one. */
function cycles(): string[] {
  const imports = new Map(files.map(({ path, imports: names }) => [path, names.filter((name) => paths.has(name))]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' -> '));
    if (done.has(path) || way.includes(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}

describe('the architecture', () => {
  it('lets each room import and touch only what its tables name', () => {
    expect(files.flatMap(faultsOf)).toEqual([]);
  });

  it('lets data flow one way: a room imports only rooms before it', () => {
    const order = Object.keys(rooms);
    const backwards = Object.entries(rooms).flatMap(([room, limits]) =>
      limits.rooms
        .filter((target) => order.indexOf(target) >= order.indexOf(room))
        .map((target) => `${room} -> ${target}`),
    );
    expect(backwards).toEqual([]);
  });

  it('names nothing that nobody uses', () => {
    const imported = new Set(
      files.flatMap(({ path, imports }) =>
        imports.map((name) => `${roomOf(path)} ${name.startsWith('src/') ? roomOf(name) : packageOf(name)}`),
      ),
    );
    const idle = Object.entries(rooms).flatMap(([room, { packages }]) =>
      packages.map((name) => `${room} ${name}`).filter((use) => !imported.has(use)),
    );
    const unused = Object.entries(powers).flatMap(([power, places]) =>
      places
        .filter((place) => {
          const there = files.filter(({ path }) => path.startsWith(place));
          return !there.some(({ imports, touches }) => imports.includes(power) || touches.includes(power));
        })
        .map((place) => `${power} in ${place}`),
    );
    expect([...idle, ...unused]).toEqual([]);
  });

  it('has no file that leads back to itself', () => {
    expect(cycles()).toEqual([]);
  });

  it.each(files)('$path says what it is for, and is short', ({ path, text }) => {
    expect(text).toMatch(/^\/\*\* \S|^\/\*\*\n \* \S/);
    const lines = text.split('\n').length - 1;
    // Generated from the schemas.
    if (path !== 'src/model/specs.ts') expect(lines, `${path} has ${lines} lines`).toBeLessThanOrEqual(longest);
  });
});

describe('the tables', () => {
  const cases: readonly (readonly [path: string, text: string, faults: readonly string[]])[] = [
    ['src/model/x.ts', "import type { Json } from './manifest.ts';", []],
    [
      'src/model/x.ts',
      "export { a } from '../load/y.ts';",
      ['src/model/x.ts imports src/load/y.ts, but model may import only nothing'],
    ],
    [
      'src/policies/x.ts',
      "import type { Tenant } from '../load/y.ts';",
      ['src/policies/x.ts imports src/load/y.ts, but policies may import only model, isolation'],
    ],
    ['src/schema/x.ts', "import { Ajv } from 'ajv/dist/2020.js';", []],
    [
      'src/report/x.ts',
      "const { a } = await import('@scope/name/sub.js');",
      ['src/report/x.ts imports @scope/name/sub.js, but report may import only diff, node:crypto, node:util'],
    ],
    [
      'src/stack/x.ts',
      "import 'node:fs';",
      [`src/stack/x.ts imports node:fs, but only ${powers['node:fs']!.join(', ')} may`],
    ],
    ['src/helpers/x.ts', '', ['src/helpers/x.ts is in room helpers, which has no limits in this table']],
    ['src/load/x.ts', 'const at = { process: 1 }.process; type Now = typeof performance; new Date(at);', []],
    [
      'src/load/x.ts',
      'export const a = () => [console, Math.random(), Date.now(), new Date(), process.env];',
      [
        'src/load/x.ts uses console, but only nobody may',
        'src/load/x.ts uses Math.random, but only nobody may',
        'src/load/x.ts uses Date.now, but only nobody may',
        'src/load/x.ts uses new Date(), but only src/cli/ may',
        'src/load/x.ts uses process, but only src/cli/, src/synth/lock.ts may',
      ],
    ],
  ];

  it.each(cases)('judge %s: %s', (path, text, faults) => {
    expect(faultsOf(readSource(path, text))).toEqual(faults);
  });
});
