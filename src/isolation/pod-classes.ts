/** Groups pods that no policy can tell apart, so that each pair of groups is judged once. */
import { compareText } from '../model/finding.ts';
import type { Labels, LabelSelector } from './label-selector.ts';
import type { NetworkInventory } from './network-inventory.ts';
import type { NamedPort } from './policy-port.ts';
import type { PodGroup } from './read-pods.ts';

export interface PodClass {
  readonly id: number;
  /** Position of its namespace class. */
  readonly namespace: number;
  /** Those that a selector looks at. */
  readonly labels: Labels;
  readonly namedPorts: readonly NamedPort[];
  readonly hostNetwork: boolean;
}

/** Namespaces that no policy can tell apart. One that has policies is a class of its own. */
export interface NamespaceClass {
  readonly id: number;
  readonly labels: Labels;
  /** The name, when it has policies of its own, or some that are not understood. */
  readonly name?: string;
}

export interface PodClasses {
  readonly pods: readonly PodClass[];
  readonly namespaces: readonly NamespaceClass[];
  classOf(pods: PodGroup): PodClass;
}

export function podClasses({ namespaces, policies, workloads, unknown }: NetworkInventory): PodClasses {
  const named = new Set(policies.map(({ namespace }) => namespace));
  if (unknown !== 'everywhere') for (const name of unknown) named.add(name);
  const asked = askedLabels(policies);
  const namespaceClasses = new Map<string, NamespaceClass>();
  const ofNamespace = new Map<string, NamespaceClass>();
  for (const [name, labels] of namespaces) {
    const own = named.has(name) ? { labels, name } : { labels: restricted(labels, asked.namespaces) };
    const key = JSON.stringify([own.name ?? null, sortedEntries(own.labels)]);
    const found = namespaceClasses.get(key) ?? { id: namespaceClasses.size, ...own };
    namespaceClasses.set(key, found);
    ofNamespace.set(name, found);
  }
  const classes = new Map<string, PodClass>();
  const ofPods = new Map<PodGroup, PodClass>();
  for (const pods of workloads.flatMap((workload) => workload.pods)) {
    const namespace = ofNamespace.get(pods.namespace)!.id;
    const labels = restricted(pods.labels, asked.pods);
    const { hostNetwork } = pods;
    const namedPorts = pods.namedPorts.filter(({ name }) => asked.ports.has(name));
    const key = JSON.stringify([namespace, sortedEntries(labels), portTexts(namedPorts), hostNetwork]);
    const found = classes.get(key) ?? { id: classes.size, namespace, labels, namedPorts, hostNetwork };
    classes.set(key, found);
    ofPods.set(pods, found);
  }
  return {
    pods: [...classes.values()],
    namespaces: [...namespaceClasses.values()],
    classOf: (pods) => ofPods.get(pods)!,
  };
}

/** By key, the values that selectors name. */
type Asked = ReadonlyMap<string, ReadonlySet<string>>;

function askedLabels(policies: NetworkInventory['policies']): { namespaces: Asked; pods: Asked; ports: Set<string> } {
  const namespaces = new Map<string, Set<string>>();
  const pods = new Map<string, Set<string>>();
  const ports = new Set<string>();
  const ask = (asked: Map<string, Set<string>>, selector: LabelSelector | undefined): void => {
    for (const { key, values } of selector?.requirements ?? []) {
      const known = asked.get(key) ?? new Set();
      for (const value of values) known.add(value);
      asked.set(key, known);
    }
  };
  for (const { podSelector, rules } of policies) {
    ask(pods, podSelector);
    for (const rule of [...(rules.ingress ?? []), ...(rules.egress ?? [])]) {
      for (const { name } of rule.ports ?? []) if (name !== undefined) ports.add(name);
      for (const peer of rule.peers ?? []) {
        if (peer.kind !== 'pods') continue;
        ask(pods, peer.pods);
        ask(namespaces, peer.namespaces);
      }
    }
  }
  return { namespaces, pods, ports };
}

/** Only the labels that selectors ask for. All values that none of them names are alike. */
function restricted(labels: Labels, asked: Asked): Labels {
  const own: Record<string, string> = {};
  for (const [key, value] of Object.entries(labels)) {
    const values = asked.get(key);
    if (values) own[key] = values.has(value) ? value : unnamedValue;
  }
  return own;
}

/** No label can have this value. */
const unnamedValue = '*';

function sortedEntries(labels: Labels): readonly (readonly [string, string])[] {
  return Object.entries(labels).sort(([a], [b]) => compareText(a, b));
}

function portTexts(ports: readonly NamedPort[]): readonly string[] {
  return ports.map(({ name, protocol, port }) => `${name} ${protocol} ${port}`).sort();
}
