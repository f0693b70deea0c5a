-- Which body has which hours of a place that several share; how the places of a slot changed; and
-- groups that count only while somebody stands in each part.

-- ---- the timetable of a shared place ---------------------------------------------------------

-- A body's hours of one weekday in a room, or in the whole site. That no two overlap is settled
-- under the lock of the site, as everything else that hangs on it.
CREATE TABLE registry_site_use (
  id              TEXT {bytes} PRIMARY KEY, -- UUIDv7, made by the client.
  site_id         TEXT {bytes} NOT NULL REFERENCES registry_site (id),
  room_id         TEXT {bytes} REFERENCES registry_site_room (id),  -- NULL: the whole site.
  organisation_id TEXT {bytes} NOT NULL REFERENCES registry_organisation (id),
  weekday         SMALLINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),  -- ISO 8601: Monday is 1.
  opens_min       SMALLINT NOT NULL CHECK (opens_min BETWEEN 0 AND 1439),
  closes_min      SMALLINT NOT NULL CHECK (closes_min BETWEEN 1 AND 1440),
  from_day        BIGINT NOT NULL,
  until_day       BIGINT NOT NULL CHECK (until_day > from_day),
  recorded_at     BIGINT NOT NULL,
  recorded_by     TEXT {bytes} NOT NULL,
  ended_at        BIGINT,                   -- When its end was recorded ..
  ended_by        TEXT {bytes},             -- .. and by whom.
  CHECK (opens_min < closes_min)
);
CREATE INDEX registry_site_use_site ON registry_site_use (site_id, weekday, until_day);
CREATE INDEX registry_site_use_body ON registry_site_use (organisation_id, until_day);

-- Where the site is on those days: a site that moves takes its timetable along.
CREATE VIEW registry_site_use_public AS
SELECT u.id AS use_id, u.site_id, s.kind, u.organisation_id, s.area, u.weekday,
       CAST(u.closes_min - u.opens_min AS DOUBLE PRECISION) / 60 AS hours,
       CASE WHEN u.from_day > s.from_day THEN u.from_day ELSE s.from_day END AS from_day,
       CASE WHEN u.until_day < s.until_day THEN u.until_day ELSE s.until_day END AS until_day
FROM registry_site_use u JOIN registry_site_public s ON s.site_id = u.site_id
WHERE u.from_day < s.until_day AND s.from_day < u.until_day;

-- ---- groups ----------------------------------------------------------------------------------

-- A group counts on the days on which somebody stands in each part: one plus one plus one is three.
-- While a part waits for somebody it does not count; with the replacement it counts again. Every
-- part was taken when the group began, so the rows tell which parts there are. A span begins where
-- somebody takes a part and all are taken; it ends with the first who leaves.
DROP VIEW registry_group_person_public;
DROP VIEW registry_group_public;
CREATE VIEW registry_group_public AS
SELECT g.id AS group_id, g.kind, g.area, b.from_day,
       CASE WHEN min(p.until_day) < g.until_day THEN min(p.until_day) ELSE g.until_day END
         AS until_day
FROM registry_group g
JOIN (SELECT DISTINCT group_id, from_day FROM registry_group_part) b ON b.group_id = g.id
JOIN registry_group_part p
  ON p.group_id = g.id AND p.from_day <= b.from_day AND b.from_day < p.until_day
WHERE b.from_day < g.until_day
GROUP BY g.id, g.kind, g.area, g.until_day, b.from_day
HAVING count(*) = (SELECT count(DISTINCT a.part) FROM registry_group_part a
                   WHERE a.group_id = g.id);

-- A person in a group, on the days on which the group counts.
CREATE VIEW registry_group_person_public AS
SELECT p.group_id, g.kind, p.part, p.party_id AS person_id, g.area,
       CASE WHEN p.from_day > g.from_day THEN p.from_day ELSE g.from_day END AS from_day,
       CASE WHEN p.until_day < g.until_day THEN p.until_day ELSE g.until_day END AS until_day
FROM registry_group_part p JOIN registry_group_public g ON g.group_id = p.group_id
WHERE p.party_kind = 'person' AND p.from_day < g.until_day AND g.from_day < p.until_day;

-- ---- events ----------------------------------------------------------------------------------

-- The places of a slot were changed: from how many to how many, and by whom. What holds now stands
-- in the slot.
CREATE TABLE events_slot_places (
  slot_id     TEXT {bytes} NOT NULL REFERENCES events_slot (id),
  number      BIGINT NOT NULL CHECK (number > 0),  -- 1, 2 .. in the order recorded.
  before      BIGINT NOT NULL,
  places      BIGINT NOT NULL CHECK (places >= 1),
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (slot_id, number)
) {without_rowid};

-- Bodies that did something at an event that was held: one row for each body and event, however
-- often it is named. `sessions` is 1, so that adding up gives each body's own.
CREATE VIEW events_body_public AS
SELECT d.event_id || ':' || d.organisation_id AS event_body_id, d.event_id, d.organisation_id,
       o.kind AS organisation_kind, max(CASE WHEN d.position = 1 THEN 1 ELSE 0 END) AS is_lead,
       1 AS sessions, e.kind, e.activity_type, e.area, e.on_day, e.site_id, e.campaign_id
FROM events_deliverer d
JOIN events_event e ON e.id = d.event_id
JOIN registry_organisation_public o ON o.organisation_id = d.organisation_id
WHERE e.stage IN ('held', 'closed') AND d.organisation_id IS NOT NULL
GROUP BY d.event_id, d.organisation_id, o.kind, e.kind, e.activity_type, e.area, e.on_day,
         e.site_id, e.campaign_id;
