// ties.yaml: what kinds of ties and groups join, and what must be true of their ends.
#include <algorithm>

#include "feel/feel.h"
#include "packs/reader.h"

namespace zhulian::packs {
namespace {

constexpr std::string_view subject_parties[] = {"person", "organisation", "user"};
constexpr std::string_view object_parties[] = {"person", "organisation", "area", "site"};

// `when` and `who`: nobody is refused by a condition that only the program can read.
PersonCondition read_condition(const Item& item) {
  PersonCondition condition{.when = item.text_or("when", ""), .who = {}};
  if (condition.when.empty()) {
    if (item.has("who")) item.at("who").fault("packs.ties.who_of_nothing");
    return condition;
  }
  if (item.has("who"))
    condition.who = item.both("who");
  else
    item.at("when").fault("packs.ties.no_who");
  feel::Schema schema;
  for (const std::string_view fact : person_facts)
    schema.emplace(std::string(fact), feel::Type(feel::Kind::number));
  const auto checked = feel::check(condition.when, schema, feel::Kind::boolean);
  if (!checked) item.at("when").fault(checked.error().code, checked.error().arguments);
  return condition;
}

// The kinds of `list` that a condition may name.
void check_codes(const Reading& reading, const Item& item, std::string_view list,
                 const std::vector<std::string>& codes) {
  for (const std::string& code : codes)
    if (!reading.catalogue.code(list, code))
      item.fault("packs.ties.unknown_code", {{"list", std::string(list)}, {"code", code}});
}

template <class Words>
void check_parties(const Item& item, const Words& allowed, const std::vector<std::string>& given) {
  if (given.empty()) item.fault("packs.ties.no_parties");
  for (const std::string& party : given)
    if (std::ranges::find(allowed, party) == std::end(allowed))
      item.fault("packs.ties.party", {{"party", party}});
}

template <class Words>
TieEndRule read_end(const Reading& reading, const Item& item, const Words& allowed) {
  item.only({"parties", "kinds", "when", "who"});
  TieEndRule end{.parties = item.texts("parties"),
                 .kinds = item.texts("kinds"),
                 .condition = read_condition(item)};
  check_parties(item, allowed, end.parties);
  const auto has = [&](std::string_view party) {
    return std::ranges::find(end.parties, party) != end.parties.end();
  };
  if (!end.kinds.empty()) {
    if (has("site"))
      check_codes(reading, item, "site_kind", end.kinds);
    else if (has("organisation"))
      check_codes(reading, item, "organisation_kind", end.kinds);
    else
      item.fault("packs.ties.no_kinds");
  }
  if (!end.condition.when.empty() && !has("person")) item.fault("packs.ties.when_of_nobody");
  return end;
}

Sole read_sole(const Item& item) {
  const std::string word = item.text_or("sole", "none");
  const auto known = sole_names.find(word);
  if (!known) item.at("sole").fault("packs.ties.sole", {{"word", word}});
  return known.value_or(Sole::none);
}

// `ends_with: person`, which is what is meant where nothing is said, or `nothing`.
bool read_outlives(const Item& item) {
  const std::string word = item.text_or("ends_with", "person");
  if (word != "person" && word != "nothing")
    item.at("ends_with").fault("packs.ties.ends_with", {{"word", word}});
  return word == "nothing";
}

Consents read_consents(const Item& item) {
  const std::string word = item.text_or("consents", "nobody");
  const auto known = consents_names.find(word);
  if (!known) item.at("consents").fault("packs.ties.consents", {{"word", word}});
  return known.value_or(Consents::nobody);
}

// The purpose to which the people at both ends agree.
std::string read_consent(const Reading& reading, const Item& item, const TieEndRule& subject,
                         const TieEndRule& object) {
  const std::string purpose = item.text_or("consent", "");
  if (purpose.empty()) return purpose;
  check_codes(reading, item, "consent_purpose", {purpose});
  const std::vector<std::string> people{"person"};
  if (subject.parties != people || object.parties != people)
    item.at("consent").fault("packs.ties.consent_of_nobody");
  return purpose;
}

void read_tie(Reading& reading, const Item& item) {
  item.only({"kind", "subject", "object", "sole", "ends_with", "speaks", "consents", "consent",
             "concurrent", "document"});
  TieRule rule{.kind = item.text("kind"),
               .subject = read_end(reading, item.at("subject"), subject_parties),
               .object = read_end(reading, item.at("object"), object_parties),
               .sole = read_sole(item),
               .outlives = read_outlives(item),
               .speaks = item.truth_or("speaks", false),
               .consents = read_consents(item),
               .consent = {},
               .concurrent = {},
               .document = item.text("document")};
  check_codes(reading, item, "relation_kind", {rule.kind});
  reading.check_document(item, rule.document);
  rule.consent = read_consent(reading, item, rule.subject, rule.object);
  if ((rule.speaks || rule.consents != Consents::nobody) &&
      rule.object.parties != std::vector<std::string>{"person"})
    item.at(rule.speaks ? "speaks" : "consents").fault("packs.ties.speaks_for_nobody");
  if (const auto offices = item.find("concurrent"))
    for (const Item& office : offices->list()) {
      office.only({"of", "with"});
      Concurrent concurrent{.of = office.text("of"), .with = office.texts("with")};
      check_codes(reading, office, "organisation_kind", {concurrent.of});
      check_codes(reading, office, "relation_kind", concurrent.with);
      if (concurrent.with.empty()) office.fault("packs.ties.no_office");
      rule.concurrent.push_back(std::move(concurrent));
    }
  reading.catalogue.ties.ties[rule.kind] = std::move(rule);
}

void read_group(Reading& reading, const Item& item) {
  item.only({"kind", "parts", "document"});
  GroupRule rule{.kind = item.text("kind"), .parts = {}, .document = item.text("document")};
  check_codes(reading, item, "group_kind", {rule.kind});
  reading.check_document(item, rule.document);
  for (const Item& each : item.at("parts").list()) {
    each.only({"part", "parties", "kinds", "when", "who", "holds", "sole", "ends"});
    GroupPart part{.part = each.text("part"),
                   .parties = each.texts("parties"),
                   .kinds = each.texts("kinds"),
                   .condition = read_condition(each),
                   .holds = each.texts("holds"),
                   .sole = each.truth_or("sole", false),
                   .ends = each.truth_or("ends", false)};
    check_codes(reading, each, "group_part", {part.part});
    check_codes(reading, each, "organisation_kind", part.kinds);
    check_codes(reading, each, "relation_kind", part.holds);
    check_parties(each, subject_parties, part.parties);
    if (rule.part(part.part)) each.fault("packs.ties.part_twice", {{"part", part.part}});
    rule.parts.push_back(std::move(part));
  }
  if (rule.parts.size() < 2) item.fault("packs.ties.few_parts");
  reading.catalogue.ties.groups[rule.kind] = std::move(rule);
}

}  // namespace

const GroupPart* GroupRule::part(std::string_view name) const {
  const auto found = std::ranges::find(parts, name, &GroupPart::part);
  return found == parts.end() ? nullptr : &*found;
}

const TieRule* TieRules::tie(std::string_view kind) const {
  const auto found = ties.find(kind);
  return found == ties.end() ? nullptr : &found->second;
}

std::vector<std::string> TieRules::speaking() const {
  std::vector<std::string> kinds;
  for (const auto& [kind, rule] : ties)
    if (rule.speaks) kinds.push_back(kind);
  return kinds;
}

const GroupRule* TieRules::group(std::string_view kind) const {
  const auto found = groups.find(kind);
  return found == groups.end() ? nullptr : &found->second;
}

void read_ties(Reading& reading, const Item& file) {
  file.only({"ties", "groups"});
  if (const auto ties = file.find("ties"))
    for (const Item& item : ties->list()) read_tie(reading, item);
  if (const auto groups = file.find("groups"))
    for (const Item& item : groups->list()) read_group(reading, item);
}

}  // namespace zhulian::packs
