"""Makes a staging tenant's database harmless by Odoo's own means, checks the result, and makes a copy a database of its own.

FLEET_STAGING names the copy, `<tenant>/<generation>`; only the pods of staging tenants have it. Without it nothing here
does anything but fail: in production all mail servers and scheduled actions would be gone for good.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from psycopg2.extensions import connection as Connection

from fleet_database import NEUTRALIZED, State, connect, fail, read_options, say
from fleet_process import Termination, run_command

# The host of the one mail server that Odoo puts in the place of all others (base/data/neutralize.sql, 18.0 and 19.0).
NOWHERE = "invalid"


def staging_copy() -> str | None:
    """The name of the copy that this tenant's database must be; None for production."""
    return os.environ.get("FLEET_STAGING")


def is_other_copy(state: State) -> bool:
    """Whether a staging tenant's database was never made its own: it is new, or comes from a backup."""
    copy = staging_copy()
    return copy is not None and state.parameters.get(NEUTRALIZED) != copy


def faults(connection: Connection) -> list[str]:
    """What of the database can still reach out."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM ir_config_parameter WHERE key = 'database.is_neutralized'")
        row = cursor.fetchone()
        if row is None or row[0].lower() != "true":
            found.append("database.is_neutralized is not set")
        cursor.execute(
            "SELECT name FROM ir_mail_server WHERE active AND smtp_host IS DISTINCT FROM %s ORDER BY name", (NOWHERE,)
        )
        found += [f"mail server {name} is active" for (name,) in cursor.fetchall()]
        cursor.execute("SELECT to_regclass('fetchmail_server')")
        if cursor.fetchone() != (None,):
            cursor.execute("SELECT name FROM fetchmail_server WHERE active ORDER BY name")
            found += [f"incoming mail server {name} is active" for (name,) in cursor.fetchall()]
    return found


def neutralize(connection: Connection, termination: Termination) -> int:
    """Runs `odoo neutralize` over all installed modules; the exit code is Odoo's. Fails when something is still active."""
    if not staging_copy():
        fail("The database is not that of a staging tenant, so it is not neutralised.")
    options = read_options(Path(os.environ["ODOO_RC"]))["options"]
    termination.obey()
    # Options of the server are none of this command in every series.
    code = run_command(["neutralize", "-d", options["db_name"]], termination)
    termination.obey()
    if code != 0:
        return code
    with connection.cursor() as cursor:
        # Each run adds its mail server to nowhere; one is enough.
        cursor.execute(
            "DELETE FROM ir_mail_server WHERE active AND smtp_host = %s AND id <>"
            " (SELECT max(id) FROM ir_mail_server WHERE active AND smtp_host = %s)",
            (NOWHERE, NOWHERE),
        )
    left = faults(connection)
    if left:
        fail(f"Odoo ended without an error but the database is not neutral: {', '.join(left)}.")
    say("the database is neutralised")
    return 0


def forget_credentials(connection: Connection) -> None:
    """Removes what production's mail servers let in with: Odoo only deactivates them, and somebody may activate them."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ir_mail_server SET smtp_user = NULL, smtp_pass = NULL WHERE smtp_host <> %s", (NOWHERE,))
        cursor.execute("SELECT to_regclass('fetchmail_server')")
        if cursor.fetchone() != (None,):
            cursor.execute('UPDATE fetchmail_server SET "user" = NULL, password = NULL')


def identity(copy: str) -> dict[str, str]:
    """What tells a copy from its source: with the secret of another database, sessions and signed links would be valid here."""
    return {
        "database.uuid": str(uuid.uuid4()),
        "database.secret": str(uuid.uuid4()),
        NEUTRALIZED: copy,
    }


if __name__ == "__main__":
    # By hand, when somebody has switched on what was off.
    raise SystemExit(neutralize(connect(Path(os.environ["ODOO_RC"]), 60), Termination()))
