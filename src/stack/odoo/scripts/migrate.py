"""Migration Job: brings the tenant's database to the wanted image and modules. Safe to repeat at any time.

Environment: ODOO_RC, FLEET_IMAGE, FLEET_RELEASE, FLEET_MODULES (comma separated), FLEET_LANGUAGE, FLEET_BASE_URL;
optionally FLEET_COUNTRY, FLEET_ADMIN_PASSWORD_FILE, FLEET_ADMIN_SECONDS, FLEET_CONNECT_SECONDS and FLEET_LOCK_SECONDS, and for a
staging tenant FLEET_STAGING. The exit code is Odoo's.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True

import psycopg2
import pytz
from passlib.hash import pbkdf2_sha512
from psycopg2.extensions import connection as Connection

from fleet_database import STARTED, State, connect, fail, first_line, read_secret, read_state, say
from fleet_neutralize import faults, forget_credentials, identity, is_other_copy, neutralize, staging_copy
from fleet_process import Termination, run_odoo

# Key of the advisory lock, the ASCII codes of "fleet"; such locks are counted per database.
LOCK = 0x666C656574
# Parameter that stands in the database as soon as the company has its country.
COUNTRY = "fleet.country"
# `web` comes with every new database, but not with one whose initialisation was interrupted.
ALWAYS = ("base", "web")
ABSENT = (None, "uninstalled", "uninstallable", "to install")
# Odoo's own number for users' passwords (MIN_ROUNDS in res_users.py, 18.0 and 19.0).
ROUNDS = 600_000


def lock(connection: Connection, termination: Termination, seconds: float) -> None:
    """Takes the lock that lets one migration run at a time. It ends with the connection."""
    deadline = time.monotonic() + seconds
    reported = float("-inf")
    with connection.cursor() as cursor:
        while True:
            termination.obey()
            cursor.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,))
            if cursor.fetchone() == (True,):
                return
            if time.monotonic() >= deadline:
                fail(f"Another migration has held the lock for {seconds:g} s; this one gives up.")
            if time.monotonic() - reported >= 30:
                reported = time.monotonic()
                say("waiting: another migration of this database is running")
            time.sleep(1)


def decide(state: State, image: str, wanted: list[str], language: str, *, fresh: bool) -> list[str]:
    """What Odoo has to do, as arguments; none when the database is as wanted.

    `fresh`: this very image has just made the database, so that nothing in it needs an update.
    """
    # Only what is not there: `-i` of a module that is makes Odoo write its first data over the tenant's.
    missing = [name for name in dict.fromkeys([*ALWAYS, *wanted]) if state.modules.get(name) in ABSENT]
    install = ["-i", ",".join(missing)] if missing else []
    finished = state.parameters.get("fleet.image")
    # Until the first success the language may not have been reached.
    languages = [f"--load-language={language}"] if finished is None else []
    if fresh or not state.initialised:
        return [*install, *languages]
    if finished != image or STARTED in state.parameters or state.pending():
        return ["-u", "all", *install, *languages]
    return install


def set_country(connection: Connection, country: str) -> None:
    """Gives the company of a new database its country, currency and, where the country has one, time zone.

    What Odoo's own creation of databases does (`_initialize_db` in odoo/service/db.py, 18.0 and 19.0), but before any
    other module is there: `account` chooses the chart of accounts by the country when it is installed.
    """
    connection.autocommit = False
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT id, currency_id FROM res_country WHERE code = %s", (country,))
        found = cursor.fetchone()
        if found is None:
            fail(f"Odoo knows no country {country}.")
        country_id, currency_id = found
        cursor.execute("SELECT id, partner_id FROM res_company ORDER BY id LIMIT 1")
        company_id, partner_id = cursor.fetchone()
        cursor.execute("UPDATE res_partner SET country_id = %s WHERE id = %s", (country_id, partner_id))
        if currency_id is not None:
            cursor.execute("UPDATE res_currency SET active = TRUE WHERE id = %s", (currency_id,))
            cursor.execute("UPDATE res_company SET currency_id = %s WHERE id = %s", (currency_id, company_id))
        zones = pytz.country_timezones.get(country, [])
        if len(zones) == 1:
            cursor.execute(
                "UPDATE res_partner SET tz = %s WHERE id IN (SELECT partner_id FROM res_users)", (zones[0],)
            )
        cursor.execute("INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)", (COUNTRY, country))
    connection.autocommit = True
    say(f"the company is in {country}")


def store(connection: Connection, parameters: dict[str, str | None], admin_password: str | None = None) -> None:
    """Writes system parameters, removing those that are None, and the administrator's password, in one transaction."""
    connection.autocommit = False
    with connection, connection.cursor() as cursor:
        for key, value in parameters.items():
            if value is None:
                cursor.execute("DELETE FROM ir_config_parameter WHERE key = %s", (key,))
                continue
            cursor.execute(
                "INSERT INTO ir_config_parameter (key, value, create_uid, write_uid, create_date, write_date)"
                " VALUES (%s, %s, 1, 1, now() AT TIME ZONE 'utc', now() AT TIME ZONE 'utc') ON CONFLICT (key)"
                " DO UPDATE SET value = EXCLUDED.value, write_uid = 1, write_date = EXCLUDED.write_date"
                " WHERE ir_config_parameter.value IS DISTINCT FROM EXCLUDED.value",
                (key, value),
            )
        if admin_password is not None:
            hashed = pbkdf2_sha512.using(rounds=ROUNDS).hash(admin_password)
            # By its name in the code: in a copy of production it may log in by another one.
            cursor.execute(
                "UPDATE res_users SET password = %s WHERE id = (SELECT res_id FROM ir_model_data"
                " WHERE module = 'base' AND name = 'user_admin' AND model = 'res.users')",
                (hashed,),
            )
            if cursor.rowcount != 1:
                fail("The database has no user base.user_admin, so the first password cannot be set.")
    connection.autocommit = True


