import { describe, expect, it } from 'vitest';
import trusted from '../../fleet/trusted.ts';
import { describePorts } from '../../src/isolation/port-set.ts';
import { declaredPorts } from '../../src/isolation/trusted-edges.ts';
import { standardTrust } from '../../src/model/trust.ts';
import { minimalFleet } from '../minimal-tenant.ts';

describe('what is declared between tenants and shared parts', () => {
  const fleet = minimalFleet();
  const cluster = fleet.clusters.get('eu-1')!;
  const ports = (part: 'dns' | 'gateway', direction: 'in' | 'out', component: string): string =>
    describePorts(declaredPorts(fleet, cluster, { part, direction, component }));

  it('is by component and direction, with the ports that the cluster says', () => {
    expect(ports('gateway', 'in', 'web')).toBe('TCP 8069,8072');
    expect(ports('gateway', 'out', 'web')).toBe('No Connections');
    expect(ports('gateway', 'in', 'database')).toBe('No Connections');
    expect(ports('dns', 'out', 'anything')).toBe('TCP 53,UDP 53');
  });

  it('is replaced as a whole by the fleet', () => {
    const own = { ...fleet, trusted: [{ part: 'dns' as const, why: 'x', edges: [] }] };
    const connection = { part: 'gateway', direction: 'in', component: 'web' } as const;
    expect(describePorts(declaredPorts(own, cluster, connection))).toBe('No Connections');
  });

  it('is in this repository what the generated stacks need', () => {
    expect(trusted).toEqual(standardTrust);
  });
});
