/** Refuses identities with rights in the namespaces of two tenants, or of a tenant and of what it shares. */
import { describeIdentity, type Grant, grantsIn, type Identity } from '../isolation/grants.ts';
import { namespacesOf } from '../isolation/shared-parts.ts';
import type { Cluster } from '../model/fleet.ts';
import type { IsolationInventory, IsolationPolicy, IsolationViolation, TenantObjects } from '../model/isolation.ts';
import { isObject, refOf } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { alsoAt } from './tenant-pairs.ts';

/** Account of Flux that applies the boundaries of all tenants, by a role without escalation (docs/decisions/0004). */
const boundaryAccount = 'flux-system/fleet-boundary';

export const identityBetweenTenants: IsolationPolicy = {
  id: 'identity-between-tenants',
  family: 'isolation',
  severity: 'error',
  title: 'No identity of a tenant has rights outside of it, and none serves two tenants',
  why: "A right in another agency's namespace is a key to its pods and secrets. An account with rights in two of them is a bridge, whoever holds it.",
  fix: "Bind roles of a tenant's namespace to that tenant's own accounts only, and let its Kustomizations run as these.",
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(a)(2)(i)', '164.308(a)(4)'],
    cis: ['5.1.1', '5.1.8'],
    nsa: ['Role-based access control'],
  },
  *check(inventory): Iterable<IsolationViolation> {
    for (const [name, tenants] of Map.groupBy(inventory.tenants, ({ cluster }) => cluster)) {
      const cluster = inventory.fleet.clusters.get(name);
      if (cluster) yield* checkCluster(inventory, cluster, tenants);
    }
  },
};

interface Owners {
  /** By namespace. */
  readonly namespaces: ReadonlyMap<string, TenantObjects>;
  /** By `<namespace>/<name>`: accounts, wherever they stand, by the tenant whose files make them. */
  readonly accounts: ReadonlyMap<string, TenantObjects>;
  /** Namespaces of declared parts, whose accounts may have rights in all tenants. */
  readonly trusted: ReadonlySet<string>;
}

function* checkCluster(
  { shared }: IsolationInventory,
  cluster: Cluster,
  tenants: readonly TenantObjects[],
): Iterable<IsolationViolation> {
  const platform = shared.filter((one) => one.cluster === cluster.name).flatMap(({ objects }) => objects);
  const owners: Owners = {
    namespaces: new Map(tenants.flatMap((tenant) => namespacesOf(tenant).map((name) => [name, tenant] as const))),
    accounts: soleOwners(tenants),
    trusted: trustedNamespaces(cluster),
  };
  const grants = grantsIn([...platform, ...tenants.flatMap(({ objects }) => objects)]);
  const told = new Set<string>();
  for (const grant of grants) {
    for (const violation of judge(grant, owners)) {
      const key = `${violation.group ?? grant.binding.file} ${grant.role} ${violation.rule}`;
      if (!told.has(key)) yield violation.violation;
      told.add(key);
    }
  }
  yield* bridges(grants, owners);
  for (const tenant of tenants) yield* reconcilers(tenant, grants, owners);
}

interface Judged {
  readonly violation: IsolationViolation;
  readonly group?: number;
  readonly rule: string;
}

/** A right of a tenant's identity that is not in its own namespace, and rights of everybody. */
function* judge(grant: Grant, { namespaces, accounts, trusted }: Owners): Iterable<Judged> {
  const { identity, namespace, role, binding, pointer } = grant;
  const where = namespace === undefined ? undefined : namespaces.get(namespace);
  const who = tenantOf(identity, { namespaces, accounts });
  const place = namespace === undefined ? 'in every namespace' : `in namespace ${namespace}`;
  const tenant = who ?? where;
  const tell = (rule: string, subject: string, wanted: string): Judged => ({
    rule,
    ...(tenant && { group: tenant.group }),
    violation: {
      ...(tenant && { tenant: tenant.tenant }),
      object: binding,
      pointer,
      message: `${subject} has the rights of ${role} ${place}, must have ${wanted}${tenant ? alsoAt(tenant) : ''}`,
      hops: [{ text: `${describeIdentity(identity)} is bound to ${role} ${place}`, object: binding, pointer }],
    },
  });
  if (identity.kind === 'everyone' || identity.kind === 'unknown') {
    yield tell('everyone', describeIdentity(identity), 'none, since it stands for accounts of all tenants');
  } else if (who && where !== who) {
    const subject = `${describeIdentity(identity)} of tenant ${JSON.stringify(who.tenant)}`;
    const whose = where ? `tenant ${JSON.stringify(where.tenant)}` : 'what tenants share';
    yield tell('foreign', subject, `rights in its own namespace only, none in that of ${whose}`);
  } else if (!who && namespace === undefined) {
    const isDeclared =
      identity.kind === 'account' &&
      (trusted.has(identity.namespace) || `${identity.namespace}/${identity.name}` === boundaryAccount);
    if (!isDeclared)
      yield tell('cluster', describeIdentity(identity), 'rights in namespaces, or belong to a declared part');
  }
}

