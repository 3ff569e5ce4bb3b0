"""What the scripts share: odoo.conf, secret files, and the state of the tenant's database."""

from __future__ import annotations

import configparser
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import psycopg2
from psycopg2.extensions import connection as Connection

# States of ir_module_module that mean: an installation, upgrade or removal has begun and not ended.
PENDING = ("to install", "to upgrade", "to remove")
# Parameter that stands in the database while a migration runs; its value is the image migrated to.
STARTED = "fleet.migration"
# Parameter of a staging tenant's database: the copy as which it was neutralised, `<tenant>/<generation>`.
NEUTRALIZED = "fleet.neutralized"


@dataclass(frozen=True)
class State:
    """The tenant's database: state of each module, and the system parameters; no modules before initialisation."""

    modules: dict[str, str]
    parameters: dict[str, str]

    @property
    def initialised(self) -> bool:
        """Whether Odoo has made its tables; it does so in one transaction, together with module `base`."""
        return bool(self.modules)

    def pending(self) -> list[str]:
        """Names of the modules whose installation, upgrade or removal has begun and not ended."""
        return sorted(name for name, state in self.modules.items() if state in PENDING)


def say(message: str) -> None:
    """Writes one line of progress."""
    print(f"fleet: {message}", flush=True)


def fail(message: str) -> NoReturn:
    """Ends the program with one sentence on stderr and exit code 1."""
    raise SystemExit(f"fleet: {message}")


def first_line(error: Exception) -> str:
    """The first line of PostgreSQL's message; it names hosts and users, never a password."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def read_secret(path: Path) -> str:
    """Reads a secret file; line ends at its end are dropped, other control characters refused."""
    try:
        secret = path.read_bytes().decode("utf-8").rstrip("\r\n")
    except OSError as error:
        fail(f"The secret {path} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        fail(f"The secret {path} is not UTF-8 text.")
    if not secret:
        fail(f"The secret {path} is empty.")
    if any(unicodedata.category(character) == "Cc" for character in secret):
        fail(f"The secret {path} contains a control character, which odoo.conf and PostgreSQL clients cannot carry.")
    return secret


def read_options(path: Path) -> configparser.RawConfigParser:
    """Reads an odoo.conf as Odoo does: without interpolation, so `%` is an ordinary character."""
    options = configparser.RawConfigParser()
    try:
        options.read_string(path.read_text("utf-8"))
    except OSError as error:
        fail(f"The configuration {path} cannot be read: {error.strerror}.")
    except (configparser.Error, UnicodeDecodeError):
        fail(f"The configuration {path} is not a valid odoo.conf.")
    if not options.has_section("options"):
        fail(f"The configuration {path} has no section [options].")
    return options


def open_database(path: Path) -> Connection:
    """Connects as Odoo would, with the odoo.conf at `path`; psycopg2.Error when that fails."""
    options = read_options(path)["options"]
    connection = psycopg2.connect(
        host=options["db_host"],
        port=options["db_port"],
        user=options["db_user"],
        password=options["db_password"],
        dbname=options["db_name"],
        sslmode=options["db_sslmode"],
        application_name="fleet",
        connect_timeout=10,
        # The connection idles while Odoo works, and must then still hold its advisory lock.
        keepalives_idle=30,
        options="-c idle_session_timeout=0",
    )
    connection.autocommit = True
    return connection


def connect(path: Path, seconds: float) -> Connection:
    """Connects, and keeps trying for `seconds` while PostgreSQL starts or fails over."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return open_database(path)
        except psycopg2.OperationalError as error:
            if time.monotonic() >= deadline:
                fail(f"The database cannot be reached: {first_line(error)}.")
            say(f"waiting for the database: {first_line(error)}")
            time.sleep(2)


def read_state(connection: Connection) -> State:
    """Reads module states and system parameters; the connection is in autocommit mode."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('ir_module_module'), to_regclass('ir_config_parameter')")
        if None in cursor.fetchone():
            return State({}, {})
        cursor.execute("SELECT name, state FROM ir_module_module")
        modules = dict(cursor.fetchall())
        cursor.execute("SELECT key, value FROM ir_config_parameter WHERE key LIKE 'fleet.%'")
        return State(modules, dict(cursor.fetchall()))
