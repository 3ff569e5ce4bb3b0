/** The files of a cluster that belong to no tenant. */
import type { Cluster, Fleet } from '../model/fleet.ts';
import { platformManifests } from '../stack/index.ts';
import { platformFile } from './paths.ts';
import { type Rendered, renderFiles } from './rendered.ts';

export function renderPlatform(fleet: Fleet, cluster: Cluster): Rendered {
  return renderFiles(new Map([[platformFile(cluster.name), platformManifests(fleet, cluster)]]));
}
