import { defineTenant } from 'aos-fleet';
import { operations, unitedStates, zone } from './shared/contacts.ts';
import { mailRelay, payments } from './shared/integrations.ts';

export default defineTenant({
  id: 'aos-operations',
  name: 'AOS Operations',
  class: 'internal',
  dataClassification: 'pii',
  contract: { residency: 'us-east' },
  placement: unitedStates,
  ring: 'preview',
  domains: [`operations.${zone}`],
  plan: 'medium',
  odoo: {
    modules: ['account', 'auth_totp', 'calendar', 'contacts', 'crm', 'hr', 'hr_timesheet', 'mail', 'project'],
  },
  integrations: [mailRelay, payments],
  owners: [operations],
});
