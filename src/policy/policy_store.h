// The rows of runs and determinations. Only this room includes it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy/decide.h"
#include "policy/determinations.h"
#include "policy/roll.h"
#include "policy/run.h"

namespace zhulian::policy::store {

struct RunRow {
  Id<Run> id{};
  Day as_of{};
  Area area{};
  std::string rules{};
  bool whole = false;  // Of everybody in the register.
};
// The run of this day, area and these rules that was broken off, or a new one.
RunRow begin_run(const Call&, const RunRow& wanted);
// The key of the last portion done; "" when none is.
std::string last_portion(Tx&, const Id<Run>&);
// How many portions other runs have finished: more of them, and what was read may have changed.
std::int64_t portions_of_others(Tx&, const Id<Run>&);
void end_run(Tx&, const Id<Run>&, Instant now);

// What one portion came to.
struct PortionRow {
  std::int64_t persons = 0;
  std::int64_t entitled = 0;
  std::int64_t to_verify = 0;
  std::int64_t changed = 0;
  Counts counts{};
};
void add_portion(Tx&, const Id<Run>&, const registry::Portion&, const PortionRow&, Instant now);
// Of all portions of a run.
RunResult totals(Tx&, const Id<Run>&);

// What whole runs that ended say of a policy: whoever they met and wrote nothing of is not
// entitled.
struct Swept {
  std::optional<Instant> latest{};  // When the one of the latest day began.
  std::optional<Day> next{};        // The first day after the day asked about.
};
std::map<std::string, Swept, std::less<>> swept(Tx&, Day);

// A determination as it stands, with its span.
struct Kept {
  std::size_t person = 0;  // Their place in the portion.
  std::string policy{};
  Day from{};
  Day until{};
  Area area{};
  Verdict verdict{};
};
// Of the people of a portion, what holds on the day or later, by person.
std::vector<Kept> kept_in(Tx&, const registry::Portion&, Day,
                          const std::vector<registry::Standing>& people);
std::vector<Kept> kept_of(Tx&, const PersonId&, Day);

// What a run found otherwise than it stood.
struct Change {
  PersonId person{};
  std::string_view policy{};
  Area area{};
  const Verdict* verdict = nullptr;
  enum class Way {
    add,      // Nothing held on the day.
    replace,  // What held began on the same day.
    follow,   // What held ends on the day.
  } way = Way::add;
  Day from{};  // Of the new row.
  Day until = open_end;
};
void write(Tx&, const Id<Run>&, const std::vector<Change>&);

std::vector<DeterminationRow> find(const Call&, const DeterminationQuery&, std::int64_t limit);
// Of an area, what stands: by policy, then outcome.
Counts counts_in(const Call&, const Area&);
// Who was registered elsewhere is listed there.
void move(Tx&, const PersonId&, const Area& to);

}  // namespace zhulian::policy::store
