/** Which ports are declared for a connection between a tenant and a part that tenants share. */
import type { Cluster, Fleet } from '../model/fleet.ts';
import { type SharedPart, type TrustedEdge, trustOf } from '../model/trust.ts';
import { lastPort, noPorts, portsOf, type PortSet, protocols, unite } from './port-set.ts';

export interface Connection {
  readonly part: SharedPart;
  readonly direction: TrustedEdge['direction'];
  readonly component: string;
}

export function declaredPorts(fleet: Fleet, cluster: Cluster, { part, direction, component }: Connection): PortSet {
  let ports = noPorts;
  for (const trusted of trustOf(fleet)) {
    if (trusted.part !== part) continue;
    for (const edge of trusted.edges) {
      if (edge.direction !== direction || (edge.component !== '*' && edge.component !== component)) continue;
      for (const text of edge.ports) ports = unite(ports, parsePorts(text, part, cluster));
    }
  }
  return ports;
}

/** `TCP 8069`, or `UDP cluster` for the port that the cluster declares. */
function parsePorts(text: string, part: SharedPart, cluster: Cluster): PortSet {
  const [name = '', number = ''] = text.split(' ');
  const protocol = protocols.find((one) => one === name);
  const port = number === 'cluster' ? portOf(part, cluster) : Number(number);
  if (!protocol || port === undefined || !(port >= 1 && port <= lastPort)) return noPorts;
  return portsOf(protocol, port, port);
}

function portOf(part: SharedPart, { dns, egress }: Cluster): number | undefined {
  switch (part) {
    case 'dns':
      return dns.port;
    case 'egress-proxy':
      return egress.proxy?.port;
    default:
      return undefined;
  }
}
