#!/bin/sh
# Copies Odoo's files, encrypted, and lets go of copies that no restore needs any more.
#   FLEET_TAG `filestore`: kept for FLEET_KEEP_DAYS; `archive`: one of each month, kept for FLEET_KEEP_MONTHS; `final`: the
#   last one, kept until somebody removes it.
set -eu
export TZ=UTC
. "${FLEET_SCRIPTS:-/opt/fleet}/restic_store.sh"
files=${FLEET_FILES:-/var/lib/odoo/filestore}

open_repository
if [ ! -d "$files" ]; then
  # A tenant that never ran has no files. One that had some must not lose its copies quietly.
  [ -z "$(copies filestore)" ] || fail "$files is gone, must be there as in the earlier copies."
  say 'there are no files yet'
  exit 0
fi
restic backup --quiet --host fleet --tag "$FLEET_TAG" "$files" || fail "The files could not be copied: restic ends with $?."
say 'the files are copied'

let_go
# Removing what no copy uses any more reads the whole index: once a day, not after each copy.
if [ "$(date +%H)" = "${FLEET_PRUNE_HOUR:-03}" ]; then restic prune --quiet; fi
