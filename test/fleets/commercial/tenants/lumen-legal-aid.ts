import { defineTenant } from 'aos-fleet';
import { operations, unitedStates, zone } from './shared/contacts.ts';
import { mailRelay } from './shared/integrations.ts';
import { caseManagement } from './shared/modules.ts';

export default defineTenant({
  id: 'lumen-legal-aid',
  name: 'Lumen Legal Aid',
  class: 'external',
  dataClassification: 'pii',
  contract: { residency: 'us-east' },
  placement: unitedStates,
  isolation: 'node',
  ring: 'early',
  pin: {
    release: '18.0-20260926',
    until: '2027-03-31',
    reason: 'The court interface is certified for 18.0 only until the spring.',
  },
  domains: [`lumen.${zone}`],
  plan: 'medium',
  odoo: { modules: caseManagement },
  // A clerk deleted the closed cases of a year.
  database: { generation: 2, restoreFrom: { generation: 1, time: '2026-10-05T13:20:00Z' } },
  integrations: [
    mailRelay,
    { name: 'court', purpose: 'Filing of documents with the court.', cidrs: ['203.0.113.64/26'], ports: [8443] },
  ],
  owners: [operations],
});
