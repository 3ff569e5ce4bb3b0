/** What can be wrong with a folder whose connectivity is asked for. */
import type { Rule } from '../model/report.ts';

export const reachInconclusive: Rule = {
  id: 'reach-inconclusive',
  severity: 'error',
  title: 'Everything that decides about connections is understood',
  why: 'A policy or workload that is not understood may open or close connections, so the connectivity shown may be wrong.',
  fix: 'Correct the object, or judge by other means what it opens and closes.',
};

export const reachChecks: readonly Rule[] = [reachInconclusive];
