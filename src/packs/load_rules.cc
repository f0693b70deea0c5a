// roles.yaml, registry.yaml, needs.yaml and sheets/roster.yaml.
#include <algorithm>

#include "base/text.h"
#include "packs/reader.h"

namespace zhulian::packs {
namespace {

constexpr Names<Reach, 3> reach_names{{{
    {Reach::area, "area"},
    {Reach::organisation, "party"},
    {Reach::person, "person"},
}}};

// A number with its days and document becomes a parameter of the pack's area.
void add_parameter(Reading& reading, const Item& dated, std::string key, std::int64_t value,
                   std::string unit) {
  Parameter parameter{.key = std::move(key),
                      .area = reading.area,
                      .from = dated.day_or("from", beginning_of_time),
                      .until = open_end,
                      .value = value,
                      .unit = std::move(unit),
                      .document = dated.text_or("document", "")};
  if (dated.has("to")) parameter.until = dated.day_or("to", open_end) + std::chrono::days{1};
  if (parameter.document.empty()) dated.fault("packs.no_document", {{"key", parameter.key}});
  reading.check_document(dated, parameter.document);
  reading.catalogue.parameters.push_back(std::move(parameter));
}

void read_windows(Reading& reading, const Item& windows) {
  for (const Item& window : windows.list()) {
    window.only({"key", "name", "after", "days", "min", "max", "from", "to", "document"});
    add_parameter(reading, window, "needs." + window.text("key") + "_days", window.number("days"),
                  "day");
  }
}

void read_evaluation(Reading& reading, const Item& evaluation) {
  evaluation.only({"stars", "comment_max", "sides"});
  std::int64_t sum = 0;
  for (const Item& side : evaluation.at("sides").list()) {
    side.only({"side", "weight", "by", "from", "to", "document"});
    const std::int64_t weight = side.number("weight");
    if (weight < 1 || weight > 99)
      side.fault("packs.needs.weight", {{"weight", std::to_string(weight)}});
    sum += weight;
    add_parameter(reading, side, "needs." + side.text("side") + "_weight", weight, "percent");
  }
  if (sum != 100) evaluation.fault("packs.needs.weights", {{"sum", std::to_string(sum)}});
}

void read_letter(Reading& reading, const Item& letter) {
  letter.only({"from", "to", "document", "sections", "partners_max"});
  std::int64_t least = 1;
  std::int64_t most = 2000;
  std::set<std::string> sections;
  for (const Item& section : letter.at("sections").list()) {
    section.only({"key", "name", "min_length", "max_length"});
    sections.insert(section.text("key"));
    least = std::max(least, section.number("min_length"));
    most = std::min(most, section.number("max_length"));
  }
  if (sections != std::set<std::string>{"strengths", "approach", "outcome"})
    letter.fault("packs.needs.sections");
  add_parameter(reading, letter, "needs.letter_min", least, "character");
  add_parameter(reading, letter, "needs.letter_max", most, "character");
  add_parameter(reading, letter, "needs.partners_max", letter.number("partners_max"), "body");
}

// A later pack's rule takes the place of one with the same key.
void read_fact(Reading& reading, const Item& item) {
  item.only({"key", "name", "form", "from", "to", "document"});
  FactRule rule{.key = item.text("key"),
                .name = item.both("name"),
                .form = FactForm::text,
                .from = item.day_or("from", beginning_of_time),
                .until = open_end,
                .document = item.text("document")};
  if (item.has("to")) rule.until = item.day_or("to", open_end) + std::chrono::days{1};
  reading.check_document(item, rule.document);
  const std::string form = item.text("form");
  if (const auto known = fact_form_names.find(form))
    rule.form = *known;
  else
    item.at("form").fault("packs.facts.form", {{"word", form}});
  reading.catalogue.facts[rule.key] = std::move(rule);
}

}  // namespace

void read_registry(Reading& reading, const Item& file) {
  file.only({"certificate", "facts", "photos"});
  if (const auto rules = file.find("certificate"))
    for (const Item& rule : rules->list()) {
      rule.only({"key", "value", "from", "to", "document"});
      const std::string key = rule.text("key");
      add_parameter(reading, rule, "certificate." + key, rule.number("value"),
                    key.substr(key.rfind('_') + 1));
    }
  if (const auto facts = file.find("facts"))
    for (const Item& item : facts->list()) read_fact(reading, item);
  if (const auto photos = file.find("photos")) {
    photos->only({"bytes_max", "from", "to", "document"});
    add_parameter(reading, *photos, "photos.bytes_max", photos->number("bytes_max"), "byte");
  }
}

void read_roles(Reading& reading, const Item& file) {
  file.only({"roles"});
  for (const auto& [id, item] : file.at("roles").map()) {
    item.only({"name", "scope", "rights"});
    Role role{.id = id, .name = item.both("name")};
    for (const Item& right : item.at("rights").list()) {
      if (const auto known = right_names.find(right.text()))
        role.rights.add(*known);
      else
        right.fault("packs.roles.unknown_right", {{"right", right.text()}});
    }
    const std::string scope = item.text("scope");
    if (const auto reach = reach_names.find(scope))
      role.reach = *reach;
    else
      item.at("scope").fault("packs.roles.unknown_scope", {{"scope", scope}});
    reading.catalogue.roles[id] = std::move(role);
  }
}

void read_needs(Reading& reading, const Item& file) {
  file.only({"evaluation", "windows", "wish", "notice", "letter", "evidence"});
  if (const auto evaluation = file.find("evaluation")) read_evaluation(reading, *evaluation);
  if (const auto windows = file.find("windows")) read_windows(reading, *windows);
  if (const auto letter = file.find("letter")) read_letter(reading, *letter);
  if (const auto wish = file.find("wish")) {
    wish->only({"min_length", "max_length", "from", "to", "document"});
    add_parameter(reading, *wish, "needs.wish_max", wish->number("max_length"), "character");
  }
  if (const auto notice = file.find("notice")) {
    notice->only({"area_level", "category", "people_min", "from", "to", "document"});
    add_parameter(reading, *notice, "needs.people_min", notice->number("people_min"), "person");
  }
  if (const auto evidence = file.find("evidence")) {
    evidence->only(
        {"note_min", "note_max", "photos_min", "photos_max", "kinds", "from", "to", "document"});
    add_parameter(reading, *evidence, "needs.evidence_min", evidence->number("photos_min"), "file");
    add_parameter(reading, *evidence, "needs.evidence_max", evidence->number("photos_max"), "file");
  }
}

void read_roster(Reading& reading, const Item& file) {
  file.only({"sheet", "name", "head_within_rows", "head_matches_min", "columns", "values",
             "footers", "village_suffixes", "town_suffixes"});
  RosterSheet& sheet = reading.catalogue.roster;
  if (file.has("head_within_rows"))
    sheet.head_within_rows = static_cast<int>(file.number("head_within_rows"));
  if (file.has("head_matches_min"))
    sheet.head_matches_min = static_cast<int>(file.number("head_matches_min"));
  if (const auto columns = file.find("columns"))
    for (const Item& item : columns->list()) {
      item.only({"key", "kind", "code", "required", "name", "headings"});
      RosterColumn column{.key = item.text("key"),
                          .kind = item.text("kind"),
                          .codes = item.text_or("code", ""),
                          .name = item.both("name"),
                          .required = item.truth_or("required", false),
                          .headings = item.texts("headings")};
      const auto known = std::ranges::find(sheet.columns, column.key, &RosterColumn::key);
      if (known == sheet.columns.end()) {
        sheet.columns.push_back(std::move(column));
      } else {  // A place adds its own headings.
        known->headings.insert(known->headings.end(), column.headings.begin(),
                               column.headings.end());
      }
    }
  if (const auto values = file.find("values"))
    for (const auto& [list, codes] : values->map())
      for (const auto& [code, spellings] : codes.map())
        for (const Item& spelling : spellings.list())
          sheet.values[list][text::squeeze(spelling.text())] = code;
  for (std::string& footer : file.texts("footers")) sheet.footers.push_back(text::squeeze(footer));
  const auto suffixes = [&](std::string_view key, std::vector<PlaceSuffix>& into) {
    if (const auto list = file.find(key))
      for (const Item& item : list->list())
        into.push_back({.suffix = item.text("suffix"), .kind = item.text("kind")});
  };
  suffixes("village_suffixes", sheet.village_suffixes);
  suffixes("town_suffixes", sheet.town_suffixes);
}

}  // namespace zhulian::packs
