-- The register: areas, people, households, certificates, organisations and the ties between them.
--
-- Days are days since 1970-01-01, instants milliseconds UTC. A span is [from_day, until_day):
-- until_day is the first day it no longer holds, 2932897 (10000-01-01) while no end is known,
-- so that "holds on D" is always  from_day <= D AND D < until_day.  Every large table bears the
-- area it is used in, so that no daily query leaves its area.

CREATE TABLE registry_area (
  code      TEXT {bytes} PRIMARY KEY,
  parent    TEXT {bytes} NOT NULL,          -- The code of the place around it; '' for a province.
  level     TEXT {bytes} NOT NULL,
  name      TEXT NOT NULL,
  sort_key  TEXT {bytes} NOT NULL,
  pinyin    TEXT {bytes} NOT NULL,
  initials  TEXT {bytes} NOT NULL,
  from_day  BIGINT NOT NULL,
  until_day BIGINT NOT NULL,
  source    TEXT NOT NULL,                  -- "NBS 2023 ..", "local", "synthetic".
  CHECK (parent = substr(code, 1, length(parent)))
);
CREATE INDEX registry_area_parent ON registry_area (parent, sort_key);

-- When the statistics office renumbers a place the old code stays what it was.
CREATE TABLE registry_area_renumbering (
  old_code TEXT {bytes} NOT NULL,
  new_code TEXT {bytes} NOT NULL,
  on_day   BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (old_code, new_code)
);

-- Who is who, across areas: one narrow table by keyed hash of the citizen id.
CREATE TABLE registry_identity (
  id_hash   TEXT {bytes} PRIMARY KEY,
  person_id TEXT {bytes} NOT NULL
) {without_rowid};

-- A person as known now. What was believed before stands in registry_person_history.
CREATE TABLE registry_person (
  id                TEXT {bytes} PRIMARY KEY,
  area              TEXT {bytes} NOT NULL,  -- Of household registration, as deep as is known.
  revision          BIGINT NOT NULL CHECK (revision >= 1),
  name              TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  sort_key          TEXT {bytes} NOT NULL,
  sex               TEXT {bytes} NOT NULL CHECK (sex IN ('male', 'female')),
  birth_day         BIGINT NOT NULL,
  -- What is sealed opens with the key only; NULL where nothing is known.
  citizen_id_sealed         {blob},
  phone_sealed              {blob},
  address_sealed            {blob},         -- Where the person lives.
  registered_address_sealed {blob},
  guardian_phone_sealed     {blob},
  remark_sealed             {blob},
  guardian          TEXT NOT NULL,          -- A name, '' when none.
  household_kind    TEXT {bytes} NOT NULL,  -- A code of household_kind, '' when unknown.
  ethnicity         TEXT NOT NULL,
  died_on           BIGINT,                 -- The first day the person no longer lived.
  recorded_at       BIGINT NOT NULL,
  recorded_by       TEXT {bytes} NOT NULL
);
CREATE INDEX registry_person_area ON registry_person (area, sort_key, id);
-- The list of a whole county, in its order, without sorting the county.
CREATE INDEX registry_person_county ON registry_person (substr(area, 1, 6), sort_key, id);

CREATE TABLE registry_person_history (
  person_id         TEXT {bytes} NOT NULL,
  revision          BIGINT NOT NULL,
  area              TEXT {bytes} NOT NULL,
  name              TEXT NOT NULL,
  phone_sealed              {blob},
  address_sealed            {blob},
  registered_address_sealed {blob},
  guardian_phone_sealed     {blob},
  remark_sealed             {blob},
  guardian          TEXT NOT NULL,
  household_kind    TEXT {bytes} NOT NULL,
  ethnicity         TEXT NOT NULL,
  died_on           BIGINT,
  recorded_at       BIGINT NOT NULL,
  recorded_by       TEXT {bytes} NOT NULL,
  PRIMARY KEY (person_id, revision)
);

