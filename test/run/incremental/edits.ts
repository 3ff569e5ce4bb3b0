/** Things that people, tools and accidents do to a fleet's repository, chosen by numbers. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { tryGit } from '../../../src/git/git.ts';
import { cacheFile } from '../../../src/run/fleet-memory.ts';
import { synth } from '../fleet-folder.ts';

/** Numbers choose the file and the place. What cannot be done as things stand is left undone. */
export type Edit = (root: string, pick: (from: number) => number) => void | Promise<unknown>;

function filesBelow(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(root, path) : [path];
    });
}

function chosen(root: string, below: string, pick: (from: number) => number): string | undefined {
  const [folder = '', ending = ''] = below.split('**/*');
  const files = filesBelow(root, folder).filter(
    (file) => file.endsWith(ending) && lstatSync(join(root, file)).isFile(),
  );
  return files[pick(Math.max(1, files.length))];
}

function specs(root: string): readonly string[] {
  return readdirSync(join(root, 'tenants'))
    .filter((name) => name.endsWith('.ts') && lstatSync(join(root, 'tenants', name)).isFile())
    .toSorted()
    .map((name) => `tenants/${name}`);
}

function rewritten(root: string, file: string | undefined, change: (text: string) => string): void {
  if (file === undefined) return;
  writeFileSync(join(root, file), change(readFileSync(join(root, file), 'utf8')));
}

const spec = (root: string, pick: (from: number) => number): string | undefined => {
  const files = specs(root);
  return files[pick(Math.max(1, files.length))];
};

function commit(root: string): void {
  tryGit(root, ['add', '--all']);
  tryGit(root, ['commit', '--quiet', '--no-verify', '-m', 'Change']);
}

