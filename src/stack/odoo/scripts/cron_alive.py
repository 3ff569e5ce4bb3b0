"""Liveness probe of the cron container: Odoo is process 1 and has a living worker. It asks no database.

Odoo's master replaces workers that end or hang, so the container is beyond help only when the master has none.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.dont_write_bytecode = True


def is_odoo(process: Path) -> bool:
    """Whether a process runs Odoo: `python3 /usr/bin/odoo ...`, or the title `odoo: ...` that it gives itself."""
    words = (process / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    return any(word.rpartition("/")[2] == "odoo" or word.startswith("odoo: ") for word in words)


def is_living_child(process: Path, parent: int) -> bool:
    """Whether a process is a child of `parent` and neither a zombie nor dead."""
    try:
        # `id (name) state parent ...`; the name may contain spaces and brackets.
        state, parent_id = (process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[:2]
    except OSError:  # It ended in the meantime.
        return False
    return int(parent_id) == parent and state not in "ZXx"


def trouble(proc: Path) -> str | None:
    """What is wrong, or None."""
    try:
        if not is_odoo(proc / "1"):
            return "Process 1 is not Odoo."
    except OSError as error:
        return f"Process 1 cannot be read: {error.strerror}."
    processes = (entry for entry in proc.iterdir() if entry.name.isdigit())
    return None if any(is_living_child(process, 1) for process in processes) else "Odoo has no living worker."


if __name__ == "__main__":
    reason = trouble(Path(sys.argv[1] if len(sys.argv) > 1 else "/proc"))
    print(reason or "Odoo and its workers are alive.")
    sys.exit(0 if reason is None else 1)
