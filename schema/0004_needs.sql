-- Needs: what a person asks for, and the promise someone keeps.
--
--   need -> listing -> claim(s) -> selection -> delivery -> evaluation by the person
--                                                        \-> evaluation by the community
--
-- Each step is a row that says who and when. A state is read from the rows that exist.

CREATE TABLE needs_need (
  id          TEXT {bytes} PRIMARY KEY,     -- UUIDv7, made by the client.
  person_id   TEXT {bytes} NOT NULL,
  area        TEXT {bytes} NOT NULL,        -- The person's on the day it was recorded.
  category    TEXT {bytes} NOT NULL,        -- A code of need_category.
  words       TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 1000),
  channel     TEXT {bytes} NOT NULL,        -- How it came: visit, phone, window ..
  mode        TEXT {bytes} NOT NULL,        -- gather, home, proxy ..
  urgency     TEXT {bytes} NOT NULL,
  raised_on   BIGINT NOT NULL,              -- The day the person said it.
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  proxy       SMALLINT NOT NULL CHECK (proxy IN (0, 1)), -- Somebody else spoke for the person.
  -- A projection of the rows below (needs_need_stage), made anew with every step, so that a
  -- list of one state is fast among a million. A test holds the two together.
  stage       TEXT {bytes} NOT NULL DEFAULT 'open'
);
-- A village's list, a county's, and what is under way in either.
CREATE INDEX needs_need_area ON needs_need (area, raised_on, id);
CREATE INDEX needs_need_by_county ON needs_need (substr(area, 1, 6), raised_on, id);
CREATE INDEX needs_need_by_day ON needs_need (raised_on, id);
CREATE INDEX needs_need_by_stage ON needs_need (stage, substr(area, 1, 6), raised_on, id);
CREATE INDEX needs_need_person ON needs_need (person_id, raised_on);

-- A need that ends without service: withdrawn by the person, merged into another, or refused.
CREATE TABLE needs_ending (
  need_id     TEXT {bytes} PRIMARY KEY REFERENCES needs_need (id),
  kind        TEXT {bytes} NOT NULL CHECK (kind IN ('withdrawn', 'merged', 'rejected')),
  into_id     TEXT {bytes} REFERENCES needs_need (id),
  reason      TEXT NOT NULL,
  on_day      BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT {bytes} NOT NULL,
  CHECK ((kind = 'merged') = (into_id IS NOT NULL))
);

-- One entry of the published list. Its words are for the public: they identify nobody.
CREATE TABLE needs_listing (
  id           TEXT {bytes} PRIMARY KEY,
  area         TEXT {bytes} NOT NULL,       -- Whose list: the publisher's, at village level or above.
  batch        TEXT NOT NULL,               -- "2023-1": entries published together.
  title        TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  scope        TEXT NOT NULL CHECK (length(scope) BETWEEN 1 AND 1000),  -- What is to be done.
  place        TEXT NOT NULL,               -- Roughly where; a town or village, never an address.
  category     TEXT {bytes} NOT NULL,
  opens_on     BIGINT NOT NULL,             -- Claims are taken on the days opens_on ..
  closes_on    BIGINT NOT NULL,             -- .. closes_on, both included.
  deliver_by   BIGINT NOT NULL,
  published_on BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  published_by TEXT {bytes} NOT NULL,
  CHECK (opens_on <= closes_on AND closes_on <= deliver_by)
);
CREATE INDEX needs_listing_area ON needs_listing (area, closes_on);
CREATE INDEX needs_listing_by_day ON needs_listing (published_on, id);

-- The needs behind an entry. A need is on one live entry at a time: the one of its last round.
-- A withdrawn or failed entry frees it for the next round.
CREATE TABLE needs_listing_need (
  need_id    TEXT {bytes} NOT NULL REFERENCES needs_need (id),
  round      BIGINT NOT NULL,
  listing_id TEXT {bytes} NOT NULL REFERENCES needs_listing (id),
  PRIMARY KEY (need_id, round)
);
CREATE INDEX needs_listing_need_of ON needs_listing_need (listing_id);

