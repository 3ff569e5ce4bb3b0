"""Takes a base backup of the StatefulSet engine's database, and lets go of backups and log that are too old."""

from __future__ import annotations

import os
import sys

from barman_cloud import call, encryption, fail, finished_backups, say, server


def main() -> None:
    connection = [f"--host={os.environ['FLEET_HOST']}", f"--port={os.environ.get('FLEET_PORT', '5432')}", "--user=backup"]
    options = ["--gzip", "--jobs=2", "--immediate-checkpoint", "--dbname=postgres", *connection, *encryption()]
    if call("backup", options, []).returncode != 0:
        fail(f"The base backup of {server()} failed.")
    say(f"base backup {finished_backups()[-1]['backup_id']} of {server()} is complete")
    days = int(os.environ["FLEET_RETENTION_DAYS"])
    window = f"--retention-policy=RECOVERY WINDOW OF {days} DAYS"
    if call("backup-delete", [window], []).returncode != 0:
        fail(f"Backups of {server()} older than {days} days could not be removed.")


if __name__ == "__main__":
    main()
    sys.exit(0)
