"""What the owner of a database runs once, so that several people can share a log in it.

The owner is not a writer. Writers may read and add, and nothing else; triggers stop the owner's own accidents. Nothing
stops a superuser who switches the triggers off: the chain, and heads in other hands, show what he did.
"""

from __future__ import annotations

from missionlab.steering.ledger.entry import NOTHING

SCHEMA_NAME = "missionlab"
WRITER = "missionlab_writer"
KEEPER = "missionlab_keeper"
LOCK = 0x6D6C6C67
"""Number of the advisory lock that whoever adds holds until the end of the transaction."""

ROLES = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{WRITER}') THEN CREATE ROLE {WRITER} NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{KEEPER}') THEN CREATE ROLE {KEEPER} NOLOGIN; END IF;
END $$;
"""
TABLES = f"""
CREATE SCHEMA IF NOT EXISTS {SCHEMA_NAME};
CREATE TABLE {SCHEMA_NAME}.entry(
  seq bigint PRIMARY KEY, prev text NOT NULL, hash text NOT NULL, body text NOT NULL);
CREATE TABLE {SCHEMA_NAME}.person(id text PRIMARY KEY, login text NOT NULL UNIQUE, name text);
CREATE TABLE {SCHEMA_NAME}.side(ref text PRIMARY KEY, salt text NOT NULL, content text NOT NULL);
CREATE TABLE {SCHEMA_NAME}.version(number integer NOT NULL);
"""
GUARDS = f"""
CREATE FUNCTION {SCHEMA_NAME}.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN RAISE EXCEPTION 'entries are never changed or deleted' USING ERRCODE = 'restrict_violation'; END $$;
CREATE FUNCTION {SCHEMA_NAME}.only_next() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE last record;
BEGIN
  SELECT e.seq, e.hash INTO last FROM {SCHEMA_NAME}.entry e ORDER BY e.seq DESC LIMIT 1;
  IF NEW.seq IS DISTINCT FROM coalesce(last.seq, -1) + 1
     OR NEW.prev IS DISTINCT FROM coalesce(last.hash, '{NOTHING}') THEN
    RAISE EXCEPTION 'entries are added at the end' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_insert BEFORE INSERT ON {SCHEMA_NAME}.entry
  FOR EACH ROW EXECUTE FUNCTION {SCHEMA_NAME}.only_next();
CREATE TRIGGER entry_update BEFORE UPDATE ON {SCHEMA_NAME}.entry
  FOR EACH ROW EXECUTE FUNCTION {SCHEMA_NAME}.refuse();
CREATE TRIGGER entry_delete BEFORE DELETE ON {SCHEMA_NAME}.entry
  FOR EACH ROW EXECUTE FUNCTION {SCHEMA_NAME}.refuse();
CREATE TRIGGER entry_truncate BEFORE TRUNCATE ON {SCHEMA_NAME}.entry
  FOR EACH STATEMENT EXECUTE FUNCTION {SCHEMA_NAME}.refuse();
"""
RIGHTS = f"""
REVOKE ALL ON SCHEMA {SCHEMA_NAME} FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA_NAME} FROM PUBLIC, {WRITER}, {KEEPER};
GRANT USAGE ON SCHEMA {SCHEMA_NAME} TO {WRITER}, {KEEPER};
GRANT SELECT, INSERT ON {SCHEMA_NAME}.entry, {SCHEMA_NAME}.person, {SCHEMA_NAME}.side TO {WRITER}, {KEEPER};
GRANT UPDATE (name) ON {SCHEMA_NAME}.person TO {WRITER}, {KEEPER};
GRANT DELETE ON {SCHEMA_NAME}.person, {SCHEMA_NAME}.side TO {KEEPER};
GRANT SELECT ON {SCHEMA_NAME}.version TO {WRITER}, {KEEPER};
"""
SETUP = (ROLES, TABLES, GUARDS, RIGHTS)
TRIGGERS = ("entry_delete", "entry_insert", "entry_truncate", "entry_update")
