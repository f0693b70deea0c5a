// What stands in a model and is asked for by nobody; and check() itself.
#include <algorithm>

#include "dmn/check_inside.h"

namespace zhulian::dmn {
namespace {

void names_in(const feel::Node& node, Paths& names) {
  if (node.form == feel::Form::name) names.insert(node.text);
  for (const feel::NodePtr& child : node.children) names_in(*child, names);
  if (const auto* table = dynamic_cast<const Table*>(node.native.get())) {
    const auto add = [&](const feel::NodePtr& part) {
      if (part) names_in(*part, names);
    };
    for (const Table::Input& input : table->inputs) {
      add(input.expression);
      if (input.allowed) add(input.allowed->tests);
    }
    for (const Table::Output& output : table->outputs) add(output.otherwise);
    for (const Table::Rule& rule : table->rules) {
      for (const Cell& cell : rule.cells)
        if (!cell.any && !cell.constant) add(cell.tests);
      for (const feel::NodePtr& output : rule.outputs) add(output);
    }
  }
}

void add(Judging& judging, std::size_t element, std::string code,
         std::vector<Argument> arguments = {}) {
  const Resolved& resolved = judging.inside.elements[element];
  judging.add({.wrong = Wrong::unused,
               .weight = Weight::notice,
               .place = judging.place(static_cast<int>(element), 0, 0, resolved.at),
               .code = std::move(code),
               .arguments = std::move(arguments)});
}

void check_requirements(Judging& judging) {
  const auto& elements = judging.inside.elements;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Resolved& element = elements[i];
    if (element.model != 0) continue;
    const feel::Function* function = element.function.as_function();
    const bool decision = element.kind == Resolved::Kind::decision && element.body;
    const bool knowledge = element.kind == Resolved::Kind::knowledge && function && function->body;
    if (!decision && !knowledge) continue;
    Paths names;
    names_in(decision ? *element.body : *function->body, names);
    for (const Needed& needed : element.needs) {
      const std::string_view root = needed.space.empty() ? needed.name : needed.space;
      // Of an imported name the first word is enough: its path may be written over spaces.
      if (!names.contains(root))
        add(judging, i, "dmn.check.requirement_unused", {{"name", needed.name}});
    }
  }
}

void check_elements_used(Judging& judging) {
  const auto& elements = judging.inside.elements;
  std::vector<bool> needed(elements.size(), false);
  bool services = false;
  for (const Resolved& element : elements) {
    for (const Needed& one : element.needs) needed[static_cast<std::size_t>(one.element)] = true;
    if (element.kind != Resolved::Kind::service) continue;
    services = true;
    for (const auto* list : {&element.order, &element.outputs, &element.parameters})
      for (const int one : *list) needed[static_cast<std::size_t>(one)] = true;
  }
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Resolved& element = elements[i];
    if (needed[i] || element.model != 0) continue;
    const bool asked_by_name = element.kind == Resolved::Kind::service ||
                               (element.kind == Resolved::Kind::decision && !services);
    if (!asked_by_name) add(judging, i, "dmn.check.unused");
  }
}

Wrong kind_of(std::string_view code) {
  if (code.starts_with("dmn.type.")) return Wrong::type;
  if (code.starts_with("dmn.requirement.")) return Wrong::missing_requirement;
  if (code.ends_with("unknown_name")) return Wrong::unknown_name;
  return Wrong::unreadable;
}

}  // namespace

void check_use(Judging& judging) {
  check_requirements(judging);
  check_elements_used(judging);
}

std::vector<Finding> check(const Rules& rules, const Ground& ground, const CheckLimits& limits) {
  std::vector<Finding> found;
  for (const Diagnostic& fault : rules.faults())
    found.push_back({.wrong = kind_of(fault.code),
                     .place = fault.place,
                     .code = fault.code,
                     .arguments = fault.arguments});
  Judging judging{.inside = rules.inside(), .ground = ground, .limits = limits, .found = found};
  check_elements(judging);
  check_use(judging);
  if (judging.full())
    found.push_back({.wrong = Wrong::too_large,
                     .place = {.file = rules.model().file},
                     .code = "dmn.check.many",
                     .arguments = {{"count", std::to_string(found.size())}}});

  // One place, one fault: what a fact catalogue does not know its type does not know either.
  const auto key = [](const Finding& one) {
    return std::tuple(std::string_view(one.place.file), one.place.at, one.place.row);
  };
  std::erase_if(found, [&](const Finding& one) {
    return one.code == "feel.check.no_member" &&
           std::ranges::any_of(found, [&](const Finding& other) {
             return other.wrong == Wrong::unknown_fact && key(other) == key(one);
           });
  });
  std::ranges::stable_sort(found, [&](const Finding& a, const Finding& b) {
    return std::pair(a.weight, key(a)) < std::pair(b.weight, key(b));
  });
  return found;
}

}  // namespace zhulian::dmn
