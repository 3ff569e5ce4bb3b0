#!/bin/sh
# The database of the monthly archive and of the final backup: portable text for pg_restore, sent encrypted without a file in
# between. FLEET_TAG `archive` or `final`.
set -eu
. "${FLEET_SCRIPTS:-/opt/fleet}/restic_store.sh"

open_repository
restic backup --quiet --host fleet --tag "$FLEET_TAG" --stdin-filename odoo.dump --stdin-from-command -- \
  pg_dump --format=custom --compress=0 --no-password || fail "The database could not be dumped: restic ends with $?."
let_go
say 'the database is dumped'
