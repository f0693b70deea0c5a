-- Sites: places with a kept identity. A site that moves stays the site it was; its former
-- address stands with its end. What hangs on a site (rooms, services, villages served) is spans;
-- what people plan (hours, exceptions) is numbered rows of which the last counts; what happened
-- (openings) is measured against the floor that the packs set.
--
-- Spans, days and areas as in 0003. Minutes of a day count from midnight: 540 is 09:00.

CREATE TABLE registry_site (
  id          TEXT {bytes} PRIMARY KEY,     -- UUIDv7, made by the client.
  kind        TEXT {bytes} NOT NULL,        -- A code of site_kind; it never changes.
  name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  sort_key    TEXT {bytes} NOT NULL,
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  end_reason  TEXT NOT NULL,                -- '' while no end is known.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);
CREATE INDEX registry_site_name ON registry_site (sort_key, id);

-- Where it is, from its first day on without a gap.
CREATE TABLE registry_site_address (
  site_id     TEXT {bytes} NOT NULL REFERENCES registry_site (id),
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  area        TEXT {bytes} NOT NULL,
  address     TEXT NOT NULL,                -- Street and number: sites are public, not secret.
  floor_dm2   BIGINT CHECK (floor_dm2 > 0), -- Built floor area of the whole site in square
                                            -- decimetres; NULL when nobody measured it.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (site_id, from_day)
) {without_rowid};
CREATE INDEX registry_site_address_area ON registry_site_address (area, from_day, until_day);

CREATE TABLE registry_site_room (
  id          TEXT {bytes} PRIMARY KEY,
  site_id     TEXT {bytes} NOT NULL REFERENCES registry_site (id),
  name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  function    TEXT {bytes} NOT NULL,        -- A code of room_function.
  area_dm2    BIGINT NOT NULL CHECK (area_dm2 > 0),
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);
CREATE INDEX registry_site_room_of ON registry_site_room (site_id, from_day);

CREATE TABLE registry_site_service (
  site_id     TEXT {bytes} NOT NULL REFERENCES registry_site (id),
  service     TEXT {bytes} NOT NULL,        -- A code of site_service.
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (site_id, service, from_day)
) {without_rowid};
CREATE UNIQUE INDEX registry_site_service_once ON registry_site_service (site_id, service)
  WHERE until_day = 2932897;

-- The villages a site serves. A village is in one catchment of a kind of site at a time: rows
-- begin without an end, so the index settles who was first.
CREATE TABLE registry_site_catchment (
  site_id     TEXT {bytes} NOT NULL REFERENCES registry_site (id),
  kind        TEXT {bytes} NOT NULL,        -- The site's, so that the index can see it.
  area        TEXT {bytes} NOT NULL,
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (site_id, area, from_day)
) {without_rowid};
CREATE UNIQUE INDEX registry_site_catchment_once ON registry_site_catchment (kind, area)
  WHERE until_day = 2932897;
CREATE INDEX registry_site_catchment_area ON registry_site_catchment (area, from_day, until_day);

-- The weekly hours from a day on. Of the plans that have begun the one that began last holds; of
-- two for one day the later number. A plan without spans is closed all week.
CREATE TABLE registry_site_plan (
  site_id     TEXT {bytes} NOT NULL REFERENCES registry_site (id),
  number      BIGINT NOT NULL CHECK (number > 0),  -- 1, 2 .. in the order recorded.
  from_day    BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (site_id, number)
) {without_rowid};

CREATE TABLE registry_site_hours (
  site_id    TEXT {bytes} NOT NULL,
  number     BIGINT NOT NULL,
  weekday    SMALLINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),  -- ISO 8601: Monday is 1.
  opens_min  SMALLINT NOT NULL CHECK (opens_min BETWEEN 0 AND 1439),
  closes_min SMALLINT NOT NULL CHECK (closes_min BETWEEN 1 AND 1440),
  PRIMARY KEY (site_id, number, weekday, opens_min),
  FOREIGN KEY (site_id, number) REFERENCES registry_site_plan (site_id, number),
  CHECK (opens_min < closes_min)
) {without_rowid};

-- A day that differs from the plan; of several for one day the last number counts.
CREATE TABLE registry_site_exception (
  site_id     TEXT {bytes} NOT NULL REFERENCES registry_site (id),
  on_day      BIGINT NOT NULL,
  number      BIGINT NOT NULL CHECK (number > 0),
  is_open     SMALLINT NOT NULL CHECK (is_open IN (0, 1)),
  opens_min   SMALLINT CHECK (opens_min BETWEEN 0 AND 1439),
  closes_min  SMALLINT CHECK (closes_min BETWEEN 1 AND 1440),
  reason      TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (site_id, on_day, number),
  CHECK ((is_open = 1) = (opens_min IS NOT NULL)),
  CHECK ((opens_min IS NULL) = (closes_min IS NULL)),
  CHECK (opens_min IS NULL OR opens_min < closes_min)
) {without_rowid};

