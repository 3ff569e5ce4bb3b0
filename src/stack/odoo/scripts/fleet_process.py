"""Runs Odoo to its end, and ends with it when Kubernetes asks for that."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Sequence

from fleet_database import say

TERMINATED = 128 + signal.SIGTERM


class Termination:
    """Remembers that Kubernetes asked the program to end."""

    def __init__(self) -> None:
        self.requested = False
        signal.signal(signal.SIGTERM, self._remember)

    def _remember(self, *_: object) -> None:
        self.requested = True

    def obey(self) -> None:
        """Ends the program when that was asked for."""
        if self.requested:
            raise SystemExit(TERMINATED)


def run_odoo(arguments: list[str], termination: Termination) -> int:
    """Runs Odoo without serving; the exit code is Odoo's."""
    # The container's memory is the limit here; Odoo's own, on address space, is made for many small workers.
    limits = ["--workers=0", "--max-cron-threads=0", "--limit-memory-hard=0"]
    options = ["--stop-after-init", "--no-http", "--without-demo=True", *limits]
    return run_command(arguments, termination, options)


def run_command(arguments: list[str], termination: Termination, options: Sequence[str] = ()) -> int:
    """Runs one of Odoo's commands, or its server; SIGTERM is passed on once, and Odoo's end awaited."""
    say(f"running odoo {' '.join(arguments)}")
    child = subprocess.Popen(["odoo", *arguments, *options])
    passed_on = False
    while True:
        try:
            code = child.wait(timeout=0.5)
            break
        except subprocess.TimeoutExpired:
            if termination.requested and not passed_on:
                child.terminate()
                passed_on = True
    return code if code >= 0 else 128 - code
