// events.yaml: what may be recorded, who may be enrolled, what campaigns count.
#include <algorithm>

#include "packs/event_rules.h"
#include "packs/reader.h"

namespace zhulian::packs {
namespace {

template <class Word>
Word word_or(const Item& item, std::string_view key, Word otherwise) {
  const auto found = item.find(key);
  if (!found) return otherwise;
  if (const auto known = names_of(otherwise).find(found->text())) return *known;
  found->fault("packs.figures.unknown_word", {{"key", std::string(key)}, {"word", found->text()}});
  return otherwise;
}

// Codes of a list, each of which must be there.
std::vector<std::string> codes_of(const Reading& reading, const Item& item, std::string_view key,
                                  std::string_view list) {
  std::vector<std::string> codes = item.texts(key);
  for (const std::string& code : codes)
    if (!reading.catalogue.code(list, code))
      item.at(key).fault("packs.roster.unknown_code",
                         {{"list", std::string(list)}, {"code", code}});
  return codes;
}

std::string document_of(const Reading& reading, const Item& item, const std::string& key) {
  const std::string document = item.text_or("document", "");
  if (document.empty()) item.fault("packs.no_document", {{"key", key}});
  reading.check_document(item, document);
  return document;
}

Day until_of(const Item& item) {
  return item.has("to") ? item.day_or("to", open_end) + std::chrono::days{1} : open_end;
}

void tell(const Item& where, const Result<void>& checked) {
  if (checked) return;
  where.fault(checked.error().code, checked.error().arguments);
  for (const Error& other : checked.error().others) where.fault(other.code, other.arguments);
}

std::int64_t number_or_zero(const std::optional<Item>& item, std::string_view key) {
  return item && item->has(key) ? item->number(key) : 0;
}

// A rule with a key is a code too, so that figures and screens may name it. Of two with one key
// the later pack's words stand.
template <class Rule>
void add_code(Catalogue& catalogue, const std::string& name, const Rule& rule) {
  CodeList& list = catalogue.lists[name];
  list.name = name;
  Code code{.code = rule.key,
            .name = rule.name,
            .parent = "",
            .flags = {},
            .from = rule.from,
            .until = rule.until,
            .document = rule.document};
  const auto known = std::ranges::find(list.codes, rule.key, &Code::code);
  if (known == list.codes.end())
    list.codes.push_back(std::move(code));
  else
    *known = std::move(code);
}

// `consent: {purpose: online_class, when: age < 18}`
ConsentRule read_consent(const Reading& reading, const Item& item) {
  const auto found = item.find("consent");
  if (!found) return {};
  found->only({"purpose", "when"});
  ConsentRule rule{.purpose = found->text("purpose"), .when = found->text("when")};
  if (!reading.catalogue.code("consent_purpose", rule.purpose))
    found->fault("packs.roster.unknown_code",
                 {{"list", "consent_purpose"}, {"code", rule.purpose}});
  if (const auto checked = check_enrolment(rule.when); !checked) {
    found->fault("packs.events.consent");
    tell(found->at("when"), checked);
  }
  return rule;
}

EventKind read_kind(const Reading& reading, const Item& item) {
  item.only({"key", "name", "beneficiaries", "walk_ins", "online", "site", "type", "length",
             "aid_field", "may_plan", "slots", "proof", "items", "deliverers", "personal",
             "consent", "from", "to", "document"});
  const auto proof = item.find("proof");
  if (proof) proof->only({"photos_min", "note_min"});
  item.at("beneficiaries");
  EventKind kind{.key = item.text("key"),
                 .name = item.both("name"),
                 .beneficiaries = word_or(item, "beneficiaries", Beneficiaries::none),
                 .walk_ins = item.truth_or("walk_ins", false),
                 .online = item.truth_or("online", false),
                 .site = word_or(item, "site", Demand::none),
                 .type = word_or(item, "type", Demand::none),
                 .length = word_or(item, "length", Demand::optional),
                 .aid_field = word_or(item, "aid_field", Demand::optional),
                 .may_plan = item.truth_or("may_plan", true),
                 .slots = item.truth_or("slots", false),
                 .photos_min = number_or_zero(proof, "photos_min"),
                 .note_min = number_or_zero(proof, "note_min"),
                 .items = codes_of(reading, item, "items", "event_item"),
                 .deliverers = codes_of(reading, item, "deliverers", "deliverer_kind"),
                 .is_personal = item.truth_or("personal", false),
                 .consent = read_consent(reading, item),
                 .area = reading.area,
                 .from = item.day_or("from", beginning_of_time),
                 .until = until_of(item),
                 .document = document_of(reading, item, item.text("key"))};
  // Nobody came by name and nobody may be counted: such an event could never be said to be held.
  if (kind.beneficiaries == Beneficiaries::none && !kind.walk_ins && !kind.online)
    item.fault("packs.events.for_nobody", {{"kind", kind.key}});
  // What is never planned cannot be booked.
  if (kind.slots && !kind.may_plan)
    item.fault("packs.events.slots_unplanned", {{"kind", kind.key}});
  return kind;
}

WatchRule read_watch(const Reading& reading, const Item& item) {
  item.only({"key", "name", "cycle_days", "kinds", "escalate", "from", "to", "document"});
  WatchRule rule{.key = item.text("key"),
                 .name = item.both("name"),
                 .cycle_days = item.number("cycle_days"),
                 .kinds = codes_of(reading, item, "kinds", "event_kind"),
                 .escalate = {},
                 .area = reading.area,
                 .from = item.day_or("from", beginning_of_time),
                 .until = until_of(item),
                 .document = document_of(reading, item, item.text("key"))};
  if (rule.cycle_days < 1) item.at("cycle_days").fault("packs.events.cycle");
  for (const Item& step : item.at("escalate").list()) {
    step.only({"after", "to"});
    rule.escalate.push_back({.after = step.number("after"), .to = step.text("to")});
  }
  std::ranges::stable_sort(rule.escalate, {}, &WatchRule::Step::after);
  return rule;
}

}  // namespace

void read_events(Reading& reading, const Item& file) {
  file.only({"kinds", "enrolments", "campaigns", "watches"});
  EventRules rules = reading.catalogue.events ? *reading.catalogue.events : EventRules{};
  if (const auto kinds = file.find("kinds"))
    for (const Item& item : kinds->list()) {
      rules.kinds.push_back(read_kind(reading, item));
      add_code(reading.catalogue, "event_kind", rules.kinds.back());
    }
  if (const auto enrolments = file.find("enrolments"))
    for (const Item& item : enrolments->list()) {
      item.only({"site_kind", "who", "when", "one_mode", "from", "to", "document"});
      EnrolmentRule rule{.site_kind = item.text("site_kind"),
                         .who = item.both("who"),
                         .when = item.text("when"),
                         .one_mode = item.truth_or("one_mode", true),
                         .area = reading.area,
                         .from = item.day_or("from", beginning_of_time),
                         .until = until_of(item),
                         .document = document_of(reading, item, item.text("site_kind"))};
      tell(item.at("when"), check_enrolment(rule.when));
      rules.enrolments.push_back(std::move(rule));
    }
  if (const auto campaigns = file.find("campaigns"))
    for (const Item& item : campaigns->list()) {
      item.only({"kind", "ordinal", "from", "to", "document"});
      CampaignRule rule{.kind = item.text("kind"),
                        .ordinal = item.text("ordinal"),
                        .area = reading.area,
                        .from = item.day_or("from", beginning_of_time),
                        .until = until_of(item),
                        .document = document_of(reading, item, item.text("kind"))};
      if (!reading.catalogue.code("campaign_kind", rule.kind))
        item.at("kind").fault("packs.roster.unknown_code",
                              {{"list", "campaign_kind"}, {"code", rule.kind}});
      tell(item.at("ordinal"), check_ordinal(rule.ordinal));
      rules.campaigns.push_back(std::move(rule));
    }
  if (const auto watches = file.find("watches"))
    for (const Item& item : watches->list()) {
      rules.watches.push_back(read_watch(reading, item));
      add_code(reading.catalogue, "watch_kind", rules.watches.back());
    }
  reading.catalogue.events = std::make_shared<const EventRules>(std::move(rules));
}

}  // namespace zhulian::packs
