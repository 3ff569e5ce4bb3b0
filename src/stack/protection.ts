/** What protects a tenant's data on a schedule, as far as other parts of the stack must know. */
import type { Stack } from './part.ts';

export interface ScheduledJob {
  /** Name of the CronJob in the tenant's namespace. */
  readonly name: string;
  readonly purpose: 'backup' | 'drill';
  /** Longest time, in seconds, that may lie between two successes. */
  readonly maxAgeSeconds: number;
  /** Longest time, in seconds, that one run may take. */
  readonly maxRunSeconds: number;
}

export interface Protection {
  readonly jobs: readonly ScheduledJob[];
  /** CloudNativePG's own backups and its archive of the write-ahead log, through the barman-cloud plugin. */
  readonly archive?: {
    /** Longest time, in seconds, that may lie between two base backups. */
    readonly maxAgeSeconds: number;
    /** How much data, in seconds, may be lost at most. */
    readonly rpoSeconds: number;
  };
}

/** Nothing yet: no part of the stack makes backups. Who adds one names it here, and its alerts come with it. */
export function protectionOf(_stack: Stack): Protection {
  return { jobs: [] };
}
