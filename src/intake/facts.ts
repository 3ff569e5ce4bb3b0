/** What is asked about a new tenant, by flags, on a terminal and in the issue form: one list for all three. */

/** How an answer is given. */
export type FactKind = 'text' | 'choice' | 'number' | 'list' | 'people';

export interface Fact {
  /** Long name of its flag, without dashes. The id is an argument instead. */
  readonly flag: string;
  /** Where it stands in a spec. */
  readonly path: readonly string[];
  readonly kind: FactKind;
  /** Label in the issue form, and the question on a terminal. */
  readonly label: string;
  /** What a person must know who answers. */
  readonly help: string;
  /** A good answer, to show its form. */
  readonly example: string;
  /** Whether a tenant can be without it. */
  readonly isOptional?: true;
}

/** In the order in which they are asked, and in which a spec says them. */
export const facts: readonly Fact[] = [
  {
    flag: 'id',
    path: ['id'],
    kind: 'text',
    label: 'Id',
    help: 'Name of the tenant everywhere: lower case letters, digits and dashes. It never changes.',
    example: 'acme-care',
  },
  { flag: 'name', path: ['name'], kind: 'text', label: 'Name', help: 'For people.', example: 'Acme Care' },
  {
    flag: 'class',
    path: ['class'],
    kind: 'choice',
    label: 'Class',
    help: "Whose data it holds: internal (our own), external (a customer's), demo (invented data only).",
    example: 'external',
  },
  {
    flag: 'data-classification',
    path: ['dataClassification'],
    kind: 'choice',
    label: 'Data classification',
    help: 'The most sensitive data that it will hold. A demo is public or internal.',
    example: 'phi',
  },
  {
    flag: 'baa',
    path: ['contract', 'baa'],
    kind: 'text',
    label: 'Business Associate Agreement',
    help: 'Reference of the signed agreement. An external tenant with phi must have one.',
    example: 'BAA-2026-017',
    isOptional: true,
  },
  {
    flag: 'residency',
    path: ['contract', 'residency'],
    kind: 'choice',
    label: 'Residency',
    help: 'Region that the data may not leave.',
    example: 'us-east',
  },
  {
    flag: 'cluster',
    path: ['placement', 'cluster'],
    kind: 'choice',
    label: 'Cluster',
    help: 'Where it runs; a cluster of that region.',
    example: 'us-east-1',
  },
  {
    flag: 'isolation',
    path: ['isolation'],
    kind: 'choice',
    label: 'Isolation',
    help: 'namespace (shared nodes), node (nodes of its own) or cluster (one dedicated to it).',
    example: 'namespace',
  },
  {
    flag: 'ring',
    path: ['ring'],
    kind: 'choice',
    label: 'Ring',
    help: 'Decides when releases reach it: the first ring gets them first.',
    example: 'stable',
  },
  {
    flag: 'domain',
    path: ['domains'],
    kind: 'list',
    label: 'Domains',
    help: 'Host names under which it is reached; the first is the main one.',
    example: 'acme.example.org',
  },
  {
    flag: 'plan',
    path: ['plan'],
    kind: 'choice',
    label: 'Plan',
    help: 'small (up to 15 users), medium (up to 40) or large (up to 100).',
    example: 'small',
  },
  {
    flag: 'module',
    path: ['odoo', 'modules'],
    kind: 'list',
    label: 'Odoo modules',
    help: 'Technical names of the modules to install.',
    example: 'crm',
  },
  {
    flag: 'language',
    path: ['odoo', 'language'],
    kind: 'text',
    label: 'Language',
    help: 'Odoo locale with which the database is made; en_US unless given.',
    example: 'en_US',
    isOptional: true,
  },
  {
    flag: 'country',
    path: ['odoo', 'country'],
    kind: 'text',
    label: 'Country',
    help: 'Two letters, ISO 3166-1. Decides currency and chart of accounts when the database is made.',
    example: 'US',
    isOptional: true,
  },
  {
    flag: 'rpo-minutes',
    path: ['contract', 'rpoMinutes'],
    kind: 'number',
    label: 'Recovery point in minutes',
    help: 'How much data may be lost at most, as the contract says.',
    example: '60',
    isOptional: true,
  },
  {
    flag: 'rto-minutes',
    path: ['contract', 'rtoMinutes'],
    kind: 'number',
    label: 'Recovery time in minutes',
    help: 'How long a restore may take at most, as the contract says.',
    example: '240',
    isOptional: true,
  },
  {
    flag: 'retention-years',
    path: ['contract', 'retentionYears'],
    kind: 'number',
    label: 'Retention in years',
    help: 'For how many years each month can be read again, as the contract says.',
    example: '6',
    isOptional: true,
  },
  {
    flag: 'owner',
    path: ['owners'],
    kind: 'people',
    label: 'Owners',
    help: 'Who is told about it: name and address.',
    example: 'Operations <operations@example.org>',
  },
];

/** The fact that decides the value at a pointer into a spec; for an object of several facts, the one that it must have. */
export function factAt(pointer: string): Fact | undefined {
  if (pointer === '') return undefined;
  const paths = facts.map((fact) => [fact, `/${fact.path.join('/')}/`] as const);
  const [own] = paths.find(([, path]) => `${pointer}/`.startsWith(path)) ?? [];
  return own ?? paths.find(([fact, path]) => path.startsWith(`${pointer}/`) && fact.isOptional !== true)?.[0];
}
