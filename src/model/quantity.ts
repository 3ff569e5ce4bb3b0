/** Reads quantities as Kubernetes writes them: `250m`, `1.5`, `512Mi`, `1e3`. */
import type { Json } from './manifest.ts';

const factors: ReadonlyMap<string, number> = new Map([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
  ['Ei', 2 ** 60],
]);

const syntax = /^([+-]?(?:\d+\.?\d*|\.\d+))([eE][+-]?\d+|[numkMGTPE]?|[KMGTPE]i)$/;

/**
 * The number of cores or bytes that a quantity stands for; undefined when it is none. Grammar: apimachinery
 * `pkg/api/resource/quantity.go`. Doubles are exact enough here: whole bytes up to 8 PiB, and CPU to a billionth.
 */
export function parseQuantity(value: Json | undefined): number | undefined {
  const match =
    typeof value === 'number' ? syntax.exec(String(value)) : typeof value === 'string' ? syntax.exec(value) : null;
  if (!match) return undefined;
  const [, digits = '', suffix = ''] = match;
  const factor = factors.get(suffix);
  return factor === undefined ? Number(digits + suffix) : Number(digits) * factor;
}
