/** Selectors of the tenant's own series, so that no expression can reach another tenant's. */
import type { Stack } from '../part.ts';

/** Writes a metric with the matcher of the tenant's namespace, and further matchers. */
export type OwnSeries = (metric: string, ...matchers: readonly string[]) => string;

export function ownSeries({ namespace }: Stack): OwnSeries {
  return (metric, ...matchers) => `${metric}{${[`namespace="${namespace}"`, ...matchers].join(',')}}`;
}
