-- What the policies of the packs say of everybody: runs, and the determinations they came to.

-- Everybody of an area decided as of a day. A run that was broken off is taken up again: the
-- portions done are rows.
CREATE TABLE policy_run (
  id         TEXT {bytes} PRIMARY KEY,
  as_of      BIGINT NOT NULL,
  area       TEXT {bytes} NOT NULL,
  rules      TEXT {bytes} NOT NULL,         -- A digest of the policies, parameters and exclusions.
  started_at BIGINT NOT NULL,
  started_by TEXT {bytes} NOT NULL,
  ended_at   BIGINT                         -- NULL while it runs, or when it was broken off.
);
CREATE INDEX policy_run_of ON policy_run (as_of, area);

CREATE TABLE policy_run_portion (
  run_id    TEXT {bytes} NOT NULL REFERENCES policy_run (id),
  area      TEXT {bytes} NOT NULL,
  persons   BIGINT NOT NULL,
  entitled  BIGINT NOT NULL,                -- People entitled to something ..
  to_verify BIGINT NOT NULL,                -- .. with something to verify ..
  changed   BIGINT NOT NULL,                -- .. and determinations that were new or differed.
  done_at   BIGINT NOT NULL,
  PRIMARY KEY (run_id, area)
) {without_rowid};

CREATE TABLE policy_run_count (
  run_id  TEXT {bytes} NOT NULL REFERENCES policy_run (id),
  area    TEXT {bytes} NOT NULL,
  policy  TEXT {bytes} NOT NULL,
  outcome TEXT {bytes} NOT NULL,
  persons BIGINT NOT NULL,
  fen     BIGINT NOT NULL,                  -- A month, of the entitled.
  PRIMARY KEY (run_id, area, policy, outcome)
) {without_rowid};

-- What a policy says of a person, on the days of the span: from_day is the day of the run that
-- found it first. A run changes only what it finds otherwise. Why it is so is not kept: inputs,
-- tables and parameters are dated, and the same judge explains it again for any day.
CREATE TABLE policy_determination (
  person_id   TEXT {bytes} NOT NULL,
  policy      TEXT {bytes} NOT NULL,
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  area        TEXT {bytes} NOT NULL,        -- Where the person was registered then.
  outcome     TEXT {bytes} NOT NULL
    CHECK (outcome IN ('entitled', 'not_entitled', 'excluded', 'to_verify')),
  month_fen   BIGINT NOT NULL CHECK (month_fen >= 0),
  missing     TEXT NOT NULL,                -- Facts and parameters to find out, between commas.
  excluded_by TEXT NOT NULL,                -- The benefit, '' when none.
  mode        TEXT {bytes} NOT NULL,        -- 'block', 'take_higher', '' when not excluded.
  run_id      TEXT {bytes} NOT NULL,
  PRIMARY KEY (person_id, policy, from_day),
  CHECK ((outcome = 'entitled') <= (month_fen > 0)),
  CHECK ((outcome = 'excluded') = (excluded_by <> ''))
) {without_rowid};
CREATE INDEX policy_determination_of ON policy_determination (policy, outcome, area, person_id)
  WHERE until_day = 2932897;
