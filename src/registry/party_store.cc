#include "registry/party_store.h"

#include "registry/validity.h"

namespace zhulian::registry::store {
namespace {

constexpr std::string_view organisation_columns =
    "SELECT o.id, o.kind, o.name, o.area, o.parent_id, o.contact, o.strengths, o.from_day,"
    " o.until_day, o.sort_key FROM registry_organisation o";

OrganisationLine organisation_from(const Row& row) {
  OrganisationLine line{.id = row.get<OrganisationId>(0),
                        .kind = row.get<std::string>(1),
                        .name = row.get<std::string>(2),
                        .area = row.area(3),
                        .parent = row.get<std::optional<OrganisationId>>(4),
                        .contact = row.get<std::string>(5),
                        .strengths = row.get<std::string>(6),
                        .from = row.day(7),
                        .until = {}};
  if (row.integer(8) < open_end) line.until = row.day(8);
  return line;
}

constexpr std::string_view tie_columns =
    "SELECT t.id, t.kind, t.from_kind, t.from_id, t.to_kind, t.to_id, t.title, t.from_day,"
    " t.until_day, t.area FROM registry_tie t";

TieRecord tie_from(const Row& row) {
  TieRecord tie;
  tie.id = row.get<Id<Tie>>(0);
  tie.kind = row.get<std::string>(1);
  tie.from_kind = row.get<std::string>(2);
  tie.from_id = row.get<std::string>(3);
  tie.to_kind = row.get<std::string>(4);
  tie.to_id = row.get<std::string>(5);
  tie.title = row.get<std::string>(6);
  tie.from = row.day(7);
  if (row.integer(8) < open_end) tie.until = row.day(8);
  tie.area = row.area(9);
  return tie;
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

std::optional<OrganisationLine> find_organisation(Tx& tx, const OrganisationId& id) {
  const auto row = tx.one(std::string(organisation_columns) + " WHERE o.id = $1", {id});
  if (!row) return std::nullopt;
  return organisation_from(*row);
}

void insert_organisation(const Call& call, const OrganisationLine& line,
                         const std::string& sort_key) {
  call.tx.execute(
      "INSERT INTO registry_organisation (id, kind, name, sort_key, area, parent_id, contact,"
      " strengths, from_day, until_day, recorded_at, recorded_by)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      {line.id, line.kind, line.name, sort_key, line.area, line.parent, line.contact,
       line.strengths, line.from, open_end, call.now, call.actor.id});
}

std::vector<ListedOrganisation> organisations(Tx& tx, const OrganisationFilter& filter) {
  Values values;
  const auto bind = [&](Value value) {
    values.push_back(std::move(value));
    return '$' + std::to_string(values.size());
  };
  std::string where = "1 = 1";
  std::string any;
  for (const Area& area : filter.areas) {
    const std::string code = bind(area.first());
    any += (any.empty() ? "(" : " OR (") + std::string("o.area BETWEEN ") + code + " AND " +
           bind(area.last());
    if (filter.around) any += " OR " + code + " LIKE o.area || '%'";
    any += ')';
  }
  if (!any.empty()) where += " AND (" + any + ')';
  if (filter.kind) where += " AND o.kind = " + bind(*filter.kind);
  if (filter.q && !filter.q->empty())
    where += " AND o.name LIKE " + bind("%" + escaped(*filter.q) + "%") + " ESCAPE '\\'";
  if (filter.after_key)
    where += " AND (o.sort_key, o.id) > (" + bind(*filter.after_key) + ", " +
             bind(filter.after_id) + ")";
  const std::string limit = bind(filter.limit);
  std::vector<ListedOrganisation> found;
  tx.each(std::string(organisation_columns) + " WHERE " + where +
              " ORDER BY o.sort_key, o.id LIMIT " + limit,
          values, [&](const Row& row) {
            found.push_back({organisation_from(row), row.get<std::string>(9)});
          });
  return found;
}

std::optional<TieRecord> find_tie(Tx& tx, const Id<Tie>& id) {
  const auto row =
      tx.one(std::string(tie_columns) + " WHERE t.id = $1" + std::string(tx.for_update()), {id});
  if (!row) return std::nullopt;
  return tie_from(*row);
}

void insert_tie(const Call& call, const TieRecord& tie) {
  call.tx.execute(
      "INSERT INTO registry_tie (id, kind, from_kind, from_id, to_kind, to_id, area, title,"
      " from_day, until_day, recorded_at, recorded_by)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      {tie.id, tie.kind, tie.from_kind, tie.from_id, tie.to_kind, tie.to_id, tie.area, tie.title,
       tie.from, open_end, call.now, call.actor.id});
}

void end_tie(Tx& tx, const Id<Tie>& id, Day on) {
  tx.execute("UPDATE registry_tie SET until_day = $2 WHERE id = $1", {id, on});
}

bool has_tie(Tx& tx, std::string_view kind, std::string_view end, std::string_view end_kind,
             std::string_view end_id, Day from) {
  const std::string e(end);
  return tx
      .one("SELECT 1 FROM registry_tie t WHERE t." + e + "_kind = $1 AND t." + e +
               "_id = $2 AND t.kind = $3 AND t.until_day > $4 LIMIT 1",
           {end_kind, end_id, kind, from})
      .has_value();
}

std::vector<TieLine> ties(Tx& tx, const Condition& where, const std::optional<std::string>& kind) {
  Values values = where.values;
  std::string text = std::string(tie_columns) + " WHERE " + where.text;
  if (kind) {
    values.emplace_back(*kind);
    text += " AND t.kind = $" + std::to_string(values.size());
  }
  std::vector<TieLine> found;
  tx.each(text + " ORDER BY t.area, t.kind, t.from_day, t.id", values,
          [&](const Row& row) { found.push_back(tie_from(row)); });
  return found;
}

std::vector<Area> tied_areas(Tx& tx, std::string_view kind, std::string_view user, Day on) {
  std::vector<Area> found;
  tx.each(
      "SELECT to_id FROM registry_tie WHERE from_kind = 'user' AND from_id = $1 AND kind = $2"
      " AND to_kind = 'area' AND from_day <= $3 AND $3 < until_day ORDER BY to_id",
      {user, kind, on}, [&](const Row& row) { found.push_back(row.area(0)); });
  return found;
}

}  // namespace zhulian::registry::store
