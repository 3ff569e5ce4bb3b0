/** The mapping between control items and policies, both ways. */
import { compareText } from '../model/finding.ts';
import type { Controls, PolicyText } from '../model/policy.ts';
import { type Framework, frameworks } from './control-items.ts';
import type { ControlItem } from './controls/control-item.ts';

type Mapped = Pick<PolicyText, 'id' | 'controls'>;

/** An item, and the policies that give evidence for it, sorted. */
export interface Evidence<Policy extends Mapped = Mapped> {
  readonly framework: Framework;
  readonly item: ControlItem;
  readonly policies: readonly Policy[];
}

/** All items in their own order, also those without a policy. */
export function evidence<Policy extends Mapped>(policies: readonly Policy[]): Evidence<Policy>[] {
  return frameworks.flatMap((framework) =>
    framework.items.map((item) => ({
      framework,
      item,
      policies: policies
        .filter(({ controls }) => controls[framework.key]?.includes(item.id))
        .toSorted((a, b) => compareText(a.id, b.id)),
    })),
  );
}

/** The items that a policy names, in their own order. */
export function itemsOf(controls: Controls): { readonly framework: Framework; readonly item: ControlItem }[] {
  return frameworks.flatMap((framework) =>
    framework.items
      .filter(({ id }) => controls[framework.key]?.includes(id) === true)
      .map((item) => ({ framework, item })),
  );
}

/** Why nothing is shown, or what remains to be shown by others. */
export function remainder({ item, policies }: Evidence): string | undefined {
  return policies.length === 0 ? item.uncovered : item.partly;
}
