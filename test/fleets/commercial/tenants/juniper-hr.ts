import { defineTenant } from 'aos-fleet';
import { operations, unitedStates, zone } from './shared/contacts.ts';
import { workforce } from './shared/modules.ts';

export default defineTenant({
  id: 'juniper-hr',
  name: 'Juniper HR',
  class: 'external',
  dataClassification: 'pii',
  contract: { residency: 'us-east' },
  placement: unitedStates,
  ring: 'stable',
  domains: [`juniper.${zone}`],
  plan: 'small',
  odoo: { modules: workforce },
  owners: [operations],
  lifecycle: 'offboarding',
  offboarding: { reason: 'Contract ended on 2026-10-31, letter of 2026-08-12.', retainUntil: '2027-10-31' },
});
