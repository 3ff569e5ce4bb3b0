/** Times of scheduled work, spread over the tenants. */
import { createHash } from 'node:crypto';

/**
 * A number below `below` that only the text decides: ten thousand tenants with one default schedule would all start in the
 * same minute.
 */
function spread(text: string, below: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) % below;
}

/** Between 00:00 and 05:59. */
export function daily(id: string): string {
  const at = spread(`${id} database`, 6 * 60);
  return `${at % 60} ${Math.floor(at / 60)} * * *`;
}

/** Any day of the week from 06:00 on, when the newest base backup is there. */
export function weekly(id: string): string {
  const at = spread(`${id} drill`, 7 * 18 * 60);
  const hour = Math.floor(at / 60);
  return `${at % 60} ${6 + (hour % 18)} * * ${Math.floor(hour / 18)}`;
}

/** A day that every month has. */
export function monthly(id: string): string {
  const at = spread(`${id} archive`, 28 * 24 * 60);
  const hour = Math.floor(at / 60);
  return `${at % 60} ${hour % 24} ${1 + Math.floor(hour / 24)} * *`;
}

/** Every `minutes`, a divisor of an hour. */
export function everyMinutes(minutes: number, id: string): string {
  if (minutes === 1) return '* * * * *';
  const first = spread(`${id} files`, minutes);
  return minutes === 60 ? `${first} * * * *` : `${first}-59/${minutes} * * * *`;
}
