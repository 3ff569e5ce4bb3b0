/** Faults of rules of network policies. */
import { isObject, type Json, type JsonObject } from '../../../src/model/manifest.ts';
import type { Direction } from './opening.ts';
import { type Mutant, nameOf } from './plant.ts';
import { block, edit, opener, peer, peers, peersOf, place } from './rule-edits.ts';

const isDefaultDeny = (manifest: JsonObject): boolean => nameOf(manifest) === 'default-deny';

function defaultDeny(at: string, ...value: readonly Json[]): Mutant['plant'] {
  return ({ one }) => {
    const object = one('NetworkPolicy', isDefaultDeny);
    return object ? [{ object, at, ...(value.length > 0 && { value: value[0]! }) }] : [];
  };
}

const everywhere: JsonObject = { namespaceSelector: {} };
const hasPods = (direction: Direction) => (rule: JsonObject) =>
  peersOf(rule, direction).some((one) => isObject(one) && isObject(one['podSelector']));

/** Of the peers that a rule of the gateway, or of another shared part, has. */
const isOfSharedPart = (rule: JsonObject): boolean =>
  peersOf(rule, 'ingress').some((one) => isObject(one) && isObject(one['namespaceSelector']));

const walls = ['network-both-walls'];
const edges = ['shared-part-edges'];

