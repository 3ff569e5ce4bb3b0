/** The volumes that an object asks for, with the size and class that it asks for. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import { volumeClaimsIn } from './volume-claims.ts';

export interface ClaimedVolume {
  /** JSON pointer of the claim: what tells the volumes of an object apart. */
  readonly claim: string;
  readonly size: Json | undefined;
  readonly sizePointer: string;
  readonly className: Json | undefined;
  readonly classPointer: string;
}

export function claimedVolumes(manifest: JsonObject): readonly ClaimedVolume[] {
  const objects = [{ manifest, file: '', document: 0, base: '' }];
  // What is made with a pod goes with it.
  const lasting = volumeClaimsIn({ objects }).filter(({ pointer }) => !pointer.includes('/ephemeral/'));
  return lasting.map(({ spec, pointer, className, classPointer }) => {
    const storage = pointer.endsWith('/pvcTemplate') ? pointer.slice(0, -'/pvcTemplate'.length) : undefined;
    const own = storage === undefined ? undefined : valueAt(manifest, `${storage}/size`);
    const isOwn = own !== undefined && own !== null;
    return {
      claim: pointer,
      size: isOwn ? own : valueAt(spec, '/resources/requests/storage'),
      sizePointer: isOwn ? `${storage}/size` : `${pointer}/resources/requests/storage`,
      className,
      classPointer,
    };
  });
}

/** Whether the record of a tenant tells the sizes and classes of an object's volumes. */
export function isRecorded(manifest: JsonObject): boolean {
  const { apiVersion, kind, name } = refOf(manifest);
  return (
    (apiVersion.startsWith('postgresql.cnpg.io/') && kind === 'Cluster') ||
    (apiVersion === 'apps/v1' && kind === 'StatefulSet' && /^database(-|$)/.test(name)) ||
    (kind === 'PersistentVolumeClaim' && name === 'odoo-filestore')
  );
}

function valueAt(value: Json | undefined, pointer: string): Json | undefined {
  let found = value;
  for (const name of pointer.split('/').slice(1)) {
    if (Array.isArray(found)) found = found[Number(name)] as Json | undefined;
    else found = isObject(found) ? found[name] : undefined;
  }
  return found;
}
