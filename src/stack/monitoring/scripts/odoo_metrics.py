"""Metrics of one Odoo and its database for Prometheus, at /metrics; /healthz says that the program itself lives.

Environment: FLEET_WEB_URL, FLEET_PASSWORD_FILE, FLEET_IMAGE, FLEET_RELEASE, FLEET_SERIES, the PG* variables of libpq, and
optionally FLEET_METRICS_PORT. It counts and never names: no value of a row becomes a label, so the series are few and
hold no personal data. Whatever it cannot ask, it leaves out.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.dont_write_bytecode = True

import psycopg2
from psycopg2.extensions import connection as Connection

from fleet_database import first_line, read_secret, say
from odoo_queries import QUERIES, Query

# Several Prometheus servers, and people, may ask within this time and get the same answer.
FRESH_SECONDS = 15
# A web worker that needs longer to say that it lives is of no use to anyone.
HEALTH_SECONDS = 10
SESSION = "-c default_transaction_read_only=on -c statement_timeout=5s -c lock_timeout=1s -c idle_session_timeout=0"

Sample = tuple[str, str, float]


class Database:
    """One read-only connection that is opened when it is needed, and again after it broke."""

    def __init__(self, password: Path) -> None:
        self._password = password
        self._connection: Connection | None = None

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = psycopg2.connect(
                password=read_secret(self._password),
                application_name="fleet-metrics",
                connect_timeout=5,
                options=SESSION,
            )
            self._connection.autocommit = True
        return self._connection

    def close(self) -> None:
        """Forgets the connection; the next question opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def revive(self) -> None:
        """Closes a connection that broke since the last time, so that a failover is not taken for an outage."""
        if self._connection is not None:
            try:
                with self._connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
            except psycopg2.Error:
                self.close()

    def is_alive(self) -> bool:
        """Whether the connection is there and did not break."""
        return self._connection is not None and self._connection.closed == 0

    def ask(self, query: Query, parameters: dict[str, str]) -> list[Sample]:
        """Samples of one query; none when the database has not what it is about."""
        with self._open().cursor() as cursor:
            if query.table is not None:
                cursor.execute(
                    "SELECT attname FROM pg_attribute"
                    " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
                    (query.table,),
                )
                if not query.columns <= {name for (name,) in cursor.fetchall()}:
                    return []
            cursor.execute(query.sql, parameters)
            row = cursor.fetchone()
        return [(name, "", float(value)) for name, value in zip(query.metrics, row) if value is not None]


def health(url: str) -> Iterator[Sample]:
    """Asks the web service whether it lives, and how long it takes to say so."""
    started = time.monotonic()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=HEALTH_SECONDS) as answer:
            answer.read(1024)
            up = answer.status == 200
    except (OSError, urllib.error.URLError, ValueError):
        up = False
    yield ("odoo_up", "", float(up))
    if up:
        yield ("odoo_health_seconds", "", time.monotonic() - started)


def rows(database: Database, parameters: dict[str, str]) -> Iterator[Sample]:
    """Asks the database everything; a question that fails does not spoil the others."""
    alive = True
    database.revive()
    for query in QUERIES:
        try:
            yield from database.ask(query, parameters)
        except psycopg2.Error as error:
            say(f"{query.name}: {first_line(error)}")
            yield ("odoo_metrics_failed", f'{{query="{query.name}"}}', 1.0)
            alive = database.is_alive()
        if not alive:
            database.close()
            break
    yield ("odoo_database_up", "", float(alive))


def text(samples: list[Sample]) -> str:
    """The exposition format of Prometheus, sorted by name."""
    lines: list[str] = []
    for name, labels, value in sorted(samples):
        kind = f"# TYPE {name} gauge"
        if kind not in lines:
            lines.append(kind)
        lines.append(f"{name}{labels} {value:.17g}")
    return "\n".join([*lines, ""])


class Metrics:
    """Collects at most once in a while, one at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._database = Database(Path(os.environ["FLEET_PASSWORD_FILE"]))
        self._url = os.environ["FLEET_WEB_URL"]
        self._parameters = {"image": os.environ["FLEET_IMAGE"]}
        release, series = os.environ["FLEET_RELEASE"], os.environ["FLEET_SERIES"]
        self._info: Sample = ("odoo_release_info", f'{{release="{release}",series="{series}"}}', 1.0)
        self._collected = float("-inf")
        self._text = ""

    def read(self) -> str:
        """The newest metrics."""
        with self._lock:
            if time.monotonic() - self._collected >= FRESH_SECONDS:
                samples = [self._info, *health(self._url), *rows(self._database, self._parameters)]
                self._text = text(samples)
                self._collected = time.monotonic()
            return self._text


def handler(metrics: Metrics) -> type[BaseHTTPRequestHandler]:
    """Answers requests with these metrics."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 30

        def do_GET(self) -> None:  # noqa: N802
            if self.path == "/metrics":
                body, kind = metrics.read(), "text/plain; version=0.0.4; charset=utf-8"
            elif self.path == "/healthz":
                body, kind = "ok\n", "text/plain; charset=utf-8"
            else:
                self.send_error(404)
                return
            data = body.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """A line for each scrape would drown what matters."""

    return Handler


def main() -> None:
    """Serves until the process is ended."""
    port = int(os.environ.get("FLEET_METRICS_PORT", "9188"))
    server = ThreadingHTTPServer(("", port), handler(Metrics()))
    server.daemon_threads = True
    say(f"serving metrics on port {server.server_address[1]}")
    server.serve_forever()


if __name__ == "__main__":
    main()