export const networkRules: readonly Mutant[] = [
  { kind: 'delete the default of deny', plant: defaultDeny(''), finds: ['network-default-deny'] },
  ...(['Ingress', 'Egress'] as const).map((type): Mutant => ({
    kind: `leave only ${type} in the default of deny`,
    plant: defaultDeny('/spec/policyTypes', [type]),
    finds: ['network-default-deny'],
  })),
  {
    kind: 'narrow the default of deny to some pods',
    plant: defaultDeny('/spec/podSelector', { matchLabels: { 'app.kubernetes.io/component': 'web' } }),
    finds: ['network-default-deny'],
  },
  {
    kind: 'let the default of deny open everything',
    plant: defaultDeny('/spec/ingress', [{}]),
    finds: ['network-default-deny', ...walls, ...edges],
  },
  {
    kind: 'delete every policy',
    plant: ({ own }) =>
      own.objects
        .filter(({ manifest }) => String(manifest['kind']).endsWith('NetworkPolicy'))
        .map((object) => ({ object, at: '' })),
    finds: ['network-default-deny', ...walls, ...edges],
  },
  ...(['ingress', 'egress'] as const).flatMap((direction): Mutant[] => [
    {
      kind: `drop the peers of a rule of ${direction}`,
      plant: (site) => {
        const found = place(site, direction, (rule) => peersOf(rule, direction).length > 0);
        return found ? edit(found, `/${peers[direction]}`) : [];
      },
      finds: walls,
    },
    {
      kind: `open a rule of ${direction} wholly`,
      plant: (site) => {
        const found = place(site, direction);
        return found ? edit(found, '', {}) : [];
      },
      finds: walls,
    },
    {
      kind: `mean all namespaces in a peer of ${direction}`,
      plant: (site) => {
        const found = place(site, direction, hasPods(direction));
        if (!found) return [];
        const at = peersOf(found.rule, direction).findIndex((one) => isObject(one) && isObject(one['podSelector']));
        return edit(found, `/${peers[direction]}/${at}`, everywhere);
      },
      finds: walls,
    },
    { kind: `add a peer of all namespaces to ${direction}`, plant: peer(direction, () => everywhere), finds: walls },
    {
      kind: `add a peer of another tenant to ${direction}, by name`,
      plant: peer(direction, ({ otherNamespace }) => ({
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': otherNamespace } },
      })),
      finds: [...walls, 'foreign-namespace'],
    },
    {
      kind: `add a peer of another tenant to ${direction}, by label`,
      plant: peer(direction, ({ otherId }) => ({
        namespaceSelector: { matchLabels: { 'app.kubernetes.io/instance': otherId } },
      })),
      finds: walls,
    },
    {
      kind: `add a peer of all others to ${direction}, by NotIn`,
      plant: peer(direction, ({ namespace }) => ({
        namespaceSelector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: [namespace] }],
        },
      })),
      finds: walls,
    },
    {
      kind: `add a peer of namespaces to ${direction}, by DoesNotExist`,
      plant: peer(direction, () => ({
        namespaceSelector: { matchExpressions: [{ key: 'example.com/no-such-label', operator: 'DoesNotExist' }] },
      })),
      finds: walls,
    },
    {
      kind: `add a peer of namespaces to ${direction}, by Exists`,
      plant: peer(direction, () => ({
        namespaceSelector: { matchExpressions: [{ key: 'app.kubernetes.io/part-of', operator: 'Exists' }] },
      })),
      finds: walls,
    },
    {
      kind: `widen ${direction} to the addresses of pods`,
      plant: block(direction, ({ own }) => own.tenant.cluster.podCidrs[0]!),
      finds: walls,
    },
    {
      kind: `widen ${direction} to the address of one pod`,
      plant: block(direction, ({ own }) => `${own.tenant.cluster.podCidrs[0]!.split('/')[0]!.replace(/0$/, '77')}/32`),
      finds: walls,
    },
    {
      kind: `widen ${direction} to the addresses of services`,
      plant: block(direction, ({ own }) => own.tenant.cluster.serviceCidrs[0]!),
      finds: walls,
    },
    { kind: `widen ${direction} to all addresses`, plant: block(direction, () => '0.0.0.0/0'), finds: walls },
    {
      kind: `widen ${direction} to half of all addresses`,
      plant: block(direction, () => '0.0.0.0/1', ['100.64.0.0/10']),
      finds: walls,
    },
    { kind: `add a policy that opens ${direction} wholly`, plant: opener(direction, () => ({})), finds: walls },
    {
      kind: `misspell the selector of a peer of ${direction}`,
      plant: opener(direction, ({ namespace }) => ({
        [peers[direction]]: [
          { namespaceSelector: { matchlabels: { 'kubernetes.io/metadata.name': namespace } } } as unknown as JsonObject,
        ],
      })),
      finds: ['isolation-understood'],
    },
  ]),
  {
    kind: 'drop the ports of a rule for a shared part',
    plant: (site) => {
      const found = place(site, 'ingress', (rule) => isOfSharedPart(rule) && rule['ports'] !== undefined);
      return found ? edit(found, '/ports') : [];
    },
    finds: edges,
  },
  {
    kind: 'add a port to a rule for a shared part',
    plant: (site) => {
      const found = place(site, 'ingress', (rule) => isOfSharedPart(rule) && rule['ports'] !== undefined);
      return found ? edit(found, '/ports/-', { protocol: 'TCP', port: 22 }) : [];
    },
    finds: edges,
  },
  {
    kind: 'give a port of a rule for a shared part an end',
    plant: (site) => {
      const found = place(site, 'ingress', (rule) => isOfSharedPart(rule) && Array.isArray(rule['ports']));
      return found ? edit(found, '/ports/0/endPort', 65_535) : [];
    },
    finds: edges,
  },
  {
    kind: 'let the gateway reach every pod',
    plant: (site) => {
      const found = place(site, 'ingress', (_, one) => nameOf(one) === 'web-from-gateway');
      return found ? [{ object: found.policy, at: '/spec/podSelector', value: {} }] : [];
    },
    finds: edges,
  },
  {
    kind: 'take connections from the addresses of nodes',
    plant: block('ingress', ({ own }) => own.tenant.cluster.nodeCidrs![0]!),
    finds: walls,
  },
  {
    kind: 'send to the addresses of nodes',
    plant: block('egress', ({ own }) => own.tenant.cluster.nodeCidrs![0]!),
    finds: ['network-blocks-outside'],
  },
  {
    kind: 'send to the metadata service',
    plant: block('egress', () => '169.254.169.254/32'),
    finds: ['network-blocks-outside'],
  },
  {
    kind: 'take connections from an address outside',
    plant: opener('ingress', () => ({ from: [{ ipBlock: { cidr: '198.51.100.7/32' } }] })),
    finds: edges,
  },
];
