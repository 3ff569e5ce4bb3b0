/** What one alert is made of. */
import type { Protection } from '../protection.ts';
import type { Stack } from '../part.ts';
import type { OwnSeries } from './own-series.ts';

export interface Alert {
  /** Also the heading of its section in `docs/runbooks/alerts.md`. */
  readonly name: string;
  /** `critical`: users or data are harmed now, wake someone. `warning`: they will be, look today. */
  readonly severity: 'critical' | 'warning';
  /** Labels besides those that every alert has, where several rules make the same alert. */
  readonly labels?: Readonly<Record<string, string>>;
  /** PromQL. */
  readonly expr: string;
  /** How long it must hold, for example `5m`. */
  readonly for: string;
  /** One sentence that names what is wrong; Prometheus fills in labels and the value. */
  readonly summary: string;
  /** One sentence that says what it means for the tenant. */
  readonly description: string;
}

/** What alerts are made from. */
export interface Watched {
  readonly stack: Stack;
  readonly own: OwnSeries;
  readonly protection: Protection;
}
