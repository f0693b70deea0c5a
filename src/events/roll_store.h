// The rows of rolls: known people, and what is asked of a person before they stand on one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/events.h"

namespace zhulian::events::store {

// A person as of a day.
struct OnTheDay {
  Area area;              // Where they were registered that day.
  std::string household;  // The person's own id where no household is recorded.
  Day birth;
  std::optional<Day> died_on;  // The first day they no longer lived.
};
std::optional<OnTheDay> person_on(Tx&, const PersonId&, Day);

struct RollRow {
  PersonId person;
  std::string name;
  Area area;
  Mark mark;
  std::optional<std::int64_t> arrived_min;
  bool meal;
};
std::vector<RollRow> roll_of(Tx&, const EventId&);  // By name.
std::optional<RollRow> find_mark(Tx&, const EventId&, const PersonId&);

struct NewMark {
  EventId event;
  PersonId person;
  Mark mark;
  std::optional<std::int64_t> arrived_min{};
  bool meal = false;
};
// The first mark of a person; false when one stands.
bool add_mark(const Call&, const NewMark&, const OnTheDay&);
// Another mark; the one that stood becomes history.
void replace_mark(const Call&, const NewMark&);
// Everybody's area and household as of the day it was held, where that is another than planned.
void restamp(Tx&, const EventId&, Day);

}  // namespace zhulian::events::store
