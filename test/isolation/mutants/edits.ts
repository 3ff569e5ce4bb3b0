/** Edits that several tables of faults use. */
import type { Json, JsonObject } from '../../../src/model/manifest.ts';
import type { Mutant, Site } from './plant.ts';

/** Whose an object is, as the commercial fleet writes it. */
export const label = 'fleet.aos.example/tenant';
export const labelPointer = 'fleet.aos.example~1tenant';

/** One object more in the tenant's namespace. */
export function added(apiVersion: string, kind: string, body: (site: Site) => JsonObject): Mutant['plant'] {
  return (site) => [
    {
      add: {
        apiVersion,
        kind,
        metadata: { name: 'more', namespace: site.namespace, labels: { [label]: site.id } },
        ...body(site),
      },
    },
  ];
}

/** One object more of the whole cluster. */
export function clusterWide(apiVersion: string, kind: string, body: (site: Site) => JsonObject): Mutant['plant'] {
  return (site) => [
    { add: { apiVersion, kind, metadata: { name: `more-${site.id}`, labels: { [label]: site.id } }, ...body(site) } },
  ];
}

/** A change of a random object of a kind. */
export function change(kind: string, at: string, make: (site: Site) => Json | undefined): Mutant['plant'] {
  return (site) => {
    const object = site.one(kind);
    const value = object && make(site);
    return object && value !== undefined ? [{ object, at, value }] : [];
  };
}
