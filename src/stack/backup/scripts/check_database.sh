#!/bin/sh
# Second step of the restore drill: recovers the restored database in this container only, and checks what is in it.
# Leaves the names of the newest attachments in $FLEET_WORK/sample for check_files.sh.
set -eu
work=${FLEET_WORK:-/work}
database=${FLEET_DATABASE:-odoo}
here=${FLEET_SCRIPTS:-/opt/fleet}
for folder in /usr/lib/postgresql/*/bin; do PATH=$PATH:$folder; done
export PATH PGHOST="$work/socket" PGUSER=postgres PGDATABASE="$database" LC_ALL=C TZ=UTC

fail() {
  echo "fleet: $1" >&2
  exit 1
}

# Nothing of the old server's configuration is used, and nobody but this container can connect.
mkdir -p "$work/socket"
echo 'local all all trust' > "$work/hba.conf"
cat > "$work/drill.conf" <<CONF
data_directory = '$PGDATA'
hba_file = '$work/hba.conf'
unix_socket_directories = '$work/socket'
listen_addresses = ''
restore_command = '/bin/sh $here/wal_hand_over.sh restore "%f" "%p"'
recovery_target_timeline = 'latest'
# Without it the limits of the old server need not be met.
hot_standby = off
archive_mode = off
max_connections = 20
shared_buffers = 128MB
fsync = off
log_timezone = 'UTC'
CONF

pg_ctl start -D "$PGDATA" -W -l "$work/log" -o "-c config_file=$work/drill.conf" > /dev/null
# Until all of the log is replayed the server refuses connections; the Job's deadline ends the wait.
until pg_isready --quiet; do
  sleep 0.5
  pg_ctl status -D "$PGDATA" > /dev/null || {
    tail -n 20 "$work/log" >&2
    fail 'The restored database does not start.'
  }
done
ask() {
  psql --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 --command="$1" || fail 'The restored database does not answer.'
}

# The newest of: the last commit in the log, the end of the base backup.
committed=$(sed -n 's/.*last completed transaction was at log time \(.*\)/\1/p' "$work/log" | tail -n 1)
newest=$(cat "$PGDATA.ended")
if [ -n "$committed" ]; then
  seconds=$(date -d "$committed" +%s)
  if [ "$seconds" -gt "$newest" ]; then newest=$seconds; fi
fi
age=$((($(date +%s) - newest) / 60))
if [ "$age" -gt "$FLEET_MOST_MINUTES" ]; then
  fail "The newest restored commit is $age minutes old, must be at most $FLEET_MOST_MINUTES."
fi

modules=$(ask "SELECT count(*) FROM ir_module_module WHERE state = 'installed'")
if [ "$modules" -lt 1 ]; then fail 'The restored database has 0 installed modules, must have at least 1.'; fi
users=$(ask 'SELECT count(*) FROM res_users')
if [ "$users" -lt 1 ]; then fail 'The restored database has 0 users, must have at least 1.'; fi
image=$(ask "SELECT value FROM ir_config_parameter WHERE key = 'fleet.image'")
if [ -z "$image" ]; then fail 'The restored database has no parameter fleet.image, must have the one of its last migration.'; fi

# Attachments that are newer than the newest copy of the files cannot be in it yet.
ask "SELECT store_fname FROM (SELECT store_fname, max(id) AS newest FROM ir_attachment WHERE store_fname IS NOT NULL
  AND create_date < now() AT TIME ZONE 'UTC' - interval '$FLEET_FILES_MINUTES minutes' GROUP BY store_fname) AS files
  ORDER BY newest DESC LIMIT ${FLEET_SAMPLE:-50}" > "$work/sample"

if [ "$(ask "SELECT count(*) FROM pg_available_extensions WHERE name = 'amcheck'")" = 1 ]; then
  pg_amcheck --install-missing --database="$database" > "$work/amcheck" 2>&1 || {
    tail -n 20 "$work/amcheck" >&2
    fail 'The restored database has damaged tables or indexes.'
  }
fi
pg_ctl stop -D "$PGDATA" -w -m fast > /dev/null
if [ "$(pg_controldata -D "$PGDATA" | sed -n 's/^Data page checksum version: *//p')" != 0 ]; then
  pg_checksums --check -D "$PGDATA" > "$work/checksums" 2>&1 || {
    tail -n 20 "$work/checksums" >&2
    fail 'The restored database has damaged pages.'
  }
fi
echo "fleet: the restored database is $age minutes old and sound: $modules modules, $users users, image $image"
