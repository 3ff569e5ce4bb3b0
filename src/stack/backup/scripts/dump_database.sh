#!/bin/sh
# First step of the monthly archive: the database as portable text for pg_restore, sent encrypted without a file in between.
set -eu
. "${FLEET_SCRIPTS:-/opt/fleet}/restic_store.sh"

open_repository
restic backup --quiet --host fleet --tag archive --stdin-filename odoo.dump --stdin-from-command -- \
  pg_dump --format=custom --compress=0 --no-password || fail "The database could not be archived: restic ends with $?."
restic forget --quiet --host fleet --tag archive --group-by host,paths --keep-monthly "$FLEET_KEEP_MONTHS"
say 'the database is archived'
