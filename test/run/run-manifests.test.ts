import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { JsonObject } from '../../src/model/manifest.ts';
import { podSecurityPolicies, podSecurityPoliciesAt } from '../../src/policies/pod-security.ts';
import { runManifests } from '../../src/run/run-manifests.ts';
import { repository, temporaryFolder } from './fleet-folder.ts';

interface Change {
  readonly pod?: JsonObject;
  readonly podSecurityContext?: JsonObject;
  readonly container?: JsonObject;
  readonly securityContext?: JsonObject;
}

/** A pod that violates nothing, changed. */
function podSpec({ pod, podSecurityContext, container, securityContext }: Change = {}): JsonObject {
  return {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...podSecurityContext },
    containers: [
      {
        name: 'app',
        image: `docker.io/library/app:1@sha256:${'a'.repeat(64)}`,
        resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '64Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
          ...securityContext,
        },
        ...container,
      },
    ],
    ...pod,
  };
}

function bare(name: string, change?: Change): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: podSpec(change) };
}

function deployment(name: string, change?: Change): JsonObject {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: podSpec(change) };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { selector: { matchLabels: labels }, template },
  };
}

/** One violation of each check, by its id without `pod-security-`, and every other check of the level that it violates. */
const violations: Readonly<Record<string, { readonly change: Change; readonly also?: readonly string[] }>> = {
  'allow-privilege-escalation': { change: { securityContext: { allowPrivilegeEscalation: true } } },
  'app-armor-profile': { change: { podSecurityContext: { appArmorProfile: { type: 'Unconfined' } } } },
  'capabilities-baseline': {
    change: { securityContext: { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } } },
    also: ['capabilities-restricted'],
  },
  'capabilities-restricted': { change: { securityContext: { capabilities: { drop: ['NET_RAW'] } } } },
  'host-namespaces': { change: { pod: { hostPID: true } } },
  'host-path-volumes': {
    change: { pod: { volumes: [{ name: 'node', hostPath: { path: '/' } }] } },
    also: ['restricted-volumes'],
  },
  'host-ports': { change: { container: { ports: [{ containerPort: 80, hostPort: 80 }] } } },
  'host-probes-and-host-lifecycle': {
    change: { container: { livenessProbe: { httpGet: { host: '169.254.169.254', port: 80 } } } },
  },
  privileged: { change: { securityContext: { allowPrivilegeEscalation: false, privileged: true } } },
  'proc-mount': {
    change: { securityContext: { procMount: 'Unmasked' } },
    also: ['proc-mount-restricted'],
  },
  'proc-mount-restricted': { change: { pod: { hostUsers: false }, securityContext: { procMount: 'Unmasked' } } },
  'restricted-volumes': {
    change: { pod: { volumes: [{ name: 'share', nfs: { server: 'nfs.example.com', path: '/' } }] } },
  },
  'run-as-non-root': { change: { podSecurityContext: { runAsNonRoot: false } } },
  'run-as-user': { change: { podSecurityContext: { runAsUser: 0 } } },
  'se-linux-options': { change: { podSecurityContext: { seLinuxOptions: { user: 'sysadm_u' } } } },
  'seccomp-profile-baseline': {
    change: { podSecurityContext: { seccompProfile: { type: 'Unconfined' } } },
    also: ['seccomp-profile-restricted'],
  },
  'seccomp-profile-restricted': { change: { podSecurityContext: { seccompProfile: null } } },
  sysctls: { change: { podSecurityContext: { sysctls: [{ name: 'kernel.msgmax', value: '65536' }] } } },
  'windows-host-process': {
    change: { pod: { hostNetwork: true }, podSecurityContext: { windowsOptions: { hostProcess: true } } },
    also: ['host-namespaces'],
  },
};

function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The ids that findings of each file name, sorted. */
function idsByFile(folder: string, podSecurity: 'baseline' | 'restricted'): Record<string, readonly string[]> {
  const { findings } = runManifests({ root: folder, folder, podSecurity });
  const byFile = Map.groupBy(findings, ({ place }) => place.file);
  return Object.fromEntries(
    [...byFile].map(([file, found]) => [file, [...new Set(found.map(({ policy }) => policy))].toSorted()]),
  );
}

