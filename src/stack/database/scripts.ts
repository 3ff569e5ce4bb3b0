/** SQL that makes a new database, and the files of the StatefulSet engine: who may connect, and what is made in a new data folder. */
import { names } from '../names.ts';

/**
 * The superuser comes only from inside the pod, by the operating system's user; the tenant's role only over TLS; the role
 * that takes base backups only with its certificate, and into no database with data.
 */
export const clientRules = `local all postgres peer
local all all reject
hostssl postgres backup all cert
hostssl ${names.databaseName},postgres ${names.databaseRole} all scram-sha-256
host all all all reject
`;

/**
 * How both engines make Odoo's database: ordered by bytes, so that indexes never depend on the system's library, and with
 * the letters of all scripts, without which search tells upper from lower case outside of ASCII and finds no trigrams.
 */
export const collation = { collate: 'C', letters: 'C.UTF-8' } as const;

/**
 * What Odoo does only in databases that it creates itself, and a superuser has to do. Odoo uses trigram indexes for its
 * searches only when `unaccent` is immutable.
 */
export const applicationSql: readonly string[] = [
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  'CREATE EXTENSION IF NOT EXISTS unaccent',
  'ALTER FUNCTION unaccent(text) IMMUTABLE',
];

/** The role that takes base backups, with what barman asks for and no more: it reads no table. */
export const backupRoleSql: readonly string[] = [
  'CREATE ROLE backup LOGIN IN ROLE pg_checkpoint, pg_read_all_settings, pg_read_all_stats',
  'GRANT EXECUTE ON FUNCTION pg_backup_start(text, boolean), pg_backup_stop(boolean), pg_switch_wal(), pg_create_restore_point(text) TO backup',
];

/**
 * Run once by the image's entry point, before the server listens. psql reads the password itself, so that it stands in no
 * argument list. The public schema of a new database belongs to the database's owner.
 */
export const initScript = `#!/bin/sh
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres <<'SQL'
\\set password \`cat /run/secrets/database/password\`
CREATE ROLE ${names.databaseRole} LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'password';
${backupRoleSql.join(';\n')};
CREATE DATABASE ${names.databaseName} OWNER ${names.databaseRole} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE '${collation.collate}' LC_CTYPE '${collation.letters}';
REVOKE ALL ON DATABASE ${names.databaseName} FROM PUBLIC;
\\connect ${names.databaseName}
${applicationSql.join(';\n')};
SQL
`;

/**
 * Gives the roles the passwords that the Secrets hold now, after every start: PostgreSQL reads them only for a new data
 * folder, so that after a rotation the old one would stay, and after a restore that of the source. Waits until the server
 * itself listens, not the one of the image's entry point that runs the script above, and until it recovers no more. The
 * statements stand in no log, whatever is logged.
 */
export const passwordScript = `#!/bin/sh
set -eu
ask() {
  psql --no-psqlrc --tuples-only --no-align --username=postgres --dbname=postgres "$@"
}
# psql takes a file that is not there for an empty password.
test -s /run/secrets/database/password
test -s /run/secrets/superuser/password
until pg_isready --quiet --host=127.0.0.1 && [ "$(ask --command='SELECT NOT pg_is_in_recovery()')" = t ]; do
  sleep 1
done
ask --quiet --set=ON_ERROR_STOP=1 <<'SQL'
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
\\set password \`cat /run/secrets/database/password\`
ALTER ROLE ${names.databaseRole} PASSWORD :'password';
\\set password \`cat /run/secrets/superuser/password\`
ALTER ROLE postgres PASSWORD :'password';
SQL
`;
