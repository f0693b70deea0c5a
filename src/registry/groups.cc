#include "registry/groups.h"

#include <algorithm>
#include <map>
#include <span>

#include "packs/catalogue.h"
#include "platform/audit.h"
#include "platform/input.h"
#include "platform/where.h"
#include "registry/areas.h"
#include "registry/names.h"
#include "registry/tie_ends.h"
#include "registry/tie_store.h"

namespace zhulian::registry {
namespace {

std::unexpected<Error> no_group() {
  return fail(Fault::not_found, "registry.group.absent");
}

// The part's party, when it may stand there on the day.
Result<Party> take_party(const Call& call, const packs::GroupPart& part, const NewPart& in, Day on,
                         const std::string& field) {
  if (std::ranges::find(part.parties, in.party_kind) == part.parties.end())
    return fail(Fault::invalid, "registry.tie.end_kind", field + "/party_kind",
                call.deployment.packs.worded("kind", "party_kind", part.parties));
  const std::string id_field = field + "/party_id";
  Party party = TRY(find_party(call, in.party_kind, in.party_id, id_field));
  TRY(check_party(call, party, part.kinds, part.condition, on, id_field));
  if (!part.holds.empty() && in.party_kind != "organisation" &&
      !store::holds_one_of(call.tx, in.party_kind, in.party_id, part.holds, on))
    return fail(Fault::invalid, "registry.group.holds", id_field,
                call.deployment.packs.worded("ties", "relation_kind", part.holds));
  return party;
}

std::optional<std::string> sole_of(const std::string& kind, const packs::GroupPart& part,
                                   const NewPart& in) {
  if (!part.sole) return std::nullopt;
  return kind + ' ' + part.part + ' ' + in.party_kind + ' ' + in.party_id;
}

// Exactly one party in each part that the kind declares, and nobody twice.
Result<std::vector<std::size_t>> order_parts(const Call& call, const packs::GroupRule& rule,
                                             const std::vector<NewPart>& given) {
  std::vector<std::size_t> order;
  for (const packs::GroupPart& part : rule.parts) {
    const auto found = std::ranges::find(given, part.part, &NewPart::part);
    if (found == given.end())
      return fail(Fault::invalid, "registry.group.part_missing", "/parts",
                  call.deployment.packs.worded("part", "group_part", {part.part}));
    order.push_back(static_cast<std::size_t>(found - given.begin()));
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string field = "/parts/" + std::to_string(i);
    if (!rule.part(given[i].part))
      return fail(Fault::invalid, "registry.group.part_unknown", field + "/part",
                  {{"part", given[i].part}});
    const auto before = std::span(given).first(i);
    if (std::ranges::find(before, given[i].part, &NewPart::part) != before.end())
      return fail(Fault::invalid, "registry.group.part_twice", field + "/part",
                  call.deployment.packs.worded("part", "group_part", {given[i].part}));
    if (std::ranges::find(before, given[i].party_id, &NewPart::party_id) != before.end())
      return fail(Fault::invalid, "registry.group.same", field + "/party_id");
  }
  return order;
}

// The parts in which nobody stands: whoever stood there last has an end.
std::vector<std::string> open_parts(const std::vector<GroupPartLine>& parts) {
  std::vector<std::string> open;
  for (const GroupPartLine& each : parts) {
    const bool stands = std::ranges::any_of(
        parts, [&](const auto& other) { return other.part == each.part && !other.until; });
    if (!stands && std::ranges::find(open, each.part) == open.end()) open.push_back(each.part);
  }
  return open;
}

std::vector<GroupLine> lines_of(const Call& call, const std::vector<store::GroupRow>& rows) {
  std::vector<Id<Group>> ids;
  std::vector<Area> areas;
  for (const auto& row : rows) {
    ids.push_back(row.id);
    areas.push_back(row.area);
  }
  AreaNames names(call.tx);
  names.load(areas);
  std::map<std::string, std::vector<GroupPartLine>> parts;
  for (auto& row : store::parts(call.tx, ids)) {
    if (row.line.party_kind == "person") row.line.name = shown_name(call, row.line.name);
    parts[row.group.text].push_back(std::move(row.line));
  }
  std::vector<GroupLine> lines;
  for (const auto& row : rows) {
    GroupLine line{.id = row.id,
                   .kind = row.kind,
                   .state = GroupState::holds,
                   .waits_for = {},
                   .area = row.area,
                   .place = names.place(row.area),
                   .from = row.from,
                   .until = row.until,
                   .end_reason = row.end_reason,
                   .parts = std::move(parts[row.id.text])};
    if (const auto* rule = call.deployment.packs.ties.group(row.kind))
      std::ranges::stable_sort(line.parts, {}, [&](const GroupPartLine& part) {
        return std::ranges::find(rule->parts, part.part, &packs::GroupPart::part) -
               rule->parts.begin();
      });
    if (row.until && *row.until <= call.today())
      line.state = GroupState::ended;
    else if (!row.until && !(line.waits_for = open_parts(line.parts)).empty())
      line.state = GroupState::waits;
    lines.push_back(std::move(line));
  }
  return lines;
}

GroupLine line_of(const Call& call, const Id<Group>& id) {
  return lines_of(call, {*store::find_group(call.tx, id)}).front();
}

// The same id a second time: the same group when it began with the same parties.
Result<GroupLine> repeated(const Call& call, const NewGroup& in, const store::GroupRow& known) {
  if (!reaches(call.actor, known.area) || known.kind != in.kind || known.from != in.from)
    return fail(Fault::conflict, "registry.group.id_taken", "/id");
  const auto parts = store::parts(call.tx, {in.id});
  for (const NewPart& part : in.parts) {
    const bool began = std::ranges::any_of(parts, [&](const store::PartRow& row) {
      return row.line.part == part.part && row.line.from == in.from &&
             row.line.party_id == part.party_id;
    });
    if (!began) return fail(Fault::conflict, "registry.group.id_taken", "/id");
  }
  return line_of(call, in.id);
}

Result<store::GroupRow> group_to_change(const Call& call, const Id<Group>& id) {
  auto group = store::find_group(call.tx, id, true);
  if (!group || !reaches(call.actor, group->area)) return no_group();
  return *std::move(group);
}

Result<const packs::GroupRule*> rule_of(const Call& call, const std::string& kind) {
  const packs::GroupRule* rule = call.deployment.packs.ties.group(kind);
  if (!rule) return fail(Fault::invalid, "registry.group.kind", "/kind", {{"kind", kind}});
  return rule;
}

}  // namespace

Result<GroupLine> add_group(const Call& call, const NewGroup& in) {
  if (const auto known = store::find_group(call.tx, in.id)) return repeated(call, in, *known);
  const packs::GroupRule& rule = *TRY(rule_of(call, in.kind));
  const auto order = TRY(order_parts(call, rule, in.parts));
  store::GroupRow group{
      .id = in.id, .kind = in.kind, .area = {}, .from = in.from, .until = {}, .end_reason = {}};
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Party party = TRY(take_party(call, rule.parts[i], in.parts[order[i]], in.from,
                                       "/parts/" + std::to_string(order[i])));
    if (i == 0) group.area = party.area;
  }
  if (!reaches(call.actor, group.area))
    return fail(Fault::invalid, "registry.area.outside", "/parts",
                {{"area", told_place(call.tx, group.area)}});
  if (!store::insert_group(call, group))
    return fail(Fault::conflict, "registry.group.id_taken", "/id");
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NewPart& part = in.parts[order[i]];
    const store::PartRow row{.group = in.id,
                             .line = {.part = part.part,
                                      .party_kind = part.party_kind,
                                      .party_id = part.party_id,
                                      .name = {},
                                      .from = in.from,
                                      .until = {},
                                      .reason = {}},
                             .sole = sole_of(in.kind, rule.parts[i], part)};
    if (!store::insert_part(call, row))
      return fail(Fault::conflict, "registry.group.taken",
                  "/parts/" + std::to_string(order[i]) + "/party_id");
  }
  audit(call, "registry.group.added", "registry_group", in.id.text, group.area,
        {{"kind", in.kind}});
  return line_of(call, in.id);
}