export const edits: Readonly<Record<string, Edit>> = {
  'a comment in a spec': (root, pick) => rewritten(root, spec(root, pick), (text) => `// ${pick(9)}\n${text}`),
  'another plan': (root, pick) =>
    rewritten(root, spec(root, pick), (text) =>
      text.replace(/plan: '\w+'/, `plan: '${['small', 'medium', 'large'][pick(3)]}'`),
    ),
  'a domain of another tenant': (root, pick) => {
    const domain = /domains: \['([^']+)'/.exec(readFileSync(join(root, spec(root, pick)!), 'utf8'))?.[1];
    rewritten(root, spec(root, pick), (text) => text.replace(/domains: \['[^']+'/, `domains: ['${domain}'`));
  },
  'a wildcard over the domains of all': (root, pick) =>
    rewritten(root, spec(root, pick), (text) => text.replace(/domains: \[/, `domains: ['*.aos.example', `)),
  'another cluster': (root, pick) => {
    const cluster = /cluster: '([^']+)'/.exec(readFileSync(join(root, spec(root, pick)!), 'utf8'))?.[1];
    rewritten(root, spec(root, pick), (text) => text.replace(/cluster: '[^']+'/, `cluster: '${cluster}'`));
  },
  'a mistake in a spec': (root, pick) =>
    rewritten(root, spec(root, pick), (text) => text.replace(/ring: '/, `ring: 'no-`)),
  'a broken spec': (root, pick) => rewritten(root, spec(root, pick), (text) => text.slice(0, pick(text.length))),
  'a spec gone': (root, pick) => rmSync(join(root, spec(root, pick)!)),
  'a spec renamed': (root, pick) => {
    const file = spec(root, pick)!;
    renameSync(join(root, file), join(root, file.replace(/\.ts$/, `-${pick(9)}.ts`)));
  },
  'a spec copied': (root, pick) => {
    const file = spec(root, pick)!;
    const id = /tenants\/(.*)\.ts/.exec(file)![1]!;
    const text = readFileSync(join(root, file), 'utf8').replaceAll(id, `${id}-b`);
    writeFileSync(join(root, `tenants/${id}-b.ts`), text);
  },
  'a spec that is a link': (root, pick) => {
    const file = spec(root, pick)!;
    renameSync(join(root, file), join(root, 'elsewhere'));
    symlinkSync('../elsewhere', join(root, file));
  },
  'two specs exchanged': (root, pick) => {
    const [one, other] = [spec(root, pick)!, spec(root, pick)!];
    const texts = [one, other].map((file) => readFileSync(join(root, file)));
    writeFileSync(join(root, one), texts[1]!);
    writeFileSync(join(root, other), texts[0]!);
  },
  'the same number of bytes and the same time': (root, pick) => {
    const file = spec(root, pick)!;
    const { atime, mtime } = lstatSync(join(root, file));
    rewritten(root, file, (text) => text.replace(/name: '(.)/, (_, first) => `name: '${first === 'X' ? 'Y' : 'X'}`));
    utimesSync(join(root, file), atime, mtime);
  },
  'a shared module': (root, pick) =>
    rewritten(root, chosen(root, 'tenants/shared', pick), (text) =>
      text.replace(/ports: \[\d+/, `ports: [${443 + pick(9)}`),
    ),
  'a shared module gone': (root, pick) => {
    const file = chosen(root, 'tenants/shared', pick);
    if (file !== undefined && pick(3) === 0) rmSync(join(root, file));
  },
  'fleet/': (root, pick) =>
    rewritten(root, chosen(root, 'fleet', pick), (text) =>
      pick(2) === 0 ? `${text}\n` : text.replace(/cpu: \d+/, `cpu: ${1 + pick(99)}`),
    ),
  'a Secret': (root, pick) =>
    rewritten(root, chosen(root, 'tenants/secrets', pick), (text) =>
      pick(2) === 0 ? `# ${pick(9)}\n${text}` : text.replace(/age1.{5}/, 'age1qqqqq'),
    ),
  'a Secret of another tenant': (root, pick) => {
    const file = chosen(root, 'tenants/secrets**/*.yaml', pick);
    const other = file && chosen(root, `tenants/secrets**/*${file.slice(file.lastIndexOf('/'))}`, pick);
    if (file && other) writeFileSync(join(root, file), readFileSync(join(root, other)));
  },
  'a Secret gone': (root, pick) => {
    const file = chosen(root, 'tenants/secrets', pick);
    if (file !== undefined) rmSync(join(root, file));
  },
  'something else among the Secrets': (root, pick) => {
    const file = chosen(root, 'tenants/secrets', pick);
    if (file !== undefined) mkdirSync(join(root, `${file}-${pick(9)}`), { recursive: true });
  },
  'dist by hand': (root, pick) => rewritten(root, chosen(root, 'dist', pick), (text) => text.replace('a', 'b')),
  'a file of dist gone': (root, pick) => {
    const file = chosen(root, 'dist', pick);
    if (file !== undefined) rmSync(join(root, file));
  },
  'a stranger in dist': (root, pick) => {
    const file = chosen(root, 'dist', pick);
    if (file !== undefined) writeFileSync(join(root, `${file}-${pick(9)}`), '');
  },
  'the mode of a file': (root, pick) => {
    const file = chosen(root, ['dist', 'tenants', 'fleet'][pick(3)]!, pick);
    if (file !== undefined) chmodSync(join(root, file), [0o755, 0o654, 0o644, 0o600][pick(4)]!);
  },
  'a file of dist that is a link': (root, pick) => {
    const file = chosen(root, 'dist', pick);
    if (file === undefined) return;
    rmSync(join(root, file));
    symlinkSync('../elsewhere', join(root, file));
  },
  'times of files': (root, pick) => {
    const file = chosen(root, ['dist', 'tenants', 'fleet'][pick(3)]!, pick);
    if (file !== undefined) utimesSync(join(root, file), pick(1000), pick(1000));
  },
  'npm start': (root) => synth(root),
  'everything staged': (root) => void tryGit(root, ['add', '--all']),
  'nothing staged': (root) => void tryGit(root, ['reset', '--quiet']),
  'a commit': commit,
  'another branch': (root, pick) => {
    commit(root);
    const branch = `branch-${pick(3)}`;
    if (tryGit(root, ['checkout', '--quiet', branch]).code !== 0) tryGit(root, ['checkout', '--quiet', '-b', branch]);
  },
  'back to what was committed': (root) => {
    tryGit(root, ['checkout', '--quiet', '--force']);
    tryGit(root, ['clean', '--quiet', '-fd']);
  },
  'files that Git does not look at': (root, pick) => {
    const file = spec(root, pick)!;
    tryGit(root, ['update-index', pick(2) === 0 ? '--assume-unchanged' : '--skip-worktree', file]);
    rewritten(root, file, (text) => text.replace(/plan: '\w+'/, `plan: 'large'`));
  },
  'ends of lines that Git converts': (root, pick) => {
    tryGit(root, ['config', 'core.autocrlf', ['true', 'input', 'false'][pick(3)]!]);
    rewritten(root, spec(root, pick), (text) => text.replaceAll(/\r?\n/g, pick(2) === 0 ? '\r\n' : '\n'));
  },
  'settings of Git': (root, pick) => {
    tryGit(root, ['config', ['core.fileMode', 'core.ignoreCase'][pick(2)]!, ['true', 'false'][pick(2)]!]);
  },
  'an empty folder': (root, pick) => {
    const file = chosen(root, ['dist', 'tenants/secrets'][pick(2)]!, pick);
    if (file !== undefined) mkdirSync(join(root, `${file}-${pick(9)}`), { recursive: true });
  },
  'a folder of Flux': (root, pick) => {
    const [file = ''] = filesBelow(root, 'dist/clusters');
    const folder = join(root, `${file.split('/').slice(0, 3).join('/')}/flux-system`);
    if (file === '') return;
    mkdirSync(folder, { recursive: true });
    if (pick(2) === 0) writeFileSync(join(folder, 'gotk-sync.yaml'), '');
  },
  'a repository in dist': (root, pick) => {
    const file = chosen(root, 'dist', pick);
    if (file === undefined) return;
    const folder = join(root, dirname(file), `repository-${pick(9)}`);
    mkdirSync(join(folder, 'inside'), { recursive: true });
    writeFileSync(join(folder, 'file'), '');
    tryGit(folder, ['init', '--quiet']);
  },
  'files that Git ignores': (root, pick) => {
    const file = chosen(root, ['dist', 'tenants/secrets'][pick(2)]!, pick);
    if (file === undefined) return;
    writeFileSync(join(root, '.gitignore'), '*.ignored\n');
    writeFileSync(join(root, `${file}-${pick(9)}.ignored`), '');
  },
  'a folder of dist that is a link': (root, pick) => {
    const file = chosen(root, 'dist', pick);
    if (file === undefined) return;
    const elsewhere = join(root, `elsewhere-${pick(9)}`);
    if (existsSync(elsewhere)) return;
    renameSync(join(root, dirname(file)), elsewhere);
    symlinkSync(elsewhere, join(root, dirname(file)));
  },
  'no repository any more': (root, pick) => {
    if (pick(4) === 0) rmSync(join(root, '.git'), { recursive: true, force: true });
  },
  'a damaged byte in the cache': (root, pick) => damage(root, (bytes) => (bytes[pick(bytes.length)]! ^= 1 << pick(8))),
  'exchanged parts of the cache': (root, pick) =>
    damage(root, (bytes) => {
      const [from, to, length] = [pick(bytes.length), pick(bytes.length), pick(4096)];
      const part = Buffer.from(bytes.subarray(from, from + length));
      bytes.copy(bytes, from, to, to + length);
      part.copy(bytes, to);
    }),
  'half of the cache': (root, pick) => {
    const file = join(root, cacheFile);
    if (existsSync(file)) truncateSync(file, pick(lstatSync(file).size));
  },
  'no cache': (root) => rmSync(join(root, '.cache'), { recursive: true, force: true }),
};

function damage(root: string, change: (bytes: Buffer) => unknown): void {
  const file = join(root, cacheFile);
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  if (bytes.length === 0) return;
  change(bytes);
  writeFileSync(file, bytes);
}
