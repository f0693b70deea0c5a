#include "registry/site_parts_store.h"

#include "registry/site_store.h"
#include "registry/validity.h"

namespace zhulian::registry::store {
namespace {

constexpr std::string_view room_columns =
    "SELECT id, name, function, area_dm2, from_day, until_day, site_id FROM registry_site_room";

RoomRow room_from(const Row& row) {
  RoomRow room;
  room.id = row.get<Id<Room>>(0);
  room.name = row.get<std::string>(1);
  room.function = row.get<std::string>(2);
  room.area_dm2 = row.integer(3);
  room.from = row.day(4);
  room.until = until_of(row, 5);
  room.site = row.get<SiteId>(6);
  return room;
}

CatchmentRow catchment_from(const Row& row) {
  return {.site = row.get<SiteId>(0),
          .area = row.area(1),
          .from = row.day(2),
          .until = until_of(row, 3)};
}

}  // namespace

// ---- rooms -----------------------------------------------------------------------------------

std::optional<RoomRow> find_room(Tx& tx, const Id<Room>& id) {
  const auto row = tx.one(std::string(room_columns) + " WHERE id = $1", {id});
  if (!row) return std::nullopt;
  return room_from(*row);
}

std::vector<RoomLine> rooms(Tx& tx, const SiteId& site) {
  std::vector<RoomLine> found;
  tx.each(std::string(room_columns) + " WHERE site_id = $1 ORDER BY from_day DESC, id", {site},
          [&](const Row& row) { found.push_back(room_from(row)); });
  return found;
}

bool add_room(const Call& call, const NewRoom& in) {
  return call.tx.execute(
             "INSERT INTO registry_site_room (id, site_id, name, function, area_dm2, from_day,"
             " until_day, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
             " ON CONFLICT DO NOTHING",
             {in.id, in.site, in.name, in.function, in.area_dm2, in.from, open_end, call.now,
              call.actor.id}) == 1;
}

void end_room(Tx& tx, const Id<Room>& id, Day on) {
  tx.execute("UPDATE registry_site_room SET until_day = $2 WHERE id = $1", {id, on});
}

// ---- services --------------------------------------------------------------------------------

std::vector<ServiceLine> services(Tx& tx, const SiteId& site,
                                  const std::optional<std::string>& service) {
  std::vector<ServiceLine> found;
  tx.each(
      "SELECT service, from_day, until_day FROM registry_site_service"
      " WHERE site_id = $1 AND ($2 IS NULL OR service = $2) ORDER BY from_day DESC, service",
      {site, service}, [&](const Row& row) {
        found.push_back(
            {.service = row.get<std::string>(0), .from = row.day(1), .until = until_of(row, 2)});
      });
  return found;
}

bool add_service(const Call& call, const NewService& in) {
  return call.tx.execute(
             "INSERT INTO registry_site_service (site_id, service, from_day, until_day,"
             " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
             {in.site, in.service, in.from, open_end, call.now, call.actor.id}) == 1;
}

void end_service(Tx& tx, const SiteId& site, const std::string& service, Day from, Day on) {
  tx.execute(
      "UPDATE registry_site_service SET until_day = $4"
      " WHERE site_id = $1 AND service = $2 AND from_day = $3",
      {site, service, from, on});
}

// ---- villages served -------------------------------------------------------------------------

std::vector<CatchmentRow> catchment(Tx& tx, const SiteId& site) {
  std::vector<CatchmentRow> found;
  tx.each(
      "SELECT site_id, area, from_day, until_day FROM registry_site_catchment"
      " WHERE site_id = $1 ORDER BY from_day DESC, area",
      {site}, [&](const Row& row) { found.push_back(catchment_from(row)); });
  return found;
}

std::vector<CatchmentRow> catchments_of(Tx& tx, const std::string& kind, const Area& area,
                                        Day from) {
  std::vector<CatchmentRow> found;
  tx.each(
      "SELECT site_id, area, from_day, until_day FROM registry_site_catchment"
      " WHERE kind = $1 AND area = $2 AND until_day > $3 ORDER BY from_day, site_id",
      {kind, area, from}, [&](const Row& row) { found.push_back(catchment_from(row)); });
  return found;
}

bool add_catchment(const Call& call, const NewCatchment& in, const std::string& kind) {
  return call.tx.execute(
             "INSERT INTO registry_site_catchment (site_id, kind, area, from_day, until_day,"
             " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7)"
             " ON CONFLICT DO NOTHING",
             {in.site, kind, in.area, in.from, open_end, call.now, call.actor.id}) == 1;
}

void end_catchment(Tx& tx, const SiteId& site, const Area& area, Day from, Day on) {
  tx.execute(
      "UPDATE registry_site_catchment SET until_day = $4"
      " WHERE site_id = $1 AND area = $2 AND from_day = $3",
      {site, area, from, on});
}

// ---- hours -----------------------------------------------------------------------------------

std::vector<PlanRow> plans(Tx& tx, const SiteId& site) {
  std::vector<PlanRow> found;
  tx.each(
      "SELECT p.number, p.from_day, h.weekday, h.opens_min, h.closes_min FROM registry_site_plan p"
      " LEFT JOIN registry_site_hours h ON h.site_id = p.site_id AND h.number = p.number"
      " WHERE p.site_id = $1 AND NOT EXISTS (SELECT 1 FROM registry_site_plan later"
      " WHERE later.site_id = p.site_id AND later.from_day = p.from_day"
      " AND later.number > p.number)"
      " ORDER BY p.from_day DESC, h.weekday, h.opens_min",
      {site}, [&](const Row& row) {
        if (found.empty() || found.back().number != row.integer(0))
          found.push_back({.number = row.integer(0), .from = row.day(1)});
        const auto weekday = row.get<std::optional<std::int64_t>>(2);
        if (weekday) found.back().week.push_back({*weekday, row.integer(3), row.integer(4)});
      });
  return found;
}

void add_plan(const Call& call, const SiteId& site, Day from, const std::vector<HoursSpan>& week) {
  const auto last = call.tx.one(
      "SELECT coalesce(max(number), 0) FROM registry_site_plan WHERE site_id = $1", {site});
  const std::int64_t number = last->integer(0) + 1;
  call.tx.execute(
      "INSERT INTO registry_site_plan (site_id, number, from_day, recorded_at, recorded_by)"
      " VALUES ($1, $2, $3, $4, $5)",
      {site, number, from, call.now, call.actor.id});
  for (const HoursSpan& span : week)
    call.tx.execute(
        "INSERT INTO registry_site_hours (site_id, number, weekday, opens_min, closes_min)"
        " VALUES ($1, $2, $3, $4, $5)",
        {site, number, span.weekday, span.opens, span.closes});
}

std::vector<ExceptionRow> exceptions(Tx& tx, const SiteId& site) {
  std::vector<ExceptionRow> found;
  tx.each(
      "SELECT e.on_day, e.is_open, e.opens_min, e.closes_min, e.reason"
      " FROM registry_site_exception e WHERE e.site_id = $1"
      " AND NOT EXISTS (SELECT 1 FROM registry_site_exception later"
      " WHERE later.site_id = e.site_id AND later.on_day = e.on_day AND later.number > e.number)"
      " ORDER BY e.on_day DESC",
      {site}, [&](const Row& row) {
        found.push_back({.on = row.day(0),
                         .is_open = row.integer(1) == 1,
                         .opens = row.get<std::optional<std::int64_t>>(2),
                         .closes = row.get<std::optional<std::int64_t>>(3),
                         .reason = row.get<std::string>(4)});
      });
  return found;
}

void add_exception(const Call& call, const SiteId& site, const ExceptionRow& in) {
  call.tx.execute(
      "INSERT INTO registry_site_exception (site_id, on_day, number, is_open, opens_min,"
      " closes_min, reason, recorded_at, recorded_by)"
      " SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8"
      " FROM registry_site_exception WHERE site_id = $1 AND on_day = $2",
      {site, in.on, in.is_open ? 1 : 0, in.opens, in.closes, in.reason, call.now, call.actor.id});
}

}  // namespace zhulian::registry::store
