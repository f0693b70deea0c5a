#include "figures/store.h"

namespace zhulian::figures::store {

Total total(Tx& tx, const packs::Figure& figure, const Rows& rows) {
  if (figure.kind == packs::FigureKind::count) {
    const auto row = tx.one("SELECT count(DISTINCT v." + figure.key + ")" + rows.text, rows.values);
    return {.records = row->integer(0)};
  }
  const auto row = tx.one("SELECT count(v." + figure.amount + "), CAST(sum(v." + figure.amount +
                              ") AS DOUBLE PRECISION)" + rows.text,
                          rows.values);
  return {.records = row->integer(0), .amount = row->get<std::optional<double>>(1)};
}

std::vector<Record> records(Tx& tx, const packs::Figure& figure, const Rows& rows,
                            const std::string& after, std::int64_t limit) {
  const bool counted = figure.kind == packs::FigureKind::count;
  const std::string key = "v." + figure.key;
  const std::string day = figure.day.empty() ? "NULL" : "min(v." + figure.day + ")";
  Values values = rows.values;
  values.emplace_back(after);
  const std::string from_key = "$" + std::to_string(values.size());
  values.emplace_back(limit);
  const std::string most = "$" + std::to_string(values.size());
  // One line for each key; a sum or mean adds each key's own amount up.
  const std::string amount =
      counted ? "NULL" : "CAST(sum(v." + figure.amount + ") AS DOUBLE PRECISION)";
  const std::string present = counted ? "" : " AND v." + figure.amount + " IS NOT NULL";
  std::vector<Record> found;
  tx.each("SELECT " + key + ", min(v.area), CAST(" + day + " AS BIGINT), " + amount + rows.text +
              present + " AND " + key + " > " + from_key + " GROUP BY " + key + " ORDER BY " + key +
              " LIMIT " + most,
          values, [&](const Row& row) {
            found.push_back({.key = row.get<std::string>(0),
                             .area = row.get<std::string>(1),
                             .on = row.get<std::optional<Day>>(2),
                             .amount = row.get<std::optional<double>>(3)});
          });
  return found;
}

std::string label(Tx& tx, std::string_view subject, const std::string& id) {
  if (subject == "person") {
    const auto row = tx.one("SELECT name FROM registry_person_public WHERE person_id = $1", {id});
    return row ? row->get<std::string>(0) : std::string{};
  }
  if (subject == "organisation") {
    const auto row =
        tx.one("SELECT name FROM registry_organisation_public WHERE organisation_id = $1", {id});
    return row ? row->get<std::string>(0) : std::string{};
  }
  if (subject == "need") {
    const auto row = tx.one("SELECT category FROM needs_need_public WHERE need_id = $1", {id});
    return row ? row->get<std::string>(0) : std::string{};
  }
  return {};
}

std::string place(Tx& tx, const Area& area) {
  std::string names;
  for (const AreaLevel level : {AreaLevel::town, AreaLevel::village, AreaLevel::estate}) {
    const auto at = area.at(level);
    if (!at) continue;
    const auto row = tx.one("SELECT name FROM registry_area_public WHERE area = $1", {*at});
    if (row) names += (names.empty() ? "" : " ") + row->get<std::string>(0);
  }
  return names;
}

}  // namespace zhulian::figures::store
