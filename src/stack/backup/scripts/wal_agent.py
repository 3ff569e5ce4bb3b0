"""Sends and fetches segments of the database's log for the server in the container beside it, until it is told to end.

The server's image has no client of the object store. Its archive command puts a segment into a folder that both containers
mount, and waits for the answer: so the server itself knows what is archived, and keeps what is not. See wal_hand_over.sh.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from barman_cloud import call, encryption, say, server, source_environment

ATTEMPTS = 5
# The first segment that any new database writes.
FIRST = f"{1:08X}{0:08X}{1:08X}"


class Agent:
    """Answers requests in a folder, one after the other, in the order of their names, which is that of the log."""

    def __init__(self, folder: Path, pause: float = 0.1) -> None:
        self.archive = folder / "archive"
        self.restore = folder / "restore"
        self.pause = pause
        # A restored server reads the log of another one, and writes its own.
        self.source = os.environ.get("FLEET_SOURCE") or server()
        self.ending = False
        for part in (self.archive, self.restore):
            # What was asked in an earlier life of this program still waits for its answer.
            part.mkdir(exist_ok=True)
        signal.signal(signal.SIGTERM, self._end)
        # Only now a client may ask.
        (folder / "ready").touch()

    def _end(self, *_: object) -> None:
        self.ending = True

    def run(self) -> None:
        while True:
            idle = not self._answer()
            # The server ends before this program, and has handed over its last segment by then.
            if idle and self.ending:
                return
            if idle:
                time.sleep(self.pause)

    def _answer(self) -> bool:
        """Answers what is asked now; whether something was."""
        segments = sorted(path for path in self.archive.iterdir() if path.suffix not in {".part", ".done", ".failed"})
        for segment in segments:
            self._send(segment)
        wanted = sorted(self.restore.glob("*.wanted"))
        for request in wanted:
            self._fetch(request)
        return bool(segments or wanted)

    def _send(self, segment: Path) -> None:
        succeeded = self._may_begin(segment) and self._archive(segment)
        if not succeeded:
            say(f"segment {segment.name} could not be archived")
        segment.rename(f"{segment}.{'done' if succeeded else 'failed'}")

    def _may_begin(self, segment: Path) -> bool:
        """A new database must not write over the archive of an older one of the same name, which may be all that is left."""
        if segment.name != FIRST or call("check-wal-archive", [], []).returncode == 0:
            return True
        say(f"the archive of {server()} is not empty, must be for a new database: raise database.generation")
        return False

    def _archive(self, segment: Path) -> bool:
        return call("wal-archive", ["--gzip", *encryption()], [str(segment)]).returncode == 0

    def _fetch(self, request: Path) -> None:
        name = request.stem
        part = self.restore / f"{name}.part"
        code = 0
        for attempt in range(ATTEMPTS):
            answer = call(
                "wal-restore", [], [name, str(part)], of=self.source, at=source_environment(), stderr=subprocess.DEVNULL
            )
            code = answer.returncode
            # 1: there is no such segment. Anything else is trouble on the way, which must not pass for the end of the log.
            if code in (0, 1):
                break
            time.sleep(2**attempt * self.pause)
        if code == 0:
            part.rename(self.restore / name)
        else:
            part.unlink(missing_ok=True)
            (self.restore / f"{name}.{'missing' if code == 1 else 'failed'}").touch()
        request.unlink()


if __name__ == "__main__":
    Agent(Path(os.environ.get("FLEET_HAND_OVER", "/run/wal"))).run()
    sys.exit(0)
