/** What every part derives, for each plan, tier, engine and delivery: one line each in `golden/matrix.txt`. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { createManifestCheckers } from '../../src/run/manifest-checkers.ts';
import { renderTenant } from '../../src/synth/render-tenant.ts';
import { type FleetDocuments, minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { reportsOn } from '../policies/rendered-stack.ts';
import { monitoring } from './monitoring/monitored.ts';
import { at, envoy, nameOf } from './rendered.ts';

const plans = ['small', 'medium', 'large'] as const;
const tiers = ['namespace', 'node', 'cluster'] as const;
const engines = ['cloudnative-pg', 'statefulset'] as const;
const deliveries = ['artifact-per-tenant', 'repository'] as const;

const cases = plans.flatMap((plan) =>
  tiers.flatMap((isolation) =>
    engines.flatMap((engine) => deliveries.map((delivery) => ({ plan, isolation, engine, delivery }))),
  ),
);
type Case = (typeof cases)[number];

function stackOf(drawn: Case) {
  const { plan, isolation, engine, delivery } = drawn;
  const surround = (documents: FleetDocuments): void => {
    monitoring(documents);
    envoy(documents);
    const [cluster] = documents.clusters;
    cluster!.flux = { version: '2.9', delivery };
    cluster!.capacity = { cpu: 200, memoryGiB: 800, storageGiB: 8000 };
    cluster!.karpenter = { nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'encrypted' } };
    if (isolation === 'cluster') cluster!.dedicatedTo = 'acme';
  };
  const fleet = minimalFleet(surround);
  const tenant = minimalTenant((spec) => {
    Object.assign(spec, { id: 'acme', plan, isolation, database: { engine } });
    spec.contract = { ...spec.contract, rpoMinutes: 30, rtoMinutes: 480, retentionYears: 6 };
  }, fleet);
  return { drawn, tenant, fleet, objects: renderTenant(tenant, fleet).objects };
}

const checkerOf = createManifestCheckers();
const rendered = cases.map(stackOf);

const always =
  'Namespace ResourceQuota LimitRange NetworkPolicy Role RoleBinding ServiceAccount PersistentVolumeClaim Deployment Job CronJob Service Gateway HTTPRoute Certificate PodMonitor PrometheusRule Probe Kustomization'.split(
    ' ',
  );

describe.each(rendered)('plan $drawn.plan, tier $drawn.isolation, $drawn.engine, $drawn.delivery', (stack) => {
  it('fits the schemas', () => {
    const check = checkerOf(stack.tenant.cluster.kubernetes);
    const faults = stack.objects.flatMap(({ manifest }) =>
      check(manifest).map(({ message }) => `${nameOf(manifest)}: ${message}`),
    );
    expect(faults).toEqual([]);
  });

  it('passes every policy', () => {
    expect(reportsOn(stack)).toEqual([]);
  });

  it('has every part', () => {
    const kinds = new Set(stack.objects.map(({ manifest }) => String(manifest['kind'])));
    const wanted = [
      ...always,
      ...(stack.drawn.engine === 'statefulset' ? ['StatefulSet', 'Issuer'] : ['Cluster', 'ObjectStore']),
      ...(stack.drawn.isolation === 'node' ? ['NodePool'] : []),
      // One web pod may always be moved: a budget would only stop the node from being emptied.
      ...(stack.drawn.plan === 'small' ? [] : ['PodDisruptionBudget']),
    ];
    expect(wanted.filter((kind) => !kinds.has(kind))).toEqual([]);
    expect(kinds.has('NodePool')).toBe(stack.drawn.isolation === 'node');
  });
});

it('derives the same figures as before', async () => {
  const rows = rendered.map(({ drawn, objects }) => {
    const manifests = objects.map(({ manifest }) => manifest);
    return Object.values<string>(drawn).concat(figuresOf(manifests));
  });
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const text = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  await expect(`${text.join('\n')}\n`).toMatchFileSnapshot('golden/matrix.txt');
});

const header =
  'plan,tier,engine,delivery,objects,quota cpu,memory,storage,pods,web,workers,memory,cron,db,memory,connections,volume,nodes,priority,backups,drill,alerts,panels,source,order'.split(
    ',',
  );

function figuresOf(manifests: readonly JsonObject[]): readonly string[] {
  const find = (name: string): JsonObject => manifests.find((manifest) => nameOf(manifest).startsWith(name)) ?? {};
  const of = (kind: string) => manifests.filter((manifest) => manifest['kind'] === kind);
  const text = (name: string, path: string): string => String(at(find(name), path) ?? '-');
  const pod = 'spec.template.spec';
  const container = `${pod}.containers.0`;
  const quota = at(find('ResourceQuota'), 'spec.hard') as Record<string, string>;
  const settings = JSON.stringify(find('ConfigMap odoo-config'));
  const isOperated = of('Cluster').length > 0;
  const argumentsOf = JSON.stringify(at(find('StatefulSet database'), `${container}.args`) ?? []);
  const boards = of('ConfigMap').flatMap((map) => Object.entries((at(map, 'data') ?? {}) as Record<string, string>));
  const dashboard = boards.find(([file]) => file.endsWith('.json'))?.[1] ?? '{"panels":[]}';
  const kustomizations = of('Kustomization');
  return [
    String(manifests.length),
    ...['requests.cpu', 'requests.memory', 'requests.storage', 'pods'].map((key) => String(quota[key] ?? '-')),
    text('Deployment odoo-web', 'spec.replicas'),
    /workers = (\d+)/.exec(settings)?.[1] ?? '-',
    text('Deployment odoo-web', `${container}.resources.limits.memory`),
    text('Deployment odoo-cron', `${container}.resources.limits.memory`),
    isOperated ? text('Cluster database', 'spec.instances') : text('StatefulSet database', 'spec.replicas'),
    isOperated
      ? text('Cluster database', 'spec.resources.limits.memory')
      : text('StatefulSet database', `${container}.resources.limits.memory`),
    isOperated
      ? text('Cluster database', 'spec.postgresql.parameters.max_connections')
      : (/max_connections=(\d+)/.exec(argumentsOf)?.[1] ?? '-'),
    isOperated
      ? text('Cluster database', 'spec.storage.size')
      : text('PersistentVolumeClaim database-data', 'spec.resources.requests.storage'),
    at(find('Deployment odoo-web'), `${pod}.tolerations`) === undefined ? 'shared' : 'own',
    text('Deployment odoo-web', `${pod}.priorityClassName`),
    of('CronJob').length > 0 ? `${of('CronJob').length}${isOperated ? '+operator' : ''}` : '-',
    text('CronJob restore-drill', 'spec.jobTemplate.spec.activeDeadlineSeconds'),
    String(JSON.stringify(of('PrometheusRule')).match(/"alert":/g)?.length ?? 0),
    String((JSON.parse(dashboard) as { panels: readonly unknown[] }).panels.length),
    [...new Set(kustomizations.map((flux) => String(at(flux, 'spec.sourceRef.kind'))))].join(),
    kustomizations
      .map((flux) => String(at(flux, 'metadata.name')).replace(/^tenant-acme-/, ''))
      .toSorted((a, b) => depth(kustomizations, a) - depth(kustomizations, b))
      .join('>'),
  ];
}

/** How many Kustomizations must be ready before this one. */
function depth(kustomizations: readonly JsonObject[], name: string): number {
  const found = kustomizations.find((flux) => at(flux, 'metadata.name') === `tenant-acme-${name}`);
  const [before] = (at(found ?? {}, 'spec.dependsOn') ?? []) as readonly JsonObject[];
  return before === undefined ? 0 : 1 + depth(kustomizations, String(before['name']).replace(/^tenant-acme-/, ''));
}
