# Sourced by the programs that use restic: the repository, made when it is not there yet.

say() {
  echo "fleet: $1"
}

fail() {
  echo "fleet: $1" >&2
  exit 1
}

# Another program may hold the repository for a while, such as the one that prunes it. Whoever may only read there cannot
# make a lock: a copy that is pruned meanwhile fails, and the Job tries again.
restic() {
  command restic ${FLEET_READ_ONLY:+--no-lock} --retry-lock 15m "$@"
}

# 10: there is no repository. Anything else, such as a wrong password, must not make a second one.
open_repository() {
  code=0
  restic cat config > /dev/null 2>&1 || code=$?
  case $code in
    0) restic unlock --quiet ;;
    10) restic init --quiet || fail 'The repository cannot be made.' ;;
    *) fail "The repository cannot be opened: restic ends with $code." ;;
  esac
}

# Time and id of every copy with a tag, the oldest first: `2026-11-24 09:30:00 1a2b3c4d`.
copies() {
  restic snapshots --compact --tag "$1" | awk '$2 ~ /^[0-9]+-[0-9]+-[0-9]+$/ { print $2, $3, $1 }' | sort
}