CREATE TABLE needs_listing_withdrawal (
  listing_id   TEXT {bytes} PRIMARY KEY REFERENCES needs_listing (id),
  reason       TEXT NOT NULL,
  withdrawn_on BIGINT NOT NULL,
  withdrawn_at BIGINT NOT NULL,
  withdrawn_by TEXT {bytes} NOT NULL
);

-- A letter of intent: strengths, approach, outcome. An organisation claims an entry once;
-- after withdrawing it may claim again in the next round.
CREATE TABLE needs_claim (
  id              TEXT {bytes} PRIMARY KEY,
  listing_id      TEXT {bytes} NOT NULL REFERENCES needs_listing (id),
  organisation_id TEXT {bytes} NOT NULL,    -- The lead of a joint claim.
  round           BIGINT NOT NULL,
  strengths       TEXT NOT NULL,
  approach        TEXT NOT NULL,
  outcome         TEXT NOT NULL,
  claimed_on      BIGINT NOT NULL,
  claimed_at      BIGINT NOT NULL,
  claimed_by      TEXT {bytes} NOT NULL,
  UNIQUE (listing_id, organisation_id, round)
);

CREATE TABLE needs_claim_partner (
  claim_id        TEXT {bytes} NOT NULL REFERENCES needs_claim (id),
  organisation_id TEXT {bytes} NOT NULL,
  PRIMARY KEY (claim_id, organisation_id)
);
CREATE INDEX needs_claim_partner_of ON needs_claim_partner (organisation_id);
CREATE INDEX needs_claim_by_day ON needs_claim (claimed_on, id);
CREATE INDEX needs_claim_organisation ON needs_claim (organisation_id, claimed_on);

CREATE TABLE needs_claim_withdrawal (
  claim_id     TEXT {bytes} PRIMARY KEY REFERENCES needs_claim (id),
  reason       TEXT NOT NULL,
  withdrawn_on BIGINT NOT NULL,
  withdrawn_at BIGINT NOT NULL,
  withdrawn_by TEXT {bytes} NOT NULL
);

-- Who does it. Two people may press the button at once: both ask for the same round, and
-- the key lets one win. A selected claim that is withdrawn opens the next round.
CREATE TABLE needs_selection (
  listing_id  TEXT {bytes} NOT NULL REFERENCES needs_listing (id),
  round       BIGINT NOT NULL,
  claim_id    TEXT {bytes} NOT NULL UNIQUE REFERENCES needs_claim (id),
  reason      TEXT NOT NULL,                -- Required where several claimed.
  selected_on BIGINT NOT NULL,
  selected_at BIGINT NOT NULL,
  selected_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (listing_id, round)
);

-- One need of the entry was served. A need is delivered once.
CREATE TABLE needs_delivery (
  id           TEXT {bytes} PRIMARY KEY,
  claim_id     TEXT {bytes} NOT NULL REFERENCES needs_claim (id),
  need_id      TEXT {bytes} NOT NULL UNIQUE REFERENCES needs_need (id),
  delivered_on BIGINT NOT NULL,
  words        TEXT NOT NULL,
  recorded_at  BIGINT NOT NULL,
  recorded_by  TEXT {bytes} NOT NULL
);
CREATE INDEX needs_delivery_claim ON needs_delivery (claim_id);

CREATE TABLE needs_delivery_evidence (
  delivery_id TEXT {bytes} NOT NULL REFERENCES needs_delivery (id),
  file_id     TEXT {bytes} NOT NULL UNIQUE,   -- A photo proves one delivery.
  PRIMARY KEY (delivery_id, file_id)
);

-- Social rating: one by the person or guardian, one by each member of the community who
-- rates, none by the claimant.
CREATE TABLE needs_evaluation (
  delivery_id  TEXT {bytes} NOT NULL REFERENCES needs_delivery (id),
  side         TEXT {bytes} NOT NULL CHECK (side IN ('person', 'community')),
  rater        TEXT {bytes} NOT NULL,       -- 'person' for the one voice of the person's side.
  stars        SMALLINT NOT NULL CHECK (stars BETWEEN 1 AND 5),
  weight       SMALLINT NOT NULL CHECK (weight BETWEEN 1 AND 99),  -- Percent of its side that day.
  words        TEXT NOT NULL,
  proxy        SMALLINT NOT NULL CHECK (proxy IN (0, 1)),
  evaluated_on BIGINT NOT NULL,
  evaluated_at BIGINT NOT NULL,
  evaluated_by TEXT {bytes} NOT NULL,
  PRIMARY KEY (delivery_id, side, rater)
);

