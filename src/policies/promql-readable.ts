/** Refuses rules and dashboards whose expressions Prometheus could not read. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { readPromql } from './promql.ts';
import { promqlPlaces } from './promql-places.ts';

export const promqlReadable: StackPolicy = {
  id: 'promql-readable',
  family: 'object',
  severity: 'error',
  title: 'Every expression of a rule is PromQL',
  why: 'Prometheus refuses a whole file of rules for one that it cannot read, and then nobody is told of anything. Such a file passes every check of the API server.',
  fix: 'Correct the expression. `promtool check rules` says what is wrong with it.',
  controls: { hipaa: ['164.312(b)', '164.308(a)(6)(ii)'], nsa: ['Threat detection'] },
  check({ objects, tenant }): readonly Violation[] {
    const own = tenant && `tenant-${tenant.spec.id}`;
    return promqlPlaces(objects)
      .filter(({ rule, expression }) => {
        // Variables of a stranger's dashboard may stand in its expressions; Grafana fills them in.
        const isJudged = rule !== undefined || tenant !== undefined;
        return isJudged && !readPromql(expression, own).readable;
      })
      .map(({ object, expression, pointer, panel }) => ({
        object,
        pointer,
        message: `${panel === undefined ? 'the expression' : `the query of panel ${JSON.stringify(panel)}`} is ${JSON.stringify(expression)}, must be PromQL`,
      }));
  },
};
