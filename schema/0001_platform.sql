-- What every room stands on: who may act, what was done, what waits to be done.
-- Instants are milliseconds since 1970 in UTC, days are days since 1970-01-01.

-- What the installation remembers about itself, such as the check value of its key.
CREATE TABLE platform_setting (
  name       TEXT {bytes} PRIMARY KEY,
  value      TEXT   NOT NULL,
  changed_at BIGINT NOT NULL
);

-- Somebody who can sign in. The role is a key of the packs' roles; what it may do is theirs.
CREATE TABLE platform_user (
  id            TEXT {bytes} PRIMARY KEY,
  -- As typed at sign-in, folded to lower case, so that no two people look alike.
  name          TEXT {bytes} NOT NULL UNIQUE,
  display_name  TEXT   NOT NULL,
  role          TEXT   NOT NULL,
  organisation  TEXT {bytes},
  person        TEXT {bytes},
  password_hash TEXT   NOT NULL,
  -- A post is held for a time: the first and the last day.
  valid_from    BIGINT NOT NULL,
  valid_until   BIGINT,
  disabled_at   BIGINT,
  disabled_by   TEXT {bytes},
  made_at       BIGINT NOT NULL,
  made_by       TEXT {bytes} NOT NULL,
  CHECK (valid_until IS NULL OR valid_until >= valid_from),
  CHECK ((disabled_at IS NULL) = (disabled_by IS NULL))
);
CREATE INDEX platform_user_organisation ON platform_user (organisation)
  WHERE organisation IS NOT NULL;

-- Where a user's rights hold. The area '' is the whole country; no row is no area at all.
CREATE TABLE platform_user_area (
  user_id TEXT {bytes} NOT NULL REFERENCES platform_user (id),
  area    TEXT {bytes} NOT NULL,
  PRIMARY KEY (user_id, area)
);
CREATE INDEX platform_user_area_area ON platform_user_area (area);

-- How often signing in has failed of late, for a name and for an address. A try is counted as
-- failed before its password is looked at, so that a hundred tries at once count as a hundred;
-- a right password takes that back. The name stands as a keyed hash: people type passwords
-- into the field for the name.
CREATE TABLE platform_sign_in_guard (
  subject  TEXT {bytes} PRIMARY KEY,   -- 'user:' and a hash, or 'peer:' and an address.
  failures BIGINT NOT NULL CHECK (failures >= 0),
  since    BIGINT NOT NULL,            -- The first of them.
  last_at  BIGINT NOT NULL
);
CREATE INDEX platform_sign_in_guard_since ON platform_sign_in_guard (since);

-- A session is found by the hash of its token: who reads this table cannot use what it holds.
CREATE TABLE platform_session (
  token_hash TEXT {bytes} PRIMARY KEY,
  user_id    TEXT {bytes} NOT NULL REFERENCES platform_user (id),
  peer       TEXT   NOT NULL,
  made_at    BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,  -- To the minute: a request a second is not a write a second.
  idle_ms    BIGINT NOT NULL CHECK (idle_ms > 0),
  ends_at    BIGINT NOT NULL,  -- However busy it is.
  ended_at   BIGINT            -- Signed out, or the password was changed.
);
CREATE INDEX platform_session_user ON platform_session (user_id);
CREATE INDEX platform_session_ends ON platform_session (ends_at);

-- The audit log. Rows are inserted with the deed, in its transaction. A sealer gives each its
-- number and hash afterwards, so that writers do not queue on one chain.
CREATE TABLE platform_audit (
  id           TEXT {bytes} PRIMARY KEY,  -- UUIDv7: the order of the log.
  happened_at  BIGINT NOT NULL,
  actor        TEXT {bytes} NOT NULL,
  deed         TEXT   NOT NULL,           -- 'needs.need.recorded'
  subject_kind TEXT {bytes} NOT NULL,     -- 'needs_need'
  subject      TEXT {bytes} NOT NULL,
  area         TEXT {bytes} NOT NULL,
  details      TEXT   NOT NULL,           -- JSON. Never a secret: who reads the log may not.
  -- One chain a county, '' for what belongs to none.
  chain        TEXT {bytes} NOT NULL,
  number       BIGINT CHECK (number > 0),
  hash         TEXT,
  CHECK ((number IS NULL) = (hash IS NULL))
) {without_rowid};
CREATE UNIQUE INDEX platform_audit_number ON platform_audit (chain, number) WHERE number IS NOT NULL;
CREATE INDEX platform_audit_unsealed ON platform_audit (id) WHERE number IS NULL;
CREATE INDEX platform_audit_subject ON platform_audit (subject, id);
CREATE INDEX platform_audit_area ON platform_audit (area, id);

-- Where each chain ends. Without it, cutting off the newest rows would go unseen. `mark` is a
-- keyed hash of the end: a chain computed anew by somebody without the key does not match it.
CREATE TABLE platform_audit_chain (
  chain  TEXT {bytes} PRIMARY KEY,
  number BIGINT NOT NULL,
  hash   TEXT   NOT NULL,
  mark   TEXT   NOT NULL
);

-- Nobody changes or deletes an audit row by mistake; who does it on purpose breaks the chain.
-- only sqlite
CREATE TRIGGER platform_audit_kept BEFORE DELETE ON platform_audit
BEGIN
  SELECT RAISE(ABORT, 'audit rows are kept');
END;
CREATE TRIGGER platform_audit_sealed_once BEFORE UPDATE ON platform_audit
WHEN OLD.number IS NOT NULL OR NEW.id <> OLD.id OR NEW.happened_at <> OLD.happened_at
  OR NEW.actor <> OLD.actor OR NEW.deed <> OLD.deed OR NEW.subject_kind <> OLD.subject_kind
  OR NEW.subject <> OLD.subject OR NEW.area <> OLD.area OR NEW.details <> OLD.details
  OR NEW.chain <> OLD.chain
