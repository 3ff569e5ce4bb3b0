/** Writes folders of manifests of any size, for measuring: many isolated namespaces, or a single full one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { JsonObject } from '../../src/model/manifest.ts';

/** Namespaces as a tenant's is: web, cron and jobs reach the database, a gateway reaches web, all reach DNS. */
export function manyNamespaces(folder: string, count: number): void {
  for (let at = 0; at < count; at++) {
    const namespace = `tenant-${at}`;
    const apps = ['web', 'cron', 'database', 'backup', 'migrate', 'gateway'];
    const pods = (app: string) => ({ podSelector: { matchLabels: { app } } });
    const everywhere = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
    const policy = (name: string, spec: JsonObject) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec,
    });
    const dns = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    };
    write(folder, namespace, [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { tenant: `t${at}` } } },
      ...apps.map((app) => deployment(namespace, app)),
      policy('deny-all', everywhere),
      policy('dns', {
        ...everywhere,
        policyTypes: ['Egress'],
        egress: [{ to: [dns], ports: [{ port: 53, protocol: 'UDP' }] }],
      }),
      policy('database-in', {
        ...pods('database'),
        ingress: [{ from: ['web', 'cron', 'backup', 'migrate'].map(pods), ports: [{ port: 5432 }] }],
      }),
      policy('web-in', { ...pods('web'), ingress: [{ from: [pods('gateway')], ports: [{ port: 'http' }] }] }),
      policy('gateway-in', {
        ...pods('gateway'),
        ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }], ports: [{ port: 8443 }] }],
      }),
      ...['web', 'cron', 'backup'].map((app) =>
        policy(`${app}-out`, {
          ...pods(app),
          policyTypes: ['Egress'],
          egress: [{ to: [pods('database')], ports: [{ port: 5432 }] }],
        }),
      ),
      policy('gateway-out', {
        ...pods('gateway'),
        policyTypes: ['Egress'],
        egress: [{ to: [pods('web')], ports: [{ port: 8069 }] }],
      }),
    ]);
  }
}

/** @param kind `closed`: a policy for each workload that admits ten others; `open`: no policies. */
export function oneNamespace(folder: string, count: number, kind: 'closed' | 'open' = 'closed'): void {
  const names = Array.from({ length: count }, (_, at) => `app-${at}`);
  const policies = names.map((name, at) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: name } },
      ingress: [
        {
          from: Array.from({ length: 10 }, (_, step) => ({
            podSelector: { matchLabels: { app: names[(at * 7 + step * 13) % count]! } },
          })),
          ports: [{ port: 8000 + (at % 50) }, { port: 'http' }],
        },
      ],
    },
  }));
  write(folder, 'shop', [...names.map((name) => deployment('shop', name)), ...(kind === 'closed' ? policies : [])]);
}

function deployment(namespace: string, app: string): JsonObject {
  const containers = [{ name: 'main', image: 'example.org/app', ports: [{ name: 'http', containerPort: 8069 }] }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app, namespace },
    spec: {
      selector: { matchLabels: { app } },
      template: { metadata: { labels: { app, version: '1.2.3' } }, spec: { containers } },
    },
  };
}

function write(folder: string, name: string, objects: readonly JsonObject[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.yaml`), objects.map((one) => `---\n${stringify(one)}`).join(''));
}
