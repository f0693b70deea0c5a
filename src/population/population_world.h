// Models made in C++, for the tests of this room.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "dmn/dmn.h"

namespace zhulian::population {

struct TableText {
  dmn::HitPolicy policy = dmn::HitPolicy::first;
  dmn::Aggregation aggregation = dmn::Aggregation::none;
  std::vector<std::string> inputs;
  std::vector<std::string> outputs{""};        // Names.
  std::vector<std::vector<std::string>> rows;  // Tests, then outputs.
  std::vector<std::string> output_values{};    // One an output, as unary tests.
  std::vector<std::string> defaults{};         // One an output.
};

// A model of one input "p" with typed entries, constants "k" (untyped) and "day", and decisions
// that each require all of them and the decisions before.
class ModelText {
 public:
  explicit ModelText(std::vector<std::pair<std::string, std::string>> facts,
                     std::vector<std::pair<std::string, std::string>> allowed = {}) {
    dmn::ItemDefinition type;
    type.name = "tP";
    for (auto& [name, of] : facts) {
      dmn::ItemDefinition entry;
      entry.name = name;
      entry.type_ref = of;
      for (const auto& [restricted, tests] : allowed)
        if (restricted == name) entry.allowed_values = dmn::Text{.text = tests};
      type.components.push_back(std::move(entry));
    }
    model_.file = "test.dmn";
    model_.space = "test";
    model_.items.push_back(std::move(type));
    input("p", "tP");
    input("k", "");
    input("day", "date");
  }

  ModelText& literal(const std::string& name, const std::string& text,
                     const std::string& type = "") {
    add(name, type,
        std::make_shared<const dmn::Boxed>(
            dmn::Boxed{.form = dmn::Literal{.text = {.text = text}}}));
    return *this;
  }

  ModelText& table(const std::string& name, const TableText& text, const std::string& type = "") {
    dmn::DecisionTable table{.hit_policy = text.policy, .aggregation = text.aggregation};
    for (const std::string& input : text.inputs)
      table.inputs.push_back({.label = input, .expression = {.text = input}});
    for (std::size_t o = 0; o < text.outputs.size(); ++o) {
      dmn::DecisionTable::Output output{.name = text.outputs[o]};
      if (o < text.output_values.size()) output.values = dmn::Text{.text = text.output_values[o]};
      if (o < text.defaults.size()) output.default_entry = dmn::Text{.text = text.defaults[o]};
      table.outputs.push_back(std::move(output));
    }
    for (const auto& row : text.rows) {
      dmn::DecisionTable::Rule rule;
      for (std::size_t i = 0; i < row.size(); ++i)
        (i < text.inputs.size() ? rule.tests : rule.outputs).push_back({.text = row[i]});
      table.rules.push_back(std::move(rule));
    }
    add(name, type, std::make_shared<const dmn::Boxed>(dmn::Boxed{.form = std::move(table)}));
    return *this;
  }

  dmn::Rules load() const { return dmn::load(model_).value(); }

 private:
  void input(const std::string& name, const std::string& type) {
    dmn::InputData data;
    data.id = "i_" + name;
    data.name = name;
    data.variable = {.name = name, .type_ref = type};
    model_.inputs.push_back(std::move(data));
  }

  void add(const std::string& name, const std::string& type, dmn::BoxedPtr body) {
    dmn::Decision decision;
    decision.id = "d_" + name;
    decision.name = name;
    decision.variable = {.name = name, .type_ref = type};
    for (const auto& data : model_.inputs)
      decision.requirements.push_back(
          {.kind = dmn::Requirement::Kind::input, .href = "#" + data.id});
    for (const auto& before : model_.decisions)
      decision.requirements.push_back(
          {.kind = dmn::Requirement::Kind::decision, .href = "#" + before.id});
    decision.expression = std::move(body);
    model_.decisions.push_back(std::move(decision));
  }

  dmn::Model model_;
};

}  // namespace zhulian::population
