/** What can be wrong besides specs, manifests and policies: with `dist`, exceptions, and objects against their schemas. */
import type { Rule } from '../model/report.ts';

/** Sorted by id. */
export const runChecks: readonly Rule[] = [
  {
    id: 'dist-changed',
    severity: 'error',
    title: 'Every file in dist is what its spec produces',
    why: 'Flux applies what stands in `dist`. A file that was edited by hand, or not generated again, makes the record false.',
    fix: 'Run `npm start` and commit `dist`.',
  },
  {
    id: 'dist-missing',
    severity: 'error',
    title: 'Every file that the specs produce stands in dist',
    why: 'What is not in `dist` is never applied.',
    fix: 'Run `npm start` and commit `dist`.',
  },
  {
    id: 'dist-unexpected',
    severity: 'error',
    title: 'Nothing stands in dist that no spec produces',
    why: 'Flux applies every manifest that it finds, reviewed or not.',
    fix: 'Run `npm start`, which removes it, and commit `dist`.',
  },
  {
    id: 'exception-policy',
    severity: 'error',
    title: 'Exceptions name policies that exist',
    why: 'A misspelt exception accepts nothing, and only policies can be excepted.',
    fix: 'Name a policy of `npx fleet policies`.',
  },
  {
    id: 'exception-too-wide',
    severity: 'error',
    title: 'Every exception accepts one object, and no more findings than it says',
    why: 'Somebody judged one violation. What came later, in another object or beside it, would be accepted unseen.',
    fix: 'Name the object, in an exception of its own for each, or repair what the exception was not made for.',
  },
  {
    id: 'exception-unused',
    severity: 'warning',
    title: 'Every exception accepts a finding',
    why: 'An exception that nothing needs would accept the next violation unseen.',
    fix: 'Remove the exception from `fleet/exceptions.ts`.',
  },
  {
    id: 'schema-invalid',
    severity: 'error',
    title: 'Every object fits the schema of its kind',
    why: 'The API server refuses an object that does not fit, or drops the fields that it does not know.',
    fix: 'Write the object as the API of its kind defines it. In a generated file this is a mistake of the generator.',
  },
  {
    id: 'schema-unknown-kind',
    severity: 'error',
    title: 'Every object is of a kind that the cluster knows',
    why: 'An object of an unknown kind cannot be examined, so nothing is known about what it opens.',
    fix: 'Correct `apiVersion` and `kind`. A new kind needs its schema in `schemas/` first.',
  },
];

/** Those of objects against their schemas. */
export const schemaChecks: readonly Rule[] = ['schema-invalid', 'schema-unknown-kind'].map(runCheck);

export function runCheck(id: string): Rule {
  const rule = runChecks.find((check) => check.id === id);
  if (!rule) throw new Error(`There is no check ${id}.`);
  return rule;
}
