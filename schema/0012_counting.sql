-- How a year of events is counted: by kind and day from an index that holds all the condition asks,
-- so that the rows themselves stay unread.

DROP INDEX events_event_kind;
CREATE INDEX events_event_kind ON events_event (kind, on_day, stage, area, id);

-- Households that an event met, once for each of their people who was there, under the area of
-- that person: what is counted are distinct households, and an area narrows what is read.
DROP VIEW events_household_public;
CREATE VIEW events_household_public AS
SELECT e.id AS event_id, r.household_id, r.area, e.kind, e.lead AS deliverer_kind, e.on_day,
       e.campaign_id
FROM events_roll r JOIN events_event e ON e.id = r.event_id
WHERE r.mark = 'present' AND e.stage IN ('held', 'closed');