-- ---- What is read from the rows ------------------------------------------------------------

-- A claim that stands: not withdrawn.
CREATE VIEW needs_live_claim AS
SELECT c.* FROM needs_claim c
WHERE NOT EXISTS (SELECT 1 FROM needs_claim_withdrawal w WHERE w.claim_id = c.id);

-- The claim that does it: selected and not withdrawn.
CREATE VIEW needs_chosen_claim AS
SELECT s.listing_id, s.round, s.claim_id, s.selected_on, c.organisation_id
FROM needs_selection s JOIN needs_live_claim c ON c.id = s.claim_id;

-- The entry a need is on now: that of its last round. (One that failed is left behind when the
-- need is published again; until then the clock tells that it failed.)
CREATE VIEW needs_live_listing_need AS
SELECT n.need_id, n.round, n.listing_id FROM needs_listing_need n
WHERE NOT EXISTS (SELECT 1 FROM needs_listing_withdrawal w WHERE w.listing_id = n.listing_id)
  AND NOT EXISTS (SELECT 1 FROM needs_listing_need later
                  WHERE later.need_id = n.need_id AND later.round > n.round);

-- How far a need has come, as far as rows tell without the clock. 'listed' on an entry that
-- closed without a claim is open again: states.h.
CREATE VIEW needs_need_stage AS
SELECT n.id AS need_id, n.area,
       CASE WHEN x.kind IS NOT NULL THEN x.kind
            WHEN d.id IS NOT NULL THEN
              CASE WHEN EXISTS (SELECT 1 FROM needs_evaluation e
                                WHERE e.delivery_id = d.id AND e.side = 'person')
                   THEN 'evaluated' ELSE 'delivered' END
            WHEN EXISTS (SELECT 1 FROM needs_live_listing_need ln
                         JOIN needs_selection s ON s.listing_id = ln.listing_id
                         JOIN needs_live_claim c ON c.id = s.claim_id
                         WHERE ln.need_id = n.id) THEN 'claimed'
            WHEN EXISTS (SELECT 1 FROM needs_live_listing_need ln WHERE ln.need_id = n.id)
            THEN 'listed' ELSE 'open' END AS stage
FROM needs_need n
LEFT JOIN needs_ending x ON x.need_id = n.id
LEFT JOIN needs_delivery d ON d.need_id = n.id;