Result<GroupLine> replace_part(const Call& call, const Replacement& in) {
  const auto group = TRY(group_to_change(call, in.group));
  const packs::GroupRule& rule = *TRY(rule_of(call, group.kind));
  const packs::GroupPart* part = rule.part(in.part);
  if (!part)
    return fail(Fault::invalid, "registry.group.part_unknown", "/part", {{"part", in.part}});
  if (group.until)
    return fail(Fault::conflict, "registry.group.ended", {}, {{"day", to_string(*group.until)}});
  const auto rows = store::parts(call.tx, {in.group});
  for (const auto& row : rows) {
    if (row.line.until) continue;
    const bool is_own = row.line.part == in.part;
    if (row.line.party_id == in.party_id) {
      if (is_own && row.line.from == in.from) return line_of(call, in.group);  // Sent twice.
      return fail(Fault::invalid, "registry.group.same", "/party_id");
    }
    if (is_own && in.from <= row.line.from)
      return fail(Fault::invalid, "registry.span.order", "/from",
                  {{"day", to_string(row.line.from)}});
  }
  const NewPart next{.part = in.part, .party_kind = in.party_kind, .party_id = in.party_id};
  TRY(take_party(call, *part, next, in.from, ""));
  // The latest of a part comes first; it has ended already where its party died.
  const auto former =
      std::ranges::find(rows, in.part, [](const auto& row) { return row.line.part; });
  if (!former->line.until)
    store::end_part(call.tx, in.group, in.part, former->line.from, in.from);
  else if (in.from < *former->line.until)
    return fail(Fault::conflict, "registry.span.overlap", "/from",
                {{"day", to_string(*former->line.until)}});
  const store::PartRow row{.group = in.group,
                           .line = {.part = in.part,
                                    .party_kind = in.party_kind,
                                    .party_id = in.party_id,
                                    .name = {},
                                    .from = in.from,
                                    .until = {},
                                    .reason = trimmed(in.reason)},
                           .sole = sole_of(group.kind, *part, next)};
  if (!store::insert_part(call, row))
    return fail(Fault::conflict, "registry.group.taken", "/party_id");
  audit(call, "registry.group.part_replaced", "registry_group", in.group.text, group.area,
        {{"part", in.part}, {"from", to_string(in.from)}});
  return line_of(call, in.group);
}

