-- Since when an office has known somebody.

-- Few came after a given moment.
CREATE INDEX registry_person_recorded ON registry_person (recorded_at);
DROP VIEW registry_person_public;
CREATE VIEW registry_person_public AS
SELECT p.id AS person_id, p.area, p.sort_key, p.name, p.revision, p.birth_day, p.died_on,
       p.recorded_at,
       CASE WHEN p.revision = 1 THEN p.recorded_at
            ELSE (SELECT min(h.recorded_at) FROM registry_person_history h
                  WHERE h.person_id = p.id) END AS known_at
FROM registry_person p;
