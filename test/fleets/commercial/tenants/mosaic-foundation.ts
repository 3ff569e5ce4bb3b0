import { defineTenant } from 'aos-fleet';
import { operations, unitedStates, zone } from './shared/contacts.ts';
import { office } from './shared/modules.ts';

export default defineTenant({
  id: 'mosaic-foundation',
  name: 'Mosaic Foundation',
  class: 'external',
  dataClassification: 'internal',
  contract: {},
  placement: unitedStates,
  ring: 'early',
  domains: [`mosaic.${zone}`],
  exposure: { gateway: 'cluster' },
  plan: 'small',
  odoo: { modules: [...office, 'event', 'mass_mailing'], replicas: 2, config: { limit_time_real: 300 } },
  database: { instances: 3 },
  owners: [operations, { name: 'Mosaic board', email: 'board@mosaic.example' }],
});
