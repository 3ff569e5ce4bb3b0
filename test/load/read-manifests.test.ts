import { execFileSync } from 'node:child_process';
import fs, { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { manifestChecks } from '../../src/load/manifest-checks.ts';
import { readManifests } from '../../src/load/read-manifests.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true });
  }
});

function write(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'read-manifests-'));
  folders.push(root);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

/** Runs `work` while a folder cannot be listed, also by the superuser, who may read everything. */
function withUnreadable(folder: string, work: () => void): void {
  const original = fs.readdirSync;
  const failing = (path: fs.PathLike, ...options: unknown[]): unknown => {
    if (path === folder) throw Object.assign(new Error(`EACCES: ${folder}`), { code: 'EACCES', syscall: 'scandir' });
    return Reflect.apply(original, fs, [path, ...options]);
  };
  Object.assign(fs, { readdirSync: failing });
  syncBuiltinESMExports();
  try {
    work();
  } finally {
    Object.assign(fs, { readdirSync: original });
    syncBuiltinESMExports();
  }
}

/** What is found, in short: `place document base kind/name` for objects, `place policy: message` for findings. */
function read(root: string, folder = '.', only?: string) {
  const { objects, findings, ...rest } = readManifests(root, folder, only);
  return {
    objects: objects.map(({ file, document, base, manifest }) => {
      const metadata = manifest['metadata'] as { readonly name?: string } | undefined;
      return `${file} ${document} ${base} ${String(manifest['kind'])}/${metadata?.name}`;
    }),
    findings: findings.map(
      ({ place, policy, message }) => `${place.file}:${place.line}:${place.column} ${policy}: ${message}`,
    ),
    ...rest,
  };
}

/** Reads one file `a.yaml`. */
function readOne(text: string | Uint8Array, name = 'a.yaml') {
  const { objects, findings } = read(write({ [name]: text }));
  return { objects, findings };
}

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;

