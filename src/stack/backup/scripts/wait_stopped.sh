#!/bin/sh
# First step of the final backup: waits until Odoo has let go of the database, so that what follows is its last state.
set -eu
export PGCONNECT_TIMEOUT=10
# Seconds between two looks, how many quiet looks in a row are wanted, and how many there may be at most: an hour and a half.
pause=${FLEET_PAUSE:-15}
wanted=${FLEET_QUIET_LOOKS:-4}
most=${FLEET_MOST_LOOKS:-360}

quiet=0
looks=0
found='no answer'
while [ "$quiet" -lt "$wanted" ]; do
  if [ "$looks" -ge "$most" ]; then
    echo "fleet: Odoo still uses the database ($found), must have stopped." >&2
    exit 1
  fi
  looks=$((looks + 1))
  # A database that was asleep does not answer yet.
  found=$(psql --no-psqlrc --no-password --quiet --no-align --tuples-only --command \
    "SELECT count(*) || ' sessions' FROM pg_stat_activity WHERE backend_type = 'client backend'
      AND usename = current_user AND pid <> pg_backend_pid()") || found='no answer'
  if [ "$found" = '0 sessions' ]; then quiet=$((quiet + 1)); else quiet=0; fi
  sleep "$pause"
done
echo 'fleet: Odoo has stopped'
