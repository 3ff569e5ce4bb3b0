"""A stand-in for Odoo's command line that treats the database as Odoo 18 and 19 do (odoo/modules/loading.py).

It creates the tables in one transaction with `base`, commits module by module, ignores unknown modules with exit code
0, resets module states and exits with 255 after a Python error, and leaves them as they are when it is killed.
Environment of a test: FAKE_ODOO_LOG (each call is appended to it), FAKE_ODOO_TROUBLE (`raise:crm`, `kill:crm`,
`wait:crm`: what happens when that module is worked on; `raise:neutralize`; `skip:neutralize`: some of its SQL has no
effect), FAKE_ODOO_MODULES (more modules that exist).
"""

import argparse
import configparser
import json
import os
import signal
import sys
import time

import psycopg2

# Dependencies of each module; `web` installs itself.
MODULES = {
    "base": [],
    "web": ["base"],
    "mail": ["web"],
    "contacts": ["mail"],
    "crm": ["contacts"],
    "project": ["mail"],
    "uninstalled_extra": ["web"],
}

for more in filter(None, os.environ.get("FAKE_ODOO_MODULES", "").split(",")):
    MODULES.setdefault(more, ["web"])

TABLES = """
CREATE TABLE ir_module_module (id serial PRIMARY KEY, name varchar NOT NULL UNIQUE, state varchar);
CREATE TABLE ir_config_parameter (id serial PRIMARY KEY, key varchar NOT NULL, value text NOT NULL, create_uid int4,
  write_uid int4, create_date timestamp, write_date timestamp, CONSTRAINT ir_config_parameter_key_uniq UNIQUE (key));
CREATE TABLE res_currency (id serial PRIMARY KEY, name varchar NOT NULL UNIQUE, active boolean);
CREATE TABLE res_country (id serial PRIMARY KEY, code varchar(2) UNIQUE, currency_id int4 REFERENCES res_currency);
CREATE TABLE res_partner (id serial PRIMARY KEY, country_id int4 REFERENCES res_country, tz varchar);
CREATE TABLE res_company (id serial PRIMARY KEY, partner_id int4 NOT NULL REFERENCES res_partner,
  currency_id int4 NOT NULL REFERENCES res_currency);
CREATE TABLE res_users (id serial PRIMARY KEY, login varchar NOT NULL UNIQUE, password varchar,
  partner_id int4 NOT NULL REFERENCES res_partner);
CREATE TABLE res_lang (code varchar PRIMARY KEY);
CREATE TABLE ir_model_data (id serial PRIMARY KEY, module varchar, name varchar, model varchar, res_id int4);
CREATE TABLE ir_mail_server (id serial PRIMARY KEY, name varchar NOT NULL, smtp_host varchar, smtp_port int4,
  smtp_user varchar, smtp_pass varchar, smtp_encryption varchar, smtp_authentication varchar, active boolean);
CREATE TABLE ir_cron (id serial PRIMARY KEY, cron_name varchar, active boolean);
INSERT INTO ir_cron (cron_name, active) VALUES ('autovacuum', true), ('mail queue', true);
INSERT INTO res_currency (name, active) VALUES ('USD', true), ('EUR', true), ('CHF', false);
INSERT INTO res_country (code, currency_id) VALUES ('US', 1), ('DE', 2), ('CH', 3), ('AQ', NULL);
INSERT INTO res_partner DEFAULT VALUES;
INSERT INTO res_partner DEFAULT VALUES;
INSERT INTO res_company (partner_id, currency_id) VALUES (1, 1);
INSERT INTO res_users (login, password, partner_id) VALUES ('__system__', NULL, 2), ('admin', 'admin', 2);
INSERT INTO ir_model_data (module, name, model, res_id) VALUES ('base', 'user_admin', 'res.users', 2);
INSERT INTO ir_config_parameter (key, value) VALUES ('web.base.url', 'http://localhost:8069');
"""

# What the modules of Odoo 18.0 and 19.0 run, as far as it concerns these tables.
NEUTRALIZE = {
    "base": """
UPDATE ir_mail_server SET active = false;
INSERT INTO ir_mail_server (name, smtp_port, smtp_host, smtp_encryption, active, smtp_authentication)
VALUES ('neutralization - disable emails', 1025, 'invalid', 'none', true, 'login');
UPDATE ir_cron SET active = false WHERE cron_name <> 'autovacuum';
INSERT INTO ir_config_parameter (key, value) VALUES ('database.is_neutralized', true)
ON CONFLICT (key) DO UPDATE SET value = true;
""",
    "mail": "UPDATE fetchmail_server SET active = false;",
}


