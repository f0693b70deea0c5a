// Expressions to terms: leaves, tables of all their values, and the forms that are taken apart.
#include <algorithm>
#include <bit>

#include "population/compiler.h"
#include "population/interpret.h"

namespace zhulian::population {

using feel::Form;
using feel::Node;
using feel::NodePtr;
using feel::Value;

std::unexpected<Error> refusal(std::string code, feel::Position at,
                               std::vector<Argument> arguments) {
  arguments.push_back({"line", std::to_string(at.line)});
  arguments.push_back({"column", std::to_string(at.column)});
  return fail(Fault::unsupported, std::move(code), {}, std::move(arguments));
}

std::unexpected<Error> Compiler::refuse(std::string code, feel::Position at,
                                        std::vector<Argument> arguments) {
  place_.at = at;
  if (element_ >= 0) {
    const dmn::Resolved& element = rules_.elements[static_cast<std::size_t>(element_)];
    place_.element = element.name;
    place_.file = rules_.models[static_cast<std::size_t>(element.model)]->file;
  }
  return refusal(std::move(code), at, std::move(arguments));
}

namespace {

// Both lists ascending and without repetition.
std::vector<int> together(std::vector<int> a, const std::vector<int>& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::ranges::sort(a);
  const auto [first, last] = std::ranges::unique(a);
  a.erase(first, last);
  return a;
}

std::shared_ptr<Node> copy_of(const Node& node) {
  return std::make_shared<Node>(node);
}

NodePtr name_node(std::string name, feel::Position at) {
  return std::make_shared<const Node>(Node{.form = Form::name, .at = at, .text = std::move(name)});
}

// Tests and ranges have no value of their own: they are evaluated where they stand.
bool is_part(Form form) {
  return form == Form::comparison_test || form == Form::any_test || form == Form::range ||
         form == Form::half_range || form == Form::span;
}

// Forms that give names of their own to what stands in them.
bool binds(Form form) {
  return form == Form::for_each || form == Form::some || form == Form::every ||
         form == Form::function || form == Form::filter || form == Form::context ||
         form == Form::native;
}

}  // namespace

// ------------------------------------------------------------------- steps

int Compiler::add(Step step, const std::string& key) {
  const auto [found, fresh] = made_.emplace(key, out_.registers);
  if (fresh) {
    step.to = new_register();
    out_.steps.push_back(std::move(step));
  }
  return found->second;
}

namespace {

std::string key_of_operand(const Operand& at) {
  return (at.column ? "c" : "r") + std::to_string(at.index);
}

std::string key_of_table(const ClassTable& table) {
  return {table.begin(), table.end()};
}

// Filled to whole chunks.
ClassTable filled(std::vector<std::uint8_t> table) {
  table.resize(std::max<std::size_t>(1, (table.size() + 15) / 16) * 16);
  return table;
}

}  // namespace

std::vector<Value> Compiler::distinct(const std::vector<Value>& values,
                                      std::vector<std::uint8_t>& classes, bool& fits) {
  std::map<std::string, std::size_t> known;
  std::vector<Value> states;
  classes.clear();
  fits = true;
  for (const Value& value : values) {
    const auto [found, fresh] = known.emplace(key_of(value), states.size());
    if (fresh) states.push_back(value);
    fits &= found->second < classes_max;
    classes.push_back(static_cast<std::uint8_t>(found->second));
  }
  return states;
}

Result<Finite> Compiler::lookup(const Finite& from, std::vector<std::uint8_t> classes,
                                std::vector<Value> states) {
  if (from.shorts) {
    classes.resize(65'536);
    std::string key = "s" + std::to_string(from.at.index) + ":" + key_of_table(classes);
    Step step{.work = ShortsStep{
                  .column = from.at.column, .index = from.at.index, .table = std::move(classes)}};
    const int reg = add(std::move(step), key);
    return Finite{.at = {.index = reg}, .states = std::move(states)};
  }
  bool identity = states.size() == from.states.size();
  for (std::size_t c = 0; identity && c < classes.size(); ++c) identity = classes[c] == c;
  if (identity) return Finite{.at = from.at, .states = std::move(states)};
  ClassTable table = filled(std::move(classes));
  std::string key = "l" + key_of_operand(from.at) + ":" + key_of_table(table);
  const int reg = add({.work = LookupStep{.from = from.at, .table = std::move(table)}}, key);
  return Finite{.at = {.index = reg}, .states = std::move(states)};
}

Result<Compiler::Joint> Compiler::join(const std::vector<Finite>& parts, feel::Position at) {
  Joint joint{.at = parts[0].at};
  for (std::size_t c = 0; c < parts[0].states.size(); ++c) joint.tuples.push_back({c});
  for (std::size_t p = 1; p < parts.size(); ++p) {
    const std::size_t others = parts[p].states.size();
    const int shift = std::bit_width(others - 1);
    if (joint.tuples.size() << shift > classes_max)
      return refuse("population.refused.too_many_values", at);
    std::vector<std::uint8_t> classes(joint.tuples.size() << shift);
    std::vector<std::vector<std::size_t>> tuples;
    for (std::size_t a = 0; a < joint.tuples.size(); ++a) {
      for (std::size_t b = 0; b < others; ++b) {
        classes[(a << shift) | b] = static_cast<std::uint8_t>(tuples.size());
        tuples.push_back(joint.tuples[a]);
        tuples.back().push_back(b);
      }
    }
    ClassTable table = filled(std::move(classes));
    std::string key = "j" + key_of_operand(joint.at) + key_of_operand(parts[p].at) + "<" +
                      std::to_string(shift) + ":" + key_of_table(table);
    const int reg =
        add({.work =
                 CombineStep{
                     .a = joint.at, .b = parts[p].at, .shift = shift, .table = std::move(table)}},
            key);
    joint = {.at = {.index = reg}, .tuples = std::move(tuples)};
  }
  return joint;
}

// ------------------------------------------------------------------- evaluation

Value Compiler::evaluate(const NodePtr& node, const Bindings& bindings) const {
  const feel::Limits limits;
  feel::Interpreter in(limits);
  in.heeds_unknown = true;
  const feel::Context names = nested(bindings);
  Value value = in.evaluate(*node, feel::Scope{.context = &names});
  return in.stopped() ? Value() : value;
}

Value Compiler::fact(int column, std::int64_t held) const {
  const Column& of = schema_[static_cast<std::size_t>(column)];
  Value value = value_of(of, held);
  if (value.is_null()) return of.null_means_none ? Value() : Value::unknown();
  return fitting(std::move(value), of.path);
}

// What does not fit the type the model gives it is as if nobody had said it.
Value Compiler::fitting(Value value, const std::string& path) const {
  const feel::Type* type = declared(path);
  if (!type) return value;
  const feel::Limits limits;
  feel::Interpreter in(limits);
  Value fits = in.coerced(value, *type, {});
  return fits.is_null() ? Value::unknown() : fits;
}

Result<Term> Compiler::tabulate(const NodePtr& node,
                                const std::vector<std::pair<std::string, Term>>& parts) {
  Bindings bindings;
  std::vector<Finite> finite;
  std::vector<std::size_t> places;  // In bindings, of the finite ones.
  std::vector<int> columns;
  for (const auto& [path, part] : parts) {
    columns = together(std::move(columns), part.columns);
    if (const Fixed* fixed = part.fixed()) {
      bindings.emplace_back(path, fixed->value);
    } else if (const Finite* one = part.finite()) {
      places.push_back(bindings.size());
      bindings.emplace_back(path, Value());
      finite.push_back(*one);
    } else {
      return refuse("population.refused.number_in_expression", node->at);
    }
  }
  if (finite.empty())
    return Term{.kind = Fixed{evaluate(node, bindings)}, .columns = std::move(columns)};

  Joint joint;
  if (finite.size() == 1) {
    joint.at = finite[0].at;
    for (std::size_t c = 0; c < finite[0].states.size(); ++c) joint.tuples.push_back({c});
  } else {
    for (const Finite& one : finite)
      if (one.shorts) return refuse("population.refused.too_many_values", node->at);
    joint = TRY(join(finite, node->at));
  }
  std::vector<Value> values;
  values.reserve(joint.tuples.size());
  for (const auto& tuple : joint.tuples) {
    for (std::size_t p = 0; p < finite.size(); ++p)
      bindings[places[p]].second = finite[p].states[tuple[p]];
    values.push_back(evaluate(node, bindings));
  }
  std::vector<std::uint8_t> classes;
  bool fits = true;
  std::vector<Value> states = distinct(values, classes, fits);
  if (!fits) return refuse("population.refused.too_many_values", node->at);
  if (states.size() == 1)
    return Term{.kind = Fixed{std::move(states[0])}, .columns = std::move(columns)};
  // `states` of the source count its classes only.
  const Finite from{.at = joint.at,
                    .states = std::vector<Value>(joint.tuples.size()),
                    .shorts = finite.size() == 1 && finite[0].shorts};
  Finite to = TRY(lookup(from, std::move(classes), std::move(states)));
  return Term{.kind = std::move(to), .columns = std::move(columns)};
}

// ------------------------------------------------------------------- leaves

std::optional<int> Compiler::needed(const std::string& path, int element, std::string& rest) const {
  std::optional<int> best;
  std::size_t longest = 0;
  for (const dmn::Needed& need : rules_.elements[static_cast<std::size_t>(element)].needs) {
    const std::string name = need.space.empty() ? need.name : need.space + "." + need.name;
    if (path != name && !path.starts_with(name + ".")) continue;
    if (best && name.size() <= longest) continue;
    best = need.element;
    longest = name.size();
  }
  if (best) rest = path.substr(longest);
  return best;
}

Compiler::Constant Compiler::constant(const std::string& name, std::string_view rest) const {
  const Value* value = constants_.find(name);
  while (value && value->as_context() && !rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t dot = rest.find('.');
    value = value->as_context()->find(rest.substr(0, dot));
    rest = dot == rest.npos ? std::string_view() : rest.substr(dot);
  }
  return {.value = value && !value->is_null() ? value : nullptr, .left = rest};
}

Result<void> Compiler::collect(const Node& node, int element, std::vector<std::string>& found) {
  const auto add = [&](const std::string& path) {
    if (std::ranges::find(found, path) == found.end()) found.push_back(path);
  };
  std::string rest;
  const auto path = dmn::path_of(node);
  const auto need = path ? needed(*path, element, rest) : std::nullopt;
  if (need) {
    const dmn::Resolved& other = rules_.elements[static_cast<std::size_t>(*need)];
    switch (other.kind) {
      case dmn::Resolved::Kind::input: {
        const std::string full = other.qualified + rest;
        bool asked_of_people = false, is_context = false, is_inside = false;
        for (const Column& column : schema_) {
          if (column.path == full) {
            add(*path);
            return {};
          }
          asked_of_people |=
              column.path == other.qualified || column.path.starts_with(other.qualified + ".");
          is_context |= column.path.starts_with(full + ".");
          is_inside |= full.starts_with(column.path + ".");
        }
        if (is_context)
          return refuse("population.refused.whole_context", node.at, {{"name", *path}});
        if (is_inside) break;  // A property of a fact: date.year.
        if (!asked_of_people) {
          // A property of a constant is no constant by name.
          const Constant within = constant(other.qualified, rest);
          if (within.value && !within.left.empty()) break;
        }
        add(*path);
        return {};
      }
      case dmn::Resolved::Kind::decision:
      case dmn::Resolved::Kind::knowledge:
        if (!rest.empty()) break;
        add(*path);
        return {};
      case dmn::Resolved::Kind::service:
        return refuse("population.refused.service", node.at, {{"name", other.name}});
    }
  }
  for (const NodePtr& child : node.children)
    if (child) TRY(collect(*child, element, found));
  return {};
}

Result<std::vector<std::string>> Compiler::leaves(const Node& node, int element) {
  std::vector<std::string> found;
  TRY(collect(node, element, found));
  return found;
}

Result<Term> Compiler::leaf_term(const std::string& path, feel::Position at, int element) {
  std::string rest;
  const auto need = needed(path, element, rest);
  if (!need) return refuse("population.refused.unknown_name", at, {{"name", path}});
  const dmn::Resolved& other = rules_.elements[static_cast<std::size_t>(*need)];
  if (other.kind == dmn::Resolved::Kind::decision) return decision(*need);
  if (other.kind == dmn::Resolved::Kind::knowledge) return Term{.kind = Fixed{other.function}};
  const std::string full = other.qualified + rest;
  const int column = find_column(schema_, full);
  if (column < 0) {
    const Constant within = constant(other.qualified, rest);
    // What nobody has said, such as a parameter that has not been published, is unknown.
    if (!within.value || !within.left.empty()) return Term{.kind = Fixed{Value::unknown()}};
    return Term{.kind = Fixed{fitting(*within.value, full)}};
  }
  const auto known = facts_.find(full);
  if (known != facts_.end()) return known->second;
  const Column& of = schema_[static_cast<std::size_t>(column)];
  Term term{.kind = Fixed{}, .columns = {column}};
  if (of.held == Held::number || of.held == Held::date) {
    term.kind = Wide{.column = column, .node = name_node(full, at)};
  } else {
    Finite finite{.at = {.column = true, .index = column}, .shorts = width_of(of) == Width::shorts};
    for (std::size_t code = 0; code <= no_code(of); ++code)
      finite.states.push_back(fact(column, static_cast<std::int64_t>(code)));
    term.kind = std::move(finite);
  }
  facts_.emplace(full, term);
  return term;
}

// ------------------------------------------------------------------- terms

Result<Term> Compiler::decision(int element) {
  if (const auto known = decisions_.find(element); known != decisions_.end()) return known->second;
  const dmn::Resolved& of = rules_.elements[static_cast<std::size_t>(element)];
  const int before = std::exchange(element_, element);
  // Without logic its value is an input by its name: the interpreter knows.
  Result<Term> made = refuse("population.refused.expression", of.at);
  if (of.table) {
    const int index = TRY(table(element));
    made = table_term(index);
  } else if (of.body) {
    made = term(of.body, element);
  }
  if (!made) return made;
  if (const Wide* wide = made->wide()) {
    // A number as the result of a decision has no classes of its own.
    return refuse("population.refused.number_in_expression", wide->node->at);
  }
  element_ = before;
  decisions_.emplace(element, *made);
  return made;
}

Result<Term> Compiler::term(const NodePtr& node, int element) {
  const std::vector<std::string> paths = TRY(leaves(*node, element));
  if (const auto path = dmn::path_of(*node); path && paths.size() == 1 && paths[0] == *path)
    return leaf_term(*path, node->at, element);

  std::vector<std::pair<std::string, Term>> parts;
  std::size_t ways = 1;
  int wide = -1, wides = 0;
  for (const std::string& path : paths) {
    Term part = TRY(leaf_term(path, node->at, element));
    if (const Finite* finite = part.finite()) {
      const std::size_t states = finite->states.size();
      ways = ways > classes_max ? ways : ways * std::bit_ceil(states);
    }
    if (const Wide* one = part.wide()) {
      ++wides;
      wide = one->column;
    }
    parts.emplace_back(path, std::move(part));
  }
  const bool one_large = parts.size() == 1 && parts[0].second.finite();
  if (wides == 0 && (ways <= 64 || one_large)) return tabulate(node, parts);
  if (wides == 1) {
    if (const auto direction = TRY(falls(node, element)))
      return Term{.kind = Wide{.column = wide, .node = node, .falls = *direction},
                  .columns = {wide}};
    const bool only = std::ranges::all_of(
        parts, [](const auto& part) { return part.second.wide() || part.second.fixed(); });
    if (only && !binds(node->form)) {
      auto classified = classify(node, wide, element);
      if (classified) return classified;
    }
  }
  return shell(node, element);
}

Result<Term> Compiler::shell(const NodePtr& node, int element) {
  if (binds(node->form)) return refuse("population.refused.expression", node->at);
  if (node->form == Form::conjunction || node->form == Form::disjunction) {
    Term all = TRY(term(node->children[0], element));
    for (std::size_t i = 1; i < node->children.size(); ++i) {
      const Term next = TRY(term(node->children[i], element));
      auto pair = copy_of(*node);
      pair->children = {name_node("$0", node->at), name_node("$1", node->at)};
      all = TRY(tabulate(pair, {{"$0", std::move(all)}, {"$1", next}}));
    }
    return all;
  }
  // A single comparison with "?" is that comparison.
  const bool one_test = node->form == Form::in && node->children.size() == 2 &&
                        node->children[1]->form == Form::comparison_test;
  if (one_test && !node->children[1]->asks_input) {
    auto comparison = std::make_shared<Node>(
        Node{.form = node->children[1]->test,
             .at = node->at,
             .children = {node->children[0], node->children[1]->children[0]}});
    return term(comparison, element);
  }
  std::vector<std::pair<std::string, Term>> parts;
  auto made = copy_of(*node);
  std::vector<Wide> wides;
  for (std::size_t i = 0; i < node->children.size(); ++i) {
    const NodePtr& child = node->children[i];
    const bool callee = node->form == Form::call && i == 0;
    if (callee || is_part(child->form)) {
      for (const std::string& path : TRY(leaves(*child, element))) {
        Term part = TRY(leaf_term(path, child->at, element));
        if (!part.fixed()) return refuse("population.refused.expression", child->at);
        parts.emplace_back(path, std::move(part));
      }
      continue;
    }
    Term part = TRY(term(child, element));
    if (const Wide* one = part.wide()) wides.push_back(*one);
    const std::string name = "$" + std::to_string(i);
    made->children[i] = name_node(name, child->at);
    parts.emplace_back(name, std::move(part));
  }
  if (wides.size() == 2 && parts.size() == 2 && node->form >= Form::equal &&
      node->form <= Form::greater_equal)
    return compare_columns(made, wides[0], wides[1]);
  if (!wides.empty()) return refuse("population.refused.number_in_expression", node->at);
  return tabulate(made, parts);
}

}  // namespace zhulian::population
