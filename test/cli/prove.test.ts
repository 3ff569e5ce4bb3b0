import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { lastingFolder, state, synth } from '../run/fleet-folder.ts';
import { copyOf, partOf, rewrite, writeSmallFleet } from '../run/small-fleet.ts';
import { call, type Called } from './call.ts';

const { folder: pristine, remove } = lastingFolder();
beforeAll(() => writeSmallFleet(pristine));
afterAll(remove);

const file = 'isolation-certificate.json';

function run(folder: string, ...arguments_: readonly string[]): Promise<Called> {
  return call(['prove', ...arguments_], { folder });
}

/** A fleet with its certificate. */
async function proven(): Promise<string> {
  const root = copyOf(pristine);
  expect((await run(root, '--quiet')).code).toBe(0);
  return root;
}

function opening(tenant: string, name: string): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: tenant-${tenant}
  labels:
    fleet.aos/tenant: ${tenant}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
  - from:
    - namespaceSelector: {}
  egress:
  - to:
    - namespaceSelector: {}
`;
}

/** Opens two tenants to each other. */
function connect(root: string, name = 'opening'): void {
  for (const tenant of ['acme', 'birch']) {
    appendFileSync(join(root, partOf(tenant, 'boundary')), opening(tenant, name));
  }
}

function certificateIn(root: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>;
}

describe('fleet prove', () => {
  it('says that a clean fleet is proven, and writes its certificate', async () => {
    const root = copyOf(pristine);
    const { code, stdout, stderr } = await run(root);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `Certificate: ${file}\n` });
    expect(stdout).toMatch(
      /^Proven: no channel between any two of 3 tenants\.\n6 ordered pairs of tenants on 1 cluster, /,
    );
    expect(certificateIn(root)).toMatchObject({
      kind: 'IsolationCertificate',
      verdict: 'proven',
      provenAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      generator: { version: packageJson.version, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
      counts: { tenants: 3, pairs: 6 },
    });
  });

  it('writes the certificate elsewhere when told', async () => {
    const root = copyOf(pristine);
    const { code, stderr } = await run(root, '--certificate', 'proof.json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Certificate: proof.json\n' });
    expect(existsSync(join(root, file))).toBe(false);
    expect(JSON.parse(readFileSync(join(root, 'proof.json'), 'utf8'))).toMatchObject({ verdict: 'proven' });
  });

  it('prints as JSON the certificate itself', async () => {
    const root = copyOf(pristine);
    const { code, stdout } = await run(root, '--format', 'json');
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(join(root, file), 'utf8'));
  });

  it('prints a page in Markdown', async () => {
    const { code, stdout } = await run(copyOf(pristine), '--format', 'markdown');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^## Isolation: proven for 3 tenants\n/);
    expect(stdout).toContain('### What tenants share');
  });

  it('shows the way between two tenants, hop by hop, and removes a certificate that no longer holds', async () => {
    const root = await proven();
    connect(root);
    const { code, stdout } = await run(root);
    expect(code).toBe(1);
    expect(existsSync(join(root, file))).toBe(false);
    expect(stdout).toMatch(/^Not proven: \d+ findings between 3 tenants\./);
    const [way = ''] = /\d+\. \S+ of tenant "(?:acme|birch)" reaches [^]*?Close it: .*/.exec(stdout) ?? [];
    expect(way).toMatch(
      /\n {5}1\) .* may send to .* \(dist\/tenants\/eu-1\/(acme|birch)\/boundary\/manifests\.yaml:[0-9]+\)\n {5}2\) .* takes connections from .* \(dist\/tenants\/eu-1\/(?!\1)(?:acme|birch)\/boundary\/manifests\.yaml:[0-9]+\)\n {3}Close it: Change spec\//,
    );
  });

  it('prints as JSON what stands against the proof', async () => {
    const root = copyOf(pristine);
    connect(root);
    const { code, stdout } = await run(root, '--format', 'json');
    expect(code).toBe(1);
    const { verdict, findings } = JSON.parse(stdout) as {
      verdict: string;
      findings: { policy: string; via: unknown }[];
    };
    expect(verdict).toBe('not proven');
    expect(findings.find(({ policy }) => policy === 'network-between-tenants')?.via).toHaveLength(2);
  });

  it.each(['text', 'markdown', 'json'])('lets no name out of its place in format %s', async (format) => {
    const root = copyOf(pristine);
    connect(root, String.raw`"x\u001b]0;owned\u0007\u202e\n\n# <b>[y](https://evil.example)|"`);
    const { code, stdout } = await run(root, '--format', format);
    expect(code).toBe(1);
    // Programs read JSON; Markdown parts mentions and references with a character of no width.
    const acting = format === 'json' ? /\p{Cc}/u : /[\p{Cc}\p{Cf}]/u;
    expect(stdout.replaceAll(/[\n\u200b]/g, '')).not.toMatch(acting);
    expect(stdout).not.toMatch(/^# /m);
    if (format === 'markdown') expect(stdout.replaceAll(/`[^`]*`/g, '')).not.toMatch(/<b>|\]\(https/);
  });

  it('says nothing more than its result when quiet', async () => {
    const { code, stderr } = await run(copyOf(pristine), '--quiet');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    [['--format', 'junit'], 'fleet prove has no format junit, must be one of text, json, markdown.'],
    [
      ['--verify', 'a.json', '--certificate', 'b.json'],
      '--verify writes no certificate, so --certificate must be left out.',
    ],
  ])('refuses %j', async (arguments_, message) => {
    const called = await run(copyOf(pristine), ...arguments_);
    expect(called).toEqual({ code: 2, stdout: '', stderr: `fleet: ${message}\n` });
  });
});