/** Whoever is no tenant's, nor a declared part's, and has rights at two tenants. */
function* bridges(grants: readonly Grant[], owners: Owners): Iterable<IsolationViolation> {
  const firsts = new Map<string, { readonly grant: Grant; readonly tenant: TenantObjects }>();
  const told = new Set<string>();
  for (const grant of grants) {
    const { identity, namespace, binding, pointer } = grant;
    const tenant = owners.namespaces.get(namespace ?? '');
    if (!tenant || tenantOf(identity, owners)) continue;
    if (identity.kind === 'everyone' || identity.kind === 'unknown') continue;
    if ('namespace' in identity && owners.trusted.has(identity.namespace)) continue;
    const name = describeIdentity(identity);
    const first = firsts.get(name);
    if (!first) firsts.set(name, { grant, tenant });
    else if (first.tenant !== tenant && !told.has(name)) {
      told.add(name);
      const hops = [first.grant, grant].map((one) => ({
        text: `${name} is bound to ${one.role} in namespace ${one.namespace}`,
        object: one.binding,
        pointer: one.pointer,
      }));
      const message = `${name} has rights in the namespaces of tenants ${JSON.stringify(first.tenant.tenant)} and ${JSON.stringify(tenant.tenant)}, must serve one tenant only`;
      yield { tenant: tenant.tenant, object: binding, pointer, message, hops };
    }
  }
}

/** Whatever a tenant's files make Flux apply, it applies with the rights of an account. */
function* reconcilers(tenant: TenantObjects, grants: readonly Grant[], owners: Owners): Iterable<IsolationViolation> {
  for (const object of tenant.objects) {
    const { manifest } = object;
    if (manifest['kind'] !== 'Kustomization' || !isObject(manifest['spec'])) continue;
    const { namespace = 'default', name } = refOf(manifest);
    const { serviceAccountName: account, kubeConfig, path, targetNamespace } = manifest['spec'];
    const tell = (field: string, message: string, extra: Partial<IsolationViolation> = {}): IsolationViolation => ({
      tenant: tenant.tenant,
      object,
      pointer: `/spec/${field}`,
      message: `Kustomization ${name} ${message}${alsoAt(tenant)}`,
      ...extra,
    });
    if (kubeConfig !== undefined) yield tell('kubeConfig', 'applies to another cluster, must apply to its own');
    const target = owners.namespaces.get(String(targetNamespace));
    if (target && target !== tenant) {
      yield tell('targetNamespace', `applies to namespace ${String(targetNamespace)}, must apply to its own tenant's`);
    }
    const isBoundary = typeof path === 'string' && /(^|\/)boundary\/?$/.test(path);
    if (`${namespace}/${String(account)}` === boundaryAccount && isBoundary) continue;
    if (typeof account !== 'string' || account === '') {
      yield tell('serviceAccountName', 'runs with the rights of Flux itself, must name an account of its tenant');
      continue;
    }
    if (owners.accounts.get(`${namespace}/${account}`) === tenant) continue;
    const held = grants.find(
      ({ identity }) => identity.kind === 'account' && identity.namespace === namespace && identity.name === account,
    );
    yield tell('serviceAccountName', `runs as ${namespace}/${account}, must run as an account of its own tenant`, {
      hops: [
        { text: `Flux applies it as ${namespace}/${account}`, object, pointer: '/spec/serviceAccountName' },
        ...(held
          ? [
              {
                text: `${namespace}/${account} is bound to ${held.role} ${held.namespace === undefined ? 'in every namespace' : `in namespace ${held.namespace}`}`,
                object: held.binding,
                pointer: held.pointer,
              },
            ]
          : []),
      ],
    });
  }
}

function tenantOf(
  identity: Identity,
  { namespaces, accounts }: Pick<Owners, 'namespaces' | 'accounts'>,
): TenantObjects | undefined {
  if (identity.kind === 'account') {
    return accounts.get(`${identity.namespace}/${identity.name}`) ?? namespaces.get(identity.namespace);
  }
  return identity.kind === 'accounts-of' ? namespaces.get(identity.namespace) : undefined;
}

/** What two tenants make is neither's. */
function soleOwners(tenants: readonly TenantObjects[]): ReadonlyMap<string, TenantObjects> {
  const owners = new Map<string, TenantObjects>();
  const shared = new Set<string>();
  for (const tenant of tenants) {
    for (const name of accountsOf(tenant)) {
      if ((owners.get(name) ?? tenant) !== tenant) shared.add(name);
      owners.set(name, tenant);
    }
  }
  for (const name of shared) owners.delete(name);
  return owners;
}

function accountsOf({ objects }: TenantObjects): readonly string[] {
  return objects.flatMap(({ manifest }: InventoryObject) => {
    if (manifest['kind'] !== 'ServiceAccount') return [];
    const { namespace = 'default', name } = refOf(manifest);
    return [`${namespace}/${name}`];
  });
}

function trustedNamespaces({ gateway, ingress, monitoring, cloudnativePg, certManager }: Cluster): ReadonlySet<string> {
  const names = [gateway, ingress, monitoring, cloudnativePg, certManager].flatMap((part) => part?.namespace ?? []);
  return new Set(names);
}
