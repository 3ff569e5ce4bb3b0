/** Demands that a tenant answers to the domains of its spec and to nothing else. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { externalDnsHosts } from './external-dns-hosts.ts';

export const declaredHosts: StackPolicy = {
  id: 'declared-hosts',
  family: 'tenant',
  severity: 'error',
  title: 'A tenant answers to its own domains only, each by its full name',
  why: "At a gateway that tenants share, a listener, route or certificate for another host, for all below a domain, or for every host takes requests that are another agency's.",
  fix: 'Declare the host in `domains` of the spec, where it is checked against all other tenants.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], nsa: ['Network separation and hardening'] },
  *check({ objects, tenant }): Iterable<Violation> {
    if (!tenant) return;
    const own = new Set(tenant.spec.domains);
    for (const object of objects) {
      for (const { host, pointer } of hostsOf(object.manifest)) {
        if (own.has(host ?? '')) continue;
        const found = host === undefined ? 'every host' : `host ${JSON.stringify(host)}`;
        yield {
          object,
          pointer,
          specPointer: '/domains',
          message: `the tenant answers to ${found}, must be one of its domains (${[...own].join(', ')})`,
        };
      }
    }
  },
};

interface Host {
  /** Absent where none is named, which means all. */
  readonly host: string | undefined;
  readonly pointer: string;
}

function hostsOf(manifest: JsonObject): readonly Host[] {
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  return [...hostsInSpec(String(manifest['kind']), spec), ...externalDnsHosts(manifest)];
}

function hostsInSpec(kind: string, spec: JsonObject): readonly Host[] {
  switch (kind) {
    case 'Gateway':
    case 'ListenerSet':
      return fieldOf(spec['listeners'], 'hostname', '/spec/listeners');
    case 'GRPCRoute':
    case 'HTTPRoute':
    case 'TLSRoute':
      return listed(spec['hostnames'], '/spec/hostnames');
    case 'Certificate':
      return isObject(spec['issuerRef']) && spec['issuerRef']['kind'] === 'ClusterIssuer'
        ? listed(spec['dnsNames'], '/spec/dnsNames')
        : [];
    case 'Ingress':
      return [
        ...fieldOf(spec['rules'], 'host', '/spec/rules'),
        ...(spec['defaultBackend'] === undefined ? [] : [{ host: undefined, pointer: '/spec/defaultBackend' }]),
      ];
    default:
      return [];
  }
}

function listed(list: Json | undefined, pointer: string): readonly Host[] {
  if (!Array.isArray(list) || list.length === 0) return [{ host: undefined, pointer }];
  return list.map((host, index) => ({ host: textOf(host as Json), pointer: `${pointer}/${index}` }));
}

function fieldOf(list: Json | undefined, field: string, pointer: string): readonly Host[] {
  if (!Array.isArray(list)) return [];
  return list.map((item, index) => {
    const host = isObject(item) ? textOf(item[field]) : undefined;
    return { host, pointer: `${pointer}/${index}${host === undefined ? '' : `/${field}`}` };
  });
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
