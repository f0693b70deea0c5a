#include "registry/list_store.h"

#include <algorithm>
#include <set>

#include "registry/area_store.h"
#include "registry/validity.h"

namespace zhulian::registry::store {
namespace {

constexpr std::string_view with_certificate =
    " LEFT JOIN registry_certificate c ON c.person_id = p.id AND c.current = 1";
constexpr std::string_view in_order = " ORDER BY p.sort_key, p.id LIMIT ";
// SQLite takes 500 SELECTs in one; a province has some 150 counties.
constexpr std::size_t parts_max = 400;
// Codes of one place that are looked through one by one: a village with its groups and grids.
constexpr std::size_t codes_max = 40;

// Grows a statement: bind() takes a value and answers its placeholder.
//
// The idea: first the ids of one page, in order, from indexes alone; then the rest of only those
// people. What is looked for in several places is a page of each, merged.
class Builder {
 public:
  explicit Builder(const Condition& first) : values_(first.values) { where(first.text); }

  std::string bind(Value value) {
    values_.push_back(std::move(value));
    return '$' + std::to_string(values_.size());
  }
  int number() { return ++numbered_; }  // For a name that must differ.
  // Of every part.
  void where(const std::string& condition) {
    where_ += (where_.empty() ? "" : " AND ") + condition;
  }
  // A place to look in: what stands after FROM, and what leads there.
  void part(std::string from, std::string lead) {
    parts_.push_back({std::move(from), std::move(lead)});
  }

  Statement finish(const std::string& columns, bool by_certificate, std::int64_t limit) && {
    const std::string most = bind(limit);
    if (parts_.empty()) part("registry_person p", "");
    std::string keys;
    for (const auto& [from, lead] : parts_) {
      keys += keys.empty() ? "" : " UNION ALL ";
      keys += "SELECT * FROM (SELECT p.id AS id, p.sort_key AS sort_key FROM " + from +
              std::string(by_certificate ? with_certificate : std::string_view{}) + " WHERE " +
              where_ + (lead.empty() ? "" : " AND " + lead) + std::string(in_order) + most + ") k" +
              std::to_string(number());
    }
    return {"SELECT " + columns + " FROM (SELECT id FROM (" + keys +
                ") k ORDER BY sort_key, id LIMIT " + most + ") f CROSS JOIN registry_person p" +
                std::string(with_certificate) + " WHERE p.id = f.id" + std::string(in_order) + most,
            std::move(values_)};
  }