describe('readManifests', () => {
  it('reads the manifest files of a folder in order and says what it left out', () => {
    const root = write({
      'dist/b.yml': pod('b'),
      'dist/a/z.yaml': `# nothing\n---\n${pod('z1')}---\n---\nnull\n---\n${pod('z2')}`,
      'dist/c.json': '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "c"}}',
      'dist/README.md': '# not a manifest',
      'dist/.git/x.yaml': pod('x'),
      'other.yaml': pod('other'),
    });
    const { texts, ...found } = read(root, 'dist');
    expect(found).toEqual({
      objects: ['dist/a/z.yaml 0  Pod/z1', 'dist/a/z.yaml 1  Pod/z2', 'dist/b.yml 0  Pod/b', 'dist/c.json 0  Pod/c'],
      files: ['dist/a/z.yaml', 'dist/b.yml', 'dist/c.json'],
      findings: [],
      notes: [
        '1 other file not examined: only .yaml, .yml and .json files are manifests.',
        '1 folder not examined: .git belongs to Git.',
      ],
    });
    expect(texts.get('dist/b.yml')).toBe(pod('b'));
  });

  it('selects by a glob and says so', () => {
    const root = write({ 'dist/a/app.yaml': pod('a'), 'dist/b/app.yaml': pod('b'), 'dist/b/.hidden.yaml': pod('h') });
    expect(read(root, join(root, 'dist'), 'b/**')).toMatchObject({
      files: ['dist/b/.hidden.yaml', 'dist/b/app.yaml'],
      notes: ['1 manifest file not selected and not examined.'],
    });
  });

  it('reads one file, also outside the root', () => {
    const root = write({ 'a.yaml': pod('a'), 'root/b.yaml': pod('b') });
    expect(read(join(root, 'root'), '../a.yaml')).toMatchObject({ objects: ['../a.yaml 0  Pod/a'], notes: [] });
  });

  it('finds a folder that does not exist', () => {
    expect(read(write({}), 'missing')).toMatchObject({
      files: [],
      findings: ['missing:1:1 manifest-unreadable: folder cannot be read: it does not exist'],
    });
  });

  it('goes on beside a folder that cannot be read, and names it', () => {
    const root = write({ 'dist/a/x.yaml': pod('x'), 'dist/b/y.yaml': pod('y'), 'dist/c/z.yaml': '5' });
    withUnreadable(join(root, 'dist/b'), () => {
      for (const only of [undefined, '**/*.yaml']) {
        expect(read(root, 'dist', only)).toMatchObject({
          objects: ['dist/a/x.yaml 0  Pod/x'],
          files: ['dist/a/x.yaml', 'dist/c/z.yaml'],
          findings: [
            'dist/b:1:1 manifest-unreadable: folder cannot be read: permission is denied',
            'dist/c/z.yaml:1:1 manifest-not-an-object: document is 5, must be a mapping with apiVersion and kind',
          ],
          notes: [],
        });
      }
      const [finding] = readManifests(root, 'dist').findings;
      expect(finding?.fix).toBe(
        'Let the user who runs the check read the folder, or keep it out of the folder of manifests.',
      );
    });
  });

  it('finds what is named as a manifest and is no regular file', () => {
    const root = write({ 'dist/good.yaml': pod('good') });
    execFileSync('mkfifo', ['pipe.yaml', 'pipe.txt'], { cwd: join(root, 'dist') });
    const finding =
      'dist/pipe.yaml:1:1 manifest-unreadable: file is a pipe, a socket or a device, must be a regular file';
    expect(read(root, 'dist')).toMatchObject({
      files: ['dist/good.yaml'],
      findings: [finding],
      notes: ['1 other file not examined: only .yaml, .yml and .json files are manifests.'],
    });
    expect(read(root, 'dist', 'good.yaml')).toMatchObject({ files: ['dist/good.yaml'], findings: [] });
    expect(read(root, 'dist/pipe.yaml')).toMatchObject({ files: [], findings: [finding] });
  });

  it('follows no links', () => {
    const root = write({ 'dist/a.yaml': pod('a'), 'dist/b.txt': '', 'secret.yaml': pod('secret') });
    symlinkSync('a.yaml', join(root, 'dist/inner.yaml'));
    symlinkSync('b.txt', join(root, 'dist/text.yaml'));
    symlinkSync('../secret.yaml', join(root, 'dist/out.yaml'));
    symlinkSync('gone.yaml', join(root, 'dist/broken.yaml'));
    symlinkSync('..', join(root, 'dist/up'));
    expect(read(root, 'dist')).toMatchObject({
      files: ['dist/a.yaml'],
      findings: [
        'dist/broken.yaml:1:1 manifest-link: link leads nowhere, must be a file',
        'dist/out.yaml:1:1 manifest-link: link leads out of the folder, must be a file in it',
        'dist/text.yaml:1:1 manifest-link: link leads to something that is not read, must be a file',
        'dist/up:1:1 manifest-link: link leads out of the folder, must be a file in it',
      ],
      notes: [
        '1 other file not examined: only .yaml, .yml and .json files are manifests.',
        '1 link to a file that is read where it stands, not followed.',
      ],
    });
  });

  it('examines the other documents of a file with mistakes', () => {
    const text = `${pod('a')}---\nkind: [\n---\n${pod('b')}---\n- 1\n---\n${pod('c')}kind: Pod\n`;
    expect(readOne(text)).toEqual({
      objects: ['a.yaml 0  Pod/a', 'a.yaml 2  Pod/b', 'a.yaml 4  Pod/c'],
      findings: [
        'a.yaml:7:1 manifest-unreadable: text is no valid YAML: deficient indentation',
        'a.yaml:13:1 manifest-not-an-object: document is a sequence, must be a mapping with apiVersion and kind',
        'a.yaml:19:1 manifest-duplicate-key: key "kind" is set twice in one mapping, must be set once',
      ],
    });
  });

  it('names the object of a finding when it is known, else the file', () => {
    const root = write({ 'a.yaml': `${pod('a')}kind: Pod\n---\nb: 1\n` });
    expect(readManifests(root, '.').findings).toEqual([
      {
        policy: 'manifest-duplicate-key',
        severity: 'error',
        object: { apiVersion: 'v1', kind: 'Pod', name: 'a' },
        place: { file: 'a.yaml', line: 5, column: 1 },
        message: 'key "kind" is set twice in one mapping, must be set once',
        fix: 'Remove all but one of the entries with this key.',
      },
      {
        policy: 'manifest-not-an-object',
        severity: 'error',
        object: { apiVersion: 'fleet.aos/v1', kind: 'ManifestFile', name: 'a.yaml' },
        place: { file: 'a.yaml', line: 7, column: 1 },
        pointer: '',
        message: 'document has no text in apiVersion and kind, must be a Kubernetes object',
        fix: 'Add apiVersion and kind, or keep the file out of the folder of manifests; render charts and templates first.',
      },
    ]);
  });

  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    [
      'a List, and a List in it',
      `apiVersion: v1\nkind: List\nitems:\n- ${pod('a').trim().replaceAll('\n', '\n  ')}\n- {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: b}}]}\n- 5\n`,
      ['a.yaml 0 /items/0 Pod/a', 'a.yaml 0 /items/1/items/0 Pod/b'],
      ['a.yaml:9:3 manifest-not-an-object: document is 5, must be a mapping with apiVersion and kind'],
    ],
    [
      'a list of one kind, whose items need not repeat it',
      'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n- {kind: Pod}\n',
      ['a.yaml 0 /items/0 Pod/a'],
      ['a.yaml:5:3 manifest-not-an-object: document has no text in apiVersion, must be a Kubernetes object'],
    ],
    [
      'items under another kind than a List',
      'apiVersion: v1\nkind: Foo\nitems: [{apiVersion: v1, kind: Pod}]\n',
      ['a.yaml 0  Foo/undefined'],
      [
        'a.yaml:3:1 manifest-unreadable: kind is "Foo" and items is set, which some readers take for a List, must have no items',
      ],
    ],
    [
      'a Pod with no items',
      `${pod('a')}items: []\n---\n${pod('b')}items:\n`,
      ['a.yaml 0  Pod/a', 'a.yaml 1  Pod/b'],
      [
        'a.yaml:5:1 manifest-unreadable: kind is "Pod" and items is set, which some readers take for a List, must have no items',
        'a.yaml:11:1 manifest-unreadable: kind is "Pod" and items is set, which some readers take for a List, must have no items',
      ],
    ],
    [
      'a Pod with items in a List',
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}, items: []}\n',
      ['a.yaml 0 /items/0 Pod/a'],
      [
        'a.yaml:4:52 manifest-unreadable: kind is "Pod" and items is set, which some readers take for a List, must have no items',
      ],
    ],
    ['an empty List', 'apiVersion: v1\nkind: List\nitems: []\n', [], []],
    [
      'a List without items',
      'apiVersion: v1\nkind: List\nitems:\n',
      [],
      ['a.yaml:1:1 manifest-not-an-object: kind is List and items is no sequence, must be a sequence of objects'],
    ],
    [
      'a kind that ends in List',
      'apiVersion: x.io/v1\nkind: AllowList\nspec: {}\n',
      ['a.yaml 0  AllowList/undefined'],
      [],
    ],
    [
      'an array of JSON objects',
      '[{"apiVersion": "v1", "kind": "Pod"},\n {"kind": "Pod"}]',
      ['a.yaml 0 /0 Pod/undefined'],
      ['a.yaml:2:2 manifest-not-an-object: document has no text in apiVersion, must be a Kubernetes object'],
    ],
    [
      'JSON objects one after the other',
      '{"apiVersion": "v1", "kind": "A"}{"apiVersion": "v1", "kind": "B{\\"}"}\n',
      ['a.yaml 0  A/undefined', 'a.yaml 1  B{"}/undefined'],
      [],
    ],
    [
      'a duplicate key in JSON',
      '{"apiVersion": "v1", "kind": "A",\n\t"kind": "B"}',
      ['a.yaml 0  B/undefined'],
      ['a.yaml:2:2 manifest-duplicate-key: key "kind" is set twice in one mapping, must be set once'],
    ],
    ['a comma too many in JSON, which is YAML', '{"apiVersion": "v1", "kind": "A",}', ['a.yaml 0  A/undefined'], []],
    [
      'CRLF and a byte order mark',
      `\ufeff${pod('a')}---\n${pod('b')}`.replaceAll('\n', '\r\n'),
      ['a.yaml 0  Pod/a', 'a.yaml 1  Pod/b'],
      [],
    ],
    [
      'a template',
      'apiVersion: v1\nkind: {{ .Values.kind }}\n',
      [],
      ['a.yaml:2:8 manifest-unreadable: key is a collection, must be text'],
    ],
    ['an empty file', '', [], []],
  ])('reads %s', (...[, text, objects, findings]) => {
    expect(readOne(text)).toEqual({ objects, findings });
  });

  it.each<readonly [string, string]>([
    [
      'a: "\u2028"',
      '3:5 text has the character U+2028, which readers treat differently, must be escaped in double quotes',
    ],
    [
      '# \u0085hidden: true',
      '3:3 text has the character U+0085, which readers treat differently, must be escaped in double quotes',
    ],
    [
      'a: 1\rb: 2',
      '3:5 text has the character U+000D, which readers treat differently, must be escaped in double quotes',
    ],
    [
      'a: 1 # \u0001',
      '3:8 text has the character U+0001, which readers treat differently, must be escaped in double quotes',
    ],
    [
      "a: '\uffff'",
      '3:5 text has the character U+FFFF, which readers treat differently, must be escaped in double quotes',
    ],
    ['--- {a: 1}', '3:1 document separator --- is followed by "{a: 1}", must stand alone on its line'],
    ['a: 1\n...\nb: 2', '1:1 document ends with ... and another follows, which kubectl ignores, must be parted by ---'],
    [
      'a: !!int "1"',
      '3:4 value has the tag !!int, which readers of Kubernetes manifests treat differently, must have none',
    ],
    [
      'a: !env [X]',
      '3:4 value has the tag !env, which readers of Kubernetes manifests treat differently, must have none',
    ],
    ['a: .inf', '3:4 value is .inf, must be a finite number'],
    ['1.5: a', '3:1 key is the number 1.5, must be text'],
    ['0o17: a', '3:1 key is the number 0o17, must be text'],
    ['null: a', '3:1 key is empty, must be text'],
    ['? [a]\n: b', '3:3 key is a collection, must be text'],
    ['a: *b', '3:4 anchor "b" is not defined before its use, must be defined before'],
    ['a: &b [*b]', '3:8 anchor "b" is used inside the value that it names, must be defined before'],
    [
      'a: &b {c: true, d: &b {}}\ne: *b',
      '3:20 anchor "b" is named again inside the value that it names, must have a name of its own',
    ],
    ['a: &b [&b 1]', '3:8 anchor "b" is named again inside the value that it names, must have a name of its own'],
    ['a: &b.c 1', '3:4 anchor is named "b.c", must have letters, digits, _ and - only'],
    ['<<: 5', '3:1 the value of the merge key << is no mapping, must be a mapping or a sequence of mappings'],
    ['a: [b:, c]', '3:5 readers differ about the text "b", must be in double quotes on one line'],
    ['a: ?b', '3:4 readers differ about the text "?b", must be in double quotes on one line'],
    ...[
      ['a: {u: http://x/?a=b}', '3:8', 'http://x/?a=b'],
      ['a: {u: what?}', '3:8', 'what?'],
      ['a: [b, [c ?d]]', '3:9', 'c ?d'],
      ['a: {u?: b}', '3:5', 'u?'],
      ['a: {u: :x}', '3:8', ':x'],
      ['a: {:u: x}', '3:5', ':u'],
    ].map(
      ([text = '', place = '', found = '']) =>
        [
          text,
          `${place} readers differ about the text ${JSON.stringify(found)}, must be in double quotes on one line`,
        ] as const,
    ),
    ['<<: &k g: *k', '3:5 mapping begins on the line of its key, must begin on a line of its own'],
    ['a: &k g: 1\n   h: 2', '3:4 mapping begins on the line of its key, must begin on a line of its own'],
    ['a: !!str b:', '3:4 mapping begins on the line of its key, must begin on a line of its own'],
    ['a:\n- b: !!str "c": 1', '4:6 mapping begins on the line of its key, must begin on a line of its own'],
    ['a: "\\q"', '3:6 text is no valid YAML: unknown escape sequence'],
    ['a: b: c', '3:5 text is no valid YAML: bad indentation of a mapping entry'],
  ])('refuses %j', (text, finding) => {
    const [position, ...message] = finding.split(' ');
    const [line, ...separated] = text.startsWith('---') ? ['---\n---\n', text] : ['apiVersion: v1\nkind: Pod\n', text];
    const { objects, findings } = readOne(`${line}${separated.join('')}\n`);
    expect({ objects, findings }).toEqual({
      objects: [],
      findings: [`a.yaml:${position} manifest-unreadable: ${message.join(' ')}`],
    });
  });

  it('refuses aliases that expand too far', () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(', ')}]`,
    );
    const bomb = `apiVersion: v1\nkind: ConfigMap\na0: &a0 [x]\n${levels.join('\n')}\n---\n${pod('a')}`;
    const { objects, findings } = readOne(bomb);
    expect(objects).toEqual(['a.yaml 1  Pod/a']);
    expect(findings).toEqual([
      'a.yaml:8:40 manifest-alias-bomb: aliases expand to over 100000 values, must stay below',
    ]);
    const nest = (level: number): string => `b${level}: &b${level} ${'['.repeat(300)}*b${level - 1}${']'.repeat(300)}`;
    expect(readOne(`b0: &b0 1\n${[1, 2, 3].map(nest).join('\n')}\n`).findings).toEqual([
      'a.yaml:4:309 manifest-alias-bomb: aliases are nested over 500 deep, must stay below',
    ]);
  });

  it('reads values as Kubernetes does', () => {
    const text = `apiVersion: v1
