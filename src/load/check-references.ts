/** Checks what a tenant's spec refers to by name; it needs no more of the spec than these names. */
import type { SourceDocument } from '../model/fleet.ts';
import type { FleetParts } from './fleet-parts.ts';
import { mismatch, unknownReference } from './mismatch.ts';
import type { Problem } from './problem.ts';

/** Absent where the spec has no such text. */
export interface References {
  readonly id: string | undefined;
  readonly ring: string | undefined;
  readonly cluster: string | undefined;
}

export interface ReferenceContext {
  readonly document: SourceDocument;
  /** The file's name without its ending. */
  readonly id: string;
  readonly parts: FleetParts;
}

/** Names that the repository uses itself, device names that cannot be files on Windows, and what looks like a tenant's namespace. */
const reservedId = /^(secrets|shared|con|prn|aux|nul|(com|lpt)[0-9]|tenant-.*)$/;

export function checkReferences(
  { id: written, ring, cluster }: References,
  context: ReferenceContext,
): readonly Problem[] {
  const { document, id, parts } = context;
  const { clusters, rings } = parts;
  const problems: Problem[] = [];
  if (written !== undefined && written !== id) {
    const wanted = `${id}, as the file is named`;
    const fix = `Write ${id}, or rename the file to ${written}.ts when the tenant is new.`;
    problems.push(mismatch(document, { policy: 'tenant-id', pointer: '/id', found: written, wanted, fix }));
  }
  if (reservedId.test(id)) {
    const wanted = 'no reserved name';
    const fix = 'Choose another id.';
    problems.push(mismatch(document, { policy: 'tenant-id-reserved', pointer: '/id', found: id, wanted, fix }));
  }
  if (cluster !== undefined && clusters !== undefined && !clusters.has(cluster)) {
    const reference = {
      policy: 'tenant-cluster',
      pointer: '/placement/cluster',
      name: cluster,
      known: clusters.keys(),
    };
    problems.push(unknownReference(document, { ...reference, wanted: 'a cluster of fleet/clusters.ts' }));
  }
  if (ring !== undefined && rings !== undefined && !rings.some(({ name }) => name === ring)) {
    const reference = { policy: 'tenant-ring', pointer: '/ring', name: ring, known: rings.map(({ name }) => name) };
    problems.push(unknownReference(document, { ...reference, wanted: 'a ring of fleet/rings.ts' }));
  }
  return problems;
}
