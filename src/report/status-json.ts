/** The status for programs: `schemas/status.schema.json`. */
import { type ClusterStatus, type FleetStatus, isAllReady, type TenantStatus } from '../model/status.ts';

/** Grows when a program that reads it would have to change. New optional fields do not count. */
const version = 1;

/** @param indent spaces; without any, one line. */
export function statusJson(status: FleetStatus, indent = 2): string {
  const { time, tenants, clusters } = status;
  const value = {
    version,
    time,
    ready: isAllReady(status),
    clusters: clusters.map(clusterData),
    tenants: tenants.map(tenantData),
  };
  return `${escaped(JSON.stringify(value, undefined, indent))}\n`;
}

// Every field is named here: one that is added to the model does not slip into the documented format unseen.
function clusterData({ cluster, context, isReached, revision, troubles }: ClusterStatus): object {
  return { cluster, context, reached: isReached, revision, troubles };
}

function tenantData(status: TenantStatus): object {
  const { tenant, cluster, state, reason, message, part, since, lifecycle, release, revision, workloads } = status;
  return {
    tenant,
    cluster,
    state,
    reason,
    message,
    part,
    since,
    lifecycle,
    release: { wanted: release.wanted, running: release.running },
    revision: { wanted: revision.wanted, applied: revision.applied },
    workloads: workloads.map((workload) => ({
      name: workload.name,
      release: workload.release,
      ready: workload.ready,
      wanted: workload.wanted,
    })),
  };
}

/** JSON keeps control characters above ASCII, and those that turn the direction of writing: a terminal obeys them. */
function escaped(json: string): string {
  return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()]
          .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}
