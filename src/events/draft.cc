#include "events/draft.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "events/centre_day_store.h"
#include "events/clock.h"
#include "events/evidence.h"
#include "registry/areas.h"
#include "registry/consents.h"

namespace zhulian::events {
namespace {

std::string at(std::string_view field, std::size_t index) {
  return '/' + std::string(field) + '/' + std::to_string(index);
}

void check_code(Faults& faults, const Call& call, std::string_view list, const std::string& code,
                const std::string& field, Day day) {
  const auto* known = call.deployment.packs.code(list, code);
  if (!known)
    faults.add("events.code.unknown", field, {{"code", code}});
  else if (!known->holds_on(day))
    faults.add("events.code.not_in_use", field, {{"code", code}, {"day", to_string(day)}});
}

void check_codes(Faults& faults, const Call& call, std::string_view list,
                 const std::vector<std::string>& codes, std::string_view field, Day day) {
  for (std::size_t i = 0; i < codes.size(); ++i)
    check_code(faults, call, list, codes[i], at(field, i), day);
}

// A value that a kind asks for, leaves open, or has no place for.
void check_demand(Faults& faults, packs::Demand demand, bool is_there, const std::string& field) {
  if (demand == packs::Demand::required && !is_there) faults.add("events.event.missing", field);
  if (demand == packs::Demand::none && is_there) faults.add("events.event.no_place", field);
}

// Alive and born on the day, known to the actor, and with the consent that the kind asks for. Two
// of one person are one too many.
std::vector<store::OnTheDay> check_persons(Faults& faults, const Call& call,
                                           const packs::EventKind& kind,
                                           const std::vector<PersonId>& persons, Day day) {
  std::vector<store::OnTheDay> found;
  std::set<PersonId> seen;
  for (std::size_t i = 0; i < persons.size(); ++i) {
    const std::string field = at("persons", i);
    const auto person = store::person_on(call.tx, persons[i], day);
    if (!person || !registry::area_of(call, persons[i]))
      faults.add("events.roll.stranger", field);
    else if (person->died_on && *person->died_on <= day)
      faults.add("events.roll.dead", field, {{"day", to_string(*person->died_on)}});
    else if (day < person->birth)
      faults.add("events.roll.unborn", field, {{"day", to_string(day)}});
    else if (!seen.insert(persons[i]).second)
      faults.add("events.roll.twice", field);
    else if (const auto held = check_consent(call, kind, persons[i], *person, day, field); !held)
      faults.add(held.error().code, field, held.error().arguments);
    else
      found.push_back(*person);
  }
  return found;
}

void check_deliverers(Faults& faults, const Call& call, const packs::EventKind& kind,
                      const Content& content) {
  for (std::size_t i = 0; i < content.deliverers.size(); ++i) {
    const Deliverer& each = content.deliverers[i];
    const std::string field = at("deliverers", i);
    check_code(faults, call, "deliverer_kind", each.kind, field + "/kind", content.on);
    const bool leads = i == 0 && !kind.deliverers.empty();
    if (leads && std::ranges::find(kind.deliverers, each.kind) == kind.deliverers.end())
      faults.add("events.deliverer.may_not_lead", field + "/kind", {{"code", each.kind}});
    if (each.organisation && !registry::open_organisation(call, *each.organisation))
      faults.add("events.deliverer.unknown_body", field + "/organisation");
    if (each.person && !registry::area_of(call, *each.person))
      faults.add("events.roll.stranger", field + "/person");
  }
}

void check_items(Faults& faults, const Call& call, const packs::EventKind& kind,
                 const Content& content) {
  for (std::size_t i = 0; i < content.items.size(); ++i) {
    const ItemGiven& each = content.items[i];
    const std::string field = at("items", i);
    check_code(faults, call, "event_item", each.item, field + "/item", content.on);
    if (!kind.items.empty() && std::ranges::find(kind.items, each.item) == kind.items.end())
      faults.add("events.item.not_here", field + "/item", {{"code", each.item}});
    if (!each.person || std::ranges::find(content.persons, *each.person) != content.persons.end())
      continue;
    const bool on_roll =
        content.event && store::find_mark(call.tx, *content.event, *each.person).has_value();
    if (!on_roll) faults.add("events.item.not_on_roll", field + "/person");
  }
}

// Photos that this actor sent up for an event and that prove no other; those no longer expire.
void check_evidence(Faults& faults, const Call& call, const packs::EventKind& kind,
                    const Content& content) {
  if (content.is_held && std::ssize(content.evidence) < kind.photos_min)
    faults.add("events.evidence.too_few", "/evidence", {{"min", std::to_string(kind.photos_min)}});
  std::set<std::string> seen;
  const auto of_old = content.corrects ? store::evidence_of(call.tx, *content.corrects)
                                       : std::vector<std::string>{};
  for (std::size_t i = 0; i < content.evidence.size(); ++i) {
    const Id<StoredFile> id{content.evidence[i]};
    const auto file = find_file(call.tx, id);
    const bool is_old = std::ranges::find(of_old, id.text) != of_old.end();
    const bool is_own = file && file->purpose == evidence_purpose &&
                        file->added_by == call.actor.id.text && keep_file(call.tx, id);
    if (!is_old && !is_own)
      faults.add("events.evidence.absent", at("evidence", i));
    else if (!seen.insert(id.text).second || store::proves_another(call.tx, id, content.corrects))
      faults.add("events.evidence.twice", at("evidence", i));
  }
}

}  // namespace

Result<void> check_consent(const Call& call, const packs::EventKind& kind, const PersonId& id,
                           const store::OnTheDay& person, Day day, const std::string& field) {
  if (kind.consent.purpose.empty()) return {};
  packs::Candidate candidate{.age = years_between(person.birth, day)};
  if (const auto certified = store::certified_on(call.tx, id, day)) {
    candidate.category = certified->category;
    candidate.level = certified->level;
  }
  if (!packs::needs_consent(kind.consent, candidate)) return {};
  return registry::check_consent(call, id, kind.consent.purpose, day, field);
}

Result<void> check_site_stands(const Call& call, const SiteId& site, Day on) {
  const auto ending = registry::ending_of(call, site);
  if (ending && ending->on <= on)
    return fail(Fault::invalid, "events.site.ended", "/site", {{"day", to_string(ending->on)}});
  return {};
}

namespace {

// Where it happens: at the site, or in the area named, or where the first person lives.
Result<Area> area_of(const Call& call, const NewEvent& event) {
  std::optional<Area> area = event.area;
  if (event.site) {
    const auto of_site = registry::site_area(call, *event.site);
    if (!of_site) return fail(Fault::not_found, "events.site.absent", "/site");
    TRY(check_site_stands(call, *event.site, event.on));
    const Area there = store::site_area_on(call.tx, *event.site, event.on).value_or(*of_site);
    if (area && !area->contains(there))
      return fail(Fault::invalid, "events.site.elsewhere", "/area");
    area = there;
  } else if (!area && !event.persons.empty()) {
    const auto person = store::person_on(call.tx, event.persons.front(), event.on);
    if (!person || !registry::area_of(call, event.persons.front()))
      return fail(Fault::not_found, "events.roll.stranger", "/persons/0");
    area = person->area;
  }
  if (!area) return fail(Fault::invalid, "events.event.no_area", "/area");
  if (!reaches(call.actor, *area) || !registry::is_known(call.tx, *area))
    return fail(Fault::not_found, "events.area.absent", "/area");
  return *area;
}

void check_type(Faults& faults, const Call& call, const packs::EventKind& kind,
                const NewEvent& event) {
  check_demand(faults, kind.type, event.activity_type.has_value(), "/activity_type");
  if (!event.activity_type) return;
  check_code(faults, call, "activity_type", *event.activity_type, "/activity_type", event.on);
  const auto* type = call.deployment.packs.code("activity_type", *event.activity_type);
  if (!type) return;
  // A film for blind people is described, or it is none.
  const auto access = type->flags.find("access");
  if (access != type->flags.end() && !access->second.empty() &&
      std::ranges::find(event.accessibility, access->second) == event.accessibility.end())
    faults.add("events.event.access_missing", "/accessibility", {{"need", access->second}});
}

Result<void> check_campaign(const Call& call, const NewEvent& event, const Area& area) {
  if (!event.campaign) return {};
  const auto of = store::campaign_area(call.tx, *event.campaign);
  if (!of || !(of->contains(area) || reaches(call.actor, *of)))
    return fail(Fault::not_found, "events.campaign.absent", "/campaign");
  return {};
}

// Whether it is told as held, and whether that can be.
Result<bool> is_held(const Call& call, const packs::EventKind& kind, const NewEvent& event) {
  const Day today = call.today();
  const bool held = event.held.value_or(event.on < today || !kind.may_plan);
  if (held && event.on > today)
    return fail(Fault::invalid, kind.may_plan ? "events.event.in_future" : "events.event.no_plans",
                "/on", {{"day", to_string(event.on)}});
  if (!held && event.on < today)
    return fail(Fault::invalid, "events.event.plan_in_past", "/on", {{"day", to_string(event.on)}});
  if (!held && !kind.may_plan) return fail(Fault::invalid, "events.event.no_plans", "/held");
  return held;
}

}  // namespace

const packs::EventKind* kind_of(const Call& call, const std::string& key, const Area& area,
                                Day day) {
  return call.deployment.packs.events->kind(key, area, day);
}

Result<std::vector<store::OnTheDay>> check_content(const Call& call, const packs::EventKind& kind,
                                                   const Content& content) {
  Faults faults;
  auto persons = check_persons(faults, call, kind, content.persons, content.on);
  if (!content.persons.empty() && kind.beneficiaries == packs::Beneficiaries::none)
    faults.add("events.roll.none_here", "/persons");
  if (content.walk_ins > 0 && !kind.walk_ins) faults.add("events.event.no_walk_ins", "/walk_ins");
  if (content.online > 0 && !kind.online) faults.add("events.event.not_online", "/online");
  if (kind.length == packs::Demand::none || content.is_held)
    check_demand(faults, kind.length, content.minutes.has_value(), "/minutes");
  const bool by_name = kind.beneficiaries == packs::Beneficiaries::person ||
                       kind.beneficiaries == packs::Beneficiaries::household;
  if (content.is_held && by_name && content.persons.empty() && content.present == 0 &&
      content.walk_ins == 0)
    faults.add("events.event.nobody", "/persons");
  if (content.is_held && static_cast<std::int64_t>(text::length(content.words)) < kind.note_min)
    faults.add("events.event.note_short", "/words", {{"min", std::to_string(kind.note_min)}});
  check_deliverers(faults, call, kind, content);
  check_items(faults, call, kind, content);
  check_evidence(faults, call, kind, content);
  TRY(std::move(faults).verdict());
  return persons;
}

Result<Settled> settle(const Call& call, const NewEvent& event,
                       const std::optional<EventId>& corrects) {
  const Area area = TRY(area_of(call, event));
  const packs::EventKind* kind = kind_of(call, event.kind, area, event.on);
  if (!kind)
    return fail(Fault::invalid, "events.kind.unknown", "/kind",
                {{"code", event.kind}, {"day", to_string(event.on)}});
  const bool held = TRY(is_held(call, *kind, event));
  TRY(check_campaign(call, event, area));

  Faults faults;
  Settled settled{.kind = kind, .area = area, .starts_min = {}, .is_held = held, .persons = {}};
  if (event.starts_at) {
    settled.starts_min = read_clock(*event.starts_at);
    if (!settled.starts_min) faults.add("events.event.bad_clock", "/starts_at");
  }
  check_demand(faults, kind->site, event.site.has_value(), "/site");
  check_demand(faults, kind->aid_field, event.aid_field.has_value(), "/aid_field");
  check_type(faults, call, *kind, event);
  check_codes(faults, call, "event_tag", event.tags, "tags", event.on);
  check_codes(faults, call, "accessibility_need", event.accessibility, "accessibility", event.on);
  if (event.money_source)
    check_code(faults, call, "money_source", *event.money_source, "/money_source", event.on);
  if (event.aid_field)
    check_code(faults, call, "aid_field", *event.aid_field, "/aid_field", event.on);
  if (!held && (event.walk_ins.value_or(0) > 0 || event.online.value_or(0) > 0))
    faults.add("events.event.counted_ahead", "/walk_ins");
  TRY(std::move(faults).verdict());

  const std::string words = event.words.value_or("");
  const Content content{.on = event.on,
                        .is_held = held,
                        .minutes = event.minutes,
                        .walk_ins = event.walk_ins.value_or(0),
                        .online = event.online.value_or(0),
                        .persons = event.persons,
                        .present = 0,
                        .deliverers = event.deliverers,
                        .items = event.items,
                        .evidence = event.evidence,
                        .words = words,
                        .corrects = corrects,
                        .event = {}};
  settled.persons = TRY(check_content(call, *kind, content));
  return settled;
}

NewEvent tidied(NewEvent event) {
  const auto tidy = [](std::optional<std::string>& text) {
    if (!text) return;
    *text = trimmed(*text);
    if (text->empty()) text.reset();
  };
  for (auto* text : {&event.title, &event.place, &event.words, &event.activity_type,
                     &event.money_source, &event.aid_field, &event.starts_at})
    tidy(*text);
  for (Deliverer& each : event.deliverers) tidy(each.name);
  return event;
}

void put_on_roll(const Call& call, const EventId& event, const std::vector<PersonId>& persons,
                 const std::vector<store::OnTheDay>& on_the_day, Mark mark) {
  for (std::size_t i = 0; i < persons.size(); ++i) {
    const store::NewMark made{.event = event, .person = persons[i], .mark = mark};
    if (store::add_mark(call, made, on_the_day[i])) continue;
    const auto known = store::find_mark(call.tx, event, persons[i]);
    if (known->mark != mark)
      store::replace_mark(call, {.event = event,
                                 .person = persons[i],
                                 .mark = mark,
                                 .arrived_min = known->arrived_min,
                                 .meal = known->meal});
  }
}

Result<void> keep(const Call& call, const NewEvent& event, const Settled& settled,
                  const std::optional<EventId>& corrects, const std::string& reason) {
  // Through whatever door it comes: a site has one event of its day.
  if (event.kind == day_kind && event.site && !corrects &&
      !store::claim_site_day(call.tx, *event.site, event.on, event.id))
    return fail(Fault::conflict, "events.day.there_already", "/on");
  const store::EventDraft draft{.input = event,
                                .area = settled.area,
                                .starts_min = settled.starts_min,
                                .is_personal = settled.kind->is_personal,
                                .corrects = corrects,
                                .reason = reason};
  if (!store::add_event(call, draft)) return fail(Fault::conflict, "events.id_taken", "/id");
  store::add_deliverers(call.tx, event.id, event.deliverers);
  store::add_items(call.tx, event.id, event.items);
  store::add_evidence(call.tx, event.id, event.evidence);
  store::add_tags(call.tx, event.id, event.tags);
  store::add_accessibility(call.tx, event.id, event.accessibility);
  put_on_roll(call, event.id, event.persons, settled.persons,
              settled.is_held ? Mark::present : Mark::expected);
  if (settled.is_held)
    store::add_holding(call, {.event = event.id,
                              .held_on = event.on,
                              .minutes = event.minutes,
                              .walk_ins = event.walk_ins.value_or(0),
                              .online = event.online.value_or(0)});
  store::refresh(call.tx, event.id);
  return {};
}

}  // namespace zhulian::events
