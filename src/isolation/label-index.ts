/** Finds what a selector selects without looking at everything. */
import { type Labels, type LabelSelector, selects } from './label-selector.ts';

export interface Labelled {
  readonly labels: Labels;
}

export type Select<Item> = (selector: LabelSelector) => readonly Item[];

/** The results are in the order of the items, and the same list for the same selector. */
export function indexLabels<Item extends Labelled>(items: readonly Item[]): Select<Item> {
  const byLabel = new Map<string, Item[]>();
  for (const item of items) {
    for (const [key, value] of Object.entries(item.labels)) {
      const label = labelText(key, value);
      const list = byLabel.get(label);
      if (list) list.push(item);
      else byLabel.set(label, [item]);
    }
  }
  const results = new Map<string, readonly Item[]>();
  return (selector) => {
    const before = results.get(selector.id);
    if (before) return before;
    // The items with the rarest label that is asked for.
    let candidates: readonly Item[] = items;
    for (const { key, operator, values } of selector.requirements) {
      if (operator !== 'In' || values.length !== 1) continue;
      const having = byLabel.get(labelText(key, values[0]!)) ?? [];
      if (having.length < candidates.length) candidates = having;
    }
    const found = candidates.filter(({ labels }) => selects(selector, labels));
    results.set(selector.id, found);
    return found;
  };
}

function labelText(key: string, value: string): string {
  return `${key}=${value}`;
}
