import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardTrust } from '../../src/model/trust.ts';
import { channels } from '../../src/policies/channels.ts';
import { policies } from '../../src/policies/index.ts';
import { specText } from '../minimal-tenant.ts';
import { lastingFolder, synth } from './fleet-folder.ts';
import {
  against,
  certificateOf,
  copyOf,
  errorsOf,
  partOf,
  prove,
  rewrite,
  smallTenants,
  writeSmallFleet,
} from './small-fleet.ts';

const { folder: pristine, remove } = lastingFolder();
beforeAll(() => writeSmallFleet(pristine));
afterAll(remove);

const app = partOf('birch', 'app');
const boundary = partOf('birch', 'boundary');
const platform = 'dist/clusters/eu-1/platform/manifests.yaml';
const flux = 'dist/clusters/eu-1/tenants/birch.yaml';

/** Line of a file in which a text stands first, from 1. */
function lineOf(root: string, file: string, text: string): number {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

/** One object more at the end of a tenant's boundary. */
function add(root: string, tenant: string, manifest: string): void {
  appendFileSync(join(root, partOf(tenant, 'boundary')), `---\n${manifest}`);
}

function opening(tenant: string, spec: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: opening
  namespace: tenant-${tenant}
  labels:
    fleet.aos/tenant: ${tenant}
spec:
  podSelector: {}
${spec}`;
}

const everyoneIn = `  ingress:
  - from:
    - namespaceSelector: {}
`;
const everyoneOut = `  policyTypes:
  - Egress
  egress:
  - to:
    - namespaceSelector: {}
`;

describe('a proof of a clean fleet', () => {
  it('has the digests, counts, channels and assumptions', async () => {
    const certificate = await certificateOf(pristine);
    expect(certificate).toMatchObject({
      apiVersion: 'fleet.aos/v1',
      kind: 'IsolationCertificate',
      verdict: 'proven',
      provenAt: '2026-11-24T12:00:00Z',
      generator: { version: '0.1.0', digest: 'sha256:0', policies: policies.length },
      content: {
        dist: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        specs: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        // Four of each tenant, and the platform's.
        files: 4 * smallTenants.length + 1,
      },
      counts: {
        clusters: 1,
        tenants: 3,
        pairs: 6,
        groups: 1,
        tiers: { namespace: 3, node: 0, cluster: 0 },
      },
      exceptions: [],
    });
    expect(certificate.channels.map(({ id, accepted }) => [id, accepted])).toEqual(channels.map(({ id }) => [id, 0]));
    expect(certificate.assumptions.length).toBeGreaterThan(4);
    expect(certificate.trusted.map(({ part }) => part)).toContain('gateway');
    expect(certificate.sharedParts.map(({ part }) => part)).toEqual(['database-operator', 'dns', 'gateway']);
  });

  it('is the same but for its time', async () => {
    const first = await certificateOf(pristine, '2026-11-24T12:00:00Z');
    const second = await certificateOf(pristine, '2026-11-25T12:00:00Z');
    expect(second).toEqual({ ...first, provenAt: '2026-11-25T12:00:00Z' });
  });

  it.each([['dist', app] as const, ['the platform', platform] as const])(
    'does not stand after a change of a byte of %s',
    async (_, file) => {
      const root = copyOf(pristine);
      appendFileSync(join(root, file), '# note\n');
      const { verdict, findings } = await prove(root);
      expect(verdict).toBe('not proven');
      expect(errorsOf(findings).map(({ policy, place }) => `${place.file} ${policy}`)).toEqual([
        `${file} dist-changed`,
      ]);
    },
  );

  it('has other digests after a change of a spec', async () => {
    const root = copyOf(pristine);
    rewrite(root, 'tenants/birch.ts', ['Agency birch', 'Agency of birch']);
    await synth(root);
    const { content } = await certificateOf(pristine);
    const { content: after } = await certificateOf(root);
    expect(after.dist).not.toBe(content.dist);
    expect(after.specs).not.toBe(content.specs);
  });

  it('has another digest of the specs after a change of the fleet that dist does not show', async () => {
    const root = copyOf(pristine);
    rewrite(root, 'fleet/clusters.ts', ['"memoryGiB": 256', '"memoryGiB": 255']);
    const { content } = await certificateOf(pristine);
    const { content: after } = await certificateOf(root);
    expect(after).toEqual({ ...content, specs: after.specs });
    expect(after.specs).not.toBe(content.specs);
  });
});

describe('a proof fails', () => {
  it.each<{ name: string; change: (root: string) => void; expected: readonly string[] }>([
    {
      name: 'a file that is missing',
      change: (root) => rmSync(join(root, app)),
      expected: [`${app}:1 dist-missing`],
    },
    {
      name: 'a file that is a link',
      change: (root) => {
        renameSync(join(root, app), join(root, 'moved'));
        symlinkSync(join(root, 'moved'), join(root, app));
      },
      expected: [`${app}:1 dist-changed`],
    },
    {
      name: 'a file that is not UTF-8',
      change: (root) => appendFileSync(join(root, app), Buffer.from([0x23, 0xff, 0x0a])),
      expected: [`${app}:1 dist-changed`],
    },
    {
      name: 'a missing platform',
      change: (root) => rmSync(join(root, platform)),
      expected: [`${platform}:1 dist-missing`],
    },
    {
      name: 'a file that no spec produces',
      change: (root) => writeFileSync(join(root, 'dist/tenants/eu-1/birch/app/more.yaml'), ''),
      expected: ['dist/tenants/eu-1/birch/app/more.yaml:1 dist-unexpected'],
    },
    {
      name: 'a whole stack that no spec produces',
      change: (root) => {
        mkdirSync(join(root, 'dist/tenants/eu-1/dune/app'), { recursive: true });
        writeFileSync(join(root, 'dist/tenants/eu-1/dune/app/manifests.yaml'), '');
      },
      expected: ['dist/tenants/eu-1/dune/app/manifests.yaml:1 dist-unexpected'],
    },
    {
      name: 'directions for kustomize among the objects',
      change: (root) =>
        add(
          root,
          'birch',
          'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: tenant-acme\n',
        ),
      expected: [`${boundary}:1 dist-changed`],
    },
    {
      name: 'a spec that cannot be read',
      change: (root) => writeFileSync(join(root, 'tenants/birch.ts'), 'export default {'),
      expected: [
        'dist/clusters/eu-1/tenants/birch.yaml:1 dist-unexpected',
        'dist/tenants/eu-1/birch/app/manifests.yaml:1 dist-unexpected',
        'dist/tenants/eu-1/birch/boundary/manifests.yaml:1 dist-unexpected',
        'dist/tenants/eu-1/birch/data/manifests.yaml:1 dist-unexpected',
        'dist/tenants/eu-1/birch/tenant.json:1 dist-unexpected',
        'tenants/birch.ts:1 spec-syntax',
      ],
    },
  ])('because of $name', async ({ change, expected }) => {
    const root = copyOf(pristine);
    change(root);
    expect(await against(root)).toEqual(expected);
  });

  it('because of a key that is there twice, in the line of the second', async () => {
    const root = copyOf(pristine);
    rewrite(root, boundary, [/kind: Namespace\n/, 'kind: Namespace\nkind: Namespace\n']);
    const line = lineOf(root, boundary, 'kind: Namespace') + 1;
    expect(await against(root)).toEqual([`${boundary}:${line} manifest-duplicate-key`]);
  });

  it('because of an object that Flux would apply as itself', async () => {
    const root = copyOf(pristine);
    rewrite(root, flux, [/\n {2}serviceAccountName: tenant-birch-app\n/, '\n']);
    const found = await against(root);
    expect(found.map((text) => text.replace(/^[^ ]* /, ''))).toEqual(['flux-own-identity', 'identity-between-tenants']);
    for (const text of found) expect(text).toMatch(/^dist\/clusters\/eu-1\/tenants\/birch\.yaml:[0-9]+ /);
  });

  it('with a way of two hops, each with its line', async () => {
    const root = copyOf(pristine);
    add(root, 'acme', opening('acme', everyoneOut));
    add(root, 'birch', opening('birch', everyoneIn));
    const { verdict, findings } = await prove(root);
    expect(verdict).toBe('not proven');
    const way = findings.find(({ policy }) => policy === 'network-between-tenants')!;
    const [out, into] = [
      [partOf('acme', 'boundary'), '    - namespaceSelector: {}'],
      [partOf('birch', 'boundary'), '    - namespaceSelector: {}'],
    ].map(([file = '', text = '']) => `${file}:${lineOf(root, file, text)}`);
    expect(way.via?.map((hop) => /\((.*)\)$/.exec(hop)?.[1])).toEqual([out, into]);
    expect(way.message).toMatch(/of tenant "acme" reaches .* of tenant "birch"/);
    expect(way.fix).toMatch(
      /^Change spec\/(egress|ingress)\/0\/(to|from)\/0 of NetworkPolicy tenant-(acme|birch)\/opening /,
    );
    expect(`${way.place.file}:${way.place.line}`).toBeOneOf([out, into]);
  });

  it('because of the one tenant of many that is open, wherever it stands among them', async () => {
    for (const tenant of smallTenants) {
      const root = copyOf(pristine);
      add(root, tenant, opening(tenant, everyoneIn));
      const { findings } = await prove(root);
      expect(findings.map(({ tenant: of }) => of)).toEqual(errorsOf(findings).map(() => tenant));
      expect(findings.map(({ policy }) => policy)).toContain('network-both-walls');
    }
  });

  it('says a hostile name as what it is', async () => {
    const root = copyOf(pristine);
    const hostile = String.raw`"x\u001b[31m|<b>@a"`;
    add(root, 'birch', opening('birch', everyoneIn).replace('name: opening', `name: ${hostile}`));
    const { findings } = await prove(root);
    expect(errorsOf(findings).some(({ via }) => via?.some((hop) => hop.includes('\u001b[31m|<b>@a')))).toBe(true);
  });
});

function exceptions(...list: readonly (readonly [policy: string, tenant: string])[]): string {
  return specText(
    'defineExceptions',
    list.map(([policy, tenant]) => ({
      policy,
      tenant,
      reason: 'Moves to another cluster.',
      owner: 'platform@example.com',
      expires: '2027-01-31',
    })),
  );
}

describe('an exception', () => {
  /** The gateway reaches one port of each tenant that nobody declared. */
  const undeclared = (): string => {
    const root = copyOf(pristine);
    const trusted = standardTrust.map(({ part, why, edges }) => ({
      part,
      why,
      edges: edges.map(({ direction, component, ports }) => ({
        direction,
        component,
        ports: ports.filter((port) => port !== 'TCP 8072'),
      })),
    }));
    writeFileSync(join(root, 'fleet/trusted.ts'), specText('defineTrusted', trusted));
    return root;
  };

  it('is in the certificate, and counts for its channel', async () => {
    const root = undeclared();
    const all = smallTenants.map((tenant) => ['shared-part-edges', tenant] as const);
    writeFileSync(join(root, 'fleet/exceptions.ts'), exceptions(...all));
    const { exceptions: accepted, channels: closed } = await certificateOf(root);
    const said = { reason: 'Moves to another cluster.', owner: 'platform@example.com', expires: '2027-01-31' };
    for (const one of accepted) expect(one).toMatchObject({ policy: 'shared-part-edges', ...said });
    expect(accepted.map(({ tenant }) => tenant)).toEqual(smallTenants);
    expect(closed.filter((one) => one.accepted > 0).map((one) => [one.id, one.accepted])).toEqual([
      ['shared-parts', 3],
    ]);
  });

  it('accepts nothing of tenants that are in the same state', async () => {
    const root = undeclared();
    writeFileSync(join(root, 'fleet/exceptions.ts'), exceptions(['shared-part-edges', 'acme']));
    const { verdict, findings } = await prove(root);
    expect(verdict).toBe('not proven');
    // One for both, which are alike.
    expect(errorsOf(findings).map(({ policy, tenant }) => `${policy} of ${tenant}`)).toEqual([
      'shared-part-edges of birch',
    ]);
  });

  it('cannot accept what cannot be read', async () => {
    const root = copyOf(pristine);
    rmSync(join(root, app));
    writeFileSync(join(root, 'fleet/exceptions.ts'), exceptions(['dist-missing', 'birch']));
    expect(await against(root)).toContain(`${app}:1 dist-missing`);
  });
});
