/** Unit tests of rules as promtool reads them, made from the tables of cases. */
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import type { AlertCase, Firing, Series, Situation } from './cases/alert-case.ts';

/** A rule as it stands in a PrometheusRule. */
export interface Rule {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface Subject {
  readonly rules: readonly Rule[];
  readonly cases: Readonly<Record<string, AlertCase>>;
  /** Namespace that selectors lack; none for the fleet's. */
  readonly namespace?: string;
}

/** The file of tests for `promtool test rules`. */
export function unitTests({ rules, cases, namespace }: Subject, ruleFile: string): JsonObject {
  const tests = Object.entries(cases).flatMap(([alert, { fires, quiet }]) => {
    const firing = Object.entries(fires);
    return [
      firing.map(([name, situation]) => {
        const expected = expectedOf(rules, alert, situation);
        return test(`${alert} fires: ${name}`, situation, { alert, namespace, expected });
      }),
      Object.entries(quiet).map(([name, situation]) =>
        test(`${alert} is quiet: ${name}`, situation, { alert, namespace, expected: [] }),
      ),
      // What fires for one tenant must not for another.
      (namespace === undefined || firesOfSilence.has(alert) ? [] : firing).map(([name, situation]) =>
        test(`${alert} is quiet: ${name}, of another tenant`, situation, {
          alert,
          namespace: 'tenant-globex',
          expected: [],
        }),
      ),
    ].flat();
  });
  return { rule_files: [ruleFile], evaluation_interval: '1m', tests };
}

const firesOfSilence = new Set(['OdooMetricsMissing']);

interface Expectation {
  readonly alert: string;
  readonly namespace: string | undefined;
  readonly expected: readonly Json[];
}

function test(name: string, { series, at }: Situation, { alert, namespace, expected }: Expectation): JsonObject {
  return {
    name,
    interval: '1m',
    input_series: inputOf(series, namespace),
    alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts: expected }],
  };
}

function inputOf(series: Series, namespace: string | undefined): readonly Json[] {
  return Object.entries(series).map(([selector, values]) => ({ series: complete(selector, namespace), values }));
}

/** `odoo_up` and `odoo_up{a="b"}` with the namespace. */
function complete(selector: string, namespace: string | undefined): string {
  if (namespace === undefined) return selector;
  const [metric = '', labels = ''] = selector.replace(/}$/, '').split('{');
  return `${metric}{${[`namespace="${namespace}"`, labels].filter((part) => part !== '').join(',')}}`;
}

/** The alert with all that people see of it. Several rules may have one name: the one whose summary mentions the same job counts. */
function expectedOf(
  rules: readonly Rule[],
  alert: string,
  { series, labels = {}, value = '' }: Firing,
): readonly Json[] {
  const named = rules.filter((rule) => rule.alert === alert);
  const job = /cronjob="([^"]+)"/.exec(Object.keys(series).join(' '))?.[1];
  const [rule] =
    named.length === 1
      ? named
      : named.filter(({ annotations }) => job === undefined || annotations['summary']!.includes(job));
  if (rule === undefined) throw new Error(`there is no rule ${alert}`);
  const render = (text: string): string =>
    text
      .replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => labels[name] ?? '')
      .replace(/\{\{ \$value[^}]*\}\}/g, value);
  return [
    {
      exp_labels: { ...labels, ...rule.labels },
      exp_annotations: Object.fromEntries(Object.entries(rule.annotations).map(([name, text]) => [name, render(text)])),
    },
  ];
}
