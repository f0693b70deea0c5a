-- What a place promises for a year, and whom it honours.
--
-- A pledge names a figure and a number; how far it has come is that figure, computed, and is
-- written down once, when the year is over. Another target is a new row that names the old.
--
--   pledged -> closed (done, or not reached)
--
-- An award goes from one row to the next, each with who and when, and may be withdrawn at any
-- point; what was refused or withdrawn no longer stands in the way of another nomination.
--
--   nominated -> passed -> published -> awarded        nominated -> refused

CREATE TABLE figures_pledge (
  id           TEXT {bytes} PRIMARY KEY,    -- UUIDv7, made by the client.
  area         TEXT {bytes} NOT NULL,       -- Whose pledge, and for which the figure is computed.
  year         BIGINT NOT NULL CHECK (year BETWEEN 1990 AND 9998),
  name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  figure       TEXT {bytes} NOT NULL,       -- An id of the packs' figures.
  target       DOUBLE PRECISION NOT NULL CHECK (target > 0),
  lead_id      TEXT {bytes},                -- The organisation that leads.
  words        TEXT NOT NULL,
  published_on BIGINT NOT NULL,             -- When it was pledged in public.
  begins_on    BIGINT NOT NULL,             -- 1 January of the year: what figures count by.
  corrects_id  TEXT {bytes} UNIQUE REFERENCES figures_pledge (id),
  reason       TEXT NOT NULL,               -- Of a correction; '' otherwise.
  recorded_at  BIGINT NOT NULL,
  recorded_by  TEXT {bytes} NOT NULL,
  stands       SMALLINT NOT NULL DEFAULT 1 CHECK (stands IN (0, 1)),  -- Nothing corrects it.
  CHECK ((corrects_id IS NULL) = (reason = ''))
);
CREATE INDEX figures_pledge_area ON figures_pledge (area, year);
-- A place pledges a thing once a year, whoever enters it at the same time.
CREATE UNIQUE INDEX figures_pledge_once ON figures_pledge (area, year, name) WHERE stands = 1;

CREATE TABLE figures_pledge_closing (
  pledge_id   TEXT {bytes} PRIMARY KEY REFERENCES figures_pledge (id),
  closed_on   BIGINT NOT NULL,
  outcome     TEXT {bytes} NOT NULL CHECK (outcome IN ('done', 'not_reached')),
  value       DOUBLE PRECISION,             -- NULL where there was nothing to divide by.
  words       TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);

CREATE VIEW figures_pledge_public AS
SELECT p.id AS pledge_id, p.area, p.year, p.begins_on, p.published_on, p.name,
       CASE WHEN c.pledge_id IS NULL THEN 0 ELSE 1 END AS is_closed,
       CASE WHEN c.outcome = 'done' THEN 1 ELSE 0 END AS is_done
FROM figures_pledge p LEFT JOIN figures_pledge_closing c ON c.pledge_id = p.id
WHERE p.stands = 1;

-- ---- Awards --------------------------------------------------------------------------------

-- What is said of a person or a body on the way is sealed, each text in its own row and column.
CREATE TABLE events_award (
  id            TEXT {bytes} PRIMARY KEY,
  kind          TEXT {bytes} NOT NULL,      -- A code of award_kind.
  year          BIGINT NOT NULL CHECK (year BETWEEN 1990 AND 9998),
  nominee_kind  TEXT {bytes} NOT NULL CHECK (nominee_kind IN ('person', 'organisation')),
  nominee_id    TEXT {bytes} NOT NULL,
  -- The nominee's on the day of the nomination; of a body that works more widely than whoever
  -- nominates it, the place of the latter.
  area          TEXT {bytes} NOT NULL,
  nominated_on  BIGINT NOT NULL,
  nominated_by  TEXT NOT NULL,              -- Who puts them forward, as people say it; '': the office.
  reason_sealed {blob} NOT NULL,
  recorded_at   BIGINT NOT NULL,
  recorded_by   TEXT {bytes} NOT NULL,
  stands        SMALLINT NOT NULL DEFAULT 1 CHECK (stands IN (0, 1))  -- Neither refused nor withdrawn.
);
CREATE INDEX events_award_area ON events_award (area, nominated_on, id);
CREATE INDEX events_award_year ON events_award (year, kind);
CREATE INDEX events_award_nominee ON events_award (nominee_id);
-- Nobody gets one kind twice in a year, whoever nominates at the same time.
CREATE UNIQUE INDEX events_award_once ON events_award (kind, year, nominee_kind, nominee_id)
  WHERE stands = 1;

CREATE TABLE events_award_review (
  award_id     TEXT {bytes} PRIMARY KEY REFERENCES events_award (id),
  reviewed_on  BIGINT NOT NULL,
  verdict      TEXT {bytes} NOT NULL CHECK (verdict IN ('passed', 'refused')),
  words_sealed {blob} NOT NULL,
  recorded_at  BIGINT NOT NULL,
  recorded_by  TEXT {bytes} NOT NULL
);

