import { defineTenant } from 'aos-fleet';
import { operations, unitedStates, zone } from './shared/contacts.ts';
import { workforce } from './shared/modules.ts';

export default defineTenant({
  id: 'dune-staffing',
  name: 'Dune Staffing',
  class: 'external',
  dataClassification: 'pii',
  contract: {},
  placement: unitedStates,
  ring: 'early',
  domains: [`dune.${zone}`],
  plan: 'small',
  odoo: { modules: workforce, language: 'es_MX' },
  owners: [operations],
});
