#include "registry/consents.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "registry/consents_store.h"
#include "registry/people_store.h"
#include "registry/scope.h"
#include "registry/tie_store.h"

namespace zhulian::registry {
namespace {

constexpr std::string_view between = "\u3001";  // The comma of enumerations.

std::unexpected<Error> no_consent() {
  return fail(Fault::not_found, "registry.consent.absent");
}

// The age from which somebody agrees for themself; 0 for a purpose that is not known. The packs'
// checker has seen to the number.
int guardian_below(const Call& call, std::string_view purpose) {
  const packs::Code* code = call.deployment.packs.code("consent_purpose", purpose);
  if (!code) return 0;
  const auto told = code->flags.find("guardian_below");
  if (told == code->flags.end()) return 0;
  int years = 0;
  std::from_chars(told->second.data(), told->second.data() + told->second.size(), years);
  return years;
}

bool is_too_young(const Call& call, std::string_view purpose, Day birth, Day on) {
  return years_between(birth, on) < guardian_below(call, purpose);
}

// The kinds of ties by which somebody agrees for a person.
std::vector<std::string> kinds_for(const Call& call, bool too_young) {
  using packs::Consents;
  const Consents apt = too_young ? Consents::child : Consents::adult;
  std::vector<std::string> kinds;
  for (const auto& [kind, rule] : call.deployment.packs.ties.ties)
    if (rule.consents == apt || rule.consents == Consents::anybody) kinds.push_back(kind);
  return kinds;
}

// The name as the actor may read it.
std::string shown_name(const Call& call, const PersonId& id, const std::string& name) {
  const auto area = store::area_of_person(call.tx, id);
  return area && may_see(call, *area, id.text) ? name : text::mask_name(name);
}

ConsentLine shown(const Call& call, ConsentLine line) {
  line.given_by_name = shown_name(call, line.given_by, line.given_by_name);
  if (!call.actor.may(Right::people_unmask)) {
    line.note.reset();
    line.withdrawal_reason.reset();
  }
  return line;
}

// Alive on the day and born by then.
Result<void> check_life(const store::PersonFacts& facts, Day on, const std::string& field) {
  if (on < facts.birth)
    return fail(Fault::invalid, "registry.consent.order", "/given_on",
                {{"day", to_string(facts.birth)}});
  if (facts.died_on && *facts.died_on <= on)
    return fail(Fault::invalid, "registry.condition.dead", field,
                {{"day", to_string(*facts.died_on)}});
  return {};
}

// By what tie the giver agrees for the person; "" for themself.
Result<std::string> tie_of_giver(const Call& call, const NewConsent& in, const PersonId& giver,
                                 const store::PersonFacts& person, Day on) {
  const bool too_young = is_too_young(call, in.purpose, person.birth, on);
  const auto kinds = kinds_for(call, too_young);
  const auto who = call.deployment.packs.worded("who", "relation_kind", kinds);
  if (giver == in.person) {
    if (!too_young) return std::string();
    std::vector<Argument> arguments{{"years", std::to_string(guardian_below(call, in.purpose))}};
    arguments.insert(arguments.end(), who.begin(), who.end());
    return fail(Fault::invalid, "registry.consent.too_young", "/given_by", arguments);
  }
  const auto givers = store::givers_of(call.tx, in.person, kinds, on);
  const auto found = std::ranges::find(givers, giver, &ConsentGiver::person);
  if (found == givers.end())
    return fail(Fault::invalid, "registry.consent.no_tie", "/given_by", who);
  const auto facts = store::person_facts(call.tx, giver, on);
  TRY(check_life(facts, on, "/given_by"));
  if (is_too_young(call, in.purpose, facts.birth, on))
    return fail(Fault::invalid, "registry.consent.giver_too_young", "/given_by");
  return found->tie;
}

bool is_same(const ConsentLine& known, const ConsentLine& made) {
  return known.person == made.person && known.purpose == made.purpose &&
         known.given_by == made.given_by && known.given_on == made.given_on &&
         known.way == made.way;
}

}  // namespace

Result<ConsentsPage> find_consents(const Call& call, const PersonRef& ref) {
  TRY(area_of(call, ref.person));
  const auto facts = store::person_facts(call.tx, ref.person, call.today());
  ConsentsPage page;
  for (ConsentLine& line : store::consents_of(call, ref.person))
    page.consents.push_back(shown(call, std::move(line)));
  bool is_child = false;
  for (const packs::Code& purpose : call.deployment.packs.list("consent_purpose").codes)
    if (is_too_young(call, purpose.code, facts.birth, call.today())) {
      page.too_young_for.push_back(purpose.code);
      is_child = true;
    }
  page.givers = store::givers_of(call.tx, ref.person, kinds_for(call, is_child), call.today());
  for (ConsentGiver& giver : page.givers) giver.name = shown_name(call, giver.person, giver.name);
  return page;
}

Result<ConsentLine> give_consent(const Call& call, const NewConsent& in) {
  const Area area = TRY(area_of(call, in.person));
  const Day on = in.given_on.value_or(call.today());
  ConsentLine made{.id = in.id,
                   .person = in.person,
                   .purpose = in.purpose,
                   .given_by = in.given_by.value_or(in.person),
                   .given_by_name = {},
                   .tie = {},
                   .given_on = on,
                   .way = in.way,
                   .note = text::normalise(in.note.value_or("")),
                   .withdrawn_on = {},
                   .withdrawal_reason = {}};
  if (const auto known = store::find_consent(call, in.id, false)) {
    if (!is_same(*known, made)) return fail(Fault::conflict, "registry.consent.id_taken", "/id");
    return shown(call, *known);
  }
  const auto& packs = call.deployment.packs;
  const packs::Code* purpose = packs.code("consent_purpose", in.purpose);
  if (!purpose || !purpose->holds_on(on))
    return fail(Fault::invalid, "registry.consent.purpose", "/purpose", {{"code", in.purpose}});
  const packs::Code* way = packs.code("consent_way", in.way);
  if (!way || !way->holds_on(on))
    return fail(Fault::invalid, "registry.consent.way", "/way", {{"code", in.way}});
  if (on > call.today()) return fail(Fault::invalid, "registry.consent.later", "/given_on");
  const auto person = store::person_facts(call.tx, in.person, on);
  TRY(check_life(person, on, "/given_on"));
  made.tie = TRY(tie_of_giver(call, in, made.given_by, person, on));
  // Who withdrew agrees again from then on; what was taken back on its own day was no consent.
  for (const ConsentLine& before : store::consents_of(call, in.person))
    if (before.purpose == in.purpose && before.withdrawn_on &&
        *before.withdrawn_on > before.given_on && on < *before.withdrawn_on)
      return fail(Fault::invalid, "registry.consent.order", "/given_on",
                  {{"day", to_string(*before.withdrawn_on)}});
  if (store::stands(call.tx, in.person, in.purpose) || !store::insert_consent(call, made))
    return fail(Fault::conflict, "registry.consent.live", "/purpose",
                packs.worded("purpose", "consent_purpose", {in.purpose}));
  audit(call, "registry.consent.given", "registry_person", in.person.text, area,
        {{"purpose", in.purpose}, {"by", made.given_by.text}, {"on", to_string(on)}});
  return shown(call, *store::find_consent(call, in.id, false));
}

Result<ConsentLine> withdraw_consent(const Call& call, const ConsentWithdrawal& in) {
  const auto known = store::find_consent(call, in.consent, true);
  if (!known) return no_consent();
  const auto area = area_of(call, known->person);
  if (!area) return no_consent();
  const Day on = in.on.value_or(call.today());
  if (known->withdrawn_on) {
    if (*known->withdrawn_on == on) return shown(call, *known);  // The same POST came twice.
    return fail(Fault::conflict, "registry.consent.withdrawn", "/on",
                {{"day", to_string(*known->withdrawn_on)}});
  }
  if (on < known->given_on)
    return fail(Fault::invalid, "registry.consent.order", "/on",
                {{"day", to_string(known->given_on)}});
  if (on > call.today()) return fail(Fault::invalid, "registry.consent.later", "/on");
  store::insert_withdrawal(call, *known, on, text::normalise(in.reason.value_or("")));
  audit(call, "registry.consent.withdrawn", "registry_person", known->person.text, *area,
        {{"purpose", known->purpose}, {"on", to_string(on)}});
  return shown(call, *store::find_consent(call, in.consent, false));
}

Result<void> check_consent(const Call& call, const PersonId& person, std::string_view purpose,
                           Day on, const std::string& field) {
  if (store::is_live(call.tx, person, purpose, on)) return {};
  const auto& packs = call.deployment.packs;
  auto arguments = packs.worded("purpose", "consent_purpose", {std::string(purpose)});
  const auto facts = store::person_facts(call.tx, person, on);
  if (!is_too_young(call, purpose, facts.birth, on))
    return fail(Fault::invalid, "registry.consent.wanted.self", field, arguments);
  const auto kinds = kinds_for(call, true);
  const auto givers = store::givers_of(call.tx, person, kinds, on);
  if (givers.empty()) {
    for (Argument& ties : packs.worded("ties", "relation_kind", kinds))
      arguments.push_back(std::move(ties));
    return fail(Fault::invalid, "registry.consent.wanted.nobody", field, arguments);
  }
  std::string who;
  for (const ConsentGiver& giver : givers)
    who += (who.empty() ? "" : std::string(between)) + shown_name(call, giver.person, giver.name);
  arguments.push_back({"who", who});
  return fail(Fault::invalid, "registry.consent.wanted.guardian", field, arguments);
}

}  // namespace zhulian::registry
