#include "figures/store.h"

#include <algorithm>
#include <iterator>

namespace zhulian::figures::store {
namespace {

// Which part of a key names the record: the views make keys of two ("event:person",
// "site/day"), and look-up by a whole one would find no index.
enum class Part { whole, before, after };

std::string part_of(const std::string& key, Part part) {
  const auto cut = key.find_first_of(":/");
  if (part == Part::whole || cut == std::string::npos) return key;
  return part == Part::before ? key.substr(0, cut) : key.substr(cut + 1);
}

constexpr std::string_view person_name =
    "SELECT name FROM registry_person_public WHERE person_id = $1";
constexpr std::string_view site_name = "SELECT name FROM registry_site_public WHERE site_id = $1";
constexpr std::string_view event_kind = "SELECT kind FROM events_event_public WHERE event_id = $1";

// Where the words for a record are found.
struct Source {
  std::string_view subject;
  Part part;
  std::string_view statement;
  std::string_view codes = {};
  bool of_person = false;
};
constexpr Source sources[] = {
    {.subject = "person", .part = Part::whole, .statement = person_name, .of_person = true},
    {.subject = "staff", .part = Part::whole, .statement = person_name, .of_person = true},
    {.subject = "attendance", .part = Part::after, .statement = person_name, .of_person = true},
    {.subject = "parcel", .part = Part::after, .statement = person_name, .of_person = true},
    {.subject = "enrolment",
     .part = Part::whole,
     .statement = "SELECT p.name FROM events_enrolment_public n JOIN registry_person_public p"
                  " ON p.person_id = n.person_id WHERE n.enrolment_id = $1",
     .of_person = true},
    {.subject = "organisation",
     .part = Part::whole,
     .statement = "SELECT name FROM registry_organisation_public WHERE organisation_id = $1"},
    {.subject = "need",
     .part = Part::whole,
     .statement = "SELECT category FROM needs_need_public WHERE need_id = $1"},
    {.subject = "site", .part = Part::whole, .statement = site_name},
    {.subject = "site_week", .part = Part::before, .statement = site_name},
    {.subject = "site_day", .part = Part::before, .statement = site_name},
    {.subject = "site_service", .part = Part::before, .statement = site_name},
    {.subject = "room",
     .part = Part::whole,
     .statement = "SELECT room_function FROM registry_site_room_public WHERE room_id = $1",
     .codes = "room_function"},
    {.subject = "village",
     .part = Part::whole,
     .statement = "SELECT name FROM registry_area_public WHERE area = $1"},
    {.subject = "tie",
     .part = Part::whole,
     .statement = "SELECT kind FROM registry_tie_public WHERE tie_id = $1",
     .codes = "relation_kind"},
    {.subject = "group",
     .part = Part::whole,
     .statement = "SELECT kind FROM registry_group_public WHERE group_id = $1",
     .codes = "group_kind"},
    {.subject = "event", .part = Part::whole, .statement = event_kind, .codes = "event_kind"},
    {.subject = "deliverer", .part = Part::before, .statement = event_kind, .codes = "event_kind"},
    {.subject = "item", .part = Part::before, .statement = event_kind, .codes = "event_kind"},
    {.subject = "pledge",
     .part = Part::whole,
     .statement = "SELECT name FROM figures_pledge_public WHERE pledge_id = $1"},
    {.subject = "award",
     .part = Part::whole,
     .statement = "SELECT kind FROM events_award_public WHERE award_id = $1",
     .codes = "award_kind"},
    {.subject = "campaign",
     .part = Part::whole,
     .statement = "SELECT kind FROM events_campaign_public WHERE campaign_id = $1",
     .codes = "campaign_kind"},
};

}  // namespace

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

Label label(Tx& tx, std::string_view subject, const std::string& key) {
  if (subject == "from") {  // The subject of a tie may be a body or a person.
    Label body = label(tx, "organisation", key);
    return body.text.empty() ? label(tx, "person", key) : body;
  }
  const auto found = std::ranges::find(sources, subject, &Source::subject);
  if (found == std::end(sources)) return {};
  // A view of spans has a row for each: a site that moved, a group that waited for somebody.
  const auto row = tx.one(std::string(found->statement) + " LIMIT 1", {part_of(key, found->part)});
  if (!row) return {};
  return {.text = row->get<std::string>(0), .codes = found->codes, .of_person = found->of_person};
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

std::string area_name(Tx& tx, const Area& area) {
  const auto row = tx.one("SELECT name FROM registry_area_public WHERE area = $1", {area});
  return row ? row->get<std::string>(0) : std::string{};
}

}  // namespace zhulian::figures::store
