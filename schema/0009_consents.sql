-- What people agreed to, what those who work with them have learnt, and who lives with whom as it
-- is entered by hand.
--
-- A consent is a row, and so is its withdrawal; it is live from the day it was given until the day
-- it was withdrawn. `stands` is kept beside the rows, so that the database itself keeps a person
-- from having two of one purpose at once: withdrawing one would leave the other.

CREATE TABLE registry_consent (
  id          TEXT {bytes} PRIMARY KEY,     -- UUIDv7, made by the client.
  person_id   TEXT {bytes} NOT NULL REFERENCES registry_person (id),
  purpose     TEXT {bytes} NOT NULL,        -- A code of consent_purpose.
  given_by    TEXT {bytes} NOT NULL REFERENCES registry_person (id),
  tie         TEXT {bytes} NOT NULL,        -- By what tie they speak for the person; '' themself.
  given_on    BIGINT NOT NULL,
  way         TEXT {bytes} NOT NULL,        -- A code of consent_way.
  note_sealed {blob},                       -- NULL where nothing was noted.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  stands      SMALLINT NOT NULL DEFAULT 1 CHECK (stands IN (0, 1)),  -- Not withdrawn.
  CHECK ((given_by = person_id) = (tie = ''))
);
CREATE INDEX registry_consent_person ON registry_consent (person_id, given_on);
CREATE UNIQUE INDEX registry_consent_once ON registry_consent (person_id, purpose)
  WHERE stands = 1;

CREATE TABLE registry_consent_withdrawal (
  consent_id    TEXT {bytes} PRIMARY KEY REFERENCES registry_consent (id),
  on_day        BIGINT NOT NULL,            -- The first day it is no longer live.
  reason_sealed {blob},
  recorded_at   BIGINT NOT NULL,
  recorded_by   TEXT {bytes} NOT NULL
);

-- What somebody may practise, by a certificate of the trade: social worker, therapist, teacher.
-- The number may hold the citizen id, so it is sealed.
CREATE TABLE registry_qualification (
  id            TEXT {bytes} PRIMARY KEY,
  person_id     TEXT {bytes} NOT NULL REFERENCES registry_person (id),
  qualification TEXT {bytes} NOT NULL,      -- A code of qualification.
  level         TEXT {bytes} NOT NULL,      -- A code of qualification_level; '' where there is none.
  number_sealed {blob},
  document      TEXT NOT NULL,              -- Who issued it and what it is called; '' unknown.
  from_day      BIGINT NOT NULL,
  until_day     BIGINT NOT NULL CHECK (until_day >= from_day),  -- Alike: it never held.
  recorded_at   BIGINT NOT NULL,
  recorded_by   TEXT {bytes} NOT NULL
);
CREATE INDEX registry_qualification_person ON registry_qualification (person_id, qualification);

-- It ended otherwise than it says: withdrawn, given back. until_day above follows.
CREATE TABLE registry_qualification_ending (
  qualification_id TEXT {bytes} PRIMARY KEY REFERENCES registry_qualification (id),
  on_day           BIGINT NOT NULL,
  reason           TEXT NOT NULL CHECK (length(reason) > 0),
  recorded_at      BIGINT NOT NULL,
  recorded_by      TEXT {bytes} NOT NULL
);

-- Who entered a household and its members, why somebody left, and where to. Rows of imports came
-- before these columns; a person lives in one household at a time, whoever enters it.
ALTER TABLE registry_household ADD COLUMN recorded_at BIGINT;
ALTER TABLE registry_household ADD COLUMN recorded_by TEXT {bytes};
ALTER TABLE registry_household_member ADD COLUMN recorded_at BIGINT;
ALTER TABLE registry_household_member ADD COLUMN recorded_by TEXT {bytes};
ALTER TABLE registry_household_member ADD COLUMN ended_at BIGINT;
ALTER TABLE registry_household_member ADD COLUMN ended_by TEXT {bytes};
ALTER TABLE registry_household_member ADD COLUMN end_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE registry_household_member ADD COLUMN moved_to TEXT {bytes};
CREATE UNIQUE INDEX registry_household_member_once ON registry_household_member (person_id)
  WHERE until_day = 2932897;

-- ---- What is read from the rows ------------------------------------------------------------

-- Live on the days of the span.
CREATE VIEW registry_consent_public AS
SELECT c.id AS consent_id, c.person_id, c.purpose, p.area, c.given_on AS from_day,
       coalesce(w.on_day, 2932897) AS until_day
FROM registry_consent c
JOIN registry_person p ON p.id = c.person_id
LEFT JOIN registry_consent_withdrawal w ON w.consent_id = c.id
WHERE w.on_day IS NULL OR w.on_day > c.given_on;

