-- How a run walks the register: a portion at a time, and what it need not write down.

-- A portion is a place or a stretch of ids; what a run came to is added up as it goes.
ALTER TABLE policy_run_count RENAME TO policy_run_count_before;
CREATE TABLE policy_run_count (
  run_id  TEXT {bytes} NOT NULL REFERENCES policy_run (id),
  policy  TEXT {bytes} NOT NULL,
  outcome TEXT {bytes} NOT NULL,
  persons BIGINT NOT NULL,
  fen     BIGINT NOT NULL,                  -- A month, of the entitled.
  PRIMARY KEY (run_id, policy, outcome)
) {without_rowid};
INSERT INTO policy_run_count (run_id, policy, outcome, persons, fen)
  SELECT c.run_id, c.policy, c.outcome, sum(c.persons), sum(c.fen)
  FROM policy_run_count_before c JOIN policy_run r ON r.id = c.run_id
  WHERE r.ended_at IS NOT NULL GROUP BY c.run_id, c.policy, c.outcome;
DROP TABLE policy_run_count_before;

-- Runs broken off begin anew.
DROP TABLE policy_run_portion;
DELETE FROM policy_run WHERE ended_at IS NULL;
CREATE TABLE policy_run_portion (
  run_id    TEXT {bytes} NOT NULL REFERENCES policy_run (id),
  portion   TEXT {bytes} NOT NULL,          -- Its key; done in their order.
  persons   BIGINT NOT NULL,
  entitled  BIGINT NOT NULL,                -- People entitled to something ..
  to_verify BIGINT NOT NULL,                -- .. with something to verify ..
  changed   BIGINT NOT NULL,                -- .. and determinations that were new or differed.
  done_at   BIGINT NOT NULL,
  PRIMARY KEY (run_id, portion)
) {without_rowid};

-- Whether a run was of everybody in the register. Such a run writes no row for who is not entitled
-- to a policy and had no row of it: whoever was known when it began and has none is not entitled.
ALTER TABLE policy_run ADD COLUMN whole SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE policy_run ADD COLUMN portions BIGINT NOT NULL DEFAULT 0;  -- So many are done.

-- Counts and sums of a place come from the index alone; of one outcome in one place there are many,
-- and their order comes from the rows.
DROP INDEX policy_determination_of;
CREATE INDEX policy_determination_of
  ON policy_determination (policy, outcome, area, month_fen, until_day)
  WHERE until_day = 2932897;
