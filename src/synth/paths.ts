/** Where everything stands in `dist/`. All paths are POSIX and relative to the root. */
import { type StackPart, stackParts } from '../stack/index.ts';

export const distFolder = 'dist';

/** A tenant where it is placed. */
export interface Owner {
  readonly cluster: string;
  readonly tenant: string;
}

export function tenantFolder({ cluster, tenant }: Owner): string {
  return `${distFolder}/tenants/${cluster}/${tenant}`;
}

/** File of one part of a tenant's stack; the Flux objects stand where `flux bootstrap` points at. */
export function partFile(part: StackPart, of: Owner): string {
  return part === 'flux'
    ? `${distFolder}/clusters/${of.cluster}/tenants/${of.tenant}.yaml`
    : `${tenantFolder(of)}/${part}/manifests.yaml`;
}

export function recordFile(of: Owner): string {
  return `${tenantFolder(of)}/tenant.json`;
}

/** Every file that is produced for a tenant. */
export function tenantFiles(of: Owner): readonly string[] {
  return [...stackParts.map((part) => partFile(part, of)), recordFile(of)];
}

export function platformFile(cluster: string): string {
  return `${distFolder}/clusters/${cluster}/platform/manifests.yaml`;
}

export function fluxFolder(cluster: string): string {
  return `${distFolder}/clusters/${cluster}/flux-system`;
}

/** True for what `flux bootstrap` wrote and owns; it is neither examined, changed nor deleted. */
export function belongsToFlux(path: string): boolean {
  const [, , cluster = ''] = path.split('/');
  return `${path}/`.startsWith(`${fluxFolder(cluster)}/`);
}

/** The tenant that a path in `dist/` belongs to, with its cluster. No tenant has a name that begins with a dot. */
export function ownerOf(path: string): Owner | undefined {
  const [, area, cluster = '', third = '', fourth = ''] = path.split('/');
  if (area === 'tenants' && /^[^.]/.test(third) && fourth !== '') return { cluster, tenant: third };
  if (area === 'clusters' && third === 'tenants' && /^[^.].*\.yaml$/s.test(fourth)) {
    return { cluster, tenant: fourth.slice(0, -'.yaml'.length) };
  }
  return undefined;
}
