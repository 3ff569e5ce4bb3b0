/** The longest pause between two runs of a cron expression. */

const minutesOfDay = 1440;
const minutesOfWeek = 7 * minutesOfDay;

/**
 * In minutes, for five fields of which the day of the month and the month are `*`, with a minute, an hour and days of the
 * week that are numbers, lists, ranges, or any of them with a step. NaN for every other expression.
 */
export function longestPause(cron: string): number {
  const fields = cron.trim().split(/\s+/);
  const [minute = '', hour = '', day, month, weekday = ''] = fields;
  if (fields.length !== 5 || day !== '*' || month !== '*') return Number.NaN;
  const minutes = valuesOf(minute, 59);
  const hours = valuesOf(hour, 23);
  // Both 0 and 7 are Sunday.
  const days = [...new Set(valuesOf(weekday, 7).map((value) => value % 7))];
  const runs = days
    .flatMap((on) => hours.flatMap((at) => minutes.map((past) => on * minutesOfDay + at * 60 + past)))
    .toSorted((a, b) => a - b);
  const [first] = runs;
  if (first === undefined) return Number.NaN;
  return Math.max(...runs.map((run, index) => (runs[index + 1] ?? first + minutesOfWeek) - run));
}

/** The numbers that a field stands for; none when one part of it cannot be read. */
function valuesOf(field: string, most: number): number[] {
  const values = field.split(',').flatMap((part) => {
    const [, from, to, step] = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [''];
    if (part.startsWith('*') ? !/^\*(\/[1-9]\d*)?$/.test(part) : from === undefined) return [Number.NaN];
    const begin = Number(from ?? 0);
    const end = from === undefined ? most : Number(to ?? (step === undefined ? from : most));
    const each = Number(step ?? 1);
    if (each < 1 || end > most) return [Number.NaN];
    return Array.from({ length: Math.floor((end - begin) / each) + 1 }, (_, index) => begin + index * each);
  });
  return values.some(Number.isNaN) ? [] : values.toSorted((a, b) => a - b);
}