BEGIN
  SELECT RAISE(ABORT, 'audit rows are not changed');
END;
-- only postgresql
CREATE FUNCTION platform_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN RAISE EXCEPTION ''audit rows are neither changed nor deleted'' USING ERRCODE = ''23514''; END';
CREATE TRIGGER platform_audit_kept BEFORE DELETE ON platform_audit
  FOR EACH ROW EXECUTE FUNCTION platform_audit_refuse();
CREATE TRIGGER platform_audit_sealed_once BEFORE UPDATE ON platform_audit
  FOR EACH ROW
  WHEN (OLD.number IS NOT NULL OR NEW.id <> OLD.id OR NEW.happened_at <> OLD.happened_at
    OR NEW.actor <> OLD.actor OR NEW.deed <> OLD.deed OR NEW.subject_kind <> OLD.subject_kind
    OR NEW.subject <> OLD.subject OR NEW.area <> OLD.area OR NEW.details <> OLD.details
    OR NEW.chain <> OLD.chain)
  EXECUTE FUNCTION platform_audit_refuse();
-- both

-- What a write answered, kept with the write: a phone that lost the answer asks again and gets
-- the same. `status` is 0 only inside the transaction that is finding the answer.
CREATE TABLE platform_idempotency (
  actor       TEXT {bytes} NOT NULL,
  name        TEXT {bytes} NOT NULL,   -- The client's Idempotency-Key.
  fingerprint TEXT     NOT NULL,       -- Of verb, path and body.
  status      SMALLINT NOT NULL DEFAULT 0,
  body        {blob},                  -- Sealed: answers show people.
  made_at     BIGINT   NOT NULL,
  expires_at  BIGINT   NOT NULL,
  PRIMARY KEY (actor, name)
);
CREATE INDEX platform_idempotency_expires ON platform_idempotency (expires_at);

-- Files outside the database: photos, uploaded sheets, error workbooks. On the disk they are
-- sealed under `stored_as`, a name of their own, so that no upload can overwrite another.
CREATE TABLE platform_file (
  id         TEXT {bytes} PRIMARY KEY,
  stored_as  TEXT {bytes} NOT NULL UNIQUE,
  kind       TEXT   NOT NULL,
  name       TEXT   NOT NULL,            -- As the uploader called it; never a path of ours.
  bytes      BIGINT NOT NULL CHECK (bytes >= 0),
  sha256     TEXT   NOT NULL,            -- Of the content as kept, in hexadecimal.
  purpose    TEXT   NOT NULL,            -- 'delivery.evidence'
  area       TEXT {bytes} NOT NULL,
  added_at   BIGINT NOT NULL,
  added_by   TEXT {bytes} NOT NULL,
  expires_at BIGINT                      -- Uploaded sheets go; evidence stays.
);
CREATE INDEX platform_file_expires ON platform_file (expires_at) WHERE expires_at IS NOT NULL;

-- Long work. The runner that took a job says so every few seconds in beat_at; when it falls
-- silent, another one takes the job up from its checkpoint.
CREATE TABLE platform_job (
  id           TEXT {bytes} PRIMARY KEY,
  kind         TEXT   NOT NULL,
  area         TEXT {bytes} NOT NULL,
  input        TEXT   NOT NULL,          -- JSON.
  state        TEXT   NOT NULL
    CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  done         BIGINT NOT NULL DEFAULT 0,
  total        BIGINT NOT NULL DEFAULT 0,  -- 0: not known yet.
  checkpoint   TEXT   NOT NULL DEFAULT '',
  message      TEXT,                     -- Code of what went wrong.
  arguments    TEXT,                     -- JSON: what the message names.
  result       TEXT,                     -- JSON.
  made_at      BIGINT NOT NULL,
  made_by      TEXT {bytes} NOT NULL,
  started_at   BIGINT,
  finished_at  BIGINT,
  attempts     BIGINT NOT NULL DEFAULT 0,
  runner       TEXT,
  beat_at      BIGINT,
  stop_asked_at BIGINT,
  CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
  CHECK ((state = 'running') = (runner IS NOT NULL))
);
CREATE INDEX platform_job_waiting ON platform_job (state, made_at, id)
  WHERE state IN ('queued', 'running');
CREATE INDEX platform_job_area ON platform_job (area, made_at);

-- What happened, for other rooms to act on: written with the deed, acted on afterwards.
CREATE TABLE platform_event (
  id         TEXT {bytes} PRIMARY KEY,
  event      TEXT   NOT NULL,            -- 'registry.person.died'
  subject    TEXT {bytes} NOT NULL,
  body       TEXT   NOT NULL,            -- JSON; ids, never personal data.
  happened_at BIGINT NOT NULL,
  actor      TEXT {bytes} NOT NULL,
  -- When its reactions are due; null when all have happened.
  due_at     BIGINT,
  tries      BIGINT NOT NULL DEFAULT 0,
  trouble    TEXT                        -- Code of the last failure.
);
CREATE INDEX platform_event_due ON platform_event (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX platform_event_time ON platform_event (happened_at);

-- A reaction that has happened, in the transaction in which it did: it never happens again.
CREATE TABLE platform_reaction (
  event_id    TEXT {bytes} NOT NULL REFERENCES platform_event (id) ON DELETE CASCADE,
  reaction    TEXT {bytes} NOT NULL,
  happened_at BIGINT NOT NULL,
  PRIMARY KEY (event_id, reaction)
);
