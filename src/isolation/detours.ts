/** Ways to and from pods that NetworkPolicies do not decide about alone, told so that nobody overlooks them. */
import { isObject, type JsonObject, refOf } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';

interface Detour {
  readonly what: string;
  readonly effect: string;
  is(manifest: JsonObject): boolean;
}

const detours: readonly Detour[] = [
  {
    what: 'at an address of the nodes or a load balancer',
    effect: 'its traffic may arrive with the address of a node, which policies do not see as the one outside',
    is: (manifest) => {
      const { type, externalIPs } = specOf(manifest);
      return type === 'NodePort' || type === 'LoadBalancer' || (Array.isArray(externalIPs) && externalIPs.length > 0);
    },
  },
  {
    what: 'that names another host',
    effect: 'whoever uses it goes where that name leads',
    is: (manifest) => specOf(manifest)['type'] === 'ExternalName',
  },
  {
    what: 'without selector',
    effect: 'it leads to whatever addresses its EndpointSlices have',
    is: (manifest) => {
      const { type, selector } = specOf(manifest);
      return type !== 'ExternalName' && (!isObject(selector) || Object.keys(selector).length === 0);
    },
  },
];

/** In sentences. */
export function describeDetours(objects: readonly InventoryObject[]): readonly string[] {
  const services = objects
    .map(({ manifest }) => manifest)
    .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service');
  return detours.flatMap(({ what, effect, is }) =>
    services.filter(is).map((service) => {
      const { namespace = 'default', name } = refOf(service);
      return `Service ${namespace}/${name} ${what} is not part of the connections: ${effect}.`;
    }),
  );
}

function specOf({ spec }: JsonObject): JsonObject {
  return isObject(spec) ? spec : {};
}
