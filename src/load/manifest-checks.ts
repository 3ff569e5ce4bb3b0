/** The checks that reading manifests makes, for reports that list their rules. */
import type { Rule } from '../model/report.ts';

/** Sorted by id. */
export const manifestChecks: readonly Rule[] = [
  {
    id: 'manifest-alias-bomb',
    severity: 'error',
    title: 'YAML aliases expand to a bounded size',
    why: 'A few lines of nested aliases expand to millions of values and exhaust whoever reads them.',
    fix: 'Write the repeated values out, or remove the aliases.',
  },
  {
    id: 'manifest-duplicate-key',
    severity: 'error',
    title: 'A mapping has each key once',
    why: 'Readers disagree about which of two values counts, so that a review or a check sees another object than the cluster.',
    fix: 'Remove all but one of the entries with this key.',
  },
  {
    id: 'manifest-link',
    severity: 'error',
    title: 'A folder of manifests holds its files itself',
    why: 'A link that leads elsewhere is not read, so what it leads to is not examined.',
    fix: 'Replace the link by a copy of the file, or remove it.',
  },
  {
    id: 'manifest-not-an-object',
    severity: 'error',
    title: 'Every document is a Kubernetes object',
    why: 'A document without apiVersion and kind cannot be applied, nor examined.',
    fix: 'Add apiVersion and kind, or keep the file out of the folder of manifests; render charts and templates first.',
  },
  {
    id: 'manifest-unreadable',
    severity: 'error',
    title: 'Every document can be read, and by all readers alike',
    why: 'What cannot be read cannot be examined, and what readers read differently may be harmless here and harmful in the cluster.',
    fix: 'Correct the text at this place; render charts and templates first.',
  },
];
