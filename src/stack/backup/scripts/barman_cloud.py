"""Calls barman-cloud for the tenant's own store, and speaks for the programs that do."""

from __future__ import annotations

import json
import os
import subprocess
import sys


def say(sentence: str) -> None:
    print(f"fleet: {sentence}", flush=True)


def fail(sentence: str) -> None:
    """Ends the program with a sentence that says why."""
    print(f"fleet: {sentence}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def server() -> str:
    """Name of the database server in the store."""
    return os.environ["FLEET_SERVER"]


def source_environment() -> dict[str, str]:
    """Where a copy is made from, when that is another tenant's: variables that begin with SOURCE_ replace our own."""
    prefix = "SOURCE_"
    return {name.removeprefix(prefix): value for name, value in os.environ.items() if name.startswith(prefix)}


def call(
    program: str,
    options: list[str],
    arguments: list[str],
    *,
    of: str | None = None,
    at: dict[str, str] | None = None,
    **settings: object,
) -> subprocess.CompletedProcess[str]:
    """Runs one of barman-cloud's programs, for this server or another one `of` a store `at` another place; its own
    messages go where ours go."""
    environment = {**os.environ, **(at or {})}
    endpoint = environment.get("FLEET_ENDPOINT", "")
    command = [f"barman-cloud-{program}", "--cloud-provider=aws-s3"]
    command += [f"--endpoint-url={endpoint}"] if endpoint else []
    words = [*command, *options, environment["FLEET_STORE"], of or server(), *arguments]
    return subprocess.run(words, check=False, text=True, env=environment, **settings)  # type: ignore[call-overload]


def encryption() -> list[str]:
    """How the store is to encrypt what is sent to it."""
    kind = os.environ.get("FLEET_ENCRYPTION", "")
    return [f"--encryption={kind}"] if kind else []


def finished_backups() -> list[dict[str, str]]:
    """Base backups that are complete, the oldest first."""
    listed = call("backup-list", ["--format=json"], [], stdout=subprocess.PIPE)
    if listed.returncode != 0:
        fail(f"The backups of {server()} cannot be listed.")
    backups = [each for each in json.loads(listed.stdout)["backups_list"] if each["status"] == "DONE"]
    return sorted(backups, key=lambda each: each["end_time_iso"])