 private:
  struct Part {
    std::string from;
    std::string lead;
  };
  std::vector<Part> parts_;
  int numbered_ = 0;
  std::string where_;
  Values values_;
};

// The end of all texts that begin so: the highest code point stands behind every other.
std::string after_all(const std::string& beginning) {
  return beginning + "\U0010FFFF";
}

// The entries of one key: `bound` makes SQL of a text, or of all that begin with it.
template <class F>
std::string matches(const Criterion& criterion, const SearchKey& key, F bound) {
  const std::string entry = search_entry("", key);
  if (criterion.exact) return " = " + bound(entry);
  return " BETWEEN " + bound(entry) + " AND " + bound(after_all(entry));
}

// Of the person p of a query that something else leads.
std::string is_called(Builder& sql, const Criterion& criterion) {
  const std::string alias = "x" + std::to_string(sql.number());
  const auto here = [&](const std::string& entry) {
    return "substr(p.area, 1, 6) || " + sql.bind(entry);
  };
  std::string any;
  for (const SearchKey& key : criterion.keys)
    any += (any.empty() ? "" : " OR ") + alias + ".key" + matches(criterion, key, here);
  return "EXISTS (SELECT 1 FROM registry_search " + alias + " WHERE " + alias +
         ".area = p.area AND " + alias + ".person_id = p.id AND (" + any + "))";
}

// The counties in which to look: the key of the search table begins with them.
std::vector<std::string> counties_of(Tx& tx, const std::vector<Area>& areas) {
  std::set<std::string> found;
  for (const Area& area : areas) {
    if (const auto county = area.at(AreaLevel::county))
      found.insert(county->code());
    else
      for (auto& code : counties(tx, area)) found.insert(std::move(code));
  }
  return {found.begin(), found.end()};
}

// Who answers one criterion: one SELECT a county and kind of key, each a range of the search
// table's own order.
std::string looked_up(Tx& tx, Builder& sql, const ListQuery& query, const Criterion& lead) {
  const auto found = counties_of(tx, query.areas);
  std::string parts;
  for (const std::string& county : found)
    for (const SearchKey& key : lead.keys) {
      parts += parts.empty() ? "" : " UNION ";
      const auto there = [&](const std::string& entry) { return sql.bind(county + entry); };
      parts += "SELECT s.person_id FROM registry_search s WHERE s.key" + matches(lead, key, there);
      std::string where;
      for (const Area& area : query.areas) {
        const Condition in = within(area, "s.area", 1);
        if (in.values.empty()) continue;
        where += (where.empty() ? " AND (" : " OR ") + std::string("s.area BETWEEN ") +
                 sql.bind(area.first()) + " AND " + sql.bind(area.last());
      }
      if (!where.empty()) parts += where + ')';
    }
  if (parts.empty()) parts = "SELECT person_id FROM registry_identity WHERE 1 = 0";
  return parts;
}

std::string state_words(Builder& sql, const ListQuery& query) {
  const std::string today = sql.bind(query.today);
  std::string days;
  for (const auto& [area, number] : query.expiring_here)
    days += " WHEN p.area BETWEEN " + sql.bind(area.first()) + " AND " + sql.bind(area.last()) +
            " THEN " + sql.bind(number);
  const std::string usual = sql.bind(query.expiring_days);
  days = days.empty() ? usual : "CASE" + days + " ELSE " + usual + " END";
  return "CASE WHEN c.id IS NULL OR c.issued_day > " + today +
         " THEN 'none'"
         " WHEN p.died_on <= " +
         today +
         " OR c.halt = 'dead' THEN 'dead'"
         " WHEN c.halt <> '' THEN c.halt"
         " WHEN c.expires_day < " +
         today +
         " THEN 'expired'"
         " WHEN c.expires_day <= " +
         today + " + " + days + " THEN 'expiring' ELSE 'valid' END";
}

// The days on which a certificate of the state asked for ends, when that narrows the search.
std::optional<std::pair<Day, Day>> ends_within(const ListQuery& query) {
  if (query.state == "expired") return std::pair{Day::min(), query.today - std::chrono::days{1}};
  if (query.state != "expiring") return std::nullopt;
  std::int64_t longest = query.expiring_days;
  for (const auto& [area, days] : query.expiring_here) longest = std::max(longest, days);
  return std::pair{query.today, query.today + std::chrono::days{longest}};
}

// A page of each code in the place: each stands in order in the index, so that nothing is sorted
// but a few pages, however many people live there. With very many codes it is sorted after all.
void lead_below_county(Tx& tx, Builder& sql, const Area& place, std::size_t most) {
  const auto codes = codes_within(tx, place, most + 1);
  if (codes.empty() || codes.size() > most)
    return sql.part("registry_person p",
                    "p.area BETWEEN " + sql.bind(place.first()) + " AND " + sql.bind(place.last()));
  for (const std::string& code : codes) sql.part("registry_person p", "p.area = " + sql.bind(code));
}

// A page of each place: of a county by an index of its own, of what is smaller by its codes.
void lead_by_area(Tx& tx, Builder& sql, const ListQuery& query) {
  std::vector<Area> places;
  for (const Area& area : query.areas) {
    if (area.level() >= AreaLevel::county) {
      places.push_back(area);
      continue;
    }
    for (const std::string& code : counties(tx, area)) places.push_back(*Area::parse(code));
  }
  if (places.empty() || places.size() > parts_max) return;  // Visibility alone bounds it.
  const auto ends = ends_within(query);
  for (const Area& place : places) {
    if (place.level() > AreaLevel::county)
      lead_below_county(tx, sql, place, std::min(codes_max, parts_max / places.size()));
    else if (ends)
      sql.part("registry_certificate h CROSS JOIN registry_person p",
               "h.current = 1 AND substr(h.area, 1, 6) = " + sql.bind(place) +
                   " AND h.expires_day BETWEEN " + sql.bind(ends->first) + " AND " +
                   sql.bind(ends->second) + " AND p.id = h.person_id");
    else
      sql.part("registry_person p", "substr(p.area, 1, 6) = " + sql.bind(place));
  }
}

// Chooses the index that leads, and says it so that the database has no other choice.
void lead(Tx& tx, Builder& sql, const ListQuery& query) {
  if (query.id_hash)
    return sql.part("registry_identity f CROSS JOIN registry_person p",
                    "f.id_hash = " + sql.bind(*query.id_hash) + " AND p.id = f.person_id");
  if (query.number_hash)
    return sql.part("(SELECT DISTINCT person_id FROM registry_certificate WHERE number_hash = " +
                        sql.bind(*query.number_hash) + ") f CROSS JOIN registry_person p",
                    "p.id = f.person_id");
  std::vector<Criterion> criteria;
  if (query.question) criteria = query.question->names;
  if (query.tail_hash)
    criteria.insert(criteria.begin(), Criterion{.keys = {{'t', *query.tail_hash}}, .exact = true});
  if (!criteria.empty() && !query.areas.empty()) {
    std::string all;
    for (const Criterion& criterion : criteria)
      all += (all.empty() ? "" : " INTERSECT ") + std::string("SELECT person_id FROM (") +
             looked_up(tx, sql, query, criterion) + ") s" + std::to_string(sql.number());
    return sql.part('(' + all + ") f CROSS JOIN registry_person p", "p.id = f.person_id");
  }
  if (query.state == "frozen" || query.state == "cancelled")
    sql.part("registry_certificate h CROSS JOIN registry_person p",
             "h.current = 1 AND h.halt <> '' AND h.halt = " + sql.bind(*query.state) +
                 " AND p.id = h.person_id");
  else
    lead_by_area(tx, sql, query);
  // Whoever is bound to a person looks among that one.
  for (const Criterion& criterion : criteria) sql.where(is_called(sql, criterion));
}

}  // namespace

Statement list_statement(Tx& tx, const ListQuery& query) {
  Builder sql(query.visible);
  lead(tx, sql, query);
  const std::string state = state_words(sql, query);
  if (query.category) sql.where("c.category = " + sql.bind(*query.category));
  if (query.level) sql.where("c.level = " + sql.bind(*query.level));
  if (query.holders) sql.where(*query.holders ? "c.id IS NOT NULL" : "c.id IS NULL");
  if (query.state) sql.where(state + " = " + sql.bind(*query.state));
  if (query.after_key)
    sql.where("(p.sort_key, p.id) > (" + sql.bind(*query.after_key) + ", " +
              sql.bind(query.after_id) + ")");
  const bool by_certificate = query.category || query.level || query.holders || query.state;
  return std::move(sql).finish(
      "p.id, p.name, p.sort_key, p.sex, p.birth_day, p.area, c.category, c.level, " + state +
          ", c.expires_day",
      by_certificate, query.limit);
}

std::vector<ListedPerson> list_people(Tx& tx, const ListQuery& query) {
  const Statement sql = list_statement(tx, query);
  std::vector<ListedPerson> found;
  tx.each(sql.text, sql.values, [&](const Row& row) {
    ListedPerson person{.id = row.get<PersonId>(0),
                        .name = row.get<std::string>(1),
                        .sort_key = row.get<std::string>(2),
                        .sex = row.get<std::string>(3),
                        .birth = row.day(4),
                        .area = row.area(5),
                        .category = row.get<std::optional<std::int64_t>>(6),
                        .level = row.get<std::optional<std::int64_t>>(7),
                        .state = row.get<CertificateState>(8),
                        .expires = row.get<std::optional<Day>>(9)};
    if (person.expires == last_day) person.expires.reset();
    found.push_back(std::move(person));
  });
  return found;
}

std::vector<OpenNeeds> open_needs(Tx& tx, const std::vector<ListedPerson>& people) {
  std::vector<OpenNeeds> found;
  if (people.empty()) return found;
  Values values;
  std::string ids;
  for (const ListedPerson& person : people) {
    values.emplace_back(person.id);
    ids += (ids.empty() ? "$" : ", $") + std::to_string(values.size());
  }
  tx.each("SELECT person_id, count(*) FROM needs_need_public WHERE person_id IN (" + ids +
              ") AND delivered_on IS NULL AND ended_on IS NULL GROUP BY person_id",
          values,
          [&](const Row& row) { found.push_back({row.get<std::string>(0), row.integer(1)}); });
  return found;
}

}  // namespace zhulian::registry::store
