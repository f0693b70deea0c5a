#include "registry/site_store.h"

#include "registry/validity.h"

namespace zhulian::registry::store {
namespace {

// `today` is a placeholder.
std::string select_sites(const std::string& today) {
  return "SELECT s.id, s.kind, s.name, s.sort_key, a.area, a.address, s.from_day, s.until_day,"
         " s.end_reason, s.recorded_at,"
         " coalesce((SELECT o.name FROM registry_tie t"
         " JOIN registry_organisation o ON o.id = t.from_id"
         " WHERE t.to_kind = 'site' AND t.to_id = s.id AND t.kind = 'operates'"
         " AND t.from_kind = 'organisation' AND t.from_day <= " +
         today + " AND " + today +
         " < t.until_day ORDER BY t.from_day DESC LIMIT 1), ''),"
         " CASE WHEN EXISTS (SELECT 1 FROM registry_site_opening p WHERE p.site_id = s.id"
         " AND p.on_day = " +
         today +
         " AND p.closed_at IS NULL AND p.counts = 1) THEN 1 ELSE 0 END"
         " FROM registry_site s JOIN registry_site_address a ON a.site_id = s.id"
         " AND a.from_day = (SELECT max(b.from_day) FROM registry_site_address b"
         " WHERE b.site_id = s.id AND (b.from_day <= " +
         today + " OR b.from_day = s.from_day))";
}

SiteRow site_from(const Row& row) {
  return {.id = row.get<SiteId>(0),
          .kind = row.get<std::string>(1),
          .name = row.get<std::string>(2),
          .sort_key = row.get<std::string>(3),
          .area = row.area(4),
          .address = row.get<std::string>(5),
          .from = row.day(6),
          .until = until_of(row, 7),
          .end_reason = row.get<std::string>(8),
          .recorded_at = instant_of_number(row.integer(9)),
          .operated_by = row.get<std::string>(10),
          .open_now = row.integer(11) == 1};
}

// The sites that stand in the actor's areas, and those that serve a village which lies in one of
// them or around it.
void add_sight(Where& where, const Actor& actor, const std::string& today) {
  if (actor.areas.empty()) return where.add("(1 = 0)");
  std::string text;
  for (const Area& area : actor.areas) {
    const std::string first = where.bind(area.first());
    const std::string last = where.bind(area.last());
    text += (text.empty() ? "(" : " OR ") + std::string("a.area BETWEEN ") + first + " AND " +
            last +
            " OR EXISTS (SELECT 1 FROM registry_site_catchment c WHERE c.site_id = s.id"
            " AND c.from_day <= " +
            today + " AND " + today + " < c.until_day AND (c.area BETWEEN " + first + " AND " +
            last + " OR " + first + " LIKE c.area || '%'))";
  }
  where.add(text + ')');
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::optional<Day> until_of(const Row& row, int column) {
  if (row.day(column) >= open_end) return std::nullopt;
  return row.day(column);
}

std::optional<SiteRow> find_site(Tx& tx, const SiteId& id, Day today) {
  const auto row = tx.one(select_sites("$1") + " WHERE s.id = $2", {today, id});
  if (!row) return std::nullopt;
  return site_from(*row);
}

bool is_visible(const Call& call, const SiteId& id) {
  Where where;
  const std::string today = where.bind(call.today());
  where.add("s.id = ?", id);
  add_sight(where, call.actor, today);
  return call.tx.one(select_sites(today) + where.text(), where.values()).has_value();
}

std::vector<SiteRow> list_sites(const Call& call, const SiteFilter& filter) {
  Where where;
  const std::string today = where.bind(call.today());
  add_sight(where, call.actor, today);
  if (filter.area) where.add(within(*filter.area, "a.area", where.next()));
  if (filter.kind) where.add("s.kind = ?", *filter.kind);
  if (filter.q && !filter.q->empty())
    where.add("s.name LIKE ? ESCAPE '\\'", "%" + escaped(*filter.q) + "%");
  if (filter.after_key) {
    const std::string key = where.bind(*filter.after_key);
    const std::string id = where.bind(filter.after_id);
    where.add("(s.sort_key, s.id) > (" + key + ", " + id + ")");
  }
  const std::string limit = where.bind(filter.limit);
  std::vector<SiteRow> found;
  call.tx.each(select_sites(today) + where.text() + " ORDER BY s.sort_key, s.id LIMIT " + limit,
               where.values(), [&](const Row& row) { found.push_back(site_from(row)); });
  return found;
}

bool lock_site(Tx& tx, const SiteId& id) {
  return tx.one("SELECT id FROM registry_site WHERE id = $1" + std::string(tx.for_update()), {id})
      .has_value();
}

bool add_site(const Call& call, const NewSite& in, const std::string& sort_key) {
  return call.tx.execute(
             "INSERT INTO registry_site (id, kind, name, sort_key, from_day, until_day, end_reason,"
             " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8)"
             " ON CONFLICT DO NOTHING",
             {in.id, in.kind, in.name, sort_key, in.from, open_end, call.now, call.actor.id}) == 1;
}

void add_address(const Call& call, const NewAddress& in, std::optional<Day> until) {
  call.tx.execute(
      "INSERT INTO registry_site_address (site_id, from_day, until_day, area, address, floor_dm2,"
      " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {in.site, in.from, until.value_or(open_end), in.area, in.address, in.floor_dm2, call.now,
       call.actor.id});
}

void end_address(Tx& tx, const SiteId& site, Day address_from, Day until) {
  tx.execute("UPDATE registry_site_address SET until_day = $3 WHERE site_id = $1 AND from_day = $2",
             {site, address_from, until});
}

std::vector<AddressRow> addresses(Tx& tx, const SiteId& site) {
  std::vector<AddressRow> found;
  tx.each(
      "SELECT area, address, floor_dm2, from_day, until_day FROM registry_site_address"
      " WHERE site_id = $1 ORDER BY from_day DESC",
      {site}, [&](const Row& row) {
        found.push_back({.area = row.area(0),
                         .address = row.get<std::string>(1),
                         .floor_dm2 = row.get<std::optional<std::int64_t>>(2),
                         .from = row.day(3),
                         .until = until_of(row, 4)});
      });
  return found;
}

bool goes_on(Tx& tx, const SiteId& site, Day day) {
  return tx
      .one(
          "SELECT 1 FROM ("
          "SELECT from_day FROM registry_site_address WHERE site_id = $1"
          " UNION ALL SELECT from_day FROM registry_site_room WHERE site_id = $1"
          " UNION ALL SELECT from_day FROM registry_site_service WHERE site_id = $1"
          " UNION ALL SELECT from_day FROM registry_site_catchment WHERE site_id = $1"
          " UNION ALL SELECT on_day FROM registry_site_opening WHERE site_id = $1 AND counts = 1"
          " UNION ALL SELECT from_day FROM registry_site_use WHERE site_id = $1"
          " UNION ALL SELECT from_day FROM registry_tie WHERE to_kind = 'site' AND to_id = $1"
          ") x WHERE x.from_day >= $2 LIMIT 1",
          {site, day})
      .has_value();
}

void end_site(Tx& tx, const SiteEnd& in) {
  tx.execute("UPDATE registry_site SET until_day = $2, end_reason = $3 WHERE id = $1",
             {in.site, in.on, in.reason});
  for (const char* table : {"registry_site_address", "registry_site_room", "registry_site_service",
                            "registry_site_catchment"})
    tx.execute("UPDATE " + std::string(table) +
                   " SET until_day = $2 WHERE site_id = $1 AND until_day > $2",
               {in.site, in.on});
  tx.execute(
      "UPDATE registry_tie SET until_day = $2 WHERE to_kind = 'site' AND to_id = $1"
      " AND until_day > $2",
      {in.site, in.on});
}

std::vector<BodyRow> bodies(Tx& tx, const SiteId& site) {
  std::vector<BodyRow> found;
  tx.each(
      "SELECT t.id, t.kind, o.id, o.name, o.kind, t.from_day, t.until_day FROM registry_tie t"
      " JOIN registry_organisation o ON o.id = t.from_id"
      " WHERE t.to_kind = 'site' AND t.to_id = $1 AND t.from_kind = 'organisation'"
      " ORDER BY t.until_day DESC, t.kind, t.from_day DESC, t.id",
      {site}, [&](const Row& row) {
        found.push_back({.tie = row.get<Id<Tie>>(0),
                         .relation = row.get<std::string>(1),
                         .organisation = row.get<OrganisationId>(2),
                         .name = row.get<std::string>(3),
                         .kind = row.get<std::string>(4),
                         .from = row.day(5),
                         .until = until_of(row, 6)});
      });
  return found;
}

}  // namespace zhulian::registry::store
