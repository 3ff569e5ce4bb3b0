/** Which image a tenant runs, and the modules that are mounted beside it. */
import type { JsonObject } from '../../model/manifest.ts';
import type { Stack } from '../part.ts';

/** The tenant's own image, or that of its release. */
export function imageOf({ tenant }: Pick<Stack, 'tenant'>): string {
  return tenant.spec.odoo.image?.reference ?? tenant.release.odoo.image;
}

/** Everything that the database's content depends on: a change of any of it is a migration. */
export function codeOf(stack: Pick<Stack, 'tenant'>): string {
  const { addons } = stack.tenant.spec.odoo;
  const digests = addons.map(({ name, image }) => `${name}@${image.slice(image.indexOf('@') + 1)}`).toSorted();
  return [imageOf(stack), ...digests].join(' ');
}

/** Where Odoo looks for modules besides its own. */
export function addonsPath({ tenant }: Pick<Stack, 'tenant'>): string {
  const folders = tenant.spec.odoo.addons.map(({ name, folder }) =>
    [mountPath(name), folder].filter(Boolean).join('/'),
  );
  return ['/mnt/extra-addons', ...folders].join(',');
}

/** An image as a volume is read-only and cannot be run: its content stands or falls with its digest. */
export function addonVolumes({ tenant }: Stack): readonly JsonObject[] {
  return tenant.spec.odoo.addons.map(({ name, image }) => ({
    name: volumeOf(name),
    image: { reference: image, pullPolicy: 'IfNotPresent' },
  }));
}

export function addonMounts({ tenant }: Stack): readonly JsonObject[] {
  return tenant.spec.odoo.addons.map(({ name }) => ({
    name: volumeOf(name),
    mountPath: mountPath(name),
    readOnly: true,
  }));
}

function volumeOf(name: string): string {
  return `addons-${name}`;
}

function mountPath(name: string): string {
  return `/mnt/addons/${name}`;
}