describe('fleet prove --verify', () => {
  it('accepts a certificate of what stands here, and writes nothing', async () => {
    const root = await proven();
    const before = state(root);
    const { code, stdout, stderr } = await run(root, '--verify', file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^The certificate is valid: no channel between 6 ordered pairs of tenants, over dist sha256:[0-9a-f]{64}\.\n$/,
    );
    expect(state(root)).toEqual(before);
  });

  it('accepts it whatever its fields are ordered or indented like', async () => {
    const root = await proven();
    const reversed = Object.fromEntries(Object.entries(certificateIn(root)).toReversed());
    writeFileSync(join(root, file), JSON.stringify(reversed));
    expect((await run(root, '--verify', file)).code).toBe(0);
  });

  it.each<[string, (root: string) => unknown, string]>([
    [
      'a spec changed, and dist with it',
      (root) => {
        rewrite(root, 'tenants/cedar.ts', ['Agency cedar', 'Cedar']);
        return synth(root);
      },
      'content.dist is ',
    ],
    [
      'the fleet changed',
      (root) => rewrite(root, 'fleet/clusters.ts', ['"memoryGiB": 256', '"memoryGiB": 255']),
      'content.specs is ',
    ],
    [
      'a count was edited',
      (root) => rewrite(root, file, [/"tenants": 3/, '"tenants": 4']),
      'counts.tenants is 4, must be 3',
    ],
    [
      'an exception was removed or added',
      (root) => rewrite(root, file, [/"exceptions": \[\]/, '"exceptions": [{}]']),
      'exceptions is [{}], must be []',
    ],
    [
      'a field was added',
      (root) => rewrite(root, file, [/^\{/, '{"signature": "x",']),
      'signature is "x", must be unset',
    ],
    [
      'an assumption was removed',
      (root) => rewrite(root, file, [/"assumptions": \[[^\]]*\]/, '"assumptions": []']),
      'assumptions is [], must be [',
    ],
    [
      'the program was another',
      (root) => rewrite(root, file, [/"digest": "sha256:./, '"digest": "sha256:x']),
      'generator.digest is "sha256:x',
    ],
    [
      'it is of another kind',
      (root) => rewrite(root, file, ['IsolationCertificate', 'Certificate']),
      'the file is no IsolationCertificate of fleet.aos/v1',
    ],
    [
      'it is a list',
      (root) => writeFileSync(join(root, file), '[]'),
      'the file is no IsolationCertificate of fleet.aos/v1',
    ],
    [
      'it is null',
      (root) => writeFileSync(join(root, file), 'null'),
      'the file is no IsolationCertificate of fleet.aos/v1',
    ],
  ])('refuses it when %s', async (_, change, difference) => {
    const root = await proven();
    await change(root);
    const { code, stdout, stderr } = await run(root, '--verify', file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`certificate: ${difference}`);
    expect(stderr).toMatch(/The certificate is not valid here: it is about something else\.\n$/);
  });

  it.each<[string, (root: string) => void]>([
    ['there is a way between tenants', connect],
    ['one byte of dist changed', (root) => appendFileSync(join(root, partOf('cedar', 'app')), '#\n')],
    ['a spec changed, and dist did not', (root) => rewrite(root, 'tenants/cedar.ts', ['Agency cedar', 'Cedar'])],
  ])('refuses it when %s, and keeps it', async (_, change) => {
    const root = await proven();
    change(root);
    const { code, stdout, stderr } = await run(root, '--verify', file);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Not proven: /);
    expect(stderr).toContain('The certificate is not valid here: the proof fails.\n');
    expect(existsSync(join(root, file))).toBe(true);
  });

  it.each<[string, (root: string) => void, string]>([
    ['is not there', () => {}, 'must be a certificate that can be read.'],
    ['is no JSON', (root) => writeFileSync(join(root, 'other.json'), 'proven: true'), 'must be JSON.'],
    ['is empty', (root) => writeFileSync(join(root, 'other.json'), ''), 'must be JSON.'],
  ])('refuses a file that %s', async (_, change, message) => {
    const root = copyOf(pristine);
    change(root);
    const { code, stdout, stderr } = await run(root, '--verify', 'other.json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`fleet: --verify is ${JSON.stringify(join(root, 'other.json'))}, ${message}\n`);
  });

  it('lets no text of a certificate act on a terminal', async () => {
    const root = await proven();
    rewrite(root, file, [/"verdict": "proven"/, String.raw`"verdict": "\u001b[2Jproven\n"`]);
    const { code, stderr } = await run(root, '--verify', file);
    expect(code).toBe(1);
    expect(stderr.split('\n').filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
  });
});
