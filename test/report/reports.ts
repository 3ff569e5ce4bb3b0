/** Reports that the tests of all formats share. */
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { compareFindings } from '../../src/model/finding.ts';

const app = 'dist/tenants/eu-1/inclusion-factor/app/manifests.yaml';

const rules: Report['rules'] = [
  {
    id: 'image-digest',
    severity: 'error',
    title: 'Images are named by digest',
    why: 'A tag can be moved to other content after the review.',
    fix: 'Write the image as name:tag@sha256:<digest>.',
  },
  {
    id: 'network-isolation',
    severity: 'error',
    title: 'No tenant reaches another over the network',
    why: 'A tenant that reaches another can read its data.',
    fix: 'Close the first hop that should not be open.',
  },
  {
    id: 'quota-headroom',
    severity: 'warning',
    title: 'A quota leaves room for a rolling update',
    why: 'Without room an update waits for pods that cannot start.',
    fix: 'Raise the quota, or lower replicas or workers.',
  },
];

const unpinned: Finding = {
  policy: 'image-digest',
  severity: 'error',
  tenant: 'inclusion-factor',
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'tenant-inclusion-factor', name: 'odoo-web' },
  place: { file: app, line: 48, column: 18 },
  source: { file: 'fleet/releases/19.0-1.yaml', line: 3, column: 10 },
  pointer: '/spec/template/spec/containers/0/image',
  message: 'image is odoo:19.0, must name a digest',
  value: 'odoo:19.0',
  wanted: 'name@sha256:<64 hex digits>',
  fix: 'Write the image as name:tag@sha256:<digest>.',
};

const reachable: Finding = {
  policy: 'network-isolation',
  severity: 'error',
  tenant: 'inclusion-factor',
  object: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    namespace: 'tenant-inclusion-factor',
    name: 'allow-web',
  },
  place: { file: 'dist/tenants/eu-1/inclusion-factor/boundary/manifests.yaml', line: 90, column: 5 },
  message: 'Odoo of demo reaches PostgreSQL of inclusion-factor on port 5432, must not',
  fix: 'Close the first hop that should not be open.',
  via: [
    'pod tenant-demo/odoo-web may send to any namespace (allow-all, line 12)',
    'pod tenant-inclusion-factor/database-1 accepts any namespace (allow-web, line 90)',
  ],
};

const tight: Finding = {
  policy: 'quota-headroom',
  severity: 'warning',
  tenant: 'inclusion-factor',
  object: { apiVersion: 'v1', kind: 'ResourceQuota', namespace: 'tenant-inclusion-factor', name: 'tenant' },
  place: { file: 'dist/tenants/eu-1/inclusion-factor/boundary/manifests.yaml', line: 20, column: 3 },
  pointer: '/spec/hard/requests.cpu',
  message: 'requests.cpu is 4, must be at least 5',
  value: '4',
  wanted: '5',
  fix: 'Raise the quota, or lower replicas or workers.',
};

const accepted: Finding = {
  ...unpinned,
  object: { ...unpinned.object, name: 'odoo-cron' },
  place: { file: app, line: 120, column: 18 },
  exception: { reason: 'Built here until the registry moves', owner: 'platform@example.org', expires: '2026-12-31' },
};

/** A check that is no rule, about a document that holds no object. */
const undecodable: Finding = {
  policy: 'manifest-decodes',
  severity: 'error',
  object: { apiVersion: '', kind: '', name: '' },
  place: { file: 'dist/clusters/eu-1/platform/100% odd, name:1.yaml', line: 1, column: 1 },
  message: 'the document cannot be read: a key appears twice',
  fix: 'Run npm start and commit what it writes.',
};

export const clean: Report = {
  verdict: 'clean',
  findings: [],
  counts: { tenants: 1, objects: 34, files: 7, policies: 3, errors: 0, warnings: 0, excepted: 0 },
  rules,
  notes: [],
  milliseconds: 420,
};

export const findings: Report = {
  verdict: 'findings',
  findings: [unpinned, reachable, tight, accepted].sort(compareFindings),
  counts: { tenants: 2, objects: 71, files: 14, policies: 3, errors: 2, warnings: 1, excepted: 1 },
  rules,
  notes: [],
  milliseconds: 1234,
};

export const inconclusive: Report = {
  verdict: 'inconclusive',
  findings: [undecodable],
  counts: { tenants: 0, objects: 0, files: 1, policies: 3, errors: 1, warnings: 0, excepted: 0 },
  rules,
  notes: ['No tenant was examined, because no document could be read.'],
  milliseconds: 5,
};

/** A report of many findings, each about another object; every tenth is a warning. */
export function many(count: number): Report {
  const all = Array.from({ length: count }, (_, index): Finding => {
    const tenant = `tenant-${String(index % 100).padStart(3, '0')}`;
    return {
      ...unpinned,
      severity: index % 10 === 9 ? 'warning' : 'error',
      tenant,
      place: { file: `dist/tenants/eu-1/${tenant}/app/manifests.yaml`, line: index + 1, column: 18 },
    };
  });
  const warnings = Math.floor(count / 10);
  return {
    ...findings,
    findings: all.sort(compareFindings),
    counts: { ...findings.counts, errors: count - warnings, warnings, excepted: 0 },
  };
}

/** The report of findings in which every text of one finding is the given one. */
export function saying(hostile: string): Report {
  const finding: Finding = {
    policy: hostile,
    severity: 'error',
    tenant: hostile,
    object: { apiVersion: hostile, kind: hostile, namespace: hostile, name: hostile },
    place: { file: `a${hostile}`, line: 1, column: 1 },
    source: { file: `b${hostile}`, line: 1, column: 1 },
    pointer: `/${hostile}`,
    message: `a${hostile}`,
    value: hostile,
    wanted: hostile,
    fix: `a${hostile}`,
    via: [hostile, hostile],
  };
  const exception = { reason: hostile, owner: hostile, expires: '2026-12-31' };
  return { ...findings, findings: [finding, { ...finding, exception }], notes: [hostile] };
}
