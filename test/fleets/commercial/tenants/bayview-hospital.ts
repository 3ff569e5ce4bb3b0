import { defineTenant } from 'aos-fleet';
import { operations } from './shared/contacts.ts';
import { mailRelay } from './shared/integrations.ts';
import { caseManagement, finance } from './shared/modules.ts';

export default defineTenant({
  id: 'bayview-hospital',
  name: 'Bayview Hospital',
  class: 'external',
  dataClassification: 'phi',
  contract: {
    baa: 'BAA-2026-004',
    residency: 'us-east',
    rpoMinutes: 1,
    filesRpoMinutes: 16,
    rtoMinutes: 480,
    retentionYears: 10,
    maxPatchAgeDays: 90,
  },
  placement: { cluster: 'us-east-bayview' },
  isolation: 'cluster',
  ring: 'stable',
  domains: ['aos.bayview-hospital.example', 'cases.bayview-hospital.example'],
  // The hospital's own networks, and its VPN.
  exposure: { allowedCidrs: ['172.20.0.0/16', '198.51.100.128/25'], remoteCalls: 'refused' },
  plan: 'large',
  odoo: {
    modules: [...caseManagement, ...finance],
    replicas: 2,
    config: { limit_time_real: 900, limit_time_cpu: 450 },
  },
  database: {
    instances: 2,
    storageGiB: 500,
    parameters: { work_mem: '32MB', random_page_cost: '1.1', log_min_duration_statement: '1000ms' },
  },
  filestore: { storageGiB: 500 },
  integrations: [
    mailRelay,
    {
      name: 'clinical-records',
      purpose: 'Admissions and discharges from the hospital, over its private network.',
      cidrs: ['172.20.8.0/24'],
      ports: [443, 2575],
      protocol: 'TCP',
    },
    { name: 'eligibility', purpose: 'Insurance eligibility.', host: 'api.eligibility.example', ports: [443] },
    { name: 'syslog', purpose: 'Audit log to the hospital.', cidrs: ['172.20.9.5/32'], ports: [514], protocol: 'UDP' },
  ],
  owners: [operations, { name: 'Bayview IT', email: 'it@bayview-hospital.example' }],
});
