// Plans to look in on somebody again and again: who lives alone, who has no carer.
//
// A plan says how often; what was done are events of the kinds that the packs name. When the next
// is due, how many days nobody came, and which role is told by then, is reckoned on the day.
#pragma once

#include "events/events.h"

namespace zhulian::events {

struct Plan;

struct NewPlan {
  Id<Plan> id;
  std::string kind;  // A code of watch_kind.
  PersonId person;
  std::optional<std::int64_t> cycle_days;  // The pack's when left away.
  std::optional<Day> from;                 // Today when left away.
  std::optional<std::string> words;
};
ZHULIAN_RECORD(NewPlan, id, kind, person, cycle_days, from, words);
constexpr auto record_notes(const NewPlan*) {
  return std::array{record::Note{.field = "cycle_days", .minimum = 1, .maximum = 366},
                    record::Note{.field = "words", .max_length = 500}};
}

enum class PlanState { live, ended };
constexpr Names<PlanState, 2> plan_state_names{{{
    {PlanState::live, "live"},
    {PlanState::ended, "ended"},
}}};
constexpr const auto& names_of(PlanState) {
  return plan_state_names;
}

struct PlanLine {
  Id<Plan> id;
  std::string kind;
  PersonId person;
  std::string person_name;
  Area area;
  std::string where;
  std::int64_t cycle_days;
  Day from;
  std::optional<Day> until;  // The first day no longer ..
  std::string end_reason;    // .. and why; "" while no end is known.
  std::string words;
  std::optional<Day> last_contact;  // Since the plan began.
  Day due_on;                       // The last day for the next contact; of one that ended too.
  std::int64_t days_overdue;        // 0 while it is not, and when it has ended.
  std::string told;                 // The highest role that is told by now; "" while none is.
  std::int64_t told_steps;          // How many roles are told by now, that one among them.
  std::vector<std::string> kinds;   // Kinds of events that count as looking in.
};
ZHULIAN_RECORD(PlanLine, id, kind, person, person_name, area, where, cycle_days, from, until,
               end_reason, words, last_contact, due_on, days_overdue, told, told_steps, kinds);

struct PlanQuery {
  std::optional<Area> area;
  std::optional<std::string> kind;
  std::optional<bool> overdue;  // true: only those; false: only the others.
  std::optional<PersonId> person;
  std::optional<PlanState> state;  // live when left away.
};
ZHULIAN_RECORD(PlanQuery, area, kind, overdue, person, state);

struct PlanEnd {
  Id<Plan> plan;
  Day on;  // The first day no longer.
  std::string reason;
};
ZHULIAN_RECORD(PlanEnd, plan, on, reason);
constexpr auto record_notes(const PlanEnd*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

Result<PlanLine> add_plan(const Call&, const NewPlan&);
Result<PlanLine> end_plan(const Call&, const PlanEnd&);
// Ends what is live of somebody who died, on the day of the death.
Result<void> end_plans_of(const Call&, const PersonId&, const std::string& reason);
// The live plans of the actor's areas, the longest overdue first; or those that ended, the latest
// first. At most a thousand.
Result<std::vector<PlanLine>> find_plans(const Call&, const PlanQuery&);

}  // namespace zhulian::events