describe('the Pod Security Standards', () => {
  it.each([
    { kind: 'a pod', make: bare },
    { kind: 'a Deployment', make: deployment },
  ])('are checked at their level, of $kind', ({ make }) => {
    const folder = temporaryFolder();
    write(folder, { 'good.yaml': stringify(make('good')) });
    const levels = new Map(podSecurityPolicies.map(({ level, policy }) => [policy.id, level]));
    const restricted: Record<string, readonly string[]> = {};
    const baseline: Record<string, readonly string[]> = {};
    for (const [name, { change, also = [] }] of Object.entries(violations)) {
      write(folder, { [`${name}.yaml`]: stringify(make(name, change)) });
      const ids = [name, ...also].map((id) => `pod-security-${id}`).toSorted();
      restricted[`${name}.yaml`] = ids;
      const atBaseline = ids.filter((id) => levels.get(id) === 'baseline');
      if (atBaseline.length > 0) baseline[`${name}.yaml`] = atBaseline;
    }
    expect(Object.keys(violations).map((name) => `pod-security-${name}`)).toEqual([...levels.keys()]);
    expect(idsByFile(folder, 'restricted')).toEqual(restricted);
    expect(idsByFile(folder, 'baseline')).toEqual(baseline);
  });
});

const good = stringify(bare('good'));
const linesOfGood = good.split('\n').length - 1;
const bad = stringify(bare('bad', { pod: { hostPID: true } }));
const inner = { apiVersion: 'v1', kind: 'List', items: [bare('bad', { pod: { hostPID: true } })] };
const lists = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [bare('good'), inner] });

