#include "events/plans.h"

#include <algorithm>

#include "events/plan_store.h"
#include "events/roll_store.h"
#include "packs/event_rules.h"
#include "platform/audit.h"
#include "platform/input.h"
#include "platform/outbox.h"
#include "registry/areas.h"
#include "registry/names.h"

namespace zhulian::events {
namespace {

constexpr std::int64_t plans_max = 1000;

// What is reckoned: the last contact, the next, and who is told by now.
PlanLine reckoned(const Call& call, PlanLine line) {
  // What has ended stands as it stood on its last day, and is overdue no longer.
  const bool has_ended = line.until && *line.until <= call.today();
  const Day as_of = has_ended ? *line.until - std::chrono::days{1} : call.today();
  const packs::WatchRule* rule = call.deployment.packs.events->watch(line.kind, line.area, as_of);
  if (rule)
    line.last_contact = store::last_contact(call.tx, line.person, rule->kinds, line.from, as_of);
  line.due_on = line.last_contact.value_or(line.from) + std::chrono::days{line.cycle_days};
  line.days_overdue =
      has_ended ? 0 : std::max<std::int64_t>(0, number(as_of) - number(line.due_on));
  line.told.clear();
  line.told_steps = 0;
  line.kinds = rule ? rule->kinds : std::vector<std::string>{};
  if (rule && line.days_overdue > 0)
    for (const packs::WatchRule::Step& step : rule->escalate)
      if (line.days_overdue > step.after) {
        line.told = step.to;
        ++line.told_steps;
      }
  line.person_name = registry::shown_name(call, line.person_name);
  return line;
}

Result<PlanLine> open_plan(const Call& call, const Id<Plan>& id) {
  const auto row = store::find_plan(call, id);
  if (!row) return fail(Fault::not_found, "events.plan.absent");
  PlanLine line = reckoned(call, row->line);
  registry::AreaNames places(call.tx);
  line.where = places.place(line.area);
  return line;
}

}  // namespace

Result<PlanLine> add_plan(const Call& call, const NewPlan& input) {
  NewPlan in = input;
  in.words = trimmed(in.words.value_or(""));
  const Day from = in.from.value_or(call.today());
  if (const auto known = store::find_any_plan(call.tx, in.id)) {
    const bool same = known->recorded_by == call.actor.id.text && known->line.kind == in.kind &&
                      known->line.person == in.person && (!in.from || known->line.from == from);
    if (!same) return fail(Fault::conflict, "events.id_taken", "/id");
    return open_plan(call, in.id);
  }
  const auto person = store::person_on(call.tx, in.person, from);
  if (!person || !registry::area_of(call, in.person))
    return fail(Fault::not_found, "events.roll.stranger", "/person");
  if (person->died_on)
    return fail(Fault::invalid, "events.roll.dead", "/person",
                {{"day", to_string(*person->died_on)}});
  const packs::WatchRule* rule = call.deployment.packs.events->watch(in.kind, person->area, from);
  if (!rule) return fail(Fault::invalid, "events.code.unknown", "/kind", {{"code", in.kind}});
  if (!store::add_plan(call, in, person->area, in.cycle_days.value_or(rule->cycle_days), from))
    return fail(Fault::conflict, "events.plan.there_already", "/person");
  audit(call, "events.plan.begun", "events_plan", in.id.text, person->area,
        {{"kind", in.kind}, {"person", in.person.text}});
  emit(call, "events.plan_begun", in.id.text, {{"person", in.person.text}});
  return open_plan(call, in.id);
}

Result<PlanLine> end_plan(const Call& call, const PlanEnd& input) {
  PlanEnd end = input;
  end.reason = trimmed(end.reason);
  if (end.reason.empty()) return fail(Fault::invalid, "events.reason.empty", "/reason");
  const auto row = store::find_plan(call, end.plan);
  if (!row) return fail(Fault::not_found, "events.plan.absent");
  if (row->line.until) {
    const bool same = *row->line.until == end.on && row->line.end_reason == end.reason &&
                      row->ended_by == call.actor.id.text;
    if (!same) return fail(Fault::conflict, "events.plan.ended");
    return open_plan(call, end.plan);
  }
  if (end.on <= row->line.from)
    return fail(Fault::invalid, "events.enrolment.order", "/on",
                {{"day", to_string(row->line.from)}});
  store::end_plan(call, end);
  audit(call, "events.plan.ended", "events_plan", end.plan.text, row->line.area,
        {{"on", to_string(end.on)}});
  return open_plan(call, end.plan);
}

Result<void> end_plans_of(const Call& call, const PersonId& person, const std::string& reason) {
  const auto known = store::person_on(call.tx, person, call.today());
  if (!known || !known->died_on) return {};
  const PlanQuery query{.person = person};
  for (const auto& row : store::list_plans(call, query, call.today(), plans_max)) {
    const Day on = std::max(*known->died_on, row.line.from + std::chrono::days{1});
    store::end_plan(call, {.plan = row.line.id, .on = on, .reason = reason});
    audit(call, "events.plan.ended", "events_plan", row.line.id.text, row.line.area,
          {{"on", to_string(on)}});
  }
  return {};
}

Result<std::vector<PlanLine>> find_plans(const Call& call, const PlanQuery& query) {
  auto rows = store::list_plans(call, query, call.today(), plans_max);
  registry::AreaNames places(call.tx);
  std::vector<Area> areas;
  for (const auto& row : rows) areas.push_back(row.line.area);
  places.load(areas);
  std::vector<PlanLine> lines;
  for (auto& row : rows) {
    PlanLine line = reckoned(call, std::move(row.line));
    if (query.overdue && *query.overdue != (line.days_overdue > 0)) continue;
    line.where = places.place(line.area);
    lines.push_back(std::move(line));
  }
  if (query.state != PlanState::ended)
    std::ranges::stable_sort(lines, {}, [](const PlanLine& line) { return line.due_on; });
  return lines;
}

}  // namespace zhulian::events
