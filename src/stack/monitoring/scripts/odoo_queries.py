"""What is asked of the database: one statement for each subject, each value a metric.

Ages are in seconds. Odoo's own times are UTC without a time zone. Columns are named, so that a module that is not
installed, or another series of Odoo, only leaves its metrics out.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

sys.dont_write_bytecode = True

from fleet_database import PENDING, STARTED

UTC = "(now() AT TIME ZONE 'utc')"
PENDING_STATES = ", ".join(f"'{state}'" for state in PENDING)
# What is due now: what was ordered for later does not wait yet.
OLDEST_MAIL = (
    "min(greatest(create_date, scheduled_date)) FILTER (WHERE state = 'outgoing'"
    f" AND (scheduled_date IS NULL OR scheduled_date <= {UTC}))"
)
OLDEST_JOB = (
    "min(greatest(date_created, eta)) FILTER (WHERE state IN ('pending', 'enqueued')"
    f" AND (eta IS NULL OR eta <= {UTC}))"
)


@dataclass(frozen=True)
class Query:
    """One statement that returns one row, and the metric of each of its columns."""

    name: str
    metrics: tuple[str, ...]
    sql: str
    # None: everything that it needs is part of PostgreSQL.
    table: str | None = None
    columns: frozenset[str] = frozenset()


def age(moment: str) -> str:
    """Seconds since a moment of Odoo; 0 when there is none."""
    return f"coalesce(extract(epoch FROM {UTC} - {moment}), 0)"


QUERIES = (
    Query(
        "connections",
        (
            "odoo_database_connections",
            "odoo_database_connections_max",
            "odoo_database_longest_transaction_seconds",
            "odoo_database_xid_age",
        ),
        "SELECT (SELECT sum(numbackends) FROM pg_stat_database),"
        " current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,"
        " (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0) FROM pg_stat_activity"
        " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()),"
        " (SELECT max(age(datfrozenxid)) FROM pg_database)",
    ),
    Query("size", ("odoo_database_size_bytes",), "SELECT pg_database_size(current_database())"),
    Query(
        "migration",
        ("odoo_migration_running", "odoo_migrated"),
        f"SELECT count(*) FILTER (WHERE key = '{STARTED}'),"
        " count(*) FILTER (WHERE key = 'fleet.image' AND value = %(image)s) FROM ir_config_parameter"
        f" WHERE key IN ('{STARTED}', 'fleet.image')",
        "ir_config_parameter",
        frozenset({"key", "value"}),
    ),
    Query(
        "modules",
        ("odoo_modules_pending",),
        f"SELECT count(*) FROM ir_module_module WHERE state IN ({PENDING_STATES})",
        "ir_module_module",
        frozenset({"state"}),
    ),
    Query(
        "cron",
        ("odoo_cron_active", "odoo_cron_overdue", "odoo_cron_oldest_overdue_seconds"),
        f"SELECT count(*), count(*) FILTER (WHERE nextcall <= {UTC}),"
        f" greatest({age('min(nextcall)')}, 0) FROM ir_cron WHERE active",
        "ir_cron",
        frozenset({"active", "nextcall"}),
    ),
    Query(
        "cron-failures",
        ("odoo_cron_failing",),
        "SELECT count(*) FROM ir_cron WHERE active AND failure_count > 0",
        "ir_cron",
        frozenset({"active", "failure_count"}),
    ),
    Query(
        "mail",
        ("odoo_mail_outgoing", "odoo_mail_failed", "odoo_mail_oldest_outgoing_seconds"),
        "SELECT count(*) FILTER (WHERE state = 'outgoing'), count(*) FILTER (WHERE state = 'exception'),"
        f" {age(OLDEST_MAIL)} FROM mail_mail WHERE state IN ('outgoing', 'exception')",
        "mail_mail",
        frozenset({"state", "create_date", "scheduled_date"}),
    ),
    Query(
        "queue",
        (
            "odoo_queue_jobs_waiting",
            "odoo_queue_jobs_started",
            "odoo_queue_jobs_failed",
            "odoo_queue_jobs_oldest_due_seconds",
        ),
        "SELECT count(*) FILTER (WHERE state IN ('pending', 'enqueued')), count(*) FILTER (WHERE state = 'started'),"
        " count(*) FILTER (WHERE state = 'failed'),"
        f" {age(OLDEST_JOB)} FROM queue_job WHERE state IN ('pending', 'enqueued', 'started', 'failed')",
        "queue_job",
        frozenset({"state", "date_created", "eta"}),
    ),
    Query(
        "users",
        ("odoo_users_internal",),
        "SELECT count(*) FROM res_users WHERE active AND NOT share",
        "res_users",
        frozenset({"active", "share"}),
    ),
    Query(
        "logins",
        ("odoo_users_seen_day",),
        f"SELECT count(DISTINCT create_uid) FROM res_users_log WHERE create_date > {UTC} - interval '1 day'",
        "res_users_log",
        frozenset({"create_uid", "create_date"}),
    ),
)
