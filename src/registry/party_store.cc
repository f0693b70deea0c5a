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
  if (row.day(8) < open_end) line.until = row.day(8);
  return line;
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

}  // namespace zhulian::registry::store
