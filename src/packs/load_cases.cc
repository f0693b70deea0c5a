#include "packs/load_cases.h"

#include <algorithm>

namespace zhulian::packs {
namespace {

constexpr std::string_view person_prefix = "\u4eba.";  // The input that is the person.

// What a case writes, as the value the tables read; by the fact's type once that is known.
feel::Value value_of(const dmn::Fact& fact, const std::string& text, bool& sound) {
  sound = true;
  switch (fact.type.kind) {
    case feel::Kind::boolean:
      if (text == "true" || text == "false") return text == "true";
      break;
    case feel::Kind::number:
      if (const auto number = feel::Decimal::parse(text)) return *number;
      break;
    case feel::Kind::date:
      if (const auto day = parse_day(text))
        if (const auto date = feel::date_of(number(*day))) return *date;
      break;
    default:
      return text;
  }
  sound = false;
  return {};
}

Facts read_facts_of(const Policies& policies, const Item& input) {
  Facts facts;
  for (const auto& [name, item] : input.map()) {
    const std::string key = policies.ground.fact(name) ? name : std::string(person_prefix) + name;
    const dmn::Fact* fact = policies.ground.fact(key);
    if (!fact) {
      item.fault("packs.policy.no_fact", {{"fact", name}});
      continue;
    }
    bool sound = false;
    facts[key] = value_of(*fact, item.text(), sound);
    if (!sound) item.fault("packs.policy.case_value", {{"fact", name}, {"text", item.text()}});
  }
  return facts;
}

std::optional<Fen> amount(const Item& item, std::string_view key) {
  const auto found = item.find(key);
  if (!found) return std::nullopt;
  const auto fen = parse_yuan(found->text());
  if (!fen) found->fault("packs.policy.not_yuan", {{"value", found->text()}});
  return fen;
}

void read_expected(const Item& expect, GoldenCase& into) {
  expect.only({"outcome", "month", "year", "missing", "by", "mode", "heads", "total"});
  if (const auto item = expect.find("outcome")) {
    into.outcome = outcome_names.find(item->text());
    if (!into.outcome) item->fault("packs.policy.case_outcome", {{"word", item->text()}});
  }
  if (const auto item = expect.find("mode")) {
    into.mode = exclusion_mode_names.find(item->text());
    if (!into.mode) item->fault("packs.policy.exclusion_mode", {{"word", item->text()}});
  }
  into.year = amount(expect, "year");
  into.total = amount(expect, "total");
  into.missing = expect.texts("missing");
  into.by = expect.text_or("by", "");
  if (expect.has("heads")) into.heads = expect.number("heads");
}

}  // namespace

void read_cases(Policies& policies, const Item& file) {
  file.only({"cases"});
  for (const Item& item : file.at("cases").list()) {
    item.only({"name", "policy", "as_of", "area", "months", "input", "groups", "expect", "source"});
    GoldenCase one{.name = item.text("name"),
                   .policy = item.text("policy"),
                   .as_of = item.day_or("as_of", beginning_of_time),
                   .area = {},
                   .groups = {},
                   .source = item.text("source"),
                   .place = item.place()};
    if (const auto area = Area::parse(item.text("area")))
      one.area = *area;
    else
      item.at("area").fault("packs.bad_area", {{"code", item.text("area")}});
    if (item.has("months")) one.months = item.number("months");
    const Item expect = item.at("expect");
    read_expected(expect, one);
    if (const auto groups = item.find("groups")) {
      for (const Item& group : groups->list()) {
        group.only({"heads", "input", "month"});
        one.groups.push_back({.heads = group.number("heads"),
                              .facts = read_facts_of(policies, group.at("input")),
                              .month = amount(group, "month")});
      }
    } else {
      one.groups.push_back({.heads = 1,
                            .facts = read_facts_of(policies, item.at("input")),
                            .month = amount(expect, "month")});
    }
    policies.cases.push_back(std::move(one));
  }
}

void check_cases(const Policies& policies, const Documents& documents, Faults& faults) {
  for (const GoldenCase& one : policies.cases) {
    if (!policies.find(one.policy))
      faults.add(one.place, "packs.policy.no_policy", {{"policy", one.policy}});
    if (!documents.contains(one.source))
      faults.add(one.place, "packs.unknown_document", {{"document", one.source}});
    if (!one.by.empty() && !policies.ground.fact(one.by))
      faults.add(one.place, "packs.policy.no_fact", {{"fact", one.by}});
  }
}

}  // namespace zhulian::packs
