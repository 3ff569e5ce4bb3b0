import { describe, expect, it } from 'vitest';
import { type StepCase, stepFindings } from './steps.ts';

const after: StepCase['after'] = (spec) => void (spec.name = 'Other');
const because = 'must stay as they are: neither its spec nor anything that all tenants share changes';

describe('a change of files', () => {
  it.each<{ name: string; step: StepCase; expected: readonly (readonly string[])[] }>([
    { name: 'of which the cause is not known', step: { before: () => {}, after }, expected: [] },
    { name: 'by its own spec', step: { before: () => {}, after, cause: 'own' }, expected: [] },
    { name: 'by what all share', step: { before: () => {}, after, cause: 'shared' }, expected: [] },
    {
      name: 'by nothing',
      step: {
        before: () => {},
        has: [{ object: 'Deployment odoo-web', at: '/spec/replicas', value: 9 }],
        cause: 'none',
      },
      expected: [['Deployment odoo-web', `the files of tenant "acme" change, ${because}`]],
    },
    {
      name: 'of a tenant that nobody asked for',
      step: { before: null, after: () => {}, cause: 'none' },
      expected: [['', `the files of tenant "acme" are new, ${because}`]],
    },
    { name: 'that there is none of', step: { cause: 'none' }, expected: [] },
  ])('$name', ({ step, expected }) => {
    expect(stepFindings('foreign-change', step)).toEqual(expected);
  });
});
