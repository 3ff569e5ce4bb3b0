import { defineTenant } from 'aos-fleet';
import { operations, unitedStates, zone } from './shared/contacts.ts';
import { caseManagement } from './shared/modules.ts';

export default defineTenant({
  id: 'kite-demo',
  name: 'Demo: Kite Agency',
  class: 'demo',
  dataClassification: 'public',
  contract: {},
  placement: unitedStates,
  ring: 'preview',
  domains: [`demo.${zone}`],
  exposure: { gateway: 'cluster' },
  plan: 'small',
  odoo: { modules: [...caseManagement, 'website'] },
  database: { storageGiB: 5 },
  filestore: { storageGiB: 1 },
  owners: [operations],
});