-- What a search box may look for, in the county it is looked for. A key is the county's six
-- digits, one letter for the kind of key, and the text itself: one column, because a tree whose
-- first column decides is filled a third faster. Kinds: n name and its given part, p pinyin of
-- both, i initials, t keyed hash of the last four characters of the citizen id. (No full-text
-- extension: the same B-tree on both databases.)
CREATE TABLE registry_search (
  key       TEXT {bytes} NOT NULL,
  area      TEXT {bytes} NOT NULL,
  person_id TEXT {bytes} NOT NULL,
  PRIMARY KEY (key, area, person_id)
) {without_rowid};

-- Where a person was registered, over time.
CREATE TABLE registry_residence (
  person_id TEXT {bytes} NOT NULL,
  from_day  BIGINT NOT NULL,
  until_day BIGINT NOT NULL CHECK (until_day > from_day),
  area      TEXT {bytes} NOT NULL,
  PRIMARY KEY (person_id, from_day)
) {without_rowid};
CREATE INDEX registry_residence_area ON registry_residence (area, from_day, until_day, person_id);

CREATE TABLE registry_household (
  id        TEXT {bytes} PRIMARY KEY,
  area      TEXT {bytes} NOT NULL,
  from_day  BIGINT NOT NULL,
  until_day BIGINT NOT NULL CHECK (until_day > from_day)
);
CREATE INDEX registry_household_area ON registry_household (area, from_day, until_day);

CREATE TABLE registry_household_member (
  person_id    TEXT {bytes} NOT NULL,
  from_day     BIGINT NOT NULL,
  until_day    BIGINT NOT NULL CHECK (until_day > from_day),
  household_id TEXT {bytes} NOT NULL REFERENCES registry_household (id),
  relation     TEXT {bytes} NOT NULL,       -- To the head: head, spouse, child, parent, other.
  PRIMARY KEY (person_id, from_day)
);
CREATE INDEX registry_household_member_of ON registry_household_member (household_id);

-- A certificate as printed (GB/T 26341-2010 category and level). A changed category, level or
-- a re-issue is a new certificate that supersedes the old one; so is one renewed after its ten
-- years, which bears the old number.
CREATE TABLE registry_certificate (
  id            TEXT {bytes} PRIMARY KEY,
  person_id     TEXT {bytes} NOT NULL REFERENCES registry_person (id),
  area          TEXT {bytes} NOT NULL,      -- The person's, kept in step.
  number_hash   TEXT {bytes} NOT NULL,
  number_sealed {blob} NOT NULL,            -- It contains the citizen id.
  category      SMALLINT NOT NULL CHECK (category BETWEEN 1 AND 7),
  level         SMALLINT NOT NULL CHECK (level BETWEEN 1 AND 4),
  reissue       SMALLINT NOT NULL CHECK (reissue >= 0),
  issued_day    BIGINT NOT NULL,
  expires_day   BIGINT NOT NULL,            -- The last day it is valid; 2932896 (9999-12-31) without end.
  current       SMALLINT NOT NULL CHECK (current IN (0, 1)),
  halt          TEXT {bytes} NOT NULL CHECK (halt IN ('', 'frozen', 'cancelled', 'dead')),
  recorded_at   BIGINT NOT NULL,
  recorded_by   TEXT {bytes} NOT NULL,
  CHECK (expires_day > issued_day),
  UNIQUE (number_hash, issued_day)
) {without_rowid};
-- All of a person; one of them is the current one.
CREATE UNIQUE INDEX registry_certificate_current
  ON registry_certificate (person_id, (CASE WHEN current = 1 THEN '' ELSE id END));
-- What runs out next in a county, and what has.
CREATE INDEX registry_certificate_expiry ON registry_certificate (substr(area, 1, 6), expires_day)
  WHERE current = 1;
-- Few are frozen or cancelled: a list of them is led by this.
CREATE INDEX registry_certificate_halt ON registry_certificate (halt, area)
  WHERE current = 1 AND halt <> '';