def await_secret(path: Path, seconds: float, termination: Termination) -> str:
    """Reads the first password, which may be made after this Job: its volume fills when the Secret appears."""
    deadline = time.monotonic() + seconds
    reported = float("-inf")
    while not path.exists() and time.monotonic() < deadline:
        termination.obey()
        if time.monotonic() - reported >= 30:
            reported = time.monotonic()
            say(f"waiting for the secret {path}")
        time.sleep(1)
    return read_secret(path)


def main() -> int:
    """Locks, decides, runs Odoo, checks the result, and records it."""
    termination = Termination()
    image, release, base_url, language = (
        os.environ[f"FLEET_{name}"] for name in ("IMAGE", "RELEASE", "BASE_URL", "LANGUAGE")
    )
    wanted = sorted(os.environ["FLEET_MODULES"].split(","))
    connection = connect(Path(os.environ["ODOO_RC"]), float(os.environ.get("FLEET_CONNECT_SECONDS", "60")))
    lock(connection, termination, float(os.environ.get("FLEET_LOCK_SECONDS", "3600")))

    state = read_state(connection)
    # A restored database says that it is at the wanted image and has its password: of production, which it must not serve.
    is_copy = is_other_copy(state)
    if is_copy and state.initialised:
        code = neutralize(connection, termination)
        if code != 0:
            return code
        forget_credentials(connection)
    admin_password = None
    if is_copy or "fleet.admin" not in state.parameters:
        secret = Path(os.environ.get("FLEET_ADMIN_PASSWORD_FILE", "/run/secrets/odoo-admin/password"))
        admin_password = await_secret(secret, float(os.environ.get("FLEET_ADMIN_SECONDS", "1800")), termination)

    country = os.environ.get("FLEET_COUNTRY")
    # Only until the first success: later the company is the tenant's own business.
    fresh = False
    if country and "fleet.image" not in state.parameters and COUNTRY not in state.parameters:
        if not state.initialised:
            termination.obey()
            code = run_odoo(["-i", ",".join(ALWAYS), f"--load-language={language}"], termination)
            termination.obey()
            if code != 0:
                return code
            fresh = True
        set_country(connection, country)
        state = read_state(connection)

    arguments = decide(state, image, wanted, language, fresh=fresh)
    if arguments:
        if state.initialised:
            store(connection, {STARTED: image})
        termination.obey()
        code = run_odoo(arguments, termination)
        # Odoo exits with 0 when a second signal interrupts it.
        termination.obey()
        if code != 0:
            return code
        # Odoo exits with 0 as well when a module does not exist or was left half installed.
        state = read_state(connection)
        absent = [name for name in wanted if state.modules.get(name) != "installed"]
        if absent or state.pending():
            fail(f"Odoo ended without an error but left modules undone: {', '.join([*absent, *state.pending()])}.")
    # New modules bring their own mail servers and actions, and somebody may have switched on what was off.
    if staging_copy() is not None and (arguments or faults(connection)):
        code = neutralize(connection, termination)
        if code != 0:
            return code

    store(
        connection,
        {
            **(identity(os.environ["FLEET_STAGING"]) if is_copy else {}),
            "web.base.url": base_url,
            "web.base.url.freeze": "True",
            # Reports are rendered inside the cluster, also those of the cron pod, which serves no HTTP.
            "report.url": "http://odoo-web:8069",
            "fleet.image": image,
            "fleet.release": release,
            "fleet.modules": ",".join(wanted),
            "fleet.admin": "set",
            STARTED: None,
        },
        admin_password,
    )
    say(f"the database is at release {release}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyError as error:
        fail(f"The environment variable or option {error.args[0]} is missing.")
    except psycopg2.Error as error:
        fail(f"The database refused or was lost: {first_line(error)}.")
