import { defineTenant } from 'aos-fleet';
import { europe, operations, zone } from './shared/contacts.ts';
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
  plan: 'small',
  odoo: { modules: [...caseManagement, ...finance, 'l10n_de'], language: 'de_DE' },
  database: { engine: 'statefulset', storageGiB: 50 },
  filestore: { storageGiB: 50 },
  owners: [operations],
});