-- What befell a certificate. current and halt above are projections of these rows.
CREATE TABLE registry_certificate_event (
  id             TEXT {bytes} PRIMARY KEY,
  certificate_id TEXT {bytes} NOT NULL REFERENCES registry_certificate (id),
  number         BIGINT NOT NULL,           -- 1, 2 ..: two events of one day have an order.
  kind           TEXT {bytes} NOT NULL CHECK (kind IN ('frozen', 'thawed', 'cancelled', 'dead', 'superseded')),
  on_day         BIGINT NOT NULL,
  reason         TEXT NOT NULL,
  recorded_at    BIGINT NOT NULL,
  recorded_by    TEXT {bytes} NOT NULL,
  UNIQUE (certificate_id, number)
) {without_rowid};

-- The days on which a certificate counts as valid: issued, not expired, not frozen, cancelled,
-- superseded, and the holder alive. A projection of certificate and events, made anew with
-- every change of them (registry/validity.cc); a test proves that it equals them.
CREATE TABLE registry_validity (
  person_id      TEXT {bytes} NOT NULL,
  from_day       BIGINT NOT NULL,
  until_day      BIGINT NOT NULL CHECK (until_day > from_day),
  certificate_id TEXT {bytes} NOT NULL,
  category       SMALLINT NOT NULL,
  level          SMALLINT NOT NULL,
  PRIMARY KEY (person_id, from_day)
) {without_rowid};

-- Dated statements about a person with their source: dibao = yes since March.
CREATE TABLE registry_fact (
  person_id   TEXT {bytes} NOT NULL REFERENCES registry_person (id),
  kind        TEXT {bytes} NOT NULL,        -- "dibao".
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  area        TEXT {bytes} NOT NULL,
  value       TEXT NOT NULL,
  source      TEXT NOT NULL,                -- "roster 2023-10", "visit".
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (person_id, kind, from_day)
) {without_rowid};

CREATE TABLE registry_organisation (
  id          TEXT {bytes} PRIMARY KEY,
  kind        TEXT {bytes} NOT NULL,        -- A code of organisation_kind.
  name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  sort_key    TEXT {bytes} NOT NULL,
  area        TEXT {bytes} NOT NULL,        -- Where it works.
  parent_id   TEXT {bytes} REFERENCES registry_organisation (id),
  contact     TEXT NOT NULL,
  strengths   TEXT NOT NULL,                -- What it can do, in its own words.
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);
CREATE INDEX registry_organisation_area ON registry_organisation (area, kind, sort_key);

-- A dated relation between parties of a kind a pack declares: liaison of a village, guardian,
-- officer, member. A party is a kind and an id: person, organisation, user or area.
CREATE TABLE registry_tie (
  id          TEXT {bytes} PRIMARY KEY,
  kind        TEXT {bytes} NOT NULL,
  from_kind   TEXT {bytes} NOT NULL CHECK (from_kind IN ('person', 'organisation', 'user')),
  from_id     TEXT {bytes} NOT NULL,
  to_kind     TEXT {bytes} NOT NULL CHECK (to_kind IN ('person', 'organisation', 'area')),
  to_id       TEXT {bytes} NOT NULL,
  area        TEXT {bytes} NOT NULL,
  title       TEXT NOT NULL,                -- As people say it: the liaison's name, the post.
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);
CREATE INDEX registry_tie_area ON registry_tie (area, kind, from_day);
CREATE INDEX registry_tie_from ON registry_tie (from_kind, from_id, kind);
CREATE INDEX registry_tie_to ON registry_tie (to_kind, to_id, kind);

