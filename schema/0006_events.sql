-- Events: what was done with and for people, or is planned: a visit, a class, a day at a centre.
--
--   planned -> held -> closed          planned -> cancelled
--
-- Each step is a row that says who and when. What was wrong is not overwritten: a correction is
-- a new event that names the old one, and from then on only the new one counts.
--
-- Days are days since 1970-01-01; a span is [from_day, until_day), as in the register.

-- A series under one name: the national day of a year with its theme, a tour, a campaign.
CREATE TABLE events_campaign (
  id          TEXT {bytes} PRIMARY KEY,
  kind        TEXT {bytes} NOT NULL,        -- A code of campaign_kind.
  name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  theme       TEXT NOT NULL,
  area        TEXT {bytes} NOT NULL,        -- Whose campaign: the district's, a town's.
  from_day    BIGINT NOT NULL,
  last_day    BIGINT NOT NULL CHECK (last_day >= from_day),
  ordinal     BIGINT,                       -- By the pack's formula on the day it was recorded.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);
CREATE INDEX events_campaign_area ON events_campaign (area, from_day);
CREATE INDEX events_campaign_by_day ON events_campaign (from_day, id);

CREATE TABLE events_event (
  id            TEXT {bytes} PRIMARY KEY,   -- UUIDv7, made by the client.
  kind          TEXT {bytes} NOT NULL,      -- Of the pack's events.yaml.
  activity_type TEXT {bytes} NOT NULL,      -- A code of activity_type, '' where the kind has none.
  title         TEXT NOT NULL,              -- '' where the kind says it all.
  area          TEXT {bytes} NOT NULL,      -- Where it happens.
  site_id       TEXT {bytes},
  place         TEXT NOT NULL,              -- In words: "the square before the market".
  campaign_id   TEXT {bytes} REFERENCES events_campaign (id),
  planned_for   BIGINT NOT NULL,            -- Of one recorded afterwards: the day it was held.
  starts_min    SMALLINT CHECK (starts_min BETWEEN 0 AND 1439),  -- Minutes after midnight.
  planned_min   BIGINT CHECK (planned_min > 0),                  -- How long it is to last.
  money_source  TEXT {bytes} NOT NULL,      -- Who pays: a code of money_source, '' when not said.
  aid_field     TEXT {bytes} NOT NULL,      -- A code of aid_field, '' when not said.
  words         TEXT NOT NULL,
  is_personal   SMALLINT NOT NULL CHECK (is_personal IN (0, 1)),  -- By the pack: a contact of each.
  corrects_id   TEXT {bytes} UNIQUE REFERENCES events_event (id),
  reason        TEXT NOT NULL,              -- Of a correction; '' otherwise.
  recorded_at   BIGINT NOT NULL,
  recorded_by   TEXT {bytes} NOT NULL,
  -- Projections of the rows below (events_event_now), made anew with every step, so that lists
  -- and figures are fast among a million. A test holds the two together.
  stage         TEXT {bytes} NOT NULL DEFAULT 'planned',
  on_day        BIGINT NOT NULL,            -- The day it was held; before, the day planned for.
  present       BIGINT NOT NULL DEFAULT 0,  -- Known persons on the roll who came.
  lead          TEXT {bytes} NOT NULL DEFAULT '',  -- The kind of its first deliverer.
  CHECK ((corrects_id IS NULL) = (reason = ''))
);
-- A village's list, a county's, a place's, a campaign's.
CREATE INDEX events_event_area ON events_event (area, on_day, id);
CREATE INDEX events_event_by_county ON events_event (substr(area, 1, 6), on_day, id);
CREATE INDEX events_event_kind ON events_event (kind, on_day);  -- What figures count.
CREATE INDEX events_event_by_day ON events_event (on_day, id);
CREATE INDEX events_event_site ON events_event (site_id, on_day);
CREATE INDEX events_event_campaign ON events_event (campaign_id, on_day);

CREATE TABLE events_holding (
  event_id    TEXT {bytes} PRIMARY KEY REFERENCES events_event (id),
  held_on     BIGINT NOT NULL,
  minutes     BIGINT CHECK (minutes > 0),
  walk_ins    BIGINT NOT NULL CHECK (walk_ins >= 0),   -- Came, counted, not known by name.
  online      BIGINT NOT NULL CHECK (online >= 0),     -- Watched from afar; counted apart.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);

-- The record is complete: its roll changes no more.
CREATE TABLE events_closing (
  event_id    TEXT {bytes} PRIMARY KEY REFERENCES events_event (id),
  words       TEXT NOT NULL,                -- What came of it.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);

CREATE TABLE events_cancellation (
  event_id    TEXT {bytes} PRIMARY KEY REFERENCES events_event (id),
  reason      TEXT NOT NULL CHECK (length(reason) > 0),
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);

-- Who did it. The first leads; the others help or join.
CREATE TABLE events_deliverer (
  event_id        TEXT {bytes} NOT NULL REFERENCES events_event (id),
  position        BIGINT NOT NULL,
  kind            TEXT {bytes} NOT NULL,    -- A code of deliverer_kind.
  organisation_id TEXT {bytes},
  person_id       TEXT {bytes},
  name            TEXT NOT NULL,            -- As people say it; '' where a body or person tells.
  heads           BIGINT NOT NULL CHECK (heads >= 1),
  PRIMARY KEY (event_id, position)
);
CREATE INDEX events_deliverer_body ON events_deliverer (organisation_id);

-- Known people. The area and the household are those of the day: who moves later still counts
-- where they lived. Whose household nobody recorded is a household of their own, under the
-- person's id.
CREATE TABLE events_roll (
  event_id     TEXT {bytes} NOT NULL REFERENCES events_event (id),
  person_id    TEXT {bytes} NOT NULL,
  area         TEXT {bytes} NOT NULL,
  household_id TEXT {bytes} NOT NULL,
  mark         TEXT {bytes} NOT NULL CHECK (mark IN ('expected', 'present', 'leave', 'absent')),
  arrived_min  SMALLINT CHECK (arrived_min BETWEEN 0 AND 1439),
  meal         SMALLINT NOT NULL CHECK (meal IN (0, 1)),
  recorded_at  BIGINT NOT NULL,
  recorded_by  TEXT {bytes} NOT NULL,
  PRIMARY KEY (event_id, person_id)
) {without_rowid};
CREATE INDEX events_roll_person ON events_roll (person_id, event_id);
CREATE INDEX events_roll_area ON events_roll (area, event_id);

-- The marks that were replaced.
CREATE TABLE events_roll_history (
  event_id    TEXT {bytes} NOT NULL REFERENCES events_event (id),
  person_id   TEXT {bytes} NOT NULL,
  number      BIGINT NOT NULL,              -- 1, 2 ..
  mark        TEXT {bytes} NOT NULL,
  arrived_min SMALLINT,
  meal        SMALLINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (event_id, person_id, number)
);

-- What was given, handed over or done: to somebody on the roll, or to all of them.
CREATE TABLE events_item (
  event_id  TEXT {bytes} NOT NULL REFERENCES events_event (id),
  position  BIGINT NOT NULL,
  item      TEXT {bytes} NOT NULL,          -- A code of event_item.
  person_id TEXT {bytes},
  quantity  BIGINT NOT NULL CHECK (quantity >= 1),
  value_fen BIGINT NOT NULL CHECK (value_fen >= 0),
  PRIMARY KEY (event_id, position)
);

CREATE TABLE events_evidence (
  event_id TEXT {bytes} NOT NULL REFERENCES events_event (id),
  file_id  TEXT {bytes} NOT NULL,
  PRIMARY KEY (event_id, file_id)
);
CREATE INDEX events_evidence_of ON events_evidence (file_id);

CREATE TABLE events_tag (
  event_id TEXT {bytes} NOT NULL REFERENCES events_event (id),
  tag      TEXT {bytes} NOT NULL,           -- A code of event_tag.
  PRIMARY KEY (event_id, tag)
);
CREATE INDEX events_tag_of ON events_tag (tag, event_id);

-- What makes it accessible: described film, sign language.
CREATE TABLE events_access (
  event_id TEXT {bytes} NOT NULL REFERENCES events_event (id),
  need     TEXT {bytes} NOT NULL,           -- A code of accessibility_need.
  PRIMARY KEY (event_id, need)
);

-- ---- days at a centre ------------------------------------------------------------------------

-- A person at a site: from when, in which mode of care, until when and why.
CREATE TABLE events_enrolment (
  id          TEXT {bytes} PRIMARY KEY,
  site_id     TEXT {bytes} NOT NULL,
  area        TEXT {bytes} NOT NULL,        -- The site's.
  person_id   TEXT {bytes} NOT NULL,
  care_mode   TEXT {bytes} NOT NULL,        -- A code of care_mode.
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  words       TEXT NOT NULL,
  end_reason  TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  ended_at    BIGINT,
  ended_by    TEXT {bytes}
);
-- Two offices enrol one person at one site at once: one of them wins.
CREATE UNIQUE INDEX events_enrolment_live ON events_enrolment (person_id, site_id)
  WHERE until_day = 2932897;
CREATE INDEX events_enrolment_person ON events_enrolment (person_id, from_day);
CREATE INDEX events_enrolment_site ON events_enrolment (site_id, from_day, until_day);
CREATE INDEX events_enrolment_area ON events_enrolment (area, from_day, id);

-- The event that is a site's day. Two tablets that begin the day at once make one.
CREATE TABLE events_site_day (
  site_id  TEXT {bytes} NOT NULL,
  on_day   BIGINT NOT NULL,
  event_id TEXT {bytes} NOT NULL,
  PRIMARY KEY (site_id, on_day)
);

-- ---- plans -----------------------------------------------------------------------------------

-- Somebody is looked in on every so many days: who lives alone, who has no carer. What was done
-- are events; when the next is due, and who is told, is reckoned.
CREATE TABLE events_plan (
  id          TEXT {bytes} PRIMARY KEY,
  kind        TEXT {bytes} NOT NULL,        -- A code of watch_kind.
  person_id   TEXT {bytes} NOT NULL,
  area        TEXT {bytes} NOT NULL,        -- The person's on the first day.
  cycle_days  BIGINT NOT NULL CHECK (cycle_days >= 1),
  from_day    BIGINT NOT NULL,
  until_day   BIGINT NOT NULL CHECK (until_day > from_day),
  words       TEXT NOT NULL,
  end_reason  TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  ended_at    BIGINT,
  ended_by    TEXT {bytes}
);
CREATE UNIQUE INDEX events_plan_live ON events_plan (person_id, kind) WHERE until_day = 2932897;
CREATE INDEX events_plan_area ON events_plan (area, from_day);

-- ---- parcels ---------------------------------------------------------------------------------

-- Who gets one, frozen at a day: people who come or go later change nothing.
CREATE TABLE events_parcel_list (
  campaign_id TEXT {bytes} PRIMARY KEY REFERENCES events_campaign (id),
  frozen_on   BIGINT NOT NULL,
  filter      TEXT NOT NULL,                -- FEEL over holders of that day; '' for all of them.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);

CREATE TABLE events_parcel (
  campaign_id TEXT {bytes} NOT NULL REFERENCES events_parcel_list (campaign_id),
  person_id   TEXT {bytes} NOT NULL,
  area        TEXT {bytes} NOT NULL,        -- On the day of the list.
  PRIMARY KEY (campaign_id, person_id)
) {without_rowid};
CREATE INDEX events_parcel_area ON events_parcel (campaign_id, area, person_id);
CREATE INDEX events_parcel_person ON events_parcel (person_id);

-- Handed over, by the event that says when and by whom. It counts while that event does.
CREATE TABLE events_parcel_delivery (
  event_id    TEXT {bytes} PRIMARY KEY REFERENCES events_event (id),
  campaign_id TEXT {bytes} NOT NULL,
  person_id   TEXT {bytes} NOT NULL
);
CREATE INDEX events_parcel_delivery_of ON events_parcel_delivery (campaign_id, person_id);

-- ---- What is read from the rows ------------------------------------------------------------

-- How far an event has come. One that was corrected counts no more, whatever else befell it.
CREATE VIEW events_event_now AS
SELECT e.id AS event_id,
       CASE WHEN EXISTS (SELECT 1 FROM events_event n WHERE n.corrects_id = e.id) THEN 'corrected'
            WHEN x.event_id IS NOT NULL THEN 'cancelled'
            WHEN c.event_id IS NOT NULL THEN 'closed'
            WHEN h.event_id IS NOT NULL THEN 'held'
            ELSE 'planned' END AS stage,
       coalesce(h.held_on, e.planned_for) AS on_day,
       (SELECT count(*) FROM events_roll r
        WHERE r.event_id = e.id AND r.mark = 'present') AS present,
       coalesce((SELECT d.kind FROM events_deliverer d
                 WHERE d.event_id = e.id AND d.position = 1), '') AS lead
FROM events_event e
LEFT JOIN events_holding h ON h.event_id = e.id
LEFT JOIN events_closing c ON c.event_id = e.id
LEFT JOIN events_cancellation x ON x.event_id = e.id;

-- An event that was held, and not corrected since. Only these count.
CREATE VIEW events_held AS
SELECT e.*, h.minutes, h.walk_ins, h.online
FROM events_event e JOIN events_holding h ON h.event_id = e.id
WHERE e.stage IN ('held', 'closed');

-- Every event but the corrected, planned and cancelled ones too: held_on tells them apart.
CREATE VIEW events_event_public AS
SELECT e.id AS event_id, e.kind, e.activity_type, e.area, e.site_id, e.campaign_id, e.planned_for,
       e.on_day,
       CASE WHEN e.stage IN ('held', 'closed') THEN e.on_day END AS held_on,
       CASE WHEN e.stage IN ('held', 'closed') THEN 1 ELSE 0 END AS is_held,
       CASE WHEN e.stage = 'cancelled' THEN 1 ELSE 0 END AS is_cancelled,
       coalesce(h.minutes, 0) AS minutes, coalesce(h.walk_ins, 0) AS walk_ins,
       coalesce(h.online, 0) AS online, e.present + coalesce(h.walk_ins, 0) AS attendance,
       e.lead AS deliverer_kind, e.aid_field, e.money_source
FROM events_event e LEFT JOIN events_holding h ON h.event_id = e.id
WHERE e.stage <> 'corrected';

-- A known person who came: one row a person and event.
CREATE VIEW events_attendance_public AS
SELECT r.event_id || ':' || r.person_id AS attendance_id, r.event_id, r.person_id, r.household_id,
       e.kind, e.activity_type, e.lead AS deliverer_kind, r.area, e.on_day, e.site_id,
       e.campaign_id, e.aid_field, e.money_source, r.meal AS has_meal
FROM events_roll r JOIN events_event e ON e.id = r.event_id
WHERE r.mark = 'present' AND e.stage IN ('held', 'closed');

-- Whom any contact or service reached on a day: a need that was raised or served, or an event of
-- a kind that the packs count as personal.
CREATE VIEW events_contact_public AS
SELECT n.need_id || ':' || n.step AS contact_id, n.person_id, n.area, n.on_day, 'need' AS source
FROM needs_step_public n
UNION ALL
SELECT r.event_id || ':' || r.person_id, r.person_id, r.area, e.on_day, 'event'
FROM events_roll r JOIN events_event e ON e.id = r.event_id
WHERE r.mark = 'present' AND e.is_personal = 1 AND e.stage IN ('held', 'closed');

-- A household that an event met, once however many of its people were there.
CREATE VIEW events_household_public AS
SELECT e.id AS event_id, r.household_id, min(r.area) AS area, e.kind, e.lead AS deliverer_kind,
       e.on_day, e.campaign_id
FROM events_roll r JOIN events_event e ON e.id = r.event_id
WHERE r.mark = 'present' AND e.stage IN ('held', 'closed')
GROUP BY e.id, r.household_id, e.kind, e.lead, e.on_day, e.campaign_id;

CREATE VIEW events_item_public AS
SELECT i.event_id || ':' || i.position AS item_id, i.event_id, i.item, i.person_id, i.quantity,
       i.value_fen, e.kind, e.area, e.on_day, e.campaign_id, e.money_source
FROM events_item i JOIN events_event e ON e.id = i.event_id
WHERE e.stage IN ('held', 'closed');

CREATE VIEW events_tag_public AS
SELECT t.event_id, t.tag, e.kind, e.area, e.on_day, e.campaign_id
FROM events_tag t JOIN events_event e ON e.id = t.event_id
WHERE e.stage IN ('held', 'closed');

-- Who did it: one row a deliverer of an event.
CREATE VIEW events_deliverer_public AS
SELECT d.event_id || ':' || d.position AS deliverer_id, d.event_id, d.organisation_id, d.person_id,
       d.kind AS deliverer_kind, CASE WHEN d.position = 1 THEN 1 ELSE 0 END AS is_lead, d.heads,
       e.kind, e.activity_type, e.area, e.on_day, e.site_id, e.campaign_id
FROM events_deliverer d JOIN events_event e ON e.id = d.event_id
WHERE e.stage IN ('held', 'closed');

CREATE VIEW events_campaign_public AS
SELECT id AS campaign_id, kind, area, from_day AS begins_on, last_day, ordinal
FROM events_campaign;

-- A parcel of a frozen list, with the day it was handed over and the event that says so.
CREATE VIEW events_parcel_public AS
SELECT p.campaign_id || ':' || p.person_id AS parcel_id, p.campaign_id, p.person_id, p.area,
       l.frozen_on, c.kind AS campaign_kind, max(e.on_day) AS delivered_on,
       max(e.id) AS event_id
FROM events_parcel p
JOIN events_parcel_list l ON l.campaign_id = p.campaign_id
JOIN events_campaign c ON c.id = p.campaign_id
LEFT JOIN events_parcel_delivery d ON d.campaign_id = p.campaign_id AND d.person_id = p.person_id
LEFT JOIN events_event e ON e.id = d.event_id AND e.stage IN ('held', 'closed')
GROUP BY p.campaign_id, p.person_id, p.area, l.frozen_on, c.kind;

-- Where the site is on those days: a site that moves takes its people along.
CREATE VIEW events_enrolment_public AS
SELECT n.id AS enrolment_id, n.site_id, n.person_id, n.care_mode, s.area,
       CASE WHEN n.from_day > s.from_day THEN n.from_day ELSE s.from_day END AS from_day,
       CASE WHEN n.until_day < s.until_day THEN n.until_day ELSE s.until_day END AS until_day
FROM events_enrolment n JOIN registry_site_public s ON s.site_id = n.site_id
WHERE n.from_day < s.until_day AND s.from_day < n.until_day;

CREATE VIEW events_plan_public AS
SELECT id AS plan_id, kind, person_id, area, cycle_days, from_day, until_day FROM events_plan;

-- What the person page shows of events.
CREATE VIEW events_timeline_public AS
SELECT r.person_id, r.area, r.recorded_at AS happened_at, e.on_day,
       CASE r.mark WHEN 'present' THEN 'event.' || e.kind ELSE 'event.' || r.mark END AS kind,
       e.id AS subject_id, e.title AS words
FROM events_roll r JOIN events_event e ON e.id = r.event_id
WHERE e.stage IN ('held', 'closed') AND r.mark <> 'expected'
UNION ALL
SELECT n.person_id, n.area, n.recorded_at, n.from_day, 'enrolment.begun', n.id, n.words
FROM events_enrolment n
UNION ALL
SELECT n.person_id, n.area, n.ended_at, n.until_day, 'enrolment.ended', n.id, n.end_reason
FROM events_enrolment n WHERE n.ended_at IS NOT NULL;