-- The score of a delivery: each side's mean stars by the weight of the side. While one side
-- has spoken its stars stand alone. (Reckoned from the delivery, so that asking for one score
-- reads one delivery's evaluations.)
CREATE VIEW needs_score AS
SELECT d.id AS delivery_id,
       (SELECT CAST(sum(s.weight * s.stars) AS DOUBLE PRECISION) / sum(s.weight)
        FROM (SELECT max(e.weight) AS weight, CAST(avg(e.stars) AS DOUBLE PRECISION) AS stars
              FROM needs_evaluation e WHERE e.delivery_id = d.id GROUP BY e.side) s) AS score
FROM needs_delivery d
WHERE EXISTS (SELECT 1 FROM needs_evaluation e WHERE e.delivery_id = d.id);

CREATE VIEW needs_need_public AS
SELECT n.id AS need_id, n.person_id, n.area, n.category, n.channel, n.mode, n.urgency, n.proxy,
       n.raised_on,
       (SELECT min(l.published_on) FROM needs_listing_need ln JOIN needs_listing l ON l.id = ln.listing_id
        WHERE ln.need_id = n.id) AS listed_on,
       (SELECT min(c.selected_on) FROM needs_live_listing_need ln
        JOIN needs_chosen_claim c ON c.listing_id = ln.listing_id
        WHERE ln.need_id = n.id) AS claimed_on,
       d.delivered_on,
       (SELECT min(e.evaluated_on) FROM needs_evaluation e WHERE e.delivery_id = d.id) AS evaluated_on,
       x.on_day AS ended_on,
       (SELECT s.score FROM needs_score s WHERE s.delivery_id = d.id) AS score,
       d.delivered_on - n.raised_on AS days_to_delivery
FROM needs_need n
LEFT JOIN needs_delivery d ON d.need_id = n.id
LEFT JOIN needs_ending x ON x.need_id = n.id;

-- One row for each step of a need that has its own day.
CREATE VIEW needs_step_public AS
SELECT id AS need_id, person_id, area, category, 'raised' AS step, raised_on AS on_day FROM needs_need
UNION ALL
SELECT n.id, n.person_id, n.area, n.category, 'delivered', d.delivered_on
FROM needs_delivery d JOIN needs_need n ON n.id = d.need_id;

CREATE VIEW needs_listing_public AS
SELECT l.id AS listing_id, l.area, l.batch, l.category, l.published_on, l.opens_on, l.closes_on, l.deliver_by,
       w.withdrawn_on
FROM needs_listing l LEFT JOIN needs_listing_withdrawal w ON w.listing_id = l.id;

-- Every organisation that stands behind a claim, lead or partner; spans while it stands.
CREATE VIEW needs_claim_public AS
SELECT c.id AS claim_id, c.listing_id, l.area, l.batch, c.organisation_id, o.kind, 1 AS is_lead,
       CASE WHEN EXISTS (SELECT 1 FROM needs_selection s WHERE s.claim_id = c.id) THEN 1 ELSE 0 END AS is_selected,
       c.claimed_on, c.claimed_on AS from_day, coalesce(w.withdrawn_on, 2932897) AS until_day
FROM needs_claim c JOIN needs_listing l ON l.id = c.listing_id
JOIN registry_organisation_public o ON o.organisation_id = c.organisation_id
LEFT JOIN needs_claim_withdrawal w ON w.claim_id = c.id
UNION ALL
SELECT c.id, c.listing_id, l.area, l.batch, p.organisation_id, o.kind, 0,
       CASE WHEN EXISTS (SELECT 1 FROM needs_selection s WHERE s.claim_id = c.id) THEN 1 ELSE 0 END,
       c.claimed_on, c.claimed_on, coalesce(w.withdrawn_on, 2932897)
FROM needs_claim_partner p JOIN needs_claim c ON c.id = p.claim_id
JOIN needs_listing l ON l.id = c.listing_id
JOIN registry_organisation_public o ON o.organisation_id = p.organisation_id
LEFT JOIN needs_claim_withdrawal w ON w.claim_id = c.id;

CREATE VIEW needs_delivery_public AS
SELECT d.id AS delivery_id, d.claim_id, d.need_id, n.person_id, n.area, n.category,
       d.delivered_on, c.organisation_id
FROM needs_delivery d JOIN needs_need n ON n.id = d.need_id JOIN needs_claim c ON c.id = d.claim_id;

CREATE VIEW needs_evaluation_public AS
SELECT e.delivery_id, d.need_id, n.person_id, n.area, e.side, e.stars, e.evaluated_on
FROM needs_evaluation e JOIN needs_delivery d ON d.id = e.delivery_id
JOIN needs_need n ON n.id = d.need_id;

-- What the person page shows of needs.
CREATE VIEW needs_timeline_public AS
SELECT person_id, area, recorded_at AS happened_at, raised_on AS on_day, 'need.raised' AS kind, id AS subject_id, words
FROM needs_need
UNION ALL
SELECT n.person_id, n.area, d.recorded_at, d.delivered_on, 'need.delivered', n.id, d.words
FROM needs_delivery d JOIN needs_need n ON n.id = d.need_id
UNION ALL
SELECT n.person_id, n.area, e.evaluated_at, e.evaluated_on, 'need.evaluated', n.id, e.words
FROM needs_evaluation e JOIN needs_delivery d ON d.id = e.delivery_id JOIN needs_need n ON n.id = d.need_id
WHERE e.side = 'person'
UNION ALL
SELECT n.person_id, n.area, x.recorded_at, x.on_day, 'need.' || x.kind, n.id, x.reason
FROM needs_ending x JOIN needs_need n ON n.id = x.need_id;
