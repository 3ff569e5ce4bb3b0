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

# Lets go of copies with the tag FLEET_TAG that no restore needs any more. Copies with another tag are never touched.
let_go() {
  case $FLEET_TAG in
    archive) keep="--keep-monthly $FLEET_KEEP_MONTHS" ;;
    final) keep='--keep-last 1' ;;
    *) keep="--keep-within ${FLEET_KEEP_DAYS}d" ;;
  esac
  # shellcheck disable=SC2086
  restic forget --quiet --host fleet --tag "$FLEET_TAG" --group-by host,paths $keep
}
