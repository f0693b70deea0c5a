#include "packs/load_policies.h"

#include <algorithm>
#include <array>

#include "dmn/xml.h"
#include "packs/csv_rows.h"
#include "packs/load_cases.h"
#include "packs/policy_files.h"

namespace zhulian::packs {
namespace {

constexpr std::string_view under_policies = "policies/";

std::string name_of(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

void add_error(Faults& faults, const std::string& file, const Error& error) {
  int line = 1;
  for (const Argument& argument : error.arguments)
    if (argument.name == "line") line = std::max(1, std::atoi(argument.value.c_str()));
  faults.add(file, line, error.code, error.arguments);
  for (const Error& other : error.others) add_error(faults, file, other);
}

// A later pack's fact or policy takes the place of one with the same key.
template <class Row, class Key>
void put(std::vector<Row>& rows, Row row, Key Row::* key) {
  const auto known = std::ranges::find(rows, row.*key, key);
  if (known == rows.end())
    rows.push_back(std::move(row));
  else
    *known = std::move(row);
}

void read_policy_list(Reading& reading, Policies& into, const Item& file) {
  file.only({"policies", "words"});
  if (const auto words = file.find("words"))
    for (const auto& [zh, en] : words->map()) into.words[zh] = en.text();
  if (const auto list = file.find("policies"))
    for (const Item& item : list->list()) {
      item.only({"id", "name", "about", "model", "decision", "from", "to", "document"});
      Policy policy{.id = item.text("id"),
                    .name = item.both("name"),
                    .about = item.both("about"),
                    .model = item.text("model"),
                    .decision = item.text("decision"),
                    .from = item.day_or("from", beginning_of_time),
                    .until = open_end,
                    .document = item.text("document"),
                    .place = item.place()};
      if (item.has("to")) policy.until = item.day_or("to", open_end) + std::chrono::days{1};
      reading.check_document(item, policy.document);
      put(into.policies, std::move(policy), &Policy::id);
    }
}

void read_exclusions(Reading& reading, Policies& into, const std::string& file,
                     const std::string& content) {
  Faults& faults = reading.faults;
  each_row(
      file, content, faults, {"benefit", "subsidy", "area", "from", "to", "mode", "document"},
      [&](const CsvRow& row) {
        const auto area = Area::parse(row.at("area"));
        const auto mode = exclusion_mode_names.find(row.at("mode"));
        if (!area) faults.add(row.place(), "packs.bad_area", {{"code", row.at("area")}});
        if (!mode)
          faults.add(row.place(), "packs.policy.exclusion_mode", {{"word", row.at("mode")}});
        if (!reading.documents.contains(row.at("document")))
          faults.add(row.place(), "packs.unknown_document", {{"document", row.at("document")}});
        Exclusion one{.benefit = row.at("benefit"),
                      .subsidy = row.at("subsidy"),
                      .area = area.value_or(Area{}),
                      .from = day_of(row, "from", beginning_of_time, faults),
                      .until = until_of(row, faults),
                      .mode = mode.value_or(ExclusionMode::block),
                      .document = row.at("document"),
                      .place = row.place()};
        const bool twice = std::ranges::any_of(into.exclusions, [&](const Exclusion& other) {
          return other.benefit == one.benefit && other.subsidy == one.subsidy &&
                 other.area == one.area && other.from < one.until && one.from < other.until;
        });
        if (twice)
          faults.add(row.place(), "packs.policy.exclusion_twice", {{"benefit", one.benefit}});
        into.exclusions.push_back(std::move(one));
      },
      true);
}

// Two rows of one place for one day: nobody could say which holds.
void check_versions(const std::vector<dmn::ParameterRow>& rows, Faults& faults) {
  std::vector<const dmn::ParameterRow*> sorted;
  for (const dmn::ParameterRow& row : rows) sorted.push_back(&row);
  std::ranges::stable_sort(sorted, [](const auto* a, const auto* b) {
    return std::tie(a->key, a->area, a->from) < std::tie(b->key, b->area, b->from);
  });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const dmn::ParameterRow& before = *sorted[i - 1];
    const dmn::ParameterRow& row = *sorted[i];
    if (before.key != row.key || before.area != row.area || before.until <= row.from) continue;
    const bool same = before.file != row.file && before.from == row.from &&
                      before.until == row.until && before.value == row.value;
    if (!same)  // Two places may share their province, with the same content.
      faults.add(row.file, row.line, "packs.policy.two_versions",
                 {{"key", row.key},
                  {"day", to_string(row.from)},
                  {"other", before.file + ":" + std::to_string(before.line)}});
  }
}

void check_parameters(const Policies& policies, const Documents& documents, Faults& faults) {
  for (const dmn::ParameterRow& row : policies.ground.parameters) {
    if (!documents.contains(row.document))
      faults.add(row.file, row.line, "packs.unknown_document", {{"document", row.document}});
    if (row.value.starts_with('-'))
      faults.add(row.file, row.line, "packs.policy.negative", {{"value", row.value}});
    else if (row.unit == "yuan" && !row.value.empty() && !parse_yuan(row.value))
      faults.add(row.file, row.line, "packs.policy.not_yuan", {{"value", row.value}});
  }
  check_versions(policies.ground.parameters, faults);
}

void load_models(Policies& policies, const PolicyReading& reading, Faults& faults) {
  for (const auto& [name, model] : reading.models) {
    const auto find = [&](std::string_view space, std::string_view) -> std::optional<dmn::Model> {
      for (const auto& [other_name, other] : reading.models)
        if (other.space == space) return other;
      return std::nullopt;
    };
    const std::string& file = reading.files.find(name)->second;
    auto rules = dmn::load(model, find);
    if (!rules) {
      add_error(faults, file, rules.error());
      continue;
    }
    for (const dmn::Diagnostic& fault : rules->faults())
      faults.add(file, std::max(1, fault.place.at.line), fault.code, fault.arguments);
    policies.models.insert_or_assign(name, *std::move(rules));
  }
}

bool has_decision(const dmn::Rules& rules, std::string_view name) {
  return std::ranges::find(rules.model().decisions, name, &dmn::Decision::name) !=
         rules.model().decisions.end();
}

void check_references(const Policies& policies, Faults& faults) {
  for (const Policy& policy : policies.policies) {
    const auto model = policies.models.find(policy.model);
    if (model == policies.models.end())
      faults.add(policy.place, "packs.policy.no_model", {{"model", policy.model}});
    else if (!has_decision(model->second, policy.decision))
      faults.add(policy.place, "packs.policy.no_decision", {{"decision", policy.decision}});
  }
  for (const Exclusion& row : policies.exclusions) {
    const dmn::Fact* benefit = policies.ground.fact(row.benefit);
    if (!benefit || benefit->type.kind != feel::Kind::boolean)
      faults.add(row.place, "packs.policy.no_fact", {{"fact", row.benefit}});
    if (!policies.find(row.subsidy))
      faults.add(row.place, "packs.policy.no_policy", {{"policy", row.subsidy}});
  }
}

// Where the program can take a fact from: see "facts.yaml" in packs/README.md.
bool is_source(std::string_view source, const Catalogue& catalogue) {
  constexpr std::string_view recorded = "fact.";
  constexpr std::array<std::string_view, 6> reckoned{"run",
                                                     "person.registered",
                                                     "person.died_on",
                                                     "certificate.valid",
                                                     "certificate.category",
                                                     "certificate.level"};
  if (source.starts_with(recorded))
    return catalogue.facts.contains(std::string(source.substr(recorded.size())));
  return std::ranges::find(reckoned, source) != reckoned.end();
}

}  // namespace

bool is_policy_file(std::string_view path) {
  return path == "facts.yaml" || (path.starts_with("parameters/") && path.ends_with(".csv")) ||
         (path.starts_with("cases/") && path.ends_with(".yaml")) ||
         path == "policies/policies.yaml" || path == "policies/exclusions.csv" ||
         (path.starts_with(under_policies) && path.ends_with(".dmn"));
}

void read_policy_file(Reading& reading, PolicyReading& into, const std::string& file,
                      const std::string& path, const std::string& content) {
  Policies& policies = into.policies;
  Faults& faults = reading.faults;
  if (path == "facts.yaml") {
    policies.ground.has_facts = true;
    for (dmn::Fact& fact : read_facts(file, content, faults))
      put(policies.ground.facts, std::move(fact), &dmn::Fact::key);
  } else if (path.starts_with("parameters/")) {
    policies.ground.has_parameters = true;
    for (dmn::ParameterRow& row : read_parameters(file, content, faults))
      policies.ground.parameters.push_back(std::move(row));
  } else if (path.starts_with("cases/")) {
    if (const auto item = Item::parse(file, content, faults)) read_cases(policies, *item);
  } else if (path.ends_with(".csv")) {
    read_exclusions(reading, policies, file, content);
  } else if (path.ends_with(".yaml")) {
    if (const auto item = Item::parse(file, content, faults))
      read_policy_list(reading, policies, *item);
  } else {
    auto model = dmn::read(content, file);
    if (!model) return add_error(faults, file, model.error());
    into.files[name_of(path)] = file;
    into.models.insert_or_assign(name_of(path), *std::move(model));
  }
}

void finish_policies(Catalogue& catalogue, PolicyReading&& reading, const Documents& documents,
                     Faults& faults) {
  auto policies = std::make_shared<Policies>(std::move(reading.policies));
  policies->documents = documents;
  for (const dmn::Fact& fact : policies->ground.facts) {
    if (fact.means_none) policies->means_none.insert(fact.key);
    if (!is_source(fact.source, catalogue))
      faults.add(fact.file, fact.line, "packs.policy.no_source", {{"source", fact.source}});
    if (!fact.document.empty() && !documents.contains(fact.document))
      faults.add(fact.file, fact.line, "packs.unknown_document", {{"document", fact.document}});
  }
  load_models(*policies, reading, faults);
  check_parameters(*policies, documents, faults);
  check_references(*policies, faults);
  check_cases(*policies, documents, faults);
  catalogue.policies = std::move(policies);
}

}  // namespace zhulian::packs
