// The rows of plans.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/plans.h"
#include "platform/where.h"

namespace zhulian::events::store {

struct PlanRow {
  PlanLine line{};  // Complete but for what is reckoned and `where`.
  std::string recorded_by{};
  std::string ended_by{};
};
std::optional<PlanRow> find_plan(const Call&, const Id<Plan>&);
std::optional<PlanRow> find_any_plan(Tx&, const Id<Plan>&);
// Live on the day, the first that began first; or ended by then, the last that ended first.
std::vector<PlanRow> list_plans(const Call&, const PlanQuery&, Day, std::int64_t limit);

// False when the id is taken or the person has a live plan of the kind.
bool add_plan(const Call&, const NewPlan&, const Area&, std::int64_t cycle_days, Day from);
void end_plan(const Call&, const PlanEnd&);

// The last day on which an event of one of the kinds met the person, from `from` to `to`.
std::optional<Day> last_contact(Tx&, const PersonId&, const std::vector<std::string>& kinds,
                                Day from, Day to);

}  // namespace zhulian::events::store
