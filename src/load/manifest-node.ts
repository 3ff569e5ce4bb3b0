/** A value of a manifest with its place, and what can be wrong with it. */
import type { Json } from '../model/manifest.ts';

export interface ManifestNode {
  readonly value: Json;
  /** Where the value begins in the text; -1 for an empty value. */
  readonly offset: number;
  /** The children of a mapping by key, or of a sequence by index. */
  readonly children?: ReadonlyMap<string, ManifestChild>;
  /** Number of nodes, aliases expanded. */
  readonly size: number;
  readonly depth: number;
}

export interface ManifestChild {
  /** Where the key begins; for an item, where its value begins. */
  readonly offset: number;
  readonly node: ManifestNode;
}

export interface ManifestProblem {
  /** Id of the check. */
  readonly check: string;
  readonly offset: number;
  readonly message: string;
  /** True when the document can be examined all the same. */
  readonly isReadable?: boolean;
}
