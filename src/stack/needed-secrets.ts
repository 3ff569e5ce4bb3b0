/** Which Secrets a tenant needs in its namespace, and where each value comes from: the one list that all parts go by. */
import type { Tenant } from '../model/fleet.ts';
import { names } from './names.ts';

export interface NeededSecret {
  readonly name: string;
  readonly type: 'Opaque' | 'kubernetes.io/basic-auth';
  /** By key, sorted. */
  readonly values: Readonly<Record<string, ValueSource>>;
  /** Labels that its consumer looks for. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether a new value takes effect by itself, or what must be done first; for who rotates it. */
  readonly whenChanged: string;
}

/** `generated`: drawn at random. `given`: someone else decides it. Any other text is the value itself, which is no secret. */
export type ValueSource = { readonly from: 'generated' } | { readonly from: 'given' } | { readonly fixed: string };

const generated: ValueSource = { from: 'generated' };
const given: ValueSource = { from: 'given' };

/** The names of all Secrets that any tenant may need, sorted. */
export const possibleSecrets: readonly string[] = [
  names.backupRepository,
  names.backupStore,
  names.databaseCredentials,
  names.databaseSuperuser,
  names.adminSecret,
  names.productionBackup,
];

/** Sorted by name. */
export function neededSecrets(tenant: Tenant): readonly NeededSecret[] {
  return [
    ...(hasObjectStore(tenant) ? [backupRepository, backupStore] : []),
    databaseApp(tenant),
    ...(tenant.spec.database.engine === 'statefulset' ? [databaseSuperuser] : []),
    odooAdmin,
    ...(tenant.spec.database.restoreFrom?.tenant === undefined ? [] : [productionBackup]),
  ];
}

/** Where there is an object store, there are backups. */
function hasObjectStore({ cluster }: Tenant): boolean {
  return 'objectStore' in cluster && cluster.objectStore !== undefined;
}

const backupRepository: NeededSecret = {
  name: names.backupRepository,
  type: 'Opaque',
  values: { password: generated },
  whenChanged:
    'Existing backups stay encrypted with the old password: add the new one to the repository first (docs/runbooks/rotate-secrets.md).',
};

const backupStore: NeededSecret = {
  name: names.backupStore,
  type: 'Opaque',
  values: { ACCESS_KEY_ID: given, ACCESS_SECRET_KEY: given },
  whenChanged: 'Let the old key live until a backup has run with the new one, then delete it at the object store.',
};

function databaseApp({ spec }: Tenant): NeededSecret {
  return {
    name: names.databaseCredentials,
    type: 'kubernetes.io/basic-auth',
    values: { password: generated, username: { fixed: names.databaseRole } },
    // CloudNativePG sets the role's password when such a Secret changes, instead of at its next look.
    ...(spec.database.engine === 'cloudnative-pg' && { labels: { 'cnpg.io/reload': 'true' } }),
    whenChanged: 'PostgreSQL takes it over, and the pods of Odoo are replaced: expect a minute or two of errors.',
  };
}

const databaseSuperuser: NeededSecret = {
  name: names.databaseSuperuser,
  type: 'Opaque',
  values: { password: generated },
  whenChanged: 'Nothing logs in with it: the superuser comes from inside the pod alone.',
};

const odooAdmin: NeededSecret = {
  name: names.adminSecret,
  type: 'Opaque',
  values: { password: generated },
  whenChanged: 'It is only the first password: change the password of a running tenant in Odoo.',
};

const productionBackup: NeededSecret = {
  name: names.productionBackup,
  type: 'Opaque',
  values: { ACCESS_KEY_ID: given, ACCESS_SECRET_KEY: given, password: given },
  whenChanged: 'It is read while a copy is made, and not afterwards.',
};