-- A sign-in, and the sign-out that ended it. One that nobody ended counts no minutes: how long it
-- was open is not known.
CREATE TABLE registry_site_opening (
  id          TEXT {bytes} PRIMARY KEY,
  site_id     TEXT {bytes} NOT NULL REFERENCES registry_site (id),
  on_day      BIGINT NOT NULL,              -- The law's day of both instants.
  opened_at   BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  closed_at   BIGINT,
  ended_at    BIGINT,                       -- When the sign-out was recorded ..
  ended_by    TEXT {bytes},                 -- .. and by whom.
  CHECK (closed_at > opened_at),
  CHECK ((closed_at IS NULL) = (ended_at IS NULL)),
  CHECK ((closed_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX registry_site_opening_day ON registry_site_opening (site_id, on_day, opened_at);
-- Two tablets that sign in at once: one of them is second.
CREATE UNIQUE INDEX registry_site_opening_once ON registry_site_opening (site_id, on_day)
  WHERE closed_at IS NULL;

-- Weeks that are over, measured against the floor of their site's kind. A projection of openings,
-- addresses and the packs' floors and calendar, made anew when a week ends, when something is
-- recorded for a past day and when the packs change; a test proves that it equals them. Weeks of
-- kinds without a floor, of years without a calendar and of sites that began or ended within them
-- have no row.
CREATE TABLE registry_site_week (
  site_id       TEXT {bytes} NOT NULL REFERENCES registry_site (id),
  week_from     BIGINT NOT NULL,            -- A Monday.
  kind          TEXT {bytes} NOT NULL,
  area          TEXT {bytes} NOT NULL,      -- Where the site was on the Sunday.
  days_open     SMALLINT NOT NULL,          -- With a sign-in.
  days_full     SMALLINT NOT NULL,          -- With the minutes that the floor asks of a day.
  days_due      SMALLINT NOT NULL,          -- That the floor asks of this week, holidays considered.
  minutes       BIGINT NOT NULL,
  minutes_least BIGINT NOT NULL,            -- Of the days open; 0 in a week never open.
  is_short      SMALLINT NOT NULL CHECK (is_short IN (0, 1)),
  PRIMARY KEY (site_id, week_from),
  CHECK (days_full <= days_open),
  CHECK ((is_short = 1) = (days_full < days_due))
) {without_rowid};

-- ---- ties ----------------------------------------------------------------------------------

-- An end may be a site: operates, partner of, housed at. `sole` is what an exclusive kind may
-- not have twice at a time ("chair_of organisation <id>"), NULL for the others: the database
-- settles two that come at once.
CREATE TABLE registry_tie_wide (
  id          TEXT {bytes} PRIMARY KEY,
  kind        TEXT {bytes} NOT NULL,
  from_kind   TEXT {bytes} NOT NULL CHECK (from_kind IN ('person', 'organisation', 'user')),
  from_id     TEXT {bytes} NOT NULL,
  to_kind     TEXT {bytes} NOT NULL CHECK (to_kind IN ('person', 'organisation', 'area', 'site')),
  to_id       TEXT {bytes} NOT NULL,
  area        TEXT {bytes} NOT NULL,
  title       TEXT NOT NULL,
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  sole        TEXT {bytes},
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);
INSERT INTO registry_tie_wide (id, kind, from_kind, from_id, to_kind, to_id, area, title,
  from_day, until_day, recorded_at, recorded_by)
SELECT id, kind, from_kind, from_id, to_kind, to_id, area, title, from_day, until_day,
  recorded_at, recorded_by FROM registry_tie;
DROP TABLE registry_tie;
ALTER TABLE registry_tie_wide RENAME TO registry_tie;
CREATE INDEX registry_tie_area ON registry_tie (area, kind, from_day);
CREATE INDEX registry_tie_from ON registry_tie (from_kind, from_id, kind);
CREATE INDEX registry_tie_to ON registry_tie (to_kind, to_id, kind);
CREATE UNIQUE INDEX registry_tie_sole ON registry_tie (sole) WHERE until_day = 2932897;

-- Several parties bound to one another, exactly one in each part that the kind declares: a
-- severely disabled holder, an association officer and a volunteer. Who leaves a part is
-- replaced by a new row; the old one stays with its end.
CREATE TABLE registry_group (
  id          TEXT {bytes} PRIMARY KEY,
  kind        TEXT {bytes} NOT NULL,        -- A key of `groups` in ties.yaml.
  area        TEXT {bytes} NOT NULL,        -- Of the party in its first part.
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  end_reason  TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);
CREATE INDEX registry_group_area ON registry_group (area, kind, from_day);

CREATE TABLE registry_group_part (
  group_id    TEXT {bytes} NOT NULL REFERENCES registry_group (id),
  part        TEXT {bytes} NOT NULL,        -- "holder", "officer", "volunteer"
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  party_kind  TEXT {bytes} NOT NULL CHECK (party_kind IN ('person', 'organisation', 'user')),
  party_id    TEXT {bytes} NOT NULL,
  sole        TEXT {bytes},                 -- As of ties: a holder is in one triple at a time.
  reason      TEXT NOT NULL,                -- Why the part changed; '' for the first.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (group_id, part, from_day)
) {without_rowid};
CREATE UNIQUE INDEX registry_group_part_once ON registry_group_part (group_id, part)
  WHERE until_day = 2932897;
CREATE UNIQUE INDEX registry_group_part_sole ON registry_group_part (sole)
  WHERE until_day = 2932897;
CREATE INDEX registry_group_part_party ON registry_group_part (party_kind, party_id);

-- ---- What others may read ------------------------------------------------------------------

-- One row for each address: on a day there is one row of a site.
CREATE VIEW registry_site_public AS
SELECT s.id AS site_id, s.kind, s.name, a.area,
       CAST(a.floor_dm2 AS DOUBLE PRECISION) / 100 AS floor_area, a.from_day, a.until_day
FROM registry_site s JOIN registry_site_address a ON a.site_id = s.id;

-- What hangs on a site, where the site is on those days: a site that moves takes it along.
CREATE VIEW registry_site_room_public AS
SELECT r.id AS room_id, s.site_id, s.kind, r.function AS room_function, s.area,
       CAST(r.area_dm2 AS DOUBLE PRECISION) / 100 AS floor_area,
       CASE WHEN r.from_day > s.from_day THEN r.from_day ELSE s.from_day END AS from_day,
       CASE WHEN r.until_day < s.until_day THEN r.until_day ELSE s.until_day END AS until_day
FROM registry_site_room r JOIN registry_site_public s ON s.site_id = r.site_id
WHERE r.from_day < s.until_day AND s.from_day < r.until_day;

-- `service` counts the distinct items of a district, `site_service_id` those of each site.
CREATE VIEW registry_site_service_public AS
SELECT v.site_id || '/' || v.service AS site_service_id, s.site_id, s.kind, v.service, s.area,
       CASE WHEN v.from_day > s.from_day THEN v.from_day ELSE s.from_day END AS from_day,
       CASE WHEN v.until_day < s.until_day THEN v.until_day ELSE s.until_day END AS until_day
FROM registry_site_service v JOIN registry_site_public s ON s.site_id = v.site_id
WHERE v.from_day < s.until_day AND s.from_day < v.until_day;

-- The villages served. `area` is the village's: a site may serve beyond the place it stands in.
CREATE VIEW registry_site_catchment_public AS
SELECT c.area AS village, c.site_id, c.kind, c.area, c.from_day, c.until_day
FROM registry_site_catchment c;

-- Days with a sign-in.
CREATE VIEW registry_site_day_public AS
SELECT o.site_id || '/' || CAST(o.on_day AS TEXT) AS site_day_id, o.site_id, s.kind, s.area,
       o.on_day,
       CAST(sum(CASE WHEN o.closed_at IS NULL THEN 0
                     ELSE (o.closed_at - o.opened_at) / 60000 END) AS BIGINT) AS minutes,
       max(CASE WHEN o.closed_at IS NULL THEN 1 ELSE 0 END) AS is_unfinished
FROM registry_site_opening o
JOIN registry_site_public s
  ON s.site_id = o.site_id AND s.from_day <= o.on_day AND o.on_day < s.until_day
GROUP BY o.site_id, o.on_day, s.kind, s.area;

CREATE VIEW registry_site_week_public AS
SELECT w.site_id || '/' || CAST(w.week_from AS TEXT) AS site_week_id, w.site_id, w.kind, w.area,
       w.week_from + 6 AS week_ends, w.days_open, w.days_full, w.days_due, w.minutes,
       w.minutes_least, w.is_short
FROM registry_site_week w;

CREATE VIEW registry_tie_public AS
SELECT t.id AS tie_id, t.kind, t.from_kind, t.from_id, t.to_kind, t.to_id, t.area, t.from_day,
       t.until_day
FROM registry_tie t;

-- People in bodies. One person may be in a branch, a committee and an association at once: count
-- person_id, and each is one.
CREATE VIEW registry_member_public AS
SELECT t.id AS tie_id, t.from_id AS person_id, t.to_id AS organisation_id, o.kind, t.kind AS tie,
       t.area,
       CASE WHEN t.from_day > o.from_day THEN t.from_day ELSE o.from_day END AS from_day,
       CASE WHEN t.until_day < o.until_day THEN t.until_day ELSE o.until_day END AS until_day
FROM registry_tie t JOIN registry_organisation o ON o.id = t.to_id
WHERE t.from_kind = 'person' AND t.to_kind = 'organisation'
  AND t.from_day < o.until_day AND o.from_day < t.until_day;

-- The households of members: a co-operative counts families, not people.
CREATE VIEW registry_member_household_public AS
SELECT h.household_id, m.organisation_id, m.kind, m.tie, m.area,
       CASE WHEN m.from_day > h.from_day THEN m.from_day ELSE h.from_day END AS from_day,
       CASE WHEN m.until_day < h.until_day THEN m.until_day ELSE h.until_day END AS until_day
FROM registry_member_public m JOIN registry_household_member h ON h.person_id = m.person_id
WHERE m.from_day < h.until_day AND h.from_day < m.until_day;

-- A person in an office who holds another one on the same days: chair of the association and
-- secretary of the village.
CREATE VIEW registry_concurrent_public AS
SELECT m.organisation_id, m.person_id, m.kind, m.tie, t.kind AS with_tie, m.area,
       CASE WHEN m.from_day > t.from_day THEN m.from_day ELSE t.from_day END AS from_day,
       CASE WHEN m.until_day < t.until_day THEN m.until_day ELSE t.until_day END AS until_day
FROM registry_member_public m
JOIN registry_tie t ON t.from_kind = 'person' AND t.from_id = m.person_id AND t.id <> m.tie_id
WHERE m.from_day < t.until_day AND t.from_day < m.until_day;

-- Bodies bound to a site: who operates it, whose partner it is, who is housed there.
CREATE VIEW registry_site_body_public AS
SELECT t.id AS tie_id, t.from_id AS organisation_id, o.kind, t.kind AS tie, s.site_id,
       s.kind AS site_kind, s.area,
       CASE WHEN t.from_day > s.from_day THEN t.from_day ELSE s.from_day END AS from_day,
       CASE WHEN t.until_day < s.until_day THEN t.until_day ELSE s.until_day END AS until_day
FROM registry_tie t
JOIN registry_site_public s ON s.site_id = t.to_id
JOIN registry_organisation o ON o.id = t.from_id
WHERE t.from_kind = 'organisation' AND t.to_kind = 'site'
  AND t.from_day < s.until_day AND s.from_day < t.until_day;

-- What a village has: itself ('area'), bodies, sites that stand in it or serve it, and people
-- tied to it (its liaison). Coverage of a district is villages that have a thing, by villages.
-- A village's own row holds from the beginning: its from_day is that of the list it stands in.
CREATE VIEW registry_village_public AS
SELECT code AS village, 'area' AS has, 'village' AS kind, code AS area, 0 AS from_day, until_day
FROM registry_area WHERE level = 'village'
UNION ALL
SELECT area, 'body', kind, area, from_day, until_day FROM registry_organisation
WHERE length(area) = 12
UNION ALL
SELECT substr(area, 1, 12), 'site', kind, substr(area, 1, 12), from_day, until_day
FROM registry_site_public WHERE length(area) >= 12
UNION ALL
SELECT area, 'site', kind, area, from_day, until_day FROM registry_site_catchment
UNION ALL
SELECT to_id, 'tie', kind, to_id, from_day, until_day FROM registry_tie
WHERE to_kind = 'area' AND length(to_id) = 12;

CREATE VIEW registry_group_public AS
SELECT id AS group_id, kind, area, from_day, until_day FROM registry_group;

-- A person in a group, on the days that the part and the group hold.
CREATE VIEW registry_group_person_public AS
SELECT p.group_id, g.kind, p.part, p.party_id AS person_id, g.area, p.from_day, p.until_day
FROM registry_group_part p JOIN registry_group g ON g.id = p.group_id
WHERE p.party_kind = 'person';
