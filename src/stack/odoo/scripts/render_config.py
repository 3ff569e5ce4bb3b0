"""Init container: completes odoo.conf with the secrets, in memory-backed storage only.

Environment: ODOO_RC (file to write), FLEET_CONFIG_TEMPLATE and FLEET_PASSWORD_FILE (files to read).
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True

from passlib.hash import pbkdf2_sha512

from fleet_database import fail, read_options, read_secret

# Odoo reads these words in any option as true, false and nothing.
WORDS = ("true", "false", "none")


def main() -> None:
    """Writes odoo.conf, readable by its owner only, in one step."""
    target = Path(os.environ.get("ODOO_RC", "/run/odoo/odoo.conf"))
    template = Path(os.environ.get("FLEET_CONFIG_TEMPLATE", "/etc/odoo-config/odoo.conf"))
    password_file = Path(os.environ.get("FLEET_PASSWORD_FILE", "/run/secrets/database/password"))

    options = read_options(template)
    for key in ("db_password", "admin_passwd"):
        if options.has_option("options", key):
            fail(f"The configuration {template} sets {key}, which must come from a secret.")
    password = read_secret(password_file)
    options.set("options", "db_password", password)
    # Guards Odoo's database manager, which is switched off; nobody needs to know it. The word has 256 random bits, so
    # a single round of hashing protects it and containers start without delay.
    options.set("options", "admin_passwd", pbkdf2_sha512.using(rounds=1).hash(secrets.token_urlsafe(32)))

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".odoo.conf.")
    draft = Path(name)
    try:
        with open(handle, "w", encoding="utf-8") as stream:
            options.write(stream)
        if password.lower() in WORDS or read_options(draft).get("options", "db_password") != password:
            fail(f"The secret {password_file} cannot be written to odoo.conf so that Odoo reads it back unchanged.")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        fail(f"odoo.conf cannot be written: {error.strerror}.")
