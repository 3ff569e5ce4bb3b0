#!/bin/sh
# Archive and restore command of PostgreSQL: hands a segment of the log to wal_agent.py in the container beside it, and waits.
#   wal_hand_over.sh archive <path> <name>      wal_hand_over.sh restore <name> <path>
set -eu
folder=${FLEET_HAND_OVER:-/run/wal}
# Tenths of a second.
patience=${FLEET_PATIENCE:-3000}

wait_for() {
  while [ "$patience" -gt 0 ]; do
    for sign in "$@"; do
      if [ -e "$sign" ]; then return 0; fi
    done
    patience=$((patience - 1))
    sleep 0.1
  done
  return 1
}

case $1 in
  archive)
    path=$2
    request=$folder/archive/$3
    rm -f "$request" "$request.done" "$request.failed"
    cp "$path" "$request.part"
    mv "$request.part" "$request"
    # Without an answer PostgreSQL keeps the segment and asks again.
    wait_for "$request.done" "$request.failed" || exit 1
    if [ -e "$request.done" ]; then
      rm -f "$request.done"
      exit 0
    fi
    rm -f "$request.failed"
    exit 1
    ;;
  restore)
    answer=$folder/restore/$2
    # 255 makes PostgreSQL give up instead of taking trouble for the end of the log.
    wait_for "$folder/ready" || exit 255
    rm -f "$answer" "$answer.missing" "$answer.failed"
    : > "$answer.wanted"
    wait_for "$answer" "$answer.missing" "$answer.failed" || exit 255
    if [ -e "$answer" ]; then
      mv "$answer" "$3"
      exit 0
    fi
    if [ -e "$answer.missing" ]; then
      rm -f "$answer.missing"
      exit 1
    fi
    rm -f "$answer.failed"
    exit 255
    ;;
  *)
    echo "fleet: $1 is neither archive nor restore." >&2
    exit 2
    ;;
esac
