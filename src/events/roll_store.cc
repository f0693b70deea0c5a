#include "events/roll_store.h"

#include "registry/household.h"

namespace zhulian::events::store {
namespace {

constexpr std::string_view select_marks =
    "SELECT r.person_id, p.name, r.area, r.mark, r.arrived_min, r.meal FROM events_roll r"
    " LEFT JOIN registry_person_public p ON p.person_id = r.person_id WHERE r.event_id = $1";

RollRow mark_from(const Row& row) {
  return {.person = row.get<PersonId>(0),
          .name = row.get<std::optional<std::string>>(1).value_or(""),
          .area = row.area(2),
          .mark = row.get<Mark>(3),
          .arrived_min = row.get<std::optional<std::int64_t>>(4),
          .meal = row.get<bool>(5)};
}

}  // namespace

std::optional<OnTheDay> person_on(Tx& tx, const PersonId& person, Day day) {
  const auto row = tx.one(
      "SELECT area, birth_day, died_on FROM registry_person_public WHERE person_id = $1", {person});
  if (!row) return std::nullopt;
  OnTheDay found{.area = row->area(0),
                 .household = person.text,
                 .birth = row->day(1),
                 .died_on = row->get<std::optional<Day>>(2)};
  // Before the register knew them, and after they left it, the nearest place it knows.
  const auto home = tx.one(
      "SELECT area FROM registry_resident_public WHERE person_id = $1"
      " ORDER BY CASE WHEN from_day <= $2 AND $2 < until_day THEN 0"
      "               WHEN from_day > $2 THEN from_day - $2 ELSE $2 - until_day + 1 END LIMIT 1",
      {person, day});
  if (home) found.area = home->area(0);
  if (const auto household = registry::household_of(tx, person, day))
    found.household = household->text;
  return found;
}

std::vector<RollRow> roll_of(Tx& tx, const EventId& event) {
  std::vector<RollRow> found;
  tx.each(std::string(select_marks) + " ORDER BY p.name, r.person_id", {event},
          [&](const Row& row) { found.push_back(mark_from(row)); });
  return found;
}

std::optional<RollRow> find_mark(Tx& tx, const EventId& event, const PersonId& person) {
  const auto row = tx.one(std::string(select_marks) + " AND r.person_id = $2", {event, person});
  return row ? std::optional(mark_from(*row)) : std::nullopt;
}

bool add_mark(const Call& call, const NewMark& mark, const OnTheDay& person) {
  return call.tx.execute(
             "INSERT INTO events_roll (event_id, person_id, area, household_id, mark, arrived_min,"
             " meal, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
             " ON CONFLICT DO NOTHING",
             {mark.event, mark.person, person.area, person.household, mark.mark, mark.arrived_min,
              mark.meal, call.now, call.actor.id}) == 1;
}

void replace_mark(const Call& call, const NewMark& mark) {
  call.tx.execute(
      "INSERT INTO events_roll_history (event_id, person_id, number, mark, arrived_min, meal,"
      " recorded_at, recorded_by) SELECT event_id, person_id,"
      " (SELECT count(*) + 1 FROM events_roll_history h WHERE h.event_id = $1"
      "  AND h.person_id = $2), mark, arrived_min, meal, recorded_at, recorded_by"
      " FROM events_roll WHERE event_id = $1 AND person_id = $2",
      {mark.event, mark.person});
  call.tx.execute(
      "UPDATE events_roll SET mark = $1, arrived_min = $2, meal = $3, recorded_at = $4,"
      " recorded_by = $5 WHERE event_id = $6 AND person_id = $7",
      {mark.mark, mark.arrived_min, mark.meal, call.now, call.actor.id, mark.event, mark.person});
}

void restamp(Tx& tx, const EventId& event, Day day) {
  for (const RollRow& row : roll_of(tx, event)) {
    const auto person = person_on(tx, row.person, day);
    if (person)
      tx.execute(
          "UPDATE events_roll SET area = $1, household_id = $2 WHERE event_id = $3"
          " AND person_id = $4",
          {person->area, person->household, event, row.person});
  }
}

}  // namespace zhulian::events::store
