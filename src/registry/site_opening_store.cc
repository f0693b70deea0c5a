#include "registry/site_opening_store.h"

namespace zhulian::registry::store {
namespace {

constexpr std::string_view opening_columns =
    "SELECT id, on_day, opened_at, closed_at, site_id, corrects_id, reason, counts, recorded_by"
    " FROM registry_site_opening";

OpeningRow opening_from(const Row& row) {
  OpeningRow opening;
  opening.id = row.get<Id<Opening>>(0);
  opening.on = row.day(1);
  opening.opened_at = instant_of_number(row.integer(2));
  if (const auto closed = row.get<std::optional<std::int64_t>>(3))
    opening.closed_at = instant_of_number(*closed);
  opening.site = row.get<SiteId>(4);
  opening.corrects = row.get<std::optional<Id<Opening>>>(5);
  opening.reason = row.get<std::string>(6);
  opening.counts = row.integer(7) == 1;
  opening.recorded_by = row.get<std::string>(8);
  return opening;
}

}  // namespace

std::optional<OpeningRow> find_opening(Tx& tx, const Id<Opening>& id) {
  const auto row = tx.one(std::string(opening_columns) + " WHERE id = $1", {id});
  if (!row) return std::nullopt;
  return opening_from(*row);
}

std::optional<OpeningRow> newest_of(Tx& tx, const Id<Opening>& id) {
  std::optional<OpeningRow> newest;
  // Each correction is a row of its own that names an older one, so the walk ends.
  for (Id<Opening> at = id;;) {
    const auto row = tx.one(std::string(opening_columns) + " WHERE corrects_id = $1", {at});
    if (!row) return newest;
    newest = opening_from(*row);
    at = newest->id;
  }
}

std::vector<OpeningLine> openings(Tx& tx, const SiteId& site, Day from, Day to) {
  std::vector<OpeningLine> found;
  tx.each(std::string(opening_columns) +
              " WHERE site_id = $1 AND on_day BETWEEN $2 AND $3 AND counts = 1"
              " ORDER BY opened_at DESC, id",
          {site, from, to}, [&](const Row& row) { found.push_back(opening_from(row)); });
  return found;
}

bool add_opening(const Call& call, const SiteId& site, const Id<Opening>& id, Day on,
                 Instant opened_at) {
  return call.tx.execute(
             "INSERT INTO registry_site_opening (id, site_id, on_day, opened_at, recorded_at,"
             " recorded_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
             {id, site, on, opened_at, call.now, call.actor.id}) == 1;
}

bool correct_opening(const Call& call, const OpeningRow& old, const OpeningRow& now) {
  call.tx.execute("UPDATE registry_site_opening SET counts = 0 WHERE id = $1", {old.id});
  const bool is_closed = now.closed_at.has_value();
  return call.tx.execute(
             "INSERT INTO registry_site_opening (id, site_id, on_day, opened_at, recorded_at,"
             " recorded_by, closed_at, ended_at, ended_by, corrects_id, reason, counts)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING",
             {now.id, now.site, now.on, now.opened_at, call.now, call.actor.id, now.closed_at,
              is_closed ? std::optional(call.now) : std::nullopt,
              is_closed ? std::optional(call.actor.id) : std::nullopt, old.id, now.reason,
              now.counts}) == 1;
}

bool close_opening(const Call& call, const Id<Opening>& id, Instant closed_at) {
  return call.tx.execute(
             "UPDATE registry_site_opening SET closed_at = $2, ended_at = $3, ended_by = $4"
             " WHERE id = $1 AND closed_at IS NULL AND counts = 1",
             {id, closed_at, call.now, call.actor.id}) == 1;
}

std::vector<OpenDay> open_days(Tx& tx, const SiteId& site, Day from, Day to) {
  std::vector<OpenDay> days;
  tx.each(
      "SELECT on_day, CAST(sum(CASE WHEN closed_at IS NULL THEN 0"
      " ELSE (closed_at - opened_at) / 60000 END) AS BIGINT) FROM registry_site_opening"
      " WHERE site_id = $1 AND on_day BETWEEN $2 AND $3 AND counts = 1 GROUP BY on_day ORDER BY "
      "on_day",
      {site, from, to},
      [&](const Row& row) { days.push_back({.on = row.day(0), .minutes = row.integer(1)}); });
  return days;
}

std::optional<Day> first_opening(Tx& tx, const SiteId& site) {
  const auto row = tx.one(
      "SELECT min(on_day) FROM registry_site_opening WHERE site_id = $1 AND counts = 1", {site});
  const auto day = row->get<std::optional<std::int64_t>>(0);
  if (!day) return std::nullopt;
  return day_of_number(*day);
}

bool is_settled(Tx& tx, const SiteId& site, Day monday) {
  return tx
      .one("SELECT 1 FROM registry_site_week WHERE site_id = $1 AND week_from = $2", {site, monday})
      .has_value();
}

std::set<Day> settled_weeks(Tx& tx, const SiteId& site) {
  std::set<Day> weeks;
  tx.each("SELECT week_from FROM registry_site_week WHERE site_id = $1", {site},
          [&](const Row& row) { weeks.insert(row.day(0)); });
  return weeks;
}

// Two programs may settle the same week at once: they measured the same.
void add_weeks(Tx& tx, const SiteRow& site, const std::vector<SiteWeek>& weeks) {
  for (const SiteWeek& week : weeks)
    tx.execute(
        "INSERT INTO registry_site_week (site_id, week_from, kind, area, days_open, days_full,"
        " days_due, minutes, minutes_least, is_short)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
        {site.id, week.open.monday, site.kind, week.area, week.open.days_open, week.open.days_full,
         week.days_due, week.open.minutes, week.open.minutes_least, week.is_short() ? 1 : 0});
}

void forget_weeks(Tx& tx, const SiteId& site, Day from, Day to) {
  tx.execute(
      "DELETE FROM registry_site_week"
      " WHERE site_id = $1 AND week_from + 6 >= $2 AND week_from <= $3",
      {site, from, to});
}

void forget_all_weeks(Tx& tx) {
  tx.execute("DELETE FROM registry_site_week");
}

std::vector<SiteId> all_sites(Tx& tx) {
  std::vector<SiteId> sites;
  tx.each("SELECT id FROM registry_site ORDER BY id", {},
          [&](const Row& row) { sites.push_back(row.get<SiteId>(0)); });
  return sites;
}

std::vector<SiteId> unsettled_sites(Tx& tx, Day monday) {
  std::vector<SiteId> sites;
  tx.each(
      "SELECT s.id FROM registry_site s WHERE s.from_day <= $1 AND $1 < s.until_day"
      " AND NOT EXISTS (SELECT 1 FROM registry_site_week w"
      " WHERE w.site_id = s.id AND w.week_from = $1) ORDER BY s.id",
      {monday}, [&](const Row& row) { sites.push_back(row.get<SiteId>(0)); });
  return sites;
}

}  // namespace zhulian::registry::store
