/** Grafana dashboards as data, small enough to have one for each tenant. */
import type { JsonObject } from '../../model/manifest.ts';

export interface Panel {
  readonly title: string;
  readonly type: 'stat' | 'timeseries' | 'table';
  /** Unit as Grafana names it, for example `s` or `bytes`. */
  readonly unit?: string;
  /** Legend -> PromQL. A legend may name labels: `{{pod}}`. */
  readonly series: Readonly<Record<string, string>>;
  /** Where a click on a value leads. */
  readonly link?: string;
}

export interface Dashboard {
  /** At most 40 characters. */
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly panels: readonly Panel[];
}

/** Columns of Grafana's grid, and how many a panel takes: six small ones or two large ones in a row. */
const columns = 24;
const sizes = {
  stat: { width: 4, height: 4 },
  timeseries: { width: 12, height: 7 },
  table: { width: 24, height: 10 },
} as const;

/** The dashboard as compact JSON. The data source is a variable, so that it works in any Grafana. */
export function dashboardJson({ uid, title, tags, panels }: Dashboard): string {
  return JSON.stringify({
    uid,
    title,
    tags,
    editable: false,
    schemaVersion: 39,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    timezone: 'utc',
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
    panels: placed(panels),
  });
}

/** From left to right, from top to bottom; a row is as high as its first panel. */
function placed(panels: readonly Panel[]): readonly JsonObject[] {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return panels.map((panel, index) => {
    const { width, height } = sizes[panel.type];
    if (x > 0 && (x + width > columns || height !== rowHeight)) {
      x = 0;
      y += rowHeight;
    }
    const gridPos = { x, y, w: width, h: height };
    x += width;
    rowHeight = height;
    return { id: index + 1, ...panelOf(panel), gridPos };
  });
}

function panelOf({ title, type, unit, series, link }: Panel): JsonObject {
  const defaults = {
    ...(unit !== undefined && { unit }),
    ...(link !== undefined && { links: [{ title: 'Open', url: link }] }),
  };
  return {
    title,
    type,
    datasource: { type: 'prometheus', uid: '${datasource}' },
    targets: Object.entries(series).map(([legendFormat, expr], index) => ({
      refId: String.fromCodePoint(65 + index),
      expr,
      legendFormat,
      instant: type !== 'timeseries',
      format: type === 'table' ? 'table' : 'time_series',
    })),
    ...(Object.keys(defaults).length > 0 && { fieldConfig: { defaults, overrides: [] } }),
  };
}
