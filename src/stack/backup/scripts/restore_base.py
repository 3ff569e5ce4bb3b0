"""Restores a base backup into a new folder, from which the server then replays the log.

The newest one, or the newest that ended before FLEET_TIME. A folder that holds a database already is left as it is.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from barman_cloud import call, fail, finished_backups, say, server


def moment(text: str) -> datetime:
    """A time with its zone; barman's own have none where they mean UTC."""
    read = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return read if read.tzinfo else read.replace(tzinfo=timezone.utc)


def choose(wanted: str) -> dict[str, str]:
    backups = finished_backups()
    if not backups:
        fail(f"There is no complete base backup of {server()}.")
    if wanted:
        backups = [each for each in backups if moment(each["end_time_iso"]) <= moment(wanted)]
        if not backups:
            fail(f"There is no base backup of {server()} that ended before {wanted}.")
    return backups[-1]


def check_age(backup: dict[str, str], most_minutes: str) -> None:
    """A drill wants a backup of the last schedule, not one of last month."""
    ended = moment(backup["end_time_iso"])
    if most_minutes and datetime.now(timezone.utc) - ended > timedelta(minutes=int(most_minutes)):
        fail(f"The newest base backup of {server()} ended at {backup['end_time_iso']}, must be at most {most_minutes} minutes old.")


def main() -> None:
    data = Path(os.environ["PGDATA"])
    if (data / "PG_VERSION").exists():
        say(f"{data} holds a database already")
        return
    backup = choose(os.environ.get("FLEET_TIME", ""))
    check_age(backup, os.environ.get("FLEET_MOST_BASE_MINUTES", ""))
    draft = data.with_name(f"{data.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if call("restore", [], [backup["backup_id"], str(draft)]).returncode != 0:
        fail(f"Base backup {backup['backup_id']} of {server()} could not be restored.")
    # Settings of the old server's own folder must not reach the new one: it gets all of them on its command line.
    (draft / "postgresql.auto.conf").write_text("", encoding="utf-8")
    (draft / "standby.signal").unlink(missing_ok=True)
    (draft / "recovery.signal").touch()
    # When it ended, for whoever checks what was restored.
    ended = moment(backup["end_time_iso"])
    data.with_name(f"{data.name}.ended").write_text(f"{int(ended.timestamp())}\n", encoding="utf-8")
    if data.exists():
        data.rmdir()
    draft.rename(data)
    say(f"base backup {backup['backup_id']} of {server()} is restored")


if __name__ == "__main__":
    main()
    sys.exit(0)
