// Relations between people, bodies, sites and places: liaison of a village, guardian, chair,
// operator of a house. What a kind joins and asks for is pack data (packs/ties.h).
#include <algorithm>

#include "base/text.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "platform/users.h"
#include "registry/consents.h"
#include "registry/names.h"
#include "registry/tie_ends.h"
#include "registry/tie_store.h"

namespace zhulian::registry {
namespace {

constexpr std::string_view liaison = "liaison_of";
constexpr std::int64_t ties_default = 200;

bool names(const std::vector<std::string>& list, const std::string& word) {
  return std::ranges::find(list, word) != list.end();
}

// The rule of the kind, when the kinds of both ends fit it.
Result<const packs::TieRule*> rule_of(const Call& call, const NewTie& in) {
  const packs::TieRule* rule = call.deployment.packs.ties.tie(in.kind);
  if (!rule) return fail(Fault::invalid, "registry.tie.kind", "/kind", {{"kind", in.kind}});
  if (!names(rule->subject.parties, in.from_kind))
    return fail(Fault::invalid, "registry.tie.end_kind", "/from_kind",
                call.deployment.packs.worded("kind", "party_kind", rule->subject.parties));
  if (!names(rule->object.parties, in.to_kind))
    return fail(Fault::invalid, "registry.tie.end_kind", "/to_kind",
                call.deployment.packs.worded("kind", "party_kind", rule->object.parties));
  return rule;
}

// Some offices go with another one: the chair of an association is the village's secretary.
Result<void> check_offices(const Call& call, const NewTie& in, const packs::TieRule& rule,
                           const Party& body) {
  for (const packs::Concurrent& office : rule.concurrent) {
    if (office.of != body.kind) continue;
    if (!store::holds_one_of(call.tx, in.from_kind, in.from_id, office.with, in.from))
      return fail(Fault::invalid, "registry.tie.concurrent", "/from_id",
                  call.deployment.packs.worded("offices", "relation_kind", office.with));
  }
  return {};
}

// Some ties name people who may not want it: both agree today, whenever the tie began.
Result<void> check_agreed(const Call& call, const NewTie& in, const packs::TieRule& rule) {
  if (rule.consent.empty()) return {};
  TRY(check_consent(call, {in.from_id}, rule.consent, call.today(), "/from_id"));
  return check_consent(call, {in.to_id}, rule.consent, call.today(), "/to_id");
}

// What nobody else may have at the same time.
std::optional<std::string> sole_of(const NewTie& in, packs::Sole sole) {
  switch (sole) {
    case packs::Sole::none:
      break;
    case packs::Sole::subject:
      return in.kind + " to " + in.to_kind + ' ' + in.to_id;
    case packs::Sole::object:
      return in.kind + " from " + in.from_kind + ' ' + in.from_id;
  }
  return std::nullopt;
}

// One that ends later still stands in the way; the index only knows those without an end.
bool is_taken(const Call& call, const NewTie& in, packs::Sole sole) {
  switch (sole) {
    case packs::Sole::none:
      break;
    case packs::Sole::subject:
      return store::has_tie(call.tx, in.kind, "to", in.to_kind, in.to_id, in.from);
    case packs::Sole::object:
      return store::has_tie(call.tx, in.kind, "from", in.from_kind, in.from_id, in.from);
  }
  return false;
}

std::string cursor_of(const store::TieRecord& tie) {
  return tie.area.code() + '/' + tie.kind + '/' + to_string(tie.from) + '/' + tie.id.text;
}

Result<std::optional<store::TieRecord>> read_tie_cursor(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::vector<std::string> pieces(1);
  for (const char c : *text) {
    if (c == '/')
      pieces.emplace_back();
    else
      pieces.back() += c;
  }
  const auto area = Area::parse(pieces[0]);
  const auto from = pieces.size() == 4 ? parse_day(pieces[2]) : std::nullopt;
  if (!from || (!area && !pieces[0].empty()))
    return fail(Fault::malformed, "registry.cursor", "/cursor");
  store::TieRecord tie;
  tie.area = area.value_or(Area{});
  tie.kind = pieces[1];
  tie.from = *from;
  tie.id = {pieces[3]};
  return tie;
}

}  // namespace

Result<TieLine> add_tie(const Call& call, const NewTie& in) {
  const packs::TieRule& rule = *TRY(rule_of(call, in));
  const Party to = TRY(find_party(call, in.to_kind, in.to_id, "/to_id"));
  if (in.from_kind == in.to_kind && in.from_id == in.to_id)
    return fail(Fault::invalid, "registry.tie.self", "/to_id");
  const Party from = TRY(find_party(call, in.from_kind, in.from_id, "/from_id"));
  if (!reaches(call.actor, to.area))
    return fail(Fault::invalid, "registry.area.outside", "/to_id",
                {{"area", told_place(call.tx, to.area)}});
  if (const auto known = store::find_tie(call.tx, in.id)) {
    if (known->kind != in.kind || known->from_id != in.from_id || known->to_id != in.to_id)
      return fail(Fault::conflict, "registry.tie.id_taken", "/id");
    return *known;
  }
  const bool opens_area = in.kind == liaison && in.from_kind == "user";
  if (opens_area && in.from > call.today())
    return fail(Fault::invalid, "registry.tie.later", "/from");
  TRY(check_party(call, from, rule.subject.kinds, rule.subject.condition, in.from, "/from_id"));
  TRY(check_party(call, to, rule.object.kinds, rule.object.condition, in.from, "/to_id"));
  TRY(check_offices(call, in, rule, to));
  TRY(check_agreed(call, in, rule));
  if (is_taken(call, in, rule.sole)) return fail(Fault::conflict, "registry.tie.exclusive");
  store::TieRecord tie;
  tie.id = in.id;
  tie.kind = in.kind;
  tie.from_kind = in.from_kind;
  tie.from_id = in.from_id;
  tie.to_kind = in.to_kind;
  tie.to_id = in.to_id;
  tie.title = text::normalise(in.title);
  tie.from = in.from;
  tie.area = to.area;
  tie.sole = sole_of(in, rule.sole);
  if (!store::insert_tie(call, tie)) return fail(Fault::conflict, "registry.tie.exclusive");
  if (opens_area) give_area(call, {in.from_id}, to.area);
  audit(call, "registry.tie.added", "registry_tie", in.id.text, to.area,
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
  const auto after = TRY(read_tie_cursor(in.cursor));
  store::TieFilter filter{.where = within_areas(call.actor, "t.area", 1),
                          .kind = in.kind,
                          .party = in.party,
                          .after = after,
                          .today = call.today()};
  for (const auto& [kind, rule] : call.deployment.packs.ties.ties)
    if (!rule.consent.empty()) filter.consents.emplace_back(kind, rule.consent);
  if (in.area) {
    const Condition here =
        within(*in.area, "t.area", static_cast<int>(filter.where.values.size()) + 1);
    filter.where.text += " AND " + here.text;
    filter.where.values.insert(filter.where.values.end(), here.values.begin(), here.values.end());
  }
  const std::int64_t limit = in.limit.value_or(ties_default);
  filter.limit = limit + 1;
  auto found = store::ties(call.tx, filter);
  http::Page<TieLine> page;
  if (std::ssize(found) > limit) {
    found.pop_back();
    page.next_cursor = cursor_of(found.back());
  }
  page.items.assign(found.begin(), found.end());
  return page;
}

}  // namespace zhulian::registry
