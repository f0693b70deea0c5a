#include "registry/area_store.h"

#include "db/bulk.h"

namespace zhulian::registry::store {
namespace {

const std::vector<std::string> columns{"code",   "parent",   "level",    "name",      "sort_key",
                                       "pinyin", "initials", "from_day", "until_day", "source"};

Values values_of(const AreaRecord& a) {
  return {a.code,   a.parent,   a.level, a.name,  a.sort_key,
          a.pinyin, a.initials, a.from,  a.until, a.source};
}

constexpr std::string_view select_found =
    "SELECT a.code, a.level, a.name,"
    " (SELECT count(*) FROM registry_area b WHERE b.parent = a.code) FROM registry_area a";

FoundArea found_from(const Row& row) {
  return {row.area(0), row.get<std::string>(1), row.get<std::string>(2), row.integer(3)};
}

// "$3, $4, $5": placeholders for `count` values from `first` on.
std::string placeholders(std::size_t first, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i ? ", $" : "$") + std::to_string(first + i);
  return text;
}

// What LIKE reads as any text, taken as itself.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::vector<AreaRecord> all_areas(Tx& tx) {
  std::vector<AreaRecord> found;
  tx.each("SELECT code, level, name, from_day, until_day, source FROM registry_area", {},
          [&](const Row& row) {
            found.push_back({.code = row.area(0),
                             .level = row.get<std::string>(1),
                             .name = row.get<std::string>(2),
                             .from = row.integer(3),
                             .until = row.integer(4),
                             .source = row.get<std::string>(5)});
          });
  return found;
}

void insert_areas(Tx& tx, const std::vector<AreaRecord>& areas) {
  insert_each(tx, "registry_area", columns, areas, values_of);
}

bool insert_area(Tx& tx, const AreaRecord& area) {
  return tx.execute(
             "INSERT INTO registry_area (code, parent, level, name, sort_key, pinyin, initials,"
             " from_day, until_day, source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
             " ON CONFLICT (code) DO NOTHING",
             values_of(area)) == 1;
}

void update_area(Tx& tx, const AreaRecord& area) {
  tx.execute(
      "UPDATE registry_area SET parent = $2, level = $3, name = $4, sort_key = $5, pinyin = $6,"
      " initials = $7, from_day = $8, until_day = $9, source = $10 WHERE code = $1",
      values_of(area));
}

std::vector<NamedArea> names_of_areas(Tx& tx, const std::vector<std::string>& codes) {
  std::vector<NamedArea> found;
  constexpr std::size_t at_once = 100;
  for (std::size_t from = 0; from < codes.size(); from += at_once) {
    const std::size_t count = std::min(at_once, codes.size() - from);
    Values values;
    for (std::size_t i = 0; i < count; ++i) values.emplace_back(codes[from + i]);
    tx.each("SELECT code, name FROM registry_area WHERE code IN (" + placeholders(1, count) + ")",
            values, [&](const Row& row) {
              found.push_back({row.get<std::string>(0), row.get<std::string>(1)});
            });
  }
  return found;
}

std::vector<Area> areas_named(Tx& tx, const Area& around, std::string_view level,
                              std::string_view name) {
  std::vector<Area> found;
  tx.each(
      "SELECT code FROM registry_area WHERE code BETWEEN $1 AND $2 AND level = $3 AND name = $4"
      " ORDER BY code",
      {around.first(), around.last(), level, name},
      [&](const Row& row) { found.push_back(row.area(0)); });
  return found;
}

std::string last_code(Tx& tx, const std::string& prefix, std::string_view level) {
  const auto row =
      tx.one("SELECT max(code) FROM registry_area WHERE code BETWEEN $1 AND $2 AND level = $3",
             {prefix, prefix + '~', level});
  return row->get<std::optional<std::string>>(0).value_or("");
}

std::vector<std::string> counties(Tx& tx, const Area& around) {
  std::vector<std::string> found;
  tx.each(
      "SELECT code FROM registry_area WHERE code BETWEEN $1 AND $2 AND level = 'county'"
      " ORDER BY code",
      {around.first(), around.last()},
      [&](const Row& row) { found.push_back(row.get<std::string>(0)); });
  return found;
}

std::vector<std::string> codes_within(Tx& tx, const Area& place, std::size_t most) {
  std::vector<std::string> found;
  tx.each("SELECT code FROM registry_area WHERE code BETWEEN $1 AND $2 ORDER BY code LIMIT $3",
          {place.first(), place.last(), most},
          [&](const Row& row) { found.push_back(row.get<std::string>(0)); });
  return found;
}

std::vector<FoundArea> children_of(Tx& tx, const Area& parent, Day on) {
  std::vector<FoundArea> found;
  tx.each(std::string(select_found) +
              " WHERE a.parent = $1 AND a.code <> '' AND a.until_day > $2"
              " ORDER BY a.sort_key, a.code",
          {parent, on}, [&](const Row& row) { found.push_back(found_from(row)); });
  return found;
}

std::vector<FoundArea> areas_like(Tx& tx, const Condition& where, std::string_view q, Day on,
                                  std::int64_t limit) {
  std::vector<FoundArea> found;
  Values values = where.values;
  const auto next = [&](Value value) {
    values.push_back(std::move(value));
    return '$' + std::to_string(values.size());
  };
  const std::string sound(q);
  const std::string anywhere = next("%" + escaped(q) + "%");
  const std::string first = next(sound);
  const std::string last = next(sound + '~');
  // What begins so comes before what only contains it, larger places before smaller ones.
  tx.each(std::string(select_found) + " WHERE " + where.text + " AND a.until_day > " + next(on) +
              " AND (a.name LIKE " + anywhere + " ESCAPE '\\' OR a.pinyin BETWEEN " + first +
              " AND " + last + " OR a.initials BETWEEN " + first + " AND " + last +
              ") ORDER BY length(a.code), a.sort_key, a.code LIMIT " + next(limit),
          values, [&](const Row& row) { found.push_back(found_from(row)); });
  return found;
}

std::vector<FoundArea> areas_by_code(Tx& tx, const std::vector<Area>& codes) {
  std::vector<FoundArea> found;
  if (codes.empty()) return found;
  Values values;
  for (const Area& code : codes) values.emplace_back(code);
  tx.each(std::string(select_found) + " WHERE a.code IN (" + placeholders(1, codes.size()) +
              ") ORDER BY a.sort_key, a.code",
          values, [&](const Row& row) { found.push_back(found_from(row)); });
  return found;
}

}  // namespace zhulian::registry::store
