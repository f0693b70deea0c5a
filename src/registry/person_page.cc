// Everything about one person on one page; what is sensitive is masked.
#include <algorithm>

#include "base/text.h"
#include "registry/areas.h"
#include "registry/cards.h"
#include "registry/lines.h"
#include "registry/page_store.h"
#include "registry/scope.h"

namespace zhulian::registry {
namespace {

constexpr std::size_t shown = 4;

// Town and association as places, group and grid below the village; a gap has no area.
std::vector<Link> chain_of(const Call& call, const Area& area, AreaNames& names) {
  const auto link = [&](std::string_view word, AreaLevel level) {
    Link made{.level = std::string(word), .name = {}, .area = area.at(level)};
    if (made.area) made.name = names.name(*made.area);
    return made;
  };
  std::vector<Link> chain{link("town", AreaLevel::town), link("association", AreaLevel::village),
                          link("group", AreaLevel::group), link("grid", AreaLevel::grid)};
  Link& association = chain[1];
  // The village stands in for its association only while there is one.
  if (association.area) {
    association.name = store::association_name(call.tx, *association.area, call.today());
    if (association.name.empty()) association.area.reset();
  }
  return chain;
}

// The village of an address: what the area says anyway, and no street or house.
std::string mask_address(const std::string& address, const Area& area, AreaNames& names) {
  if (address.empty()) return {};
  return names.place(area) + " ****";
}

TimelineEntry entry(const Call& call, Day on, std::optional<Instant> happened, std::string kind,
                    std::string subject, std::string words) {
  return {.happened_at = happened.value_or(start_of(on, call.deployment.zone)),
          .on = on,
          .kind = std::move(kind),
          .subject = std::move(subject),
          .words = std::move(words)};
}

std::vector<TimelineEntry> timeline_of(const Call& call, const store::PersonRecord& person,
                                       const PersonPage& page) {
  std::vector<TimelineEntry> entries;
  const auto zone = call.deployment.zone;
  for (const auto& card : page.certificates)
    entries.push_back(entry(call, card.issued_on, {}, "certificate.issued", card.id.text,
                            std::to_string(card.category) + '/' + std::to_string(card.level)));
  for (const auto& event : store::events_of(call.tx, person.id))
    entries.push_back(entry(call, event.on, event.recorded_at,
                            "certificate." + std::string(word(event.kind)), event.certificate.text,
                            event.reason));
  for (const FactLine& fact : page.facts)
    entries.push_back(entry(call, fact.from, {}, "fact." + fact.kind, "", fact.value));
  const auto versions = store::versions(call.tx, person.id);
  const Instant added = versions.empty() ? person.recorded_at : versions.front().recorded_at;
  entries.push_back(entry(call, day_at(added, zone), added, "person.added", person.id.text, ""));
  for (std::size_t i = 1; i <= versions.size(); ++i) {
    const Instant changed = i < versions.size() ? versions[i].recorded_at : person.recorded_at;
    entries.push_back(
        entry(call, day_at(changed, zone), changed, "person.changed", person.id.text, ""));
  }
  for (auto& need : store::needs_timeline(call.tx, person.id)) entries.push_back(std::move(need));
  for (auto& event : store::events_timeline(call.tx, person.id))
    entries.push_back(std::move(event));
  // Newest first; of one day the last recorded first.
  std::ranges::stable_sort(entries, [](const TimelineEntry& a, const TimelineEntry& b) {
    return a.on != b.on ? a.on > b.on : a.happened_at > b.happened_at;
  });
  return entries;
}

std::vector<NextStep> steps_of(const Call& call, const PersonPage& page) {
  std::vector<NextStep> steps;
  if (page.died_on) return steps;
  for (const CertificateLine& card : page.certificates) {
    if (!card.current) continue;
    if (card.state == CertificateState::expiring || card.state == CertificateState::expired)
      steps.push_back({"certificate.renew", card.expires_on, card.id.text});
    if (card.state == CertificateState::frozen)
      steps.push_back({"certificate.thaw", {}, card.id.text});
  }
  if (std::ranges::any_of(page.chain, [](const Link& link) { return !link.area; }))
    steps.push_back({"chain.place", {}, page.id.text});
  for (const auto& need : store::waiting_needs(call.tx, page.id)) {
    if (need.delivered_on && !need.evaluated_on)
      steps.push_back(
          {"need.evaluate",
           *need.delivered_on + std::chrono::days{call.deployment.packs.number(
                                    "needs.evaluation_days", page.area, *need.delivered_on)},
           need.id});
    else if (!need.delivered_on && !need.listed_on)
      steps.push_back({"need.publish", {}, need.id});
  }
  // What has a day comes first, the nearest day foremost.
  std::ranges::stable_sort(steps, [](const NextStep& a, const NextStep& b) {
    return a.due.value_or(Day::max()) < b.due.value_or(Day::max());
  });
  return steps;
}

}  // namespace

std::vector<CertificateLine> certificate_lines(const Call& call,
                                               const store::PersonRecord& person) {
  const std::int64_t days = expiring_days(call, person.area);
  std::vector<CertificateLine> lines;
  for (const auto& card : store::cards(call.tx, person.id)) {
    CertificateLine line{
        .id = card.id,
        .number_masked = text::mask_all_but_last(store::number_of(call, card.id), shown),
        .category = card.category,
        .level = card.level,
        .reissue = card.reissue,
        .issued_on = card.issued,
        .expires_on = {},
        .state = state_on(card, call.today(), person.died_on, days),
        .current = card.current};
    if (card.expires < last_day) line.expires_on = card.expires;
    lines.push_back(std::move(line));
  }
  std::ranges::reverse(lines);
  return lines;
}

Result<PersonPage> open_person(const Call& call, const PersonRef& ref) {
  const auto person = store::find_person(call, ref.person, false);
  if (!person || !may_see(call, person->area, ref.person.text))
    return fail(Fault::not_found, "registry.person.absent");
  AreaNames names(call.tx);
  names.load({person->area});
  PersonPage page{.id = person->id,
                  .revision = person->revision,
                  .name = person->name,
                  .sex = std::string(store::word_of(person->sex)),
                  .birth = person->birth,
                  .age = years_between(person->birth, person->died_on.value_or(call.today())),
                  .area = person->area,
                  .citizen_id_masked = text::mask_all_but_last(person->citizen_id, shown),
                  .phone_masked = text::mask_all_but_last(person->phone, shown),
                  .address_masked = mask_address(person->address, person->area, names),
                  .guardian = person->guardian,
                  .household_kind = person->household_kind,
                  .ethnicity = person->ethnicity,
                  .died_on = person->died_on,
                  .chain = chain_of(call, person->area, names),
                  .certificates = certificate_lines(call, *person),
                  .facts = store::facts(call.tx, person->id)};
  page.timeline = timeline_of(call, *person, page);
  page.next_steps = steps_of(call, page);
  if (const auto village = person->area.at(AreaLevel::village))
    page.liaison = store::liaison_of(call.tx, person->area, call.today());
  return page;
}

}  // namespace zhulian::registry
