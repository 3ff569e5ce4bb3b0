"""Init container of web and cron: waits until the database is at the wanted image and modules.

Environment: ODOO_RC, FLEET_IMAGE, FLEET_MODULES (comma separated), and for a staging tenant FLEET_STAGING. It waits without
a limit: a pod that serves too early would corrupt data, or send mail to production's customers from a copy of their
database; one that waits only shows in its status.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import closing
from pathlib import Path

sys.dont_write_bytecode = True

import psycopg2

from fleet_database import NEUTRALIZED, STARTED, State, fail, first_line, open_database, read_state, say
from fleet_neutralize import faults, staging_copy

POLL_SECONDS = 2
REPORT_SECONDS = 30


def reason_to_wait(state: State, image: str, modules: str) -> str | None:
    """Why the database cannot be served yet, or None when it can."""
    if not state.initialised:
        return "the database is not initialised"
    if STARTED in state.parameters:
        return f"a migration to {state.parameters[STARTED]} has begun and not ended"
    # A copy of production comes with production's image and modules: only this tells that it may be served.
    copy = staging_copy()
    neutralized = [] if copy is None else [(NEUTRALIZED, copy)]
    for key, value in (*neutralized, ("fleet.image", image), ("fleet.modules", modules)):
        found = state.parameters.get(key, "not set")
        if found != value:
            return f"{key} is {found}, must be {value}"
    pending = state.pending()
    return f"modules are not settled: {', '.join(pending)}" if pending else None


def look(path: Path, image: str, modules: str) -> str | None:
    """Looks at the database once, over a connection of its own, so that a failover is outlived."""
    try:
        with closing(open_database(path)) as connection:
            reason = reason_to_wait(read_state(connection), image, modules)
            if reason is None and staging_copy() is not None:
                reason = ", ".join(faults(connection)) or None
            return reason
    except psycopg2.Error as error:
        return f"the database cannot be reached: {first_line(error)}"


def main() -> None:
    """Polls until there is no reason to wait any more."""
    # Without a handler, a process with id 1 ignores SIGTERM.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    path, image = Path(os.environ["ODOO_RC"]), os.environ["FLEET_IMAGE"]
    modules = ",".join(sorted(os.environ["FLEET_MODULES"].split(",")))
    reported = float("-inf")
    while (reason := look(path, image, modules)) is not None:
        if time.monotonic() - reported >= REPORT_SECONDS:
            reported = time.monotonic()
            say(f"waiting: {reason}")
        time.sleep(POLL_SECONDS)
    say("the database is migrated")


if __name__ == "__main__":
    try:
        main()
    except KeyError as error:
        fail(f"The environment variable or option {error.args[0]} is missing.")
