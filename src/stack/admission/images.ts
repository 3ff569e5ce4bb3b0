/** Every image that an object names, as CEL: of containers, of volumes, and of database clusters. */
import { debugContainers, databaseClusters, podCarriers, podSpec } from './pods.ts';

export const imageResources = [...podCarriers, debugContainers, databaseClusters];

const named = (what: string, list: string): string =>
  `${list}.map(item, ['${what} ' + strings.quote(string(item.?name.orValue(''))), string(item.?image.orValue(''))])`;

/**
 * `variables.images`: pairs of what names the image, and the image, which is empty when there is none. Of a debugged pod only
 * the debug containers are listed: the others run already.
 */
export const imageVariables: Readonly<Record<string, string>> = {
  pod: podSpec,
  runs: `request.?subResource.orValue('') == 'ephemeralcontainers' ? dyn({}) : variables.pod`,
  containers: `
    ${named('init container', 'variables.runs.?initContainers.orValue([])')} +
    ${named('container', 'variables.runs.?containers.orValue([])')} +
    ${named('ephemeral container', 'variables.pod.?ephemeralContainers.orValue([])')}`,
  volumes: `variables.runs.?volumes.orValue([]).filter(item, has(item.image)).map(item,
    ['volume ' + strings.quote(string(item.name)), string(item.image.?reference.orValue(''))])`,
  databases: `request.kind.kind != 'Cluster' ? [] :
    [['the database cluster', string(dyn(object).spec.?imageName.orValue(''))]] +
    dyn(object).spec.?postgresql.?extensions.orValue([]).map(item,
      ['extension ' + strings.quote(string(item.name)) + ' of the database cluster', string(item.?image.?reference.orValue(''))])`,
  images: 'variables.containers + variables.volumes + variables.databases',
};

/** CEL: how messages show the image of a pair. */
export const shownImage = "(item[1] == '' ? 'unset' : strings.quote(item[1]))";
