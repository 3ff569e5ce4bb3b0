#!/bin/sh
# Last step of the restore drill: the files of the newest attachments are in the newest copy, and are what their names say.
set -eu
export TZ=UTC
. "${FLEET_SCRIPTS:-/opt/fleet}/restic_store.sh"
work=${FLEET_WORK:-/work}
files=${FLEET_FILES:-/var/lib/odoo/filestore}/${FLEET_DATABASE:-odoo}

newest=$(copies filestore | tail -n 1)
[ -n "$newest" ] || fail 'There is no copy of the files.'
id=${newest##* }
age=$((($(date +%s) - $(date -d "${newest% *}" +%s)) / 60))
[ "$age" -le "$FLEET_MOST_FILES_MINUTES" ] || fail "The newest copy of the files is $age minutes old, must be at most $FLEET_MOST_FILES_MINUTES."

count=$(wc -l < "$work/sample")
if [ "$count" -gt 0 ]; then
  set --
  while read -r name; do set -- "$@" --include "/$name"; done < "$work/sample"
  restic restore --quiet "$id:$files" --target "$work/files" "$@" || fail "The files cannot be restored: restic ends with $?."
  while read -r name; do
    [ -f "$work/files/$name" ] || fail "File $name is missing in the newest copy, must be there for its attachment."
    # Odoo names a file after the digest of its content.
    digest=$(sha1sum < "$work/files/$name")
    [ "${digest%% *}" = "${name##*/}" ] || fail "File $name has another content than its name says."
  done < "$work/sample"
fi
say "the newest copy of the files is $age minutes old and has the $count files that were looked for"