describe('a folder of manifests', () => {
  it.each<{
    name: string;
    files: Record<string, string | Uint8Array>;
    only?: string;
    findings: readonly string[];
    counts: object;
  }>([
    { name: 'one good pod', files: { 'pod.yaml': good }, findings: [], counts: { objects: 1, files: 1, errors: 0 } },
    {
      name: 'CRLF, a byte order mark and no end of line',
      files: { 'pod.yml': `\ufeff${good.trimEnd().replaceAll('\n', '\r\n')}` },
      findings: [],
      counts: { objects: 1, files: 1 },
    },
    {
      name: 'several documents, empty ones among them',
      files: { 'a/b/pods.yaml': `---\n---\n${good}---\n# nothing\n---\n${bad}...\n` },
      findings: [`a/b/pods.yaml:${2 * linesOfGood + 6}:3 pod-security-host-namespaces bad`],
      counts: { objects: 2, files: 1 },
    },
    {
      name: 'JSON, and a List in a List',
      files: { 'pods.json': lists },
      findings: [`pods.json:1:${lists.indexOf('"hostPID"') + 1} pod-security-host-namespaces bad`],
      counts: { objects: 2, files: 1 },
    },
    {
      name: 'a pod that looks like an empty List',
      files: { 'pod.yaml': `${bad}items: []\n` },
      findings: [
        `pod.yaml:${linesOfGood + 1}:3 pod-security-host-namespaces bad`,
        `pod.yaml:${linesOfGood + 2}:1 manifest-unreadable `,
        `pod.yaml:${linesOfGood + 2}:1 schema-invalid bad`,
      ],
      counts: { objects: 1, files: 1 },
    },
    {
      name: 'kinds that nobody knows',
      files: {
        'kind.yaml': 'apiVersion: apps/v1\nkind: Deploymnt\nmetadata:\n  name: a\n',
        'version.yaml': 'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata:\n  name: b\n',
      },
      findings: ['kind.yaml:2:1 schema-unknown-kind a', 'version.yaml:1:1 schema-unknown-kind b'],
      counts: { objects: 2, files: 2 },
    },
    {
      name: 'files that cannot be read, beside one that can',
      files: {
        'bytes.yaml': new Uint8Array([0x61, 0xff]),
        'chart.yaml': 'kind: {{ .Values.kind }}\n',
        'good.yaml': good,
        'list.yaml': '- a\n',
        'twice.yaml': 'kind: ConfigMap\nkind: ConfigMap\napiVersion: v1\nmetadata:\n  name: x\n',
      },
      findings: [
        'bytes.yaml:1:1 manifest-unreadable ',
        'chart.yaml:1:8 manifest-unreadable ',
        'list.yaml:1:1 manifest-not-an-object ',
        'twice.yaml:2:1 manifest-duplicate-key ',
      ],
      counts: { files: 5 },
    },
    {
      name: 'only those that a glob selects',
      files: { 'a/bad.yaml': bad, 'b/good.yaml': good, 'b/.hidden.yaml': good },
      only: 'b/**',
      findings: [],
      counts: { objects: 2, files: 2 },
    },
  ])('is judged: $name', ({ files, only, findings, counts }) => {
    const folder = temporaryFolder();
    write(folder, files);
    const report = runManifests({
      root: folder,
      folder,
      podSecurity: 'restricted',
      ...(only !== undefined && { only }),
    });
    expect(
      report.findings.map(
        ({ place: { file, line, column }, policy, object }) =>
          `${file}:${line}:${column} ${policy} ${policy.startsWith('manifest-') ? '' : object.name}`,
      ),
    ).toEqual(findings);
    expect(report).toMatchObject({ verdict: findings.length === 0 ? 'clean' : 'findings', counts });
  });

  it('may stand outside the current folder, and may be one file', () => {
    const folder = temporaryFolder();
    write(folder, { 'deploy/bad.yaml': bad, 'here/x.txt': '' });
    const root = join(folder, 'here');
    const wanted = [{ policy: 'pod-security-host-namespaces', place: { file: '../deploy/bad.yaml' } }];
    for (const path of ['deploy', 'deploy/bad.yaml']) {
      const { findings } = runManifests({ root, folder: join(folder, path), podSecurity: 'baseline' });
      expect(findings).toMatchObject(wanted);
      expect(findings).toHaveLength(1);
    }
  });

  it.each<{ name: string; change: Change; line: string }>([
    {
      name: 'an amount',
      change: {
        container: { resources: { requests: { cpu: 0, memory: '64Mi' }, limits: { cpu: 1, memory: '64Mi' } } },
      },
      line: 'cpu: 0',
    },
    {
      name: 'the nearest that is there',
      change: { container: { resources: { requests: { cpu: 1 }, limits: { cpu: 1, memory: null } } } },
      line: 'memory: null',
    },
    {
      name: 'the image of a volume',
      change: { pod: { volumes: [{ name: 'addons', image: { pullPolicy: 'Always', reference: 'addons:1' } }] } },
      line: 'reference: addons:1',
    },
  ])('is judged at the line that is wrong: $name', ({ change, line }) => {
    const folder = temporaryFolder();
    const text = stringify(bare('a', change));
    write(folder, { 'pod.yaml': text });
    const { findings } = runManifests({ root: folder, folder, podSecurity: 'baseline' });
    const lines = findings.map(({ place }) => text.split('\n')[place.line - 1]?.trim());
    expect(lines).toContain(line);
  });

  it.each(['baseline', 'restricted'] as const)('tells which checks ran: %s', (podSecurity) => {
    const folder = temporaryFolder();
    write(folder, { 'good.yaml': good });
    const { rules, counts } = runManifests({ root: folder, folder, podSecurity });
    const ids = rules.map(({ id }) => id);
    const ran = podSecurityPoliciesAt(podSecurity).map(({ id }) => id);
    expect(ids.filter((id) => !id.startsWith('pod-security-'))).toEqual([
      'deprecated-apis',
      'ephemeral-containers',
      'images-by-digest',
      'legacy-token-secrets',
      'manifest-alias-bomb',
      'manifest-duplicate-key',
      'manifest-link',
      'manifest-not-an-object',
      'manifest-unreadable',
      'no-plain-secrets',
      'pod-template-readable',
      'promql-readable',
      'rbac-aggregation',
      'rbac-cluster-powers',
      'rbac-escalation',
      'rbac-secrets',
      'rbac-subjects',
      'rbac-wildcards',
      'read-only-root',
      'requests-and-limits',
      'schema-invalid',
      'schema-unknown-kind',
      'service-account-token',
      'share-process-namespace',
    ]);
    expect(ids.filter((id) => id.startsWith('pod-security-'))).toEqual(ran);
    expect(ids).toEqual(ids.toSorted());
    expect(counts.policies).toBe(ran.length + 17);
  });

  it('says what was not examined', () => {
    const folder = temporaryFolder();
    write(folder, { 'good.yaml': good, 'b.yaml': bad, 'README.md': '' });
    const { notes } = runManifests({ root: folder, folder, only: 'good.yaml', podSecurity: 'restricted' });
    expect(notes).toEqual([
      '1 manifest file not selected and not examined.',
      '1 other file not examined: only .yaml, .yml and .json files are manifests.',
    ]);
  });

  it('may be the dist of this repository, whose tenants keep to the level restricted', () => {
    const { findings } = runManifests({
      root: repository,
      folder: join(repository, 'dist/tenants'),
      only: '**/*.yaml',
      podSecurity: 'restricted',
    });
    expect(findings).toEqual([]);
  });
});
