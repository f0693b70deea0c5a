// What a death means for those whom the register binds to the person: ties end, and a group ends
// or waits for somebody else. Recorded by the program when the register says that somebody died.
#include <algorithm>

#include "packs/catalogue.h"
#include "platform/audit.h"
#include "registry/groups.h"
#include "registry/tie_store.h"

namespace zhulian::registry {
namespace {

using std::chrono::days;

// The first day the person no longer lived; empty while they live.
std::optional<Day> death_of(const Call& call, const PersonId& person) {
  return store::person_facts(call.tx, person, call.today()).died_on;
}

// The group ends, or one of its parts is open from the day on.
void leave_group(const Call& call, const store::Standing& standing, Day died,
                 const std::string& reason) {
  const auto group = store::find_group(call.tx, standing.group, true);
  const packs::GroupRule* rule = call.deployment.packs.ties.group(group->kind);
  const packs::GroupPart* part = rule ? rule->part(standing.part) : nullptr;
  // Who died before they began was put there by mistake; the span keeps one day.
  Day on = std::max(died, standing.from + days{1});
  if (!part || !part->ends) {
    store::end_part(call.tx, standing.group, standing.part, standing.from, on);
    audit(call, "registry.group.part_left", "registry_group", standing.group.text, group->area,
          {{"part", standing.part}, {"on", to_string(on)}});
    return;
  }
  for (const store::PartRow& row : store::parts(call.tx, {standing.group}))
    on = std::max(on, row.line.from + days{1});
  store::end_group(call.tx, standing.group, on, reason);
  audit(call, "registry.group.ended", "registry_group", standing.group.text, group->area,
        {{"on", to_string(on)}});
}

}  // namespace

Result<void> end_ties_of(const Call& call, const PersonId& person) {
  const auto died = death_of(call, person);
  if (!died) return {};
  for (const store::TieRecord& tie : store::ties_of_person(call.tx, person, *died)) {
    const packs::TieRule* rule = call.deployment.packs.ties.tie(tie.kind);
    if (rule && rule->outlives) continue;
    const Day on = std::max(*died, tie.from + days{1});
    store::end_tie(call.tx, tie.id, on);
    audit(call, "registry.tie.ended", "registry_tie", tie.id.text, tie.area,
          {{"kind", tie.kind}, {"on", to_string(on)}});
  }
  return {};
}

Result<void> end_groups_of(const Call& call, const PersonId& person, const std::string& reason) {
  const auto died = death_of(call, person);
  if (!died) return {};
  for (const store::Standing& standing : store::standings_of(call.tx, person, *died))
    leave_group(call, standing, *died, reason);
  return {};
}

}  // namespace zhulian::registry
