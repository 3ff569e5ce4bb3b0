import { defineTenant } from 'aos-fleet';
import { operations, unitedStates, zone } from './shared/contacts.ts';
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
  exposure: { gateway: 'cluster' },
  plan: 'small',
  odoo: { modules: harborModules },
  owners: [operations],
});
