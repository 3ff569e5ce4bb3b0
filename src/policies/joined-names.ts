/**
 * Names that Traefik makes of several parts by joining them, so that those of two tenants can be one: `tenant-a` and
 * `b-paths` make the same name as `tenant-a-b` and `paths`. Of two with one name the later replaces the earlier.
 */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import { objectsIn } from './web-services.ts';

export interface JoinedName {
  readonly value: string;
  readonly pointer: string;
}

export function* joinedNamesOf(manifest: JsonObject): Generator<JoinedName> {
  const { kind } = manifest;
  if (kind !== 'Middleware' && kind !== 'Ingress') return;
  const { name, namespace = '' } = refOf(manifest);
  if (kind === 'Middleware') yield { value: `middleware ${namespace}-${name}`, pointer: '/metadata/name' };
  if (kind === 'Middleware' || !isObject(manifest['spec'])) return;
  const { spec } = manifest;
  for (const [index, { secretName }] of objectsIn(spec, 'tls').entries()) {
    yield { value: `certificate ${namespace}-${String(secretName)}`, pointer: `/spec/tls/${index}/secretName` };
  }
  const services = new Set<string>();
  for (const [index, rule] of objectsIn(spec, 'rules').entries()) {
    const paths = isObject(rule['http']) ? objectsIn(rule['http'], 'paths') : [];
    for (const [position, { path, backend }] of paths.entries()) {
      const pointer = `/spec/rules/${index}/http/paths/${position}`;
      // Only within one Ingress does Traefik tell routers with the same name apart.
      const router = `${namespace}-${name}-${String(rule['host'] ?? '')}${String(path ?? '')}`;
      yield { value: `router ${normalised(router)}`, pointer: `${pointer}/path` };
      const service = `service ${normalised(`${namespace}-${serviceOf(backend)}`)}`;
      if (services.has(service)) continue;
      services.add(service);
      yield { value: service, pointer: `${pointer}/backend` };
    }
  }
}

/** As `Normalize` of Traefik: whatever is no letter or digit is one hyphen. */
function normalised(name: string): string {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .join('-');
}

function serviceOf(backend: Json | undefined): string {
  const service = isObject(backend) && isObject(backend['service']) ? backend['service'] : {};
  const port = isObject(service['port']) ? service['port'] : {};
  return `${String(service['name'] ?? '')}-${String(port['name'] ?? port['number'] ?? '')}`;
}
