import type { JsonObject } from '../../src/model/manifest.ts';
import { networkBlocksOutside } from '../../src/policies/network-blocks-outside.ts';
import { fleetDocuments, minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { egress, ingress } from './network-objects.ts';
import { describePolicy } from './policy-cases.ts';

const tenant = minimalTenant();
const fleet = minimalFleet(({ clusters }) => {
  const [first] = fleetDocuments().clusters;
  clusters.push({ ...first!, name: 'us-1', podCidrs: ['172.20.0.0/16', 'fd12:3456::/48'] });
});
const cidr = '/spec/egress/0/to/0/ipBlock/cidr';
const block = (network: string, ...except: readonly string[]) => ({
  ipBlock: { cidr: network, ...(except.length > 0 && { except }) },
});
const out = (network: string, ...except: readonly string[]) => egress([block(network, ...except)]);
const apart = (found: string, met: string) =>
  [cidr, `cidr is ${found} and holds ${met}, must be apart from it`] as const;
const apiServer = (port: JsonObject) => egress([block('192.168.0.10/32')], [port]);
const nodes = '192.168.0.0/24 (nodes of cluster eu-1)';

describePolicy(networkBlocksOutside, [
  {
    name: 'networks outside',
    tenant,
    fleet,
    objects: [out('203.0.113.0/24'), out('2001:db8::/32'), out('172.21.0.0/16'), egress([{ podSelector: {} }])],
    expected: [],
  },
  {
    name: 'a network around those of a cluster, without them',
    tenant,
    objects: [out('10.0.0.0/8', '10.244.0.0/16', '10.96.0.0/12'), out('172.16.0.0/12', 'fe80::/10')],
    expected: [],
  },
  { name: "the API server's own address and port", tenant, objects: [apiServer({ port: 6443 })], expected: [] },
  { name: 'manifests of nobody', objects: [out('0.0.0.0/0')], expected: [] },
  {
    name: 'pods, services and nodes of each cluster of the fleet',
    tenant,
    fleet,
    objects: [
      out('10.244.7.9/32'),
      out('10.96.0.1/32'),
      out('192.168.0.0/16'),
      out('172.20.1.0/24'),
      out('fd12:3456:0:7::/64'),
      out('10.0.0.0/8', '10.244.0.0/17', '10.96.0.0/12'),
    ],
    expected: [
      apart('10.244.7.9/32', '10.244.0.0/16 (pods of cluster eu-1)'),
      apart('10.96.0.1/32', '10.96.0.0/12 (services of cluster eu-1)'),
      apart('192.168.0.0/16', nodes),
      apart('172.20.1.0/24', '172.20.0.0/16 (pods of cluster us-1)'),
      apart('fd12:3456:0:7::/64', 'fd12:3456::/48 (pods of cluster us-1)'),
      apart('10.0.0.0/8', '10.244.0.0/16 (pods of cluster eu-1)'),
    ],
  },
  {
    name: 'everything, the node itself, metadata services and multicast',
    tenant,
    objects: [
      out('0.0.0.0/0'),
      out('::/0'),
      out('127.0.0.1/32'),
      out('169.254.169.254/32'),
      out('fd00:ec2::254/128'),
      out('fe80::1/128'),
      out('239.0.0.0/8'),
      out('ff02::1/128'),
      out('::1/128'),
    ],
    expected: [
      apart('0.0.0.0/0', '0.0.0.0/8 (this host)'),
      apart('::/0', '::/127 (this host and loopback)'),
      apart('127.0.0.1/32', '127.0.0.0/8 (loopback)'),
      apart('169.254.169.254/32', '169.254.0.0/16 (link-local addresses with the metadata service of the cloud)'),
      apart('fd00:ec2::254/128', 'fd00:ec2::/32 (metadata service of the cloud)'),
      apart('fe80::1/128', 'fe80::/10 (link-local addresses)'),
      apart('239.0.0.0/8', '224.0.0.0/4 (multicast)'),
      apart('ff02::1/128', 'ff00::/8 (multicast)'),
      apart('::1/128', '::/127 (this host and loopback)'),
    ],
  },
  {
    name: 'the API server with other ports, or as a source',
    tenant,
    objects: [
      apiServer({ port: 22 }),
      apiServer({ port: 6443, endPort: 65_535 }),
      egress([block('192.168.0.10/32')], []),
      ingress([block('192.168.0.10/32')]),
    ],
    expected: [
      apart('192.168.0.10/32', nodes),
      apart('192.168.0.10/32', nodes),
      apart('192.168.0.10/32', nodes),
      ['/spec/ingress/0/from/0/ipBlock/cidr', `cidr is 192.168.0.10/32 and holds ${nodes}, must be apart from it`],
    ],
  },
  {
    name: 'what cannot be read, or is read in different ways',
    tenant,
    objects: [
      egress([{ ipBlock: '203.0.113.0/24' }]),
      egress([{ ipBlock: {} }]),
      out('203.0.113.7'),
      out('010.0.0.0/8'),
      out('::ffff:10.244.0.0/112'),
      egress([{ ipBlock: { cidr: '10.0.0.0/8', except: '10.0.0.0/8' } }]),
    ],
    expected: [
      [cidr, 'cidr is unset, must be a network such as 203.0.113.0/24'],
      [cidr, 'cidr is unset, must be a network such as 203.0.113.0/24'],
      [cidr, 'cidr is "203.0.113.7", must be a network such as 203.0.113.0/24'],
      [cidr, 'cidr is "010.0.0.0/8", must be a network such as 203.0.113.0/24'],
      [cidr, 'cidr is "::ffff:10.244.0.0/112", must be a network such as 203.0.113.0/24'],
      apart('10.0.0.0/8', '10.244.0.0/16 (pods of cluster eu-1)'),
    ],
  },
]);
