/** The cases of the Kubernetes end-to-end suite for NetworkPolicies (`test/e2e/network/netpol`), as tables. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { networkInventory } from '../../src/isolation/network-inventory.ts';
import { reach } from '../../src/isolation/reach.ts';
import { includes, inventoryOf, pod, policy } from './cluster.ts';

interface Case {
  readonly name: string;
  readonly pods: string;
  readonly policies: readonly JsonObject[];
  /** One row for each source, one letter for each target: `.` open, `X` closed, `-` itself. By port, `TCP 80`. */
  readonly tables: Readonly<Record<string, string>>;
}

const a = { matchLabels: { pod: 'a' } };
const b = { matchLabels: { pod: 'b' } };
const inNamespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const notIn = (key: string, ...values: string[]) => ({ matchExpressions: [{ key, operator: 'NotIn', values }] });
const isIn = (key: string, ...values: string[]) => ({ matchExpressions: [{ key, operator: 'In', values }] });
const other = notIn('kubernetes.io/metadata.name', 'x');
const both = ['Ingress', 'Egress'];
const egress = ['Egress'];

const cases: readonly Case[] = [
  {
    name: 'default deny of ingress',
    pods: 'x/a x/b y/a y/b',
    policies: [policy('x/deny', { ingress: [] })],
    tables: { 'TCP 80': '-X.. X-.. XX-. XX.-' },
  },
  {
    name: 'default deny of all',
    pods: 'x/a x/b y/a',
    policies: [policy('x/deny', { policyTypes: both })],
    tables: { 'TCP 80': '-XX X-X XX-' },
  },
  {
    name: 'pods of the own namespace by a pod selector',
    pods: 'x/a x/b x/c y/a',
    policies: [policy('x/p', { podSelector: a, ingress: [{ from: [{ podSelector: b }] }] })],
    tables: { 'TCP 80': '-... .-.. X.-. X..-' },
  },
  {
    name: 'a target opened in a closed namespace',
    pods: 'x/a x/b y/a',
    policies: [
      policy('x/deny', {}),
      policy('x/p', { podSelector: a, ingress: [{ from: [{ podSelector: {}, namespaceSelector: {} }] }] }),
    ],
    tables: { 'TCP 80': '-X. .-. .X-' },
  },
  {
    name: 'all namespaces by an empty namespace selector',
    pods: 'x/a x/b y/a z/a',
    policies: [policy('x/p', { podSelector: a, ingress: [{ from: [{ namespaceSelector: { matchLabels: {} } }] }] })],
    tables: { 'TCP 80': '-... .-.. ..-. ...-' },
  },
  {
    name: 'only another namespace',
    pods: 'x/a x/b y/a z/a',
    policies: [policy('x/p', { podSelector: a, ingress: [{ from: [{ namespaceSelector: inNamespace('y') }] }] })],
    tables: { 'TCP 80': '-... X-.. ..-. X..-' },
  },
  {
    name: 'a pod selector with expressions',
    pods: 'x/a x/b y/a',
    policies: [policy('x/p', { podSelector: a, ingress: [{ from: [{ podSelector: isIn('pod', 'b') }] }] })],
    tables: { 'TCP 80': '-.. .-. X.-' },
  },
  {
    name: 'pod selector or namespace selector',
    pods: 'x/a x/b x/c y/a',
    policies: [
      policy('x/p', { podSelector: a, ingress: [{ from: [{ namespaceSelector: other }, { podSelector: b }] }] }),
    ],
    tables: { 'TCP 80': '-... .-.. X.-. ...-' },
  },
  {
    name: 'pod selector and namespace selector',
    pods: 'x/a x/b y/a y/b z/b',
    policies: [policy('x/p', { podSelector: a, ingress: [{ from: [{ namespaceSelector: other, podSelector: b }] }] })],
    tables: { 'TCP 80': '-.... X-... X.-.. ...-. ....-' },
  },
  {
    name: 'several pods of other namespaces',
    pods: 'x/a x/b y/a y/b y/c',
    policies: [
      policy('x/p', {
        podSelector: a,
        ingress: [{ from: [{ namespaceSelector: other, podSelector: isIn('pod', 'b', 'c') }] }],
      }),
    ],
    tables: { 'TCP 80': '-.... X-... X.-.. ...-. ....-' },
  },
  {
    name: 'a port for a namespace',
    pods: 'x/a y/a z/a',
    policies: [
      policy('x/p', {
        podSelector: a,
        ingress: [{ from: [{ namespaceSelector: inNamespace('y') }], ports: [{ port: 81, protocol: 'TCP' }] }],
      }),
    ],
    tables: { 'TCP 81': '-.. .-. X.-', 'TCP 80': '-.. X-. X.-', 'UDP 81': '-.. X-. X.-' },
  },
  {
    name: 'stacked policies that overlap',
    pods: 'x/a y/a z/a',
    policies: [80, 81].map((port) =>
      policy(`x/p-${port}`, {
        podSelector: a,
        ingress: [{ from: [{ namespaceSelector: inNamespace('y') }], ports: [{ port }] }],
      }),
    ),
    tables: { 'TCP 80': '-.. .-. X.-', 'TCP 81': '-.. .-. X.-', 'TCP 82': '-.. X-. X.-' },
  },
  {
    name: 'allow all',
    pods: 'x/a x/b y/a',
    policies: [policy('x/p', { ingress: [{}] })],
    tables: { 'TCP 80': '-.. .-. ..-', 'SCTP 81': '-.. .-. ..-' },
  },
  {
    name: 'a named port',
    pods: 'x/a x/b y/a',
    policies: [policy('x/p', { ingress: [{ ports: [{ port: 'serve-81-tcp' }] }] })],
    tables: { 'TCP 81': '-.. .-. ..-', 'TCP 80': '-X. X-. XX-' },
  },
  {
    name: 'a named port on the way out, resolved at the target',
    pods: 'x/a y/a',
    policies: [policy('x/p', { policyTypes: egress, egress: [{ ports: [{ port: 'serve-80-tcp' }] }] })],
    tables: { 'TCP 80': '-. .-', 'TCP 81': '-X .-' },
  },
  {
    name: 'a named port of another protocol matches nothing',
    pods: 'x/a y/a',
    policies: [policy('x/p', { ingress: [{ ports: [{ port: 'serve-80-udp', protocol: 'TCP' }] }] })],
    tables: { 'TCP 80': '-. X-', 'UDP 80': '-. X-' },
  },
  {
    name: 'deny of egress by a pod selector',
    pods: 'x/a x/b y/a',
    policies: [policy('x/p', { podSelector: a, policyTypes: egress })],
    tables: { 'TCP 80': '-XX .-. ..-' },
  },
  {
    name: 'ingress and egress together',
    pods: 'x/a x/b y/a z/a',
    policies: [
      policy('x/p', {
        podSelector: a,
        policyTypes: both,
        ingress: [{ from: [{ namespaceSelector: inNamespace('y') }], ports: [{ port: 80 }] }],
        egress: [{ to: [{ namespaceSelector: inNamespace('z') }], ports: [{ port: 81 }] }],
      }),
    ],
    tables: { 'TCP 80': '-XXX X-.. ..-. X..-', 'TCP 81': '-XX. X-.. X.-. X..-' },
  },
  {
    name: 'egress denied at the client though the server admits it',
    pods: 'x/a x/b y/a',
    policies: [
      policy('y/p', { ingress: [{ from: [{ namespaceSelector: {} }] }] }),
      policy('x/p', { podSelector: a, policyTypes: egress, egress: [{ to: [{ podSelector: b }] }] }),
    ],
    tables: { 'TCP 80': '-.X .-. ..-' },
  },
  {
    name: 'a protocol without a port',
    pods: 'x/a x/b',
    policies: [policy('x/p', { podSelector: a, ingress: [{ ports: [{ protocol: 'UDP' }] }] })],
    tables: { 'TCP 80': '-. X-', 'UDP 80': '-. .-', 'UDP 9': '-. .-', 'SCTP 80': '-. X-' },
  },
  {
    name: 'allow all wins over a narrower policy',
    pods: 'x/a x/b y/a',
    policies: [policy('x/p', { ingress: [{ ports: [{ port: 80 }] }] }), policy('x/all', { ingress: [{}] })],
    tables: { 'TCP 81': '-.. .-. ..-' },
  },
  {
    name: 'SCTP is not taken for TCP',
    pods: 'x/a x/b',
    policies: [policy('x/p', { podSelector: a, ingress: [{ ports: [{ port: 81, protocol: 'SCTP' }] }] })],
    tables: { 'TCP 81': '-. X-', 'SCTP 81': '-. .-', 'UDP 81': '-. X-' },
  },
  {
    name: 'a range of ports, with both its ends',
    pods: 'x/a x/b',
    policies: [policy('x/p', { podSelector: a, ingress: [{ ports: [{ port: 80, endPort: 90 }] }] })],
    tables: { 'TCP 79': '-. X-', 'TCP 80': '-. .-', 'TCP 90': '-. .-', 'TCP 91': '-. X-' },
  },
  {
    name: 'policyTypes left out: ingress always',
    pods: 'x/a x/b',
    policies: [policy('x/p', { podSelector: a })],
    tables: { 'TCP 80': '-. X-' },
  },
  {
    name: 'policyTypes left out: egress only with rules of it',
    pods: 'x/a x/b',
    policies: [policy('x/p', { podSelector: a, egress: [{ ports: [{ port: 81 }] }] })],
    tables: { 'TCP 80': '-X X-', 'TCP 81': '-. X-' },
  },
  {
    name: 'policyTypes left out: an empty list of egress is no section',
    pods: 'x/a x/b',
    policies: [policy('x/p', { podSelector: a, egress: [] })],
    tables: { 'TCP 80': '-. X-' },
  },
  {
    name: 'policyTypes counts, not the sections',
    pods: 'x/a x/b',
    policies: [
      policy('x/p', { podSelector: a, policyTypes: egress, ingress: [{ ports: [{ port: 9 }] }], egress: [{}] }),
    ],
    tables: { 'TCP 80': '-. .-' },
  },
  {
    name: 'empty lists of peers and ports mean all',
    pods: 'x/a x/b y/a',
    policies: [policy('x/p', { podSelector: a, ingress: [{ from: [], ports: [] }] })],
    tables: { 'TCP 80': '-.. .-. ..-' },
  },
  {
    name: 'fields of null are missing',
    pods: 'x/a x/b',
    policies: [
      policy('x/p', { podSelector: null, policyTypes: null, ingress: [{ from: null, ports: null }], egress: null }),
    ],
    tables: { 'TCP 80': '-. .-' },
  },
  {
    name: 'a label that is missing satisfies NotIn and DoesNotExist, and not Exists',
    pods: 'x/a x/b',
    policies: [
      policy('x/not-in', {
        podSelector: a,
        ingress: [{ from: [{ podSelector: notIn('team', 'red') }], ports: [{ port: 1 }] }],
      }),
      policy('x/missing', {
        podSelector: a,
        ingress: [
          {
            from: [{ podSelector: { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] } }],
            ports: [{ port: 2 }],
          },
        ],
      }),
      policy('x/exists', {
        podSelector: a,
        ingress: [
          {
            from: [{ podSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } }],
            ports: [{ port: 3 }],
          },
        ],
      }),
    ],
    tables: { 'TCP 1': '-. .-', 'TCP 2': '-. .-', 'TCP 3': '-. X-' },
  },
];

describe('reach', () => {
  it.each(cases)('$name', ({ pods, policies, tables }) => {
    const names = pods.split(' ');
    const inventory = networkInventory(inventoryOf([...names.map((name) => pod(name)), ...policies]));
    expect(inventory.inconclusive).toEqual([]);
    const rows = Array.from(reach(inventory, { mode: 'reference' }).rows());
    const conns = new Map(rows.map(({ src, dst, conn }) => [`${src} ${dst}`, conn]));
    const found = Object.keys(tables).map((text) => {
      const [protocol = '', port] = text.split(' ');
      const table = names.map((from) =>
        names
          .map((to) => {
            const conn = conns.get(`${from}[Pod] ${to}[Pod]`);
            return from === to ? '-' : includes(conn, protocol, Number(port)) ? '.' : 'X';
          })
          .join(''),
      );
      return [text, table.join(' ')];
    });
    expect(Object.fromEntries(found)).toEqual(tables);
  });
});
