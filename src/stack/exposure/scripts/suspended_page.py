"""Answers every request with a page that says why the tenant does not.

Environment: FLEET_PAGE_TEXT (one sentence), FLEET_PAGE_PORT (8080).
"""

from __future__ import annotations

import html
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RETRY_SECONDS = 3600


def page(text: str) -> bytes:
    """The whole document; it loads nothing from elsewhere."""
    safe = html.escape(text)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{safe}</title></head>"
        f'<body style="font-family:sans-serif;max-width:40em;margin:20vh auto;padding:0 1em"><h1>{safe}</h1>'
        "<p>Please ask the administrator of your organisation.</p></body></html>\n"
    ).encode()


class Handler(BaseHTTPRequestHandler):
    """One answer to every method and path: 503."""

    protocol_version = "HTTP/1.1"
    # Seconds that an idle or slow client may hold a thread.
    timeout = 10
    body = b""

    def answer(self) -> None:
        """The request's body is never read, so the connection ends with the answer."""
        self.send_response_only(503)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.body)))
        self.send_header("Retry-After", str(RETRY_SECONDS))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(self.body)
        self.close_connection = True

    def __getattr__(self, name: str):
        """Whatever the method is called."""
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:
        """Requests to a stopped tenant may hold personal data in their paths: nothing is logged."""


def main() -> None:
    """Serves until it is told to stop."""
    Handler.body = page(os.environ.get("FLEET_PAGE_TEXT", "This service is suspended."))
    server = ThreadingHTTPServer(("", int(os.environ.get("FLEET_PAGE_PORT", "8080"))), Handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server.serve_forever()


if __name__ == "__main__":
    main()
