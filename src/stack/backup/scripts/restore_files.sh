#!/bin/sh
# Brings back Odoo's files: the newest copy, and for a moment in the past the copies just before and after it, since files
# that were removed later are only in those. Names are digests of contents, so that what is there already stays right.
set -eu
export TZ=UTC
. "${FLEET_SCRIPTS:-/opt/fleet}/restic_store.sh"
files=${FLEET_FILES:-/var/lib/odoo/filestore}
list=${TMPDIR:-/tmp}/copies

copies filestore > "$list"
[ -s "$list" ] || fail 'There is no copy of the files.'
wanted=$(tail -n 1 "$list")
if [ -n "${FLEET_TIME:-}" ]; then
  moment=$(echo "$FLEET_TIME" | sed 's/T/ /; s/Z$//')
  wanted="$wanted
$(awk -v moment="$moment" '$1 " " $2 <= moment' "$list" | tail -n 1)
$(awk -v moment="$moment" '$1 " " $2 > moment' "$list" | head -n 1)"
fi
mkdir -p "$files"
echo "$wanted" | awk 'NF == 3 { print $3 }' | sort -u | while read -r id; do
  restic restore --quiet --overwrite never "$id:$files" --target "$files" || fail "Copy $id cannot be restored: restic ends with $?."
  say "copy $id of the files is restored"
done
