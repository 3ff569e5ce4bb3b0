/** Takes over the members of other mappings into one, for its merge key `<<`. */
import type { ManifestChild, ManifestNode } from './manifest-node.ts';

export interface MergeTarget {
  readonly children: Map<string, ManifestChild>;
  /** Keys that came from merges, which keys written later override. */
  readonly merged: Set<string>;
}

/**
 * Takes over the members of a mapping, or of a sequence of mappings of which the first that has a key wins.
 * @returns what is wrong with the merge, in one sentence.
 */
export function mergeInto({ children, merged }: MergeTarget, node: ManifestNode): string | undefined {
  const sources = Array.isArray(node.value) ? Array.from(node.children?.values() ?? [], (item) => item.node) : [node];
  for (const source of sources) {
    if (source.children === undefined || Array.isArray(source.value)) {
      return 'the value of the merge key << is no mapping, must be a mapping or a sequence of mappings';
    }
    for (const [key, child] of source.children) {
      if (!children.has(key)) {
        merged.add(key);
        children.set(key, child);
      } else if (!merged.has(key)) {
        return `key ${JSON.stringify(key)} stands before the merge key <<, which also sets it and readers differ, must stand after it`;
      }
    }
  }
  return undefined;
}
