import { defineTenant } from 'aos-fleet';
import { offices, operations, unitedStates, zone } from './shared/contacts.ts';
import { harborModules } from './shared/modules.ts';

export default defineTenant({
  id: 'harbor-home-care-staging',
  name: 'Harbor Home Care (staging)',
  class: 'external',
  environment: 'staging',
  stagingOf: 'harbor-home-care',
  dataClassification: 'phi',
  contract: { baa: 'BAA-2026-001', residency: 'us-east' },
  placement: unitedStates,
  ring: 'preview',
  domains: [`harbor-staging.${zone}`],
  exposure: { gateway: 'cluster', allowedCidrs: offices },
  plan: 'small',
  odoo: { modules: harborModules },
  // As large as production's, whose backup it is made from.
  database: { storageGiB: 50, restoreFrom: { tenant: 'production', generation: 1 } },
  filestore: { storageGiB: 50 },
  owners: [operations],
});
