import { defineTenant } from 'aos-fleet';
import { operations, unitedStates, zone } from './shared/contacts.ts';
import { mailRelay, payments } from './shared/integrations.ts';
import { caseManagement, finance } from './shared/modules.ts';

export default defineTenant({
  id: 'cedar-case-management',
  name: 'Cedar Case Management',
  class: 'external',
  contract: { baa: 'BAA-2026-002', residency: 'us-east' },
  placement: unitedStates,
  isolation: 'node',
  ring: 'stable',
  domains: [`cedar.${zone}`, 'portal.cedar-case.example'],
  exposure: { maxRequestMiB: 256 },
  plan: 'large',
  odoo: { modules: [...caseManagement, ...finance, 'website'], workers: 8, cronThreads: 2 },
  database: { storageGiB: 300 },
  integrations: [
    mailRelay,
    payments,
    { name: 'maps', purpose: 'Addresses of home visits.', host: 'maps.cedar-case.example', ports: [443] },
  ],
  owners: [operations, { name: 'Cedar', email: 'admin@cedar-case.example' }],
});
