import { defineTenant } from 'aos-fleet';
import { europe, operations, zone } from './shared/contacts.ts';
import { office } from './shared/modules.ts';

export default defineTenant({
  id: 'glen-therapie',
  name: 'Glen Thérapie',
  class: 'external',
  dataClassification: 'phi',
  contract: { baa: 'DPA-2025-090', residency: 'eu-west' },
  placement: europe,
  ring: 'stable',
  domains: [`glen.${zone}`],
  plan: 'large',
  odoo: { modules: office, language: 'fr_FR', replicas: 1 },
  database: { engine: 'statefulset', storageGiB: 100 },
  filestore: { storageGiB: 60 },
  owners: [operations],
  lifecycle: 'suspended',
});