-- Ties, now with the kind of the site at their end: who works at a centre for children works at no
-- other house by that.
DROP VIEW registry_tie_public;
CREATE VIEW registry_tie_public AS
SELECT t.id AS tie_id, t.kind, t.from_kind, t.from_id, t.to_kind, t.to_id,
       coalesce(s.kind, '') AS to_site_kind, t.area, t.from_day, t.until_day
FROM registry_tie t LEFT JOIN registry_site s ON t.to_kind = 'site' AND s.id = t.to_id;

-- Ties between people on the days that both agree to be named for a purpose.
CREATE VIEW registry_consented_tie_public AS
SELECT b.tie_id, b.kind, b.purpose, b.person_id, b.other_id, b.area,
       CASE WHEN b.from_day > c.from_day THEN b.from_day ELSE c.from_day END AS from_day,
       CASE WHEN b.until_day < c.until_day THEN b.until_day ELSE c.until_day END AS until_day
FROM (SELECT t.id AS tie_id, t.kind, a.purpose, t.from_id AS person_id, t.to_id AS other_id, t.area,
             CASE WHEN t.from_day > a.from_day THEN t.from_day ELSE a.from_day END AS from_day,
             CASE WHEN t.until_day < a.until_day THEN t.until_day ELSE a.until_day END AS until_day
      FROM registry_tie t JOIN registry_consent_public a ON a.person_id = t.from_id
      WHERE t.from_kind = 'person' AND t.to_kind = 'person'
        AND t.from_day < a.until_day AND a.from_day < t.until_day) b
JOIN registry_consent_public c ON c.person_id = b.other_id AND c.purpose = b.purpose
WHERE b.from_day < c.until_day AND c.from_day < b.until_day;

-- Who works at a site: somebody of the register, or a colleague known by their account only.
CREATE VIEW registry_staff_public AS
SELECT t.id AS tie_id, t.from_id AS staff_id, s.site_id, s.kind AS site_kind, s.area,
       CASE WHEN t.from_day > s.from_day THEN t.from_day ELSE s.from_day END AS from_day,
       CASE WHEN t.until_day < s.until_day THEN t.until_day ELSE s.until_day END AS until_day
FROM registry_tie t JOIN registry_site_public s ON s.site_id = t.to_id
WHERE t.kind = 'staff_at' AND t.to_kind = 'site'
  AND t.from_day < s.until_day AND s.from_day < t.until_day;

-- .. and is qualified on those days.
CREATE VIEW registry_licensed_staff_public AS
SELECT s.tie_id, s.staff_id, q.qualification, q.level AS qualification_level, s.site_id,
       s.site_kind, s.area,
       CASE WHEN s.from_day > q.from_day THEN s.from_day ELSE q.from_day END AS from_day,
       CASE WHEN s.until_day < q.until_day THEN s.until_day ELSE q.until_day END AS until_day
FROM registry_staff_public s JOIN registry_qualification q ON q.person_id = s.staff_id
WHERE s.from_day < q.until_day AND q.from_day < s.until_day;

-- What is known of the people of a household while they live in it: benefits, work, schooling. A
-- benefit is a person's; a household has it while one of its people does.
CREATE VIEW registry_household_fact_public AS
SELECT x.household_id, x.person_id, x.fact, x.is_yes, x.area, x.from_day,
       CASE WHEN x.until_day < x.died_on THEN x.until_day ELSE x.died_on END AS until_day
FROM (SELECT m.household_id, m.person_id, f.kind AS fact,
             CASE WHEN f.value = 'yes' THEN 1 ELSE 0 END AS is_yes, h.area,
             CASE WHEN f.from_day > m.from_day THEN f.from_day ELSE m.from_day END AS from_day,
             CASE WHEN f.until_day < m.until_day THEN f.until_day ELSE m.until_day END AS until_day,
             coalesce(p.died_on, 2932897) AS died_on
      FROM registry_household_member m
      JOIN registry_household h ON h.id = m.household_id
      JOIN registry_fact f ON f.person_id = m.person_id
      JOIN registry_person p ON p.id = m.person_id
      WHERE m.from_day < f.until_day AND f.from_day < m.until_day) x
WHERE x.from_day < x.died_on;

-- Who was at an event and agrees to be named with it for a purpose, from when on: a banner of
-- thanks is shown with the name of who brought it while they agree.
CREATE VIEW events_consented_public AS
SELECT a.attendance_id, a.event_id, a.person_id, a.kind, c.purpose, a.area, a.on_day,
       CASE WHEN a.on_day > c.from_day THEN a.on_day ELSE c.from_day END AS from_day, c.until_day
FROM events_attendance_public a JOIN registry_consent_public c ON c.person_id = a.person_id
WHERE a.on_day < c.until_day;
