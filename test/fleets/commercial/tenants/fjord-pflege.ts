import { defineTenant } from 'aos-fleet';
import { europe, operations, zone } from './shared/contacts.ts';
import { mailRelay } from './shared/integrations.ts';
import { caseManagement, finance } from './shared/modules.ts';

export default defineTenant({
  id: 'fjord-pflege',
  name: 'Fjord Pflegedienst GmbH & Co. KG, Köln',
  class: 'external',
  dataClassification: 'phi',
  contract: { baa: 'AVV-2026-011', residency: 'eu-west', rpoMinutes: 15, rtoMinutes: 240, retentionYears: 10 },
  placement: europe,
  ring: 'stable',
  domains: [`fjord.${zone}`, 'aos.fjord-pflege.example'],
  exposure: { allowedCidrs: ['203.0.113.128/25'] },
  webhooks: [{ name: 'insurers', purpose: 'Answers of insurers.', path: '/insurers/answer' }],
  plan: 'medium',
  odoo: { modules: [...caseManagement, ...finance, 'l10n_de'], language: 'de_DE', replicas: 1 },
  database: { engine: 'statefulset' },
  integrations: [mailRelay],
  owners: [operations, { name: 'Fjord Verwaltung', email: 'verwaltung@fjord-pflege.example' }],
});
