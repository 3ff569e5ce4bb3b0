import { defineTenant } from 'aos-fleet';
import { operations, unitedStates, zone } from './shared/contacts.ts';
import { mailRelay } from './shared/integrations.ts';
import { caseManagement } from './shared/modules.ts';

export default defineTenant({
  id: 'elmwood-clinic',
  name: 'Elmwood Clinic "West"',
  class: 'external',
  dataClassification: 'phi',
  contract: { baa: 'BAA-2026-003/A', residency: 'us-east' },
  placement: unitedStates,
  isolation: 'namespace',
  ring: 'stable',
  domains: [`elmwood.${zone}`],
  plan: 'medium',
  odoo: { modules: caseManagement, replicas: 3, workers: 3 },
  database: { engine: 'statefulset', storageGiB: 80 },
  integrations: [mailRelay],
  owners: [operations],
});
