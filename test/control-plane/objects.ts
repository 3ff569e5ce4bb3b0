/** Objects of a cluster by their kind and name: where their address is, and what the server stored. */
import { type JsonObject, refOf } from '../../src/model/manifest.ts';
import type { Answer, Rest } from './rest.ts';

export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

interface Resource {
  readonly name: string;
  readonly namespaced: boolean;
  readonly kind: string;
}

export interface Objects {
  apply(manifest: JsonObject, options?: ApplyOptions): Promise<Answer>;
  get(ref: ObjectRef): Promise<Answer>;
  remove(ref: ObjectRef): Promise<Answer>;
  /** Merge patch of the object, or of a subresource such as `status`. */
  patch(ref: ObjectRef, body: JsonObject, subresource?: string): Promise<Answer>;
  list(apiVersion: string, kind: string, namespace?: string): Promise<readonly JsonObject[]>;
  /** Address of an object, or of its list without a name. @throws for a kind that the server does not know. */
  address(ref: Omit<ObjectRef, 'name'> & { readonly name?: string }): Promise<string>;
}

export interface ApplyOptions {
  readonly as?: string;
  readonly fieldManager?: string;
  /** Everything but the write. */
  readonly dryRun?: 'All';
}

/** Server-side apply as Flux does it: forced, and strict about fields that the kind does not have. */
export function createObjects({ call }: Rest): Objects {
  const known = new Map<string, Promise<readonly Resource[]>>();
  const resourcesOf = (apiVersion: string): Promise<readonly Resource[]> => {
    const found = known.get(apiVersion) ?? discover(call, apiVersion);
    known.set(apiVersion, found);
    return found;
  };
  const address: Objects['address'] = async ({ apiVersion, kind, namespace, name }) => {
    const resource = (await resourcesOf(apiVersion)).find((candidate) => candidate.kind === kind);
    if (resource === undefined) {
      // A definition may have come since.
      known.delete(apiVersion);
      throw new Error(`the server has no ${kind} of ${apiVersion}`);
    }
    const within = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return `${rootOf(apiVersion)}${within}/${resource.name}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
  };
  return {
    address,
    async apply(manifest, { as, fieldManager = 'kustomize-controller', dryRun } = {}) {
      const path = `${await address(refOf(manifest))}?fieldManager=${fieldManager}&force=true&fieldValidation=Strict${dryRun === undefined ? '' : `&dryRun=${dryRun}`}`;
      return call({ method: 'PATCH', path, body: manifest, ...(as !== undefined && { as }) });
    },
    get: async (ref) => call({ method: 'GET', path: await address(ref) }),
    remove: async (ref) => call({ method: 'DELETE', path: await address(ref) }),
    async patch(ref, body, subresource) {
      const path = `${await address(ref)}${subresource === undefined ? '' : `/${subresource}`}`;
      return call({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
    },
    async list(apiVersion, kind, namespace) {
      const { body } = await call({
        method: 'GET',
        path: await address({ apiVersion, kind, ...(namespace !== undefined && { namespace }) }),
      });
      return (body['items'] ?? []) as readonly JsonObject[];
    },
  };
}

function rootOf(apiVersion: string): string {
  return apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
}

async function discover(call: Rest['call'], apiVersion: string): Promise<readonly Resource[]> {
  const { status, body } = await call({ method: 'GET', path: rootOf(apiVersion) });
  if (status !== 200) return [];
  return (body['resources'] as unknown as readonly Resource[]).filter(({ name }) => !name.includes('/'));
}
