#include "registry/page_store.h"

namespace zhulian::registry::store {

std::string association_name(Tx& tx, const Area& village, Day on) {
  const auto row = tx.one(
      "SELECT name FROM registry_organisation WHERE kind = 'association' AND area = $1"
      " AND from_day <= $2 AND $2 < until_day ORDER BY from_day, id LIMIT 1",
      {village, on});
  return row ? row->get<std::string>(0) : std::string();
}

std::string liaison_of(Tx& tx, const Area& person, Day on) {
  // A liaison looks after a village or a part of it: the finest place that has one decides.
  std::string places;
  Values values{on};
  for (const AreaLevel level :
       {AreaLevel::village, AreaLevel::estate, AreaLevel::group, AreaLevel::grid})
    if (const auto place = person.at(level)) {
      values.emplace_back(*place);
      places += (places.empty() ? "$" : ", $") + std::to_string(values.size());
    }
  if (places.empty()) return {};
  const auto row = tx.one(
      "SELECT title FROM registry_tie WHERE kind = 'liaison_of' AND to_kind = 'area'"
      " AND to_id IN (" +
          places +
          ") AND from_day <= $1 AND $1 < until_day"
          " ORDER BY length(to_id) DESC, from_day DESC, id LIMIT 1",
      values);
  return row ? row->get<std::string>(0) : std::string();
}

std::vector<TimelineEntry> needs_timeline(Tx& tx, const PersonId& person) {
  std::vector<TimelineEntry> found;
  tx.each(
      "SELECT happened_at, on_day, kind, subject_id, words FROM needs_timeline_public"
      " WHERE person_id = $1 ORDER BY happened_at",
      {person}, [&](const Row& row) {
        found.push_back({.happened_at = row.instant(0),
                         .on = row.day(1),
                         .kind = row.get<std::string>(2),
                         .subject = row.get<std::string>(3),
                         .words = row.get<std::string>(4)});
      });
  return found;
}

std::vector<TimelineEntry> events_timeline(Tx& tx, const PersonId& person) {
  std::vector<TimelineEntry> found;
  tx.each(
      "SELECT happened_at, on_day, kind, subject_id, words FROM events_timeline_public"
      " WHERE person_id = $1 ORDER BY on_day DESC, happened_at DESC LIMIT 200",
      {person}, [&](const Row& row) {
        found.push_back({.happened_at = row.instant(0),
                         .on = row.day(1),
                         .kind = row.get<std::string>(2),
                         .subject = row.get<std::string>(3),
                         .words = row.get<std::string>(4)});
      });
  return found;
}

std::vector<WaitingNeed> waiting_needs(Tx& tx, const PersonId& person) {
  std::vector<WaitingNeed> found;
  tx.each(
      "SELECT need_id, listed_on, delivered_on, evaluated_on FROM needs_need_public"
      " WHERE person_id = $1 AND ended_on IS NULL AND evaluated_on IS NULL"
      " ORDER BY raised_on, need_id",
      {person}, [&](const Row& row) {
        found.push_back({row.get<std::string>(0), row.get<std::optional<Day>>(1),
                         row.get<std::optional<Day>>(2), row.get<std::optional<Day>>(3)});
      });
  return found;
}

}  // namespace zhulian::registry::store