Result<GroupLine> end_group(const Call& call, const GroupEnd& in) {
  const auto group = TRY(group_to_change(call, in.group));
  const std::string reason = trimmed(in.reason);
  if (group.until) {
    if (*group.until == in.on && group.end_reason == reason) return line_of(call, in.group);
    return fail(Fault::conflict, "registry.group.ended", {}, {{"day", to_string(*group.until)}});
  }
  Day latest = group.from;
  for (const auto& row : store::parts(call.tx, {in.group}))
    latest = std::max(latest, row.line.from);
  if (in.on <= latest)
    return fail(Fault::invalid, "registry.span.order", "/on", {{"day", to_string(latest)}});
  store::end_group(call.tx, in.group, in.on, reason);
  audit(call, "registry.group.ended", "registry_group", in.group.text, group.area,
        {{"on", to_string(in.on)}});
  return line_of(call, in.group);
}

Result<GroupLine> open_group(const Call& call, const GroupRef& in) {
  const auto group = store::find_group(call.tx, in.group);
  if (!group || !reaches(call.actor, group->area)) return no_group();
  return line_of(call, in.group);
}

Result<http::Page<GroupLine>> find_groups(const Call& call, const GroupQuery& in) {
  if (in.cursor && !is_uuid(*in.cursor))
    return fail(Fault::malformed, "registry.cursor", "/cursor");
  const std::int64_t limit = in.limit.value_or(page_default);
  auto rows = store::list_groups(call, {.area = in.area,
                                        .kind = in.kind,
                                        .state = in.state,
                                        .today = call.today(),
                                        .party = in.party,
                                        .after_id = in.cursor,
                                        .limit = limit + 1});
  http::Page<GroupLine> page;
  if (std::ssize(rows) > limit) {
    rows.pop_back();
    page.next_cursor = rows.back().id.text;
  }
  if (!rows.empty()) page.items = lines_of(call, rows);
  return page;
}

}  // namespace zhulian::registry