-- Shown to everybody from a day to a last day, so that whoever knows better can say so.
CREATE TABLE events_award_notice (
  award_id    TEXT {bytes} PRIMARY KEY REFERENCES events_award (id),
  from_day    BIGINT NOT NULL,
  last_day    BIGINT NOT NULL CHECK (last_day >= from_day),
  place       TEXT NOT NULL,                -- Where it hangs.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);

CREATE TABLE events_award_objection (
  id           TEXT {bytes} PRIMARY KEY,
  award_id     TEXT {bytes} NOT NULL REFERENCES events_award (id),
  on_day       BIGINT NOT NULL,
  words_sealed {blob} NOT NULL,
  recorded_at  BIGINT NOT NULL,
  recorded_by  TEXT {bytes} NOT NULL
);
CREATE INDEX events_award_objection_award ON events_award_objection (award_id, on_day);

CREATE TABLE events_award_granting (
  award_id     TEXT {bytes} PRIMARY KEY REFERENCES events_award (id),
  granted_on   BIGINT NOT NULL,
  event_id     TEXT {bytes} REFERENCES events_event (id),  -- The ceremony, where there was one.
  words_sealed {blob} NOT NULL,             -- What was found of the objections; may be of no length.
  recorded_at  BIGINT NOT NULL,
  recorded_by  TEXT {bytes} NOT NULL
);
CREATE INDEX events_award_granting_event ON events_award_granting (event_id);

CREATE TABLE events_award_withdrawal (
  award_id      TEXT {bytes} PRIMARY KEY REFERENCES events_award (id),
  reason_sealed {blob} NOT NULL,
  recorded_at   BIGINT NOT NULL,
  recorded_by   TEXT {bytes} NOT NULL
);

CREATE VIEW events_award_now AS
SELECT a.id AS award_id,
       CASE WHEN w.award_id IS NOT NULL THEN 'withdrawn'
            WHEN g.award_id IS NOT NULL THEN 'awarded'
            WHEN n.award_id IS NOT NULL THEN 'published'
            WHEN r.award_id IS NOT NULL THEN r.verdict
            ELSE 'nominated' END AS state,
       n.from_day AS notice_from, n.last_day AS notice_last, g.granted_on, g.event_id
FROM events_award a
LEFT JOIN events_award_review r ON r.award_id = a.id
LEFT JOIN events_award_notice n ON n.award_id = a.id
LEFT JOIN events_award_granting g ON g.award_id = a.id
LEFT JOIN events_award_withdrawal w ON w.award_id = a.id;

CREATE VIEW events_award_public AS
SELECT a.id AS award_id, a.kind, a.year, a.area, a.nominee_kind,
       CASE WHEN a.nominee_kind = 'person' THEN a.nominee_id END AS person_id,
       CASE WHEN a.nominee_kind = 'organisation' THEN a.nominee_id END AS organisation_id,
       a.nominated_on, s.granted_on,
       CASE WHEN s.state = 'awarded' THEN 1 ELSE 0 END AS is_awarded
FROM events_award a JOIN events_award_now s ON s.award_id = a.id;

-- The page of a person, now with the awards that were given: the word is the kind's code.
DROP VIEW events_timeline_public;
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
FROM events_enrolment n WHERE n.ended_at IS NOT NULL
UNION ALL
SELECT b.person_id, e.area, b.recorded_at, e.on_day, 'booking.made', e.id, e.title
FROM events_booking b JOIN events_event e ON e.id = b.event_id
WHERE b.person_id IS NOT NULL AND b.stands = 1 AND e.stage IN ('planned', 'held', 'closed')
UNION ALL
SELECT b.person_id, e.area, c.recorded_at, e.on_day, 'booking.cancelled', e.id, c.reason
FROM events_booking b JOIN events_event e ON e.id = b.event_id
JOIN events_booking_cancellation c ON c.booking_id = b.id
WHERE b.person_id IS NOT NULL
UNION ALL
SELECT b.person_id, e.area, x.recorded_at, e.on_day, 'booking.called_off', e.id, x.reason
FROM events_booking b JOIN events_event e ON e.id = b.event_id
JOIN events_cancellation x ON x.event_id = e.id
WHERE b.person_id IS NOT NULL AND b.stands = 1 AND e.stage = 'cancelled'
UNION ALL
SELECT a.nominee_id, a.area, g.recorded_at, g.granted_on, 'award.granted', a.id, a.kind
FROM events_award a JOIN events_award_granting g ON g.award_id = a.id
WHERE a.nominee_kind = 'person' AND a.stands = 1;
