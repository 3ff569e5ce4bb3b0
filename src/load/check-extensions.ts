/** Checks what a tenant adds of its own: image, modules and patches. */
import type { Cluster } from '../model/fleet.ts';
import type { JsonObject } from '../model/manifest.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import { customisable, forbidden } from './customisable.ts';
import { guarded } from './guarded-fields.ts';
import type { Mismatch } from './mismatch.ts';

/** The first minor version of Kubernetes that mounts images as volumes without being told to. */
const imageVolumes = '1.35';

export interface ExtensionContext {
  readonly spec: ResolvedTenantSpec;
  readonly cluster: Cluster | undefined;
  /** Id of the release that the tenant runs; undefined when it is not known. */
  readonly release: string | undefined;
}

export function* checkExtensions({ spec, cluster, release }: ExtensionContext): Iterable<Mismatch> {
  const { image } = spec.odoo;
  if (image !== undefined && release !== undefined && image.release !== release) {
    yield {
      policy: 'tenant-image',
      pointer: '/odoo/image/release',
      found: image.release,
      wanted: `${release}, the release that the tenant runs`,
      fix: `Build the image from release ${release}, and write its digest and that release.`,
    };
  }
  yield* checkAddons(spec, cluster);
  yield* checkPatches(spec);
}

function* checkAddons({ odoo: { addons } }: ResolvedTenantSpec, cluster: Cluster | undefined): Iterable<Mismatch> {
  if (
    addons.length > 0 &&
    cluster !== undefined &&
    Number(cluster.kubernetes.slice(2)) < Number(imageVolumes.slice(2))
  ) {
    yield {
      policy: 'tenant-addons',
      pointer: '/odoo/addons',
      found: `given on cluster ${cluster.name} with Kubernetes ${cluster.kubernetes}`,
      wanted: `left out before Kubernetes ${imageVolumes}, which mounts images`,
      fix: 'Build the modules into an image of the tenant, odoo.image, or choose a newer cluster.',
    };
  }
  const names = new Set<string>();
  for (const [index, { name }] of addons.entries()) {
    if (names.has(name)) {
      yield {
        policy: 'tenant-addons',
        pointer: `/odoo/addons/${index}/name`,
        found: name,
        wanted: 'a name of its own, since another set of modules has it',
        fix: 'Rename one of the two.',
      };
    }
    names.add(name);
  }
}

function* checkPatches({ customisations }: ResolvedTenantSpec): Iterable<Mismatch> {
  for (const [index, { part, patch }] of customisations.entries()) {
    const written = patch as JsonObject;
    for (const pointer of [...forbidden(written, customisable[part]), ...guarded(written)]) {
      yield {
        policy: 'tenant-customisation',
        pointer: `/customisations/${index}/patch${pointer}`,
        found: 'patched',
        wanted: 'left alone, since other parts of the stack rely on it',
        fix: `Remove the field from the patch. A patch of ${part} may change what docs/stack/extensions.md lists.`,
      };
    }
  }
}
