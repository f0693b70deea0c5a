// Relations between people, bodies and places: liaison of a village, guardian, chair.
#include <algorithm>

#include "base/text.h"
#include "platform/audit.h"
#include "platform/users.h"
#include "registry/areas.h"
#include "registry/party_store.h"

namespace zhulian::registry {
namespace {

constexpr std::string_view liaison = "liaison_of";

struct Rule {
  std::string subject;
  std::string object;
  bool exclusive;
};

std::string column(const packs::Code& code, std::string_view name) {
  const auto found = code.flags.find(name);
  return found == code.flags.end() ? std::string() : found->second;
}

// What the pack says of a kind. A household's members are dated rows of their own, not ties.
Result<Rule> rule_of(const Call& call, const NewTie& in) {
  const packs::Code* code = call.deployment.packs.code("relation_kind", in.kind);
  if (!code || column(*code, "object") == "household")
    return fail(Fault::invalid, "registry.tie.kind", "/kind", {{"kind", in.kind}});
  Rule rule{column(*code, "subject"), column(*code, "object"), code->flag("exclusive")};
  // A user is a person who signs in.
  const bool subject_fits =
      in.from_kind == rule.subject || (in.from_kind == "user" && rule.subject == "person");
  if (!subject_fits)
    return fail(Fault::invalid, "registry.tie.end_kind", "/from_kind", {{"kind", rule.subject}});
  if (in.to_kind != rule.object)
    return fail(Fault::invalid, "registry.tie.end_kind", "/to_kind", {{"kind", rule.object}});
  return rule;
}

std::unexpected<Error> no_end(const std::string& field) {
  return fail(Fault::invalid, "registry.tie.end", field);
}

// The area of one end, when it exists and the actor may see it.
Result<Area> end_area(const Call& call, const std::string& kind, const std::string& id,
                      const std::string& field) {
  if (kind == "area") {
    const auto area = Area::parse(id);
    if (!area || !reaches(call.actor, *area) || !is_known(call.tx, *area)) return no_end(field);
    return *area;
  }
  if (kind == "person") {
    const auto area = area_of(call, {id});
    if (!area) return no_end(field);
    return *area;
  }
  if (kind == "organisation") {
    const auto organisation = open_organisation(call, {id});
    if (!organisation) return no_end(field);
    return organisation->area;
  }
  const auto user = find_user(call, {id});
  if (!user) return no_end(field);
  return user->areas.empty() ? Area{} : user->areas.front();
}

// Whether a tie of a kind that allows one only is there already. Between equals (spouse,
// "belongs to") a subject has one object; otherwise an object has one subject.
bool is_taken(const Call& call, const NewTie& in, const Rule& rule) {
  if (!rule.exclusive) return false;
  if (rule.subject == rule.object)
    return store::has_tie(call.tx, in.kind, "from", in.from_kind, in.from_id, in.from);
  return store::has_tie(call.tx, in.kind, "to", in.to_kind, in.to_id, in.from);
}

}  // namespace

Result<TieLine> add_tie(const Call& call, const NewTie& in) {
  const Rule rule = TRY(rule_of(call, in));
  const Area to = TRY(end_area(call, in.to_kind, in.to_id, "/to_id"));
  TRY(end_area(call, in.from_kind, in.from_id, "/from_id"));
  if (!reaches(call.actor, to))
    return fail(Fault::invalid, "registry.area.outside", "/to_id", {{"area", to.code()}});
  if (const auto known = store::find_tie(call.tx, in.id)) {
    if (known->kind != in.kind || known->from_id != in.from_id || known->to_id != in.to_id)
      return fail(Fault::conflict, "registry.tie.id_taken", "/id");
    return *known;
  }
  const bool opens_area = in.kind == liaison && in.from_kind == "user";
  if (opens_area && in.from > call.today())
    return fail(Fault::invalid, "registry.tie.later", "/from");
  if (is_taken(call, in, rule)) return fail(Fault::conflict, "registry.tie.exclusive");
  store::TieRecord tie;
  tie.id = in.id;
  tie.kind = in.kind;
  tie.from_kind = in.from_kind;
  tie.from_id = in.from_id;
  tie.to_kind = in.to_kind;
  tie.to_id = in.to_id;
  tie.title = text::normalise(in.title);
  tie.from = in.from;
  tie.area = to;
  store::insert_tie(call, tie);
  if (opens_area) give_area(call, {in.from_id}, to);
  audit(call, "registry.tie.added", "registry_tie", in.id.text, to,
        {{"kind", in.kind}, {"from", in.from_id}, {"to", in.to_id}});
  return tie;
}

Result<TieLine> end_tie(const Call& call, const TieEnd& in) {
  auto tie = store::find_tie(call.tx, in.tie);
  if (!tie || !reaches(call.actor, tie->area)) return fail(Fault::not_found, "registry.tie.absent");
  if (tie->until) {
    if (*tie->until != in.on) return fail(Fault::conflict, "registry.tie.ended");
    return *tie;  // The same POST came twice.
  }
  if (in.on <= tie->from)
    return fail(Fault::invalid, "registry.tie.order", "/on", {{"day", to_string(tie->from)}});
  const bool opens_area = tie->kind == liaison && tie->from_kind == "user";
  if (opens_area && in.on > call.today()) return fail(Fault::invalid, "registry.tie.later", "/on");
  store::end_tie(call.tx, in.tie, in.on);
  tie->until = in.on;
  if (opens_area) {
    const auto left = store::tied_areas(call.tx, liaison, tie->from_id, call.today());
    if (std::ranges::find(left, tie->area) == left.end())
      take_area(call, {tie->from_id}, tie->area);
  }
  audit(call, "registry.tie.ended", "registry_tie", in.tie.text, tie->area,
        {{"kind", tie->kind}, {"on", to_string(in.on)}});
  return *tie;
}

Result<http::Page<TieLine>> find_ties(const Call& call, const TieQuery& in) {
  Condition where = within_areas(call.actor, "t.area", 1);
  if (in.area) {
    const Condition here = within(*in.area, "t.area", static_cast<int>(where.values.size()) + 1);
    where.text += " AND " + here.text;
    where.values.insert(where.values.end(), here.values.begin(), here.values.end());
  }
  return http::Page<TieLine>{.items = store::ties(call.tx, where, in.kind), .next_cursor = {}};
}

}  // namespace zhulian::registry