-- An import of a roster: the file waits encrypted, is looked at, mended, taken, and expires.
CREATE TABLE registry_import (
  id         TEXT {bytes} PRIMARY KEY,
  area       TEXT {bytes} NOT NULL,
  file_id    TEXT {bytes} NOT NULL,
  file_name  TEXT NOT NULL,
  mapping    TEXT NOT NULL,                 -- JSON: heading -> column, where a person said so.
  state      TEXT {bytes} NOT NULL CHECK (state IN ('uploaded', 'previewed', 'running', 'done', 'failed')),
  result     TEXT NOT NULL,                 -- JSON: the counts and faults of contracts, '' before.
  errors_id  TEXT {bytes},                  -- The workbook with the faulty rows.
  job_id     TEXT {bytes},
  created_at BIGINT NOT NULL,
  created_by TEXT {bytes} NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX registry_import_area ON registry_import (area, created_at);

-- ---- What others may read: where and when, never who --------------------------------------

CREATE VIEW registry_area_public AS
SELECT code AS area, parent, level, name, sort_key, from_day, until_day FROM registry_area;

-- A person registered in an area on the days of the span.
CREATE VIEW registry_resident_public AS
SELECT r.person_id, r.area, r.from_day, r.until_day, p.sex, p.birth_day
FROM registry_residence r JOIN registry_person p ON p.id = r.person_id;

-- A holder of a valid certificate registered in an area on the days of the span.
CREATE VIEW registry_holder_public AS
SELECT r.person_id, r.area, v.category, v.level, p.sex, p.birth_day,
       CASE WHEN r.from_day > v.from_day THEN r.from_day ELSE v.from_day END AS from_day,
       CASE WHEN r.until_day < v.until_day THEN r.until_day ELSE v.until_day END AS until_day,
       CASE WHEN length(r.area) >= 9 THEN 1 ELSE 0 END AS in_town,
       CASE WHEN length(r.area) >= 18 AND substr(r.area, 16, 3) <> '000' THEN 1 ELSE 0 END AS in_group,
       CASE WHEN length(r.area) >= 21 AND substr(r.area, 19, 3) <> '000' THEN 1 ELSE 0 END AS in_grid
FROM registry_residence r
JOIN registry_validity v ON v.person_id = r.person_id
JOIN registry_person p ON p.id = r.person_id
WHERE r.from_day < v.until_day AND v.from_day < r.until_day;

-- A holder who hangs on all four levels: town, village association, group and grid. The
-- association must exist on the day, so its span cuts the holder's.
CREATE VIEW registry_chain_public AS
SELECT h.person_id, h.area, h.category, h.level, h.sex, h.birth_day,
       CASE WHEN h.from_day > o.from_day THEN h.from_day ELSE o.from_day END AS from_day,
       CASE WHEN h.until_day < o.until_day THEN h.until_day ELSE o.until_day END AS until_day
FROM registry_holder_public h
JOIN registry_organisation o ON o.kind = 'association' AND o.area = substr(h.area, 1, 12)
WHERE h.in_group = 1 AND h.in_grid = 1
  AND h.from_day < o.until_day AND o.from_day < h.until_day;

CREATE VIEW registry_household_public AS
SELECT id AS household_id, area, from_day, until_day FROM registry_household;

-- A household with at least one holder, on the days that both are there.
CREATE VIEW registry_holder_household_public AS
SELECT m.household_id, h.area,
       CASE WHEN h.from_day > m.from_day THEN h.from_day ELSE m.from_day END AS from_day,
       CASE WHEN h.until_day < m.until_day THEN h.until_day ELSE m.until_day END AS until_day
FROM registry_household_member m JOIN registry_holder_public h ON h.person_id = m.person_id
WHERE h.from_day < m.until_day AND m.from_day < h.until_day;

CREATE VIEW registry_organisation_public AS
SELECT id AS organisation_id, kind, name, area, from_day, until_day FROM registry_organisation;

-- For contexts that serve people: where somebody is now, and the name, which a reader without
-- the right to read people gets masked.
CREATE VIEW registry_person_public AS
SELECT id AS person_id, area, name, revision, birth_day, died_on FROM registry_person;
