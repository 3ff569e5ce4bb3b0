import { defineTenant } from 'aos-fleet';
import { operations, unitedStates, zone } from './shared/contacts.ts';
import { mailRelay, payments } from './shared/integrations.ts';
import { harborModules } from './shared/modules.ts';

export default defineTenant({
  id: 'harbor-home-care',
  name: 'Harbor Home Care',
  class: 'external',
  environment: 'production',
  dataClassification: 'phi',
  contract: {
    baa: 'BAA-2026-001',
    residency: 'us-east',
    rpoMinutes: 5,
    rtoMinutes: 120,
    retentionYears: 6,
    maxPatchAgeDays: 60,
  },
  backup: { schedule: '40 */6 * * *', retentionDays: 60, restoreDrill: '10 14 * * 3' },
  placement: unitedStates,
  ring: 'early',
  domains: [`harbor.${zone}`, 'aos.harbor-home-care.example', 'families.harbor-home-care.example'],
  webhooks: [
    {
      name: 'payments',
      purpose: 'The payment provider reports co-payments.',
      path: '/payment/provider/webhook',
      cidrs: ['192.0.2.64/27'],
    },
    {
      name: 'applications',
      purpose: 'Job applications from the website.',
      path: '/recruitment/apply',
      maxRequestMiB: 16,
    },
  ],
  plan: 'medium',
  odoo: { modules: harborModules, config: { log_level: 'warn', limit_time_real_cron: 7200 } },
  integrations: [mailRelay, { ...payments, purpose: 'Co-payments of families.' }],
  owners: [operations, { name: 'Harbor', email: 'office@harbor-home-care.example' }],
});
