// What an office records of a person beside the roster: which categories a multiple disability is
// made of, whether the family has the allowance. The packs say which facts and in what form.
#include <set>

#include "base/text.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "registry/people_store.h"
#include "registry/scope.h"

namespace zhulian::registry {
namespace {

// "5,4" -> "4,5": categories 1 to 6, two at least, each once. nullopt for anything else.
std::optional<std::string> read_categories(std::string_view text) {
  std::set<char> found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_comma = i % 2 == 1;
    if (is_comma ? text[i] != ',' : text[i] < '1' || text[i] > '6') return std::nullopt;
    if (!is_comma && !found.insert(text[i]).second) return std::nullopt;
  }
  if (found.size() < 2 || text.size() % 2 == 0) return std::nullopt;
  std::string sorted;
  for (const char c : found) {
    if (!sorted.empty()) sorted += ',';
    sorted += c;
  }
  return sorted;
}

std::optional<std::string> read_value(packs::FactForm form, const std::string& text) {
  switch (form) {
    case packs::FactForm::categories:
      return read_categories(text);
    case packs::FactForm::truth:
      if (text == "yes" || text == "no") return text;
      return std::nullopt;
    case packs::FactForm::text:
      break;
  }
  if (text.empty()) return std::nullopt;
  return text;
}

FactLine line_of(const NewFact& in, const std::string& value, Day from) {
  return {.kind = in.key, .value = value, .from = from, .until = {}, .source = in.source};
}

}  // namespace

Result<FactLine> add_fact(const Call& call, const NewFact& input) {
  NewFact in = input;
  in.value = text::normalise(in.value);
  in.source = text::normalise(in.source);
  const auto person = store::find_person(call, in.person, true);
  if (!person || !may_see(call, person->area, in.person.text))
    return fail(Fault::not_found, "registry.person.absent");
  const Day from = in.from.value_or(call.today());
  const auto rule = call.deployment.packs.facts.find(in.key);
  if (rule == call.deployment.packs.facts.end() || from < rule->second.from ||
      rule->second.until <= from)
    return fail(Fault::invalid, "registry.fact.key", "/key", {{"key", in.key}});
  const auto value = read_value(rule->second.form, in.value);
  if (!value)
    return fail(Fault::invalid, "registry.fact.value." + std::string(word(rule->second.form)),
                "/value");
  if (in.source.empty()) return fail(Fault::invalid, "registry.fact.source", "/source");
  if (from > call.today()) return fail(Fault::invalid, "registry.fact.later", "/from");
  if (from < person->birth)
    return fail(Fault::invalid, "registry.fact.order", "/from",
                {{"day", to_string(person->birth)}});
  if (person->died_on && *person->died_on <= from)
    return fail(Fault::invalid, "registry.condition.dead", "/from",
                {{"day", to_string(*person->died_on)}});

  const auto known = store::open_fact(call.tx, in.person, in.key);
  if (known && known->from == from && known->value == *value) return line_of(in, *value, from);
  if (known && from < known->from)
    return fail(Fault::invalid, "registry.fact.order", "/from", {{"day", to_string(known->from)}});
  if (known && known->from == from) {
    store::correct_fact(call.tx, in.person, in.key, from, *value);
  } else {
    if (known) store::end_fact(call.tx, in.person, in.key, known->from, from);
    store::add_fact(call, in.person, person->area, in.key, *value, from, in.source);
  }
  audit(call, "registry.fact.recorded", "registry_person", in.person.text, person->area,
        {{"key", in.key}, {"from", to_string(from)}});
  return line_of(in, *value, from);
}

}  // namespace zhulian::registry
