/** Network policies of backups: the pods that send or fetch them reach the object store, and what they copy. */
import type { Chart } from 'cdk8s';
import { type BackupComponent, ports, selectorOf } from '../names.ts';
import type { Stack } from '../part.ts';
import { addPolicy, databasePods, port } from './network-policy.ts';

export function addBackupEdges(layer: Chart, stack: Stack): void {
  const { tenant } = stack;
  const { objectStore } = tenant.cluster;
  if (objectStore === undefined) return;
  const egress = [
    {
      to: objectStore.cidrs.map((cidr) => ({ ipBlock: { cidr } })),
      ports: [port(objectStore.port)],
    },
  ];
  addPolicy(layer, stack, {
    name: 'database-to-object-store',
    pods: databasePods(tenant),
    policyTypes: ['Egress'],
    rules: { egress },
  });
  addPolicy(layer, stack, {
    name: 'backup-to-object-store',
    pods: { 'app.kubernetes.io/name': 'backup' },
    policyTypes: ['Egress'],
    rules: { egress },
  });
  addSourceEdges(layer, stack);
  addClients(layer, stack);
}

/** What makes a staging copy reaches the store of its production tenant, which may be that of another cluster. */
function addSourceEdges(layer: Chart, stack: Stack): void {
  const { tenant } = stack;
  const { copyOf } = tenant;
  if (copyOf === undefined) return;
  const { cidrs, port: number } = copyOf.store;
  for (const component of ['database', 'filestore-restore'] as const) {
    addPolicy(layer, stack, {
      name: `${component}-to-production-store`,
      pods: selectorOf(component, tenant),
      policyTypes: ['Egress'],
      rules: { egress: [{ to: cidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: [port(number)] }] },
    });
  }
}

/** The Jobs that read from the database itself. */
function addClients(layer: Chart, stack: Stack): void {
  const { contract, database } = stack.tenant.spec;
  const isClosing = stack.state === 'closing';
  const clients: readonly BackupComponent[] = [
    ...(contract.retentionYears === undefined ? [] : (['archive-backup'] as const)),
    ...(isClosing ? (['final-backup'] as const) : []),
    ...(database.engine === 'statefulset' ? (['database-backup'] as const) : []),
  ];
  const server = selectorOf('database', stack.tenant);
  for (const client of clients) {
    const pods = selectorOf(client, stack.tenant);
    const open = [port(ports.postgresql)];
    addPolicy(layer, stack, {
      name: `${client}-to-database`,
      pods,
      policyTypes: ['Egress'],
      rules: { egress: [{ to: [{ podSelector: { matchLabels: server } }], ports: open }] },
    });
    addPolicy(layer, stack, {
      name: `database-from-${client}`,
      pods: server,
      policyTypes: ['Ingress'],
      rules: { ingress: [{ from: [{ podSelector: { matchLabels: pods } }], ports: open }] },
    });
  }
}
