/** Where everything stands in `dist/`. All paths are POSIX and relative to the root. */
import type { StackPart } from '../stack/index.ts';

export const distFolder = 'dist';

export function tenantFolder(cluster: string, tenant: string): string {
  return `${distFolder}/tenants/${cluster}/${tenant}`;
}

/** File of one part of a tenant's stack; the Flux objects stand where `flux bootstrap` points at. */
export function partFile(part: StackPart, of: { cluster: string; tenant: string }): string {
  return part === 'flux'
    ? `${distFolder}/clusters/${of.cluster}/tenants/${of.tenant}.yaml`
    : `${tenantFolder(of.cluster, of.tenant)}/${part}/manifests.yaml`;
}

export function recordFile(cluster: string, tenant: string): string {
  return `${tenantFolder(cluster, tenant)}/tenant.json`;
}

export function platformFile(cluster: string): string {
  return `${distFolder}/clusters/${cluster}/platform/manifests.yaml`;
}

/** True for what `flux bootstrap` wrote and owns; it is never read, changed or deleted. */
export function belongsToFlux(path: string): boolean {
  const [root, clusters, , folder] = path.split('/');
  return root === distFolder && clusters === 'clusters' && folder === 'flux-system';
}

/** The tenant that a path in `dist/` belongs to, with its cluster. */
export function ownerOf(path: string): { readonly cluster: string; readonly tenant: string } | undefined {
  const [, area, cluster = '', third = '', fourth = ''] = path.split('/');
  if (area === 'tenants' && third !== '' && fourth !== '') return { cluster, tenant: third };
  if (area === 'clusters' && third === 'tenants' && fourth.endsWith('.yaml')) {
    return { cluster, tenant: fourth.slice(0, -'.yaml'.length) };
  }
  return undefined;
}
