import { describe, expect, it } from 'vitest';
import { type StepCase, stepFindings } from './steps.ts';

const initdb = '/spec/bootstrap/initdb';

describe('the names of a database', () => {
  it.each<{ name: string; step: StepCase; expected: readonly (readonly string[])[] }>([
    { name: 'that stay', step: { after: (spec) => void (spec.plan = 'large') }, expected: [] },
    {
      name: 'changed in CloudNativePG',
      step: {
        has: [
          { object: 'Cluster database', at: `${initdb}/database`, value: 'aos' },
          { object: 'Cluster database', at: `${initdb}/encoding`, value: 'LATIN1' },
        ],
      },
      expected: [
        [`Cluster database ${initdb}/database`, '"aos" is wanted, must stay "odoo", which the database has'],
        [`Cluster database ${initdb}/encoding`, '"LATIN1" is wanted, must stay "UTF8", which the database has'],
      ],
    },
    {
      name: 'changed in the settings of Odoo',
      step: {
        had: [
          { object: 'ConfigMap odoo-config', at: '/data/odoo.conf', value: '[options]\ndb_name = odoo\nworkers = 2\n' },
        ],
        has: [
          {
            object: 'ConfigMap odoo-config',
            at: '/data/odoo.conf',
            value: '[options]\ndb_name = other\nworkers = 4\n',
          },
        ],
      },
      expected: [
        [
          'ConfigMap odoo-config /data/odoo.conf#db_name',
          '"other" is wanted, must stay "odoo", which the database has',
        ],
      ],
    },
    {
      name: 'made from a backup: the bootstrap is another, the names the same',
      step: { after: (spec) => void (spec.database = { generation: 2, restoreFrom: { generation: 1 } }) },
      expected: [],
    },
  ])('$name', ({ step, expected }) => {
    expect(stepFindings('database-renamed', step)).toEqual(expected);
  });
});
