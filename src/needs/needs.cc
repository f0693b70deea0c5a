// Needs: recording, reading, ending.
#include "needs/needs.h"

#include "base/text.h"
#include "needs/need_store.h"
#include "needs/pages.h"
#include "needs/words.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "platform/outbox.h"
#include "registry/scope.h"

namespace zhulian::needs {
namespace {

auto no_need() {
  return fail(Fault::not_found, "needs.need.absent");
}

void check_code(Faults& faults, const Call& call, std::string_view list, const std::string& code,
                std::string_view field, Day day) {
  const auto* known = call.deployment.packs.code(list, code);
  if (!known)
    faults.add("needs.code.unknown", std::string(field), {{"code", code}});
  else if (!known->holds_on(day))
    faults.add("needs.code.not_in_use", std::string(field),
               {{"code", code}, {"day", to_string(day)}});
}

Result<void> check(const Call& call, const NewNeed& need, const Area& area, Day raised_on) {
  Faults faults;
  const auto rules = call.deployment.packs.needs_rules(area, call.today());
  check_length(faults, need.words, "/words", 1, rules.wish_max);
  check_code(faults, call, "need_category", need.category, "/category", raised_on);
  check_code(faults, call, "need_channel", need.channel, "/channel", raised_on);
  check_code(faults, call, "need_mode", need.mode, "/mode", raised_on);
  check_code(faults, call, "urgency", need.urgency, "/urgency", raised_on);
  if (raised_on > call.today())
    faults.add("needs.need.raised_in_future", "/raised_on", {{"day", to_string(raised_on)}});
  if (const auto life = store::life_of(call.tx, need.person)) {
    if (raised_on < life->birth)
      faults.add("needs.need.raised_before_birth", "/raised_on", {{"day", to_string(raised_on)}});
    if (life->died_on)
      faults.add("needs.need.person_dead", "/person", {{"day", to_string(*life->died_on)}});
  }
  return std::move(faults).verdict();
}

// The phone sent it again because it never saw the answer.
bool is_same(const Call& call, const NewNeed& need, const store::NeedRow& known) {
  return known.recorded_by == call.actor.id.text && known.line.person == need.person &&
         known.line.category == need.category && known.line.words == need.words &&
         known.line.channel == need.channel && known.line.mode == need.mode &&
         known.line.urgency == need.urgency && known.proxy == need.proxy.value_or(false) &&
         (!need.raised_on || known.line.raised_on == *need.raised_on);
}

}  // namespace

Result<NeedLine> record_need(const Call& call, const NewNeed& input) {
  NewNeed need = input;
  need.words = trimmed(need.words);
  if (const auto known = store::find_any_need(call.tx, need.id)) {
    if (!is_same(call, need, *known)) return fail(Fault::conflict, "needs.id_taken", "/id");
    return open_need(call, {need.id});
  }
  const Area area = TRY(registry::area_of(call, need.person));
  const Day raised_on = need.raised_on.value_or(call.today());
  TRY(check(call, need, area, raised_on));
  if (!store::add_need(call, need, area, raised_on))
    return fail(Fault::conflict, "needs.id_taken", "/id");
  audit(call, "needs.need.recorded", "needs_need", need.id.text, area,
        {{"category", need.category},
         {"channel", need.channel},
         {"mode", need.mode},
         {"urgency", need.urgency},
         {"proxy", need.proxy.value_or(false)}});
  emit(call, "needs.recorded", need.id.text, {{"person", need.person.text}});
  return open_need(call, {need.id});
}

Result<NeedLine> open_need(const Call& call, const NeedRef& ref) {
  auto row = store::find_need(call, ref.need);
  if (!row) return no_need();
  std::vector<store::NeedRow> rows;
  rows.push_back(*std::move(row));
  return std::move(lines_of(call, std::move(rows)).front());
}

Result<http::Page<NeedLine>> find_needs(const Call& call, const NeedsQuery& query) {
  const auto behind = TRY(read_cursor(query.cursor));
  store::NeedFilter filter{.state = query.state,
                           .category = query.category,
                           .urgency = query.urgency,
                           .area = query.village,
                           .person = query.person,
                           .behind = behind,
                           .limit = query.limit.value_or(page_default)};
  if (query.q && !text::is_blank(*query.q)) filter.words = trimmed(*query.q);
  auto rows = store::list_needs(call, filter);
  http::Page<NeedLine> page;
  if (std::ssize(rows) > filter.limit) {
    rows.pop_back();
    page.next_cursor = to_text({.day = rows.back().line.raised_on, .id = rows.back().line.id.text});
  }
  page.items = lines_of(call, std::move(rows));
  return page;
}

namespace {

// What may end how: the person may take a need back until it is served; the office merges or
// refuses only what it has not promised to anybody.
Result<void> check_ending(const Call& call, const Ending& ending, NeedState state) {
  switch (state) {
    case NeedState::withdrawn:
    case NeedState::merged:
    case NeedState::rejected:
      return fail(Fault::conflict, "needs.need.ended");
    case NeedState::delivered:
    case NeedState::evaluated:
      return fail(Fault::conflict, "needs.need.delivered");
    case NeedState::listed:
    case NeedState::claimed:
      if (ending.kind != EndingKind::withdrawn)
        return fail(Fault::conflict, "needs.need.on_listing");
      break;
    case NeedState::open:
      break;
  }
  if ((ending.kind == EndingKind::merged) != ending.into.has_value())
    return fail(Fault::invalid, "needs.ending.into", "/into");
  if (!ending.into) return {};
  if (*ending.into == ending.need) return fail(Fault::invalid, "needs.ending.into_itself", "/into");
  const auto into = store::find_need(call, *ending.into);
  if (!into) return fail(Fault::not_found, "needs.need.absent", "/into");
  if (into->facts.ending) return fail(Fault::conflict, "needs.ending.into_ended", "/into");
  return {};
}

}  // namespace

Result<NeedLine> end_need(const Call& call, const Ending& input) {
  Ending ending = input;
  ending.reason = trimmed(ending.reason);
  std::vector<Id<Need>> locked{ending.need};
  if (ending.into) locked.push_back(*ending.into);
  store::lock_needs(call.tx, locked);
  const auto need = store::find_need(call, ending.need);
  if (!need) return no_need();
  if (registry::reach_of(call) != packs::Reach::area && ending.kind != EndingKind::withdrawn)
    return fail(Fault::forbidden, "needs.ending.office_only", "/kind");
  if (const auto known = store::find_ending(call.tx, ending.need);
      known && known->kind == ending.kind && known->into == ending.into &&
      known->recorded_by == call.actor.id.text)
    return open_need(call, {ending.need});
  TRY(check_ending(call, ending, state_of(need->facts, call.today())));
  if (!store::add_ending(call, ending)) return fail(Fault::conflict, "needs.need.ended");
  store::refresh_stage(call.tx, ending.need);
  boost::json::object details{{"kind", word(ending.kind)}};
  if (ending.into) details["into"] = ending.into->text;
  audit(call, "needs.need.ended", "needs_need", ending.need.text, need->line.area, details);
  emit(call, "needs.ended", ending.need.text, details);
  return open_need(call, {ending.need});
}

}  // namespace zhulian::needs
