-- Slots of an event that may be booked, and who booked: an open day lets few people in at a time.
--
-- A booking is a row, and so is its cancellation. What stands is kept beside the rows (stands,
-- booked), so that the database itself keeps a slot from taking more than its places and a person
-- from two slots of one event, whoever comes at once; a test holds them together with the rows.
-- An event that was cancelled or corrected has no bookings that count: that is read from its stage.

CREATE TABLE events_slot (
  id          TEXT {bytes} PRIMARY KEY,     -- UUIDv7, made by the client.
  event_id    TEXT {bytes} NOT NULL REFERENCES events_event (id),
  starts_min  SMALLINT NOT NULL CHECK (starts_min BETWEEN 0 AND 1439),  -- Minutes after midnight.
  ends_min    SMALLINT NOT NULL CHECK (ends_min BETWEEN 1 AND 1440),
  places      BIGINT NOT NULL CHECK (places >= 1),
  words       TEXT NOT NULL,                -- What is done there; '' when the event says it all.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  booked      BIGINT NOT NULL DEFAULT 0,    -- Places that are taken: a projection of what stands.
  CHECK (starts_min < ends_min),
  CHECK (booked BETWEEN 0 AND places)
);
CREATE INDEX events_slot_event ON events_slot (event_id, starts_min);

-- A known person, or people who are only counted, under a name or as a body.
CREATE TABLE events_booking (
  id              TEXT {bytes} PRIMARY KEY,
  slot_id         TEXT {bytes} NOT NULL REFERENCES events_slot (id),
  event_id        TEXT {bytes} NOT NULL REFERENCES events_event (id),  -- The slot's.
  person_id       TEXT {bytes},
  organisation_id TEXT {bytes},
  name            TEXT NOT NULL,            -- '' for a person, and where the body tells.
  heads           BIGINT NOT NULL CHECK (heads >= 1),
  words           TEXT NOT NULL,
  recorded_at     BIGINT NOT NULL,
  recorded_by     TEXT {bytes} NOT NULL,
  stands          SMALLINT NOT NULL DEFAULT 1 CHECK (stands IN (0, 1)),  -- Not cancelled.
  CHECK (person_id IS NULL OR (organisation_id IS NULL AND name = '' AND heads = 1)),
  CHECK (person_id IS NOT NULL OR organisation_id IS NOT NULL OR name <> '')
);
CREATE INDEX events_booking_slot ON events_booking (slot_id);
CREATE INDEX events_booking_event ON events_booking (event_id);
CREATE INDEX events_booking_person ON events_booking (person_id, event_id);
-- Nobody stands in two slots of one event.
CREATE UNIQUE INDEX events_booking_once ON events_booking (event_id, person_id) WHERE stands = 1;

CREATE TABLE events_booking_cancellation (
  booking_id  TEXT {bytes} PRIMARY KEY REFERENCES events_booking (id),
  reason      TEXT NOT NULL CHECK (length(reason) > 0),
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL
);

-- ---- What is read from the rows ------------------------------------------------------------

-- What was offered: the slots of events that were not cancelled and not corrected.
CREATE VIEW events_slot_public AS
SELECT s.id AS slot_id, s.event_id, e.kind, e.area, e.site_id, e.campaign_id, e.on_day, s.places,
       s.booked
FROM events_slot s JOIN events_event e ON e.id = s.event_id
WHERE e.stage IN ('planned', 'held', 'closed');

-- What was booked and stands.
CREATE VIEW events_booking_public AS
SELECT b.id AS booking_id, b.slot_id, b.event_id, b.person_id, b.organisation_id, b.heads, e.kind,
       e.area, e.site_id, e.campaign_id, e.on_day
FROM events_booking b JOIN events_event e ON e.id = b.event_id
WHERE b.stands = 1 AND e.stage IN ('planned', 'held', 'closed');

-- What the person page shows of events, now with what was booked and what became of it: who booked
-- an event that was called off reads it there, with the reason.
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
WHERE b.person_id IS NOT NULL AND b.stands = 1 AND e.stage = 'cancelled';
