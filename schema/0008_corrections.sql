-- A sign-in or sign-out that was wrong is corrected as an event is: by a new row that names the old
-- one. From then on only the new one counts; `counts` says so beside the rows, for the indexes.

ALTER TABLE registry_site_opening ADD COLUMN corrects_id TEXT {bytes};
ALTER TABLE registry_site_opening ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- 0: another row stands for it, or it says that nobody had opened.
ALTER TABLE registry_site_opening ADD COLUMN counts SMALLINT NOT NULL DEFAULT 1
  CHECK (counts IN (0, 1));
-- Two who correct the same one at once: the second is told of the first.
CREATE UNIQUE INDEX registry_site_opening_corrects ON registry_site_opening (corrects_id)
  WHERE corrects_id IS NOT NULL;
DROP INDEX registry_site_opening_once;
CREATE UNIQUE INDEX registry_site_opening_once ON registry_site_opening (site_id, on_day)
  WHERE closed_at IS NULL AND counts = 1;

-- Days with a sign-in that counts.
DROP VIEW registry_site_day_public;
CREATE VIEW registry_site_day_public AS
SELECT o.site_id || '/' || CAST(o.on_day AS TEXT) AS site_day_id, o.site_id, s.kind, s.area,
       o.on_day,
       CAST(sum(CASE WHEN o.closed_at IS NULL THEN 0
                     ELSE (o.closed_at - o.opened_at) / 60000 END) AS BIGINT) AS minutes,
       max(CASE WHEN o.closed_at IS NULL THEN 1 ELSE 0 END) AS is_unfinished
FROM registry_site_opening o
JOIN registry_site_public s
  ON s.site_id = o.site_id AND s.from_day <= o.on_day AND o.on_day < s.until_day
WHERE o.counts = 1
GROUP BY o.site_id, o.on_day, s.kind, s.area;
