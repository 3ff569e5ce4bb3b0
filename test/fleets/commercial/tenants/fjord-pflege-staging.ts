import { defineTenant } from 'aos-fleet';
import { europe, offices, operations, zone } from './shared/contacts.ts';
import { caseManagement, finance } from './shared/modules.ts';

export default defineTenant({
  id: 'fjord-pflege-staging',
  name: 'Fjord Pflegedienst (staging)',
  class: 'external',
  environment: 'staging',
  stagingOf: 'fjord-pflege',
  dataClassification: 'phi',
  contract: { baa: 'AVV-2026-011', residency: 'eu-west' },
  placement: europe,
  ring: 'stable',
  domains: [`fjord-staging.${zone}`],
  exposure: { allowedCidrs: offices },
  plan: 'small',
  odoo: { modules: [...caseManagement, ...finance, 'l10n_de'], language: 'de_DE' },
  database: {
    engine: 'statefulset',
    generation: 2,
    restoreFrom: { tenant: 'production', generation: 1, time: '2026-11-20T02:00:00Z' },
    storageGiB: 50,
  },
  filestore: { storageGiB: 50 },
  owners: [operations],
});