def neutralize(connection, words: list[str]) -> int:
    """The command `odoo neutralize`, which knows no options of the server."""
    parser = argparse.ArgumentParser(prog="odoo neutralize", allow_abbrev=False)
    parser.add_argument("-d", "--database", required=True)
    parser.parse_args(words)
    trouble = os.environ.get("FAKE_ODOO_TROUBLE")
    cursor = connection.cursor()
    cursor.execute("SELECT name FROM ir_module_module WHERE state IN ('installed', 'to upgrade', 'to remove')")
    for (name,) in cursor.fetchall():
        if name in NEUTRALIZE and not (trouble == "skip:neutralize" and name == "mail"):
            cursor.execute(NEUTRALIZE[name])
    if trouble == "raise:neutralize":
        print("CRITICAL An error occurred during the neutralization. THE DATABASE IS NOT NEUTRALIZED!")
        return 1
    connection.commit()
    return 0


def arguments() -> argparse.Namespace:
    """Parses the options that the scripts may use; any other ends the program with code 2."""
    parser = argparse.ArgumentParser(prog="odoo", allow_abbrev=False)
    parser.add_argument("-i", "--init", default="")
    parser.add_argument("-u", "--update", default="")
    for option in ("--stop-after-init", "--no-http"):
        parser.add_argument(option, action="store_true", required=True)
    for option in ("--workers", "--max-cron-threads", "--limit-memory-hard"):
        parser.add_argument(option, type=int, choices=[0], required=True)
    parser.add_argument("--without-demo", choices=["True"], required=True)
    parser.add_argument("--load-language", default="")
    return parser.parse_args()


def work_on(name: str) -> None:
    """Meets the trouble that the test ordered for this module."""
    kind, _, module = os.environ.get("FAKE_ODOO_TROUBLE", "").partition(":")
    if module != name:
        return
    if kind == "raise":
        raise RuntimeError(f"module {name} is broken")
    if kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "wait":
        # Exit code 0, as Odoo's forced shutdown has it: nobody may take it for success.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        print("fake odoo waits", flush=True)
        time.sleep(60)


def mark_to_install(cursor, name: str) -> None:
    for dependency in MODULES[name]:
        mark_to_install(cursor, dependency)
    statement = "UPDATE ir_module_module SET state = 'to install' WHERE name = %s AND state = 'uninstalled'"
    cursor.execute(statement, (name,))


def load(connection, options: argparse.Namespace) -> None:
    """The stages of Odoo's load_modules that the scripts can notice."""
    cursor = connection.cursor()
    cursor.execute("SELECT to_regclass('ir_module_module')")
    if cursor.fetchone() == (None,):
        cursor.execute(TABLES)
        for name in MODULES:
            state = "to install" if name in ("base", "web") else "uninstalled"
            cursor.execute("INSERT INTO ir_module_module (name, state) VALUES (%s, %s)", (name, state))
    work_on("base")
    connection.commit()
    if options.load_language:
        cursor.execute("INSERT INTO res_lang VALUES (%s) ON CONFLICT DO NOTHING", (options.load_language,))
    if options.update == "all":
        cursor.execute("UPDATE ir_module_module SET state = 'to upgrade' WHERE state = 'installed'")
    for name in filter(None, options.init.split(",")):
        if name in MODULES:
            mark_to_install(cursor, name)
        else:
            print(f"WARNING invalid module names, ignored: {name}")
    cursor.execute("UPDATE ir_module_module SET state = 'installed' WHERE name = 'base'")
    connection.commit()
    for name in MODULES:
        cursor.execute("SELECT state FROM ir_module_module WHERE name = %s", (name,))
        if cursor.fetchone()[0] in ("to install", "to upgrade"):
            work_on(name)
            if name == "mail":
                columns = 'id serial PRIMARY KEY, name varchar, active boolean, "user" varchar, password varchar'
                cursor.execute(f"CREATE TABLE IF NOT EXISTS fetchmail_server ({columns})")
            cursor.execute("UPDATE ir_module_module SET state = 'installed' WHERE name = %s", (name,))
            connection.commit()


def main() -> int:
    is_neutralize = sys.argv[1:2] == ["neutralize"]
    options = None if is_neutralize else arguments()
    with open(os.environ["FAKE_ODOO_LOG"], "a", encoding="utf-8") as log:
        log.write(json.dumps({"arguments": sys.argv[1:], "environment": dict(os.environ)}) + "\n")
    file = configparser.RawConfigParser()
    file.read([os.environ["ODOO_RC"]])
    settings = file["options"]
    connection = psycopg2.connect(
        host=settings["db_host"], port=settings["db_port"], user=settings["db_user"], dbname=settings["db_name"],
        password=settings["db_password"], sslmode=settings["db_sslmode"],
    )
    if is_neutralize:
        return neutralize(connection, sys.argv[2:])
    try:
        load(connection, options)
    except RuntimeError as error:
        print(f"CRITICAL Failed to initialize database: {error}")
        connection.rollback()
        cursor = connection.cursor()
        cursor.execute("SELECT to_regclass('ir_module_module')")
        if cursor.fetchone() != (None,):
            cursor.execute("UPDATE ir_module_module SET state = 'installed' WHERE state IN ('to remove', 'to upgrade')")
            cursor.execute("UPDATE ir_module_module SET state = 'uninstalled' WHERE state = 'to install'")
            connection.commit()
        return 255
    return 0


if __name__ == "__main__":
    sys.exit(main())
