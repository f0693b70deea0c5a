#include "registry/site_use_store.h"

#include "registry/site_store.h"
#include "registry/site_times.h"
#include "registry/validity.h"

namespace zhulian::registry::store {
namespace {

constexpr std::string_view select_uses =
    "SELECT u.id, u.organisation_id, o.name, u.room_id, coalesce(r.name, ''), u.weekday,"
    " u.opens_min, u.closes_min, u.from_day, u.until_day, u.site_id FROM registry_site_use u"
    " JOIN registry_organisation o ON o.id = u.organisation_id"
    " LEFT JOIN registry_site_room r ON r.id = u.room_id";

UseRow use_from(const Row& row) {
  return {.line = {.id = row.get<Id<SiteUse>>(0),
                   .organisation = row.get<OrganisationId>(1),
                   .name = row.get<std::string>(2),
                   .room = row.get<std::optional<Id<Room>>>(3),
                   .room_name = row.get<std::string>(4),
                   .weekday = row.integer(5),
                   .opens = time_of_day(row.integer(6)),
                   .closes = time_of_day(row.integer(7)),
                   .from = row.day(8),
                   .until = until_of(row, 9)},
          .site = row.get<SiteId>(10),
          .opens = row.integer(6),
          .closes = row.integer(7)};
}

}  // namespace

std::optional<UseRow> find_use(Tx& tx, const Id<SiteUse>& id) {
  const auto row = tx.one(std::string(select_uses) + " WHERE u.id = $1", {id});
  if (!row) return std::nullopt;
  return use_from(*row);
}

std::vector<UseRow> uses(Tx& tx, const SiteId& site) {
  std::vector<UseRow> found;
  tx.each(std::string(select_uses) +
              " WHERE u.site_id = $1 ORDER BY u.weekday, u.opens_min, u.from_day DESC, u.id",
          {site}, [&](const Row& row) { found.push_back(use_from(row)); });
  return found;
}

bool add_use(const Call& call, const NewUse& in, std::int64_t opens, std::int64_t closes) {
  return call.tx.execute(
             "INSERT INTO registry_site_use (id, site_id, room_id, organisation_id, weekday,"
             " opens_min, closes_min, from_day, until_day, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
             {in.id, in.site, in.room, in.organisation, in.weekday, opens, closes, in.from,
              open_end, call.now, call.actor.id}) == 1;
}

void end_use(const Call& call, const Id<SiteUse>& id, Day on) {
  call.tx.execute(
      "UPDATE registry_site_use SET until_day = $2, ended_at = $3, ended_by = $4 WHERE id = $1",
      {id, on, call.now, call.actor.id});
}

void end_uses(const Call& call, const SiteId& site, const std::optional<Id<Room>>& room, Day on) {
  call.tx.execute(
      "UPDATE registry_site_use SET until_day = $3, ended_at = $4, ended_by = $5"
      " WHERE site_id = $1 AND ($2 IS NULL OR room_id = $2) AND until_day > $3",
      {site, room, on, call.now, call.actor.id});
}

std::optional<Day> last_use_of(Tx& tx, const Id<Room>& room) {
  const auto row = tx.one("SELECT max(from_day) FROM registry_site_use WHERE room_id = $1", {room});
  return row->get<std::optional<Day>>(0);
}

}  // namespace zhulian::registry::store
