/** Series that make an alert fire, and series that must not. */
/** A selector without its namespace -> values, one a minute, as promtool writes them: `1x5` is six times 1. */
export type Series = Readonly<Record<string, string>>;

export interface Situation {
  readonly series: Series;
  /** When it is looked at, from the beginning of the series. */
  readonly at: string;
}

export interface Firing extends Situation {
  /** Labels of the alert besides those that every rule sets. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The value as the summary shows it. */
  readonly value?: string;
}

export interface AlertCase {
  readonly fires: Readonly<Record<string, Firing>>;
  readonly quiet: Readonly<Record<string, Situation>>;
}

/** Holds back alerts about silence. */
export const migrating = { odoo_migration_running: '1x200' };

/** An age in seconds, of which one value is an alert, and another not; and none while a migration runs. */
export function age(metric: string, of: { tooOld: number; value: string; fine: number; held?: boolean }): AlertCase {
  const tooOld = { [metric]: `${of.tooOld}x60` };
  return {
    fires: { 'too old': { series: tooOld, at: '20m', value: of.value } },
    quiet: {
      'not old enough': { series: { [metric]: `${of.fine}x60` }, at: '20m' },
      'for a moment': { series: { [metric]: `0x10 ${of.tooOld}x3 0x60` }, at: '14m' },
      ...(of.held !== false && { 'during a migration': { series: { ...tooOld, ...migrating }, at: '20m' } }),
    },
  };
}