kind: ConfigMap
defaults: &defaults {a: 1, b: 2}
merged:
  <<: [*defaults, {b: 3, c: 4}]
  a: 5
alias: *defaults
again: &again 1
later: [&again 2, *again, &again 3, *again]
words: [yes, No, on, OFF, y, ~, "yes", yEs]
numbers: [012, 0o17, 0b11, 0x1F, 1_000, 1e3, .5, 08, +1, 1:30, 0b-1, 1_0.5, -0x1, .51_0, .5e1_0, .5E+1_0]
points: [._5, .5_, .1__0, .5_e1, .5e_1, .5e1_000, ..5]
marks: {url: 'http://x/?a=b', "what?": a::b}
plain:
- http://x/?a=b
- what?
- :x
explicit:
  ? a
  : &b c: 1
  ? d
  : &e
    f: 2
crowded:
- &g h: 3
dates: [2024-01-01, 2024-01-01T00:00:00Z]
tagged: [!!str 5, !!str yes]
keys: {8080: a, yes: b, "1": c}
__proto__: {polluted: true}
folded: >-
  a
  b

  c
`;
    const [object] = readManifests(write({ 'a.yaml': text }), '.').objects;
    expect(JSON.parse(JSON.stringify(object?.manifest))).toEqual(
      JSON.parse(`{
        "apiVersion": "v1", "kind": "ConfigMap",
        "defaults": {"a": 1, "b": 2}, "merged": {"a": 5, "b": 2, "c": 4}, "alias": {"a": 1, "b": 2},
        "again": 1, "later": [2, 2, 3, 3],
        "words": [true, false, true, false, true, null, "yes", "yEs"],
        "numbers": [10, 15, 3, 31, 1000, 1000, 0.5, 8, 1, "1:30", -1, 10.5, -1, 0.51, 5000000000, 5000000000],
        "points": ["._5", ".5_", ".1__0", ".5_e1", ".5e_1", ".5e1_000", "..5"],
        "marks": {"url": "http://x/?a=b", "what?": "a::b"}, "plain": ["http://x/?a=b", "what?", ":x"],
        "explicit": {"a": {"c": 1}, "d": {"f": 2}}, "crowded": [{"h": 3}],
        "dates": ["2024-01-01", "2024-01-01T00:00:00Z"], "tagged": ["5", "yes"],
        "keys": {"8080": "a", "true": "b", "1": "c"}, "__proto__": {"polluted": true}, "folded": "a b\\nc"
      }`),
    );
    expect({}).not.toHaveProperty('polluted');
  });

  it('refuses a merge that readers resolve differently', () => {
    expect(readOne('apiVersion: v1\nkind: Pod\nx: &x {a: 1}\ny:\n  a: 2\n  <<: *x\n').findings).toEqual([
      'a.yaml:6:3 manifest-unreadable: key "a" stands before the merge key <<, which also sets it and readers differ, must stand after it',
    ]);
  });

  it('refuses files that are not UTF-8', () => {
    expect(readOne(new Uint8Array([0x61, 0x3a, 0x20, 0xff]))).toEqual({
      objects: [],
      findings: ['a.yaml:1:1 manifest-unreadable: file cannot be read: it is not UTF-8'],
    });
  });

  it('does not take kustomizations for objects', () => {
    const root = write({
      'kustomization.yaml': 'resources: [a.yaml]\n',
      'b/k.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
      'flux.yaml': 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: f}\n',
    });
    expect(read(root)).toMatchObject({
      objects: ['flux.yaml 0  Kustomization/f'],
      findings: [],
      notes: ['2 kustomizations not built: resources are examined as they are written.'],
    });
  });

  it("does not take a tenant's record for an object, nor an object for a record", () => {
    const record = { version: 1, tenant: 'acme', contentDigest: 'sha256:0' };
    const root = write({
      'a/tenant.json': JSON.stringify(record),
      'b/tenant.json': JSON.stringify({ ...record, apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' } }),
      'c/other.json': JSON.stringify(record),
      'd/tenant.json': JSON.stringify({ tenant: 'acme' }),
    });
    expect(read(root)).toMatchObject({
      objects: ['b/tenant.json 0  ConfigMap/m'],
      findings: [
        expect.stringContaining('c/other.json:1:1 manifest-not-an-object'),
        expect.stringContaining('d/tenant.json:1:1 manifest-not-an-object'),
      ],
      notes: ['1 record of a tenant not examined: tenant.json is no manifest.'],
    });
  });

  it('lists its checks sorted', () => {
    const ids = manifestChecks.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
});
