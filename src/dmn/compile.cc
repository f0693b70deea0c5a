// Boxed expressions to nodes of FEEL.
#include <algorithm>

#include "dmn/loader.h"
#include "dmn/placed.h"
#include "feel/parser.h"

namespace zhulian::dmn {

namespace {

using feel::Form;
using feel::Node;
using feel::NodePtr;
using feel::Position;
using feel::Type;
using feel::Vocabulary;

constexpr int boxes_max = 100;                     // Of boxed expressions within boxed expressions.
constexpr std::string_view result_entry = "\x01";  // No name of FEEL.

// What is not evaluated here, and says so.
struct Unsupported : feel::Native {
  std::string_view code;
  Position at{};
  feel::Value evaluate(feel::Interpreter& in, const feel::Scope&) const override {
    return in.fault(at, code);
  }
};

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

// The keys of contexts written as text: names for whoever looks into what they make.
void collect_keys(const Node& node, feel::Phrases& names) {
  if (node.form == Form::context) {
    for (const std::string& name : node.names) names.add(name);
  }
  for (const NodePtr& child : node.children) collect_keys(*child, names);
}

}  // namespace

void Compiler::fault(Position at, std::string code, std::vector<Argument> arguments) {
  constexpr std::size_t faults_max = 10'000;
  if (faults_.size() >= faults_max) return;
  Place place = place_;
  place.at = at;
  faults_.push_back({std::move(place), std::move(code), std::move(arguments)});
}

void Compiler::fault(const Error& error, Position at) {
  for (const Argument& argument : error.arguments) {
    if (argument.name == "line") at.line = std::atoi(argument.value.c_str());
    if (argument.name == "column") at.column = std::atoi(argument.value.c_str());
  }
  fault(at, error.code, error.arguments);
}

NodePtr Compiler::make(Node node) {
  for (const NodePtr& child : node.children) {
    node.depth = std::max(node.depth, child->depth + 1);
    node.asks_input |= child->asks_input;
  }
  if (node.form == Form::native) node.asks_input = false;
  if (node.depth > feel::depth_max) {
    fault(node.at, "feel.syntax.too_deep");
    return null(node.at);
  }
  return std::make_shared<const Node>(std::move(node));
}

NodePtr Compiler::null(Position at) {
  return std::make_shared<const Node>(Node{.form = Form::literal, .at = at});
}

Type Compiler::type(std::string_view reference, Position at) {
  auto type = type_of_reference(reference, types_);
  if (type) return *std::move(type);
  fault(at, "dmn.type.unknown", {{"type", std::string(reference)}});
  return {};
}

NodePtr Compiler::as(NodePtr node, const Type& type, Position at) {
  if (type.kind == feel::Kind::any && !type.allowed) return node;
  return make({.form = Form::coercion, .at = at, .children = {std::move(node)}, .types = {type}});
}

NodePtr Compiler::expression(const BoxedPtr& boxed) {
  return child(boxed, names_);
}

NodePtr Compiler::function(const FunctionDefinition& definition, Position at) {
  return function(definition, names_, at);
}

NodePtr Compiler::child(const BoxedPtr& boxed_ptr, Vocabulary& names) {
  if (!boxed_ptr) return null({});
  if (nesting_ >= boxes_max) {
    fault(boxed_ptr->at, "feel.syntax.too_deep");
    return null(boxed_ptr->at);
  }
  ++nesting_;
  NodePtr node = boxed(*boxed_ptr, names);
  --nesting_;
  // A function keeps its form, so that the entry it stands in may call itself.
  if (boxed_ptr->type_ref.empty() || node->form == Form::function) return node;
  return as(std::move(node), type(boxed_ptr->type_ref, boxed_ptr->at), boxed_ptr->at);
}

NodePtr Compiler::boxed(const Boxed& boxed, Vocabulary& names) {
  const Position at = boxed.at;
  if (const auto* form = std::get_if<Literal>(&boxed.form)) return literal(*form, names, at);
  if (const auto* form = std::get_if<DecisionTable>(&boxed.form)) return table(*form, names, at);
  if (const auto* form = std::get_if<Invocation>(&boxed.form)) return invocation(*form, names, at);
  if (const auto* form = std::get_if<BoxedContext>(&boxed.form)) return context(*form, names, at);
  if (const auto* form = std::get_if<FunctionDefinition>(&boxed.form)) {
    return function(*form, names, at);
  }
  if (const auto* form = std::get_if<Relation>(&boxed.form)) return relation(*form, names, at);
  if (const auto* form = std::get_if<BoxedList>(&boxed.form)) {
    Node node{.form = Form::list, .at = at};
    for (const BoxedPtr& item : form->items) node.children.push_back(child(item, names));
    return make(std::move(node));
  }
  if (const auto* form = std::get_if<Conditional>(&boxed.form)) {
    return make({.form = Form::conditional,
                 .at = at,
                 .children = {child(form->condition, names), child(form->then, names),
                              child(form->otherwise, names)}});
  }
  if (const auto* form = std::get_if<Filter>(&boxed.form)) {
    NodePtr in = child(form->in, names);
    Vocabulary inner(&names);
    inner.in_filter = true;
    inner.known.add("item");
    return make(
        {.form = Form::filter, .at = at, .children = {std::move(in), child(form->match, inner)}});
  }
  return iterator(std::get<Iterator>(boxed.form), names, at);
}

NodePtr Compiler::text(const Text& text, const Vocabulary& names) {
  if (blank(text.text)) return null(text.at);
  auto parsed = parse_expression(text, names);
  if (parsed) {
    collect_keys(**parsed, shared_.members);
    return *std::move(parsed);
  }
  fault(parsed.error(), text.at);
  return nullptr;
}

NodePtr Compiler::tests(const Text& text, const Vocabulary& names) {
  if (blank(text.text)) {
    return make({.form = Form::any_test,
                 .at = text.at,
                 .children = {make({.form = Form::name, .at = text.at, .text = "?"})}});
  }
  auto parsed = parse_tests(text, names);
  if (parsed) return *std::move(parsed);
  fault(parsed.error(), text.at);
  return nullptr;
}

NodePtr Compiler::literal(const Literal& literal, const Vocabulary& names, Position at) {
  const std::string& of = literal.language.empty() ? language : literal.language;
  auto foreign = [](std::string_view name) {
    std::string upper(name);
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
    return !name.empty() && upper.find("FEEL") == upper.npos && upper.find("/DMN/") == upper.npos;
  };
  if (foreign(of)) {
    auto unsupported = std::make_shared<Unsupported>();
    unsupported->code = "dmn.expression.language";
    unsupported->at = at;
    fault(at, "dmn.expression.language", {{"language", of}});
    return make({.form = Form::native, .at = at, .native = std::move(unsupported)});
  }
  NodePtr node = text(literal.text, names);
  if (node) return node;
  // That it does not parse is told again whenever it is asked.
  auto unsound = std::make_shared<Unsupported>();
  unsound->code = "dmn.expression.unsound";
  unsound->at = literal.text.at;
  return make({.form = Form::native, .at = at, .native = std::move(unsound)});
}

NodePtr Compiler::invocation(const Invocation& call, Vocabulary& names, Position at) {
  Node node{.form = Form::call, .at = at, .children = {child(call.function, names)}};
  for (const auto& [parameter, value] : call.bindings) {
    node.names.push_back(parameter.name);
    node.children.push_back(
        as(child(value, names), type(parameter.type_ref, parameter.at), parameter.at));
  }
  return make(std::move(node));
}

NodePtr Compiler::context(const BoxedContext& context, Vocabulary& names, Position at) {
  Vocabulary inner(&names);
  Node node{.form = Form::context, .at = at};
  bool has_result = false;
  for (const auto& [variable, value] : context.entries) {
    if (variable) {
      // Known to itself where it is a function, and to those after it.
      if (value && std::holds_alternative<FunctionDefinition>(value->form)) {
        inner.known.add(variable->name);
      }
      NodePtr entry = child(value, inner);
      if (entry->form != Form::function) {
        entry = as(std::move(entry), type(variable->type_ref, variable->at), variable->at);
      }
      if (std::ranges::find(node.names, variable->name) != node.names.end()) {
        fault(variable->at, "feel.syntax.twice", {{"name", variable->name}});
      }
      inner.known.add(variable->name);
      shared_.members.add(variable->name);
      node.names.push_back(variable->name);
      node.children.push_back(std::move(entry));
    } else if (!has_result) {
      has_result = true;
      node.names.emplace_back(result_entry);
      node.children.push_back(child(value, inner));
    } else {
      fault(at, "dmn.context.results");
    }
  }
  if (!has_result) return make(std::move(node));
  return make({.form = Form::path,
               .at = at,
               .text = std::string(result_entry),
               .children = {make(std::move(node))}});
}

NodePtr Compiler::function(const FunctionDefinition& definition, Vocabulary& names, Position at) {
  Node node{.form = Form::function, .at = at};
  Vocabulary inner(&names);
  for (const Variable& parameter : definition.parameters) {
    inner.known.add(parameter.name);
    Type of = type(parameter.type_ref, parameter.at);
    entry_names(of, shared_.members);
    node.names.push_back(parameter.name);
    node.types.push_back(std::move(of));
  }
  if (definition.kind != FunctionDefinition::Kind::feel) {
    auto external = std::make_shared<Unsupported>();
    external->code = "dmn.function.external";
    external->at = at;
    fault(at, "dmn.function.external");
    node.children.push_back(make({.form = Form::native, .at = at, .native = std::move(external)}));
  } else {
    node.children.push_back(child(definition.body, inner));
  }
  return make(std::move(node));
}

NodePtr Compiler::relation(const Relation& relation, Vocabulary& names, Position at) {
  std::vector<Type> types;
  for (const Variable& column : relation.columns) {
    types.push_back(type(column.type_ref, column.at));
    shared_.members.add(column.name);
  }
  Node list{.form = Form::list, .at = at};
  for (const auto& row : relation.rows) {
    Node entry{.form = Form::context, .at = at};
    for (std::size_t i = 0; i < row.size() && i < relation.columns.size(); ++i) {
      entry.names.push_back(relation.columns[i].name);
      entry.children.push_back(as(child(row[i], names), types[i], at));
    }
    list.children.push_back(make(std::move(entry)));
  }
  return make(std::move(list));
}

NodePtr Compiler::iterator(const Iterator& iterator, Vocabulary& names, Position at) {
  const Form form = iterator.kind == Iterator::Kind::for_each ? Form::for_each
                    : iterator.kind == Iterator::Kind::some   ? Form::some
                                                              : Form::every;
  NodePtr in = child(iterator.in, names);
  Vocabulary inner(&names);
  inner.known.add(iterator.variable);
  inner.known.add("partial");
  return make({.form = form,
               .at = at,
               .children = {std::move(in), child(iterator.body, inner)},
               .names = {iterator.variable}});
}

namespace {

bool foldable(const Type& type) {
  return type.kind == feel::Kind::any && !type.allowed;
}

}  // namespace

NodePtr Compiler::table(const DecisionTable& source, Vocabulary& names, Position at) {
  auto made = std::make_shared<Table>();
  made->element = element_;
  made->hit_policy = source.hit_policy;
  made->aggregation = source.aggregation;
  made->at = at;
  Node node{.form = Form::native, .at = at};
  auto keep = [&](const NodePtr& part) {
    if (part && part->form != Form::literal) node.children.push_back(part);
    return part;
  };
  for (const auto& input : source.inputs) {
    place_.column = input.label.empty() ? input.expression.text : input.label;
    Table::Input column{.label = place_.column,
                        .expression = keep(text(input.expression, names)),
                        .type = type(input.type_ref, input.expression.at)};
    if (input.values && !blank(input.values->text)) {
      column.allowed = cell_of(keep(tests(*input.values, names)));
    }
    made->inputs.push_back(std::move(column));
  }
  for (const auto& output : source.outputs) {
    place_.column = output.name.empty() ? output.label : output.name;
    Table::Output column{.name = output.name, .type = type(output.type_ref, at)};
    shared_.members.add(output.name);
    if (output.values && !blank(output.values->text)) {
      column.allowed = cell_of(keep(tests(*output.values, names)));
      const NodePtr& listed = column.allowed->tests;
      for (std::size_t i = 1; listed && i < listed->children.size(); ++i) {
        if (auto value = constant_of(*listed->children[i])) column.order.push_back(*value);
      }
    }
    if (output.default_entry && !blank(output.default_entry->text)) {
      column.otherwise = keep(text(*output.default_entry, names));
      if (column.otherwise) column.otherwise = as(column.otherwise, column.type, at);
    }
    made->outputs.push_back(std::move(column));
  }
  made->rules.reserve(source.rules.size());
  for (std::size_t r = 0; r < source.rules.size(); ++r) {
    const auto& rule = source.rules[r];
    place_.row = static_cast<int>(r + 1);
    Table::Rule row;
    row.at = rule.at;
    if (rule.tests.size() != made->inputs.size() || rule.outputs.size() != made->outputs.size()) {
      fault(rule.at, "dmn.table.ragged");
    }
    row.cells.resize(made->inputs.size());
    for (std::size_t i = 0; i < made->inputs.size(); ++i) {
      place_.column = made->inputs[i].label;
      row.cells[i] = cell_of(tests(i < rule.tests.size() ? rule.tests[i] : Text{}, names));
      if (!row.cells[i].any && !row.cells[i].constant) keep(row.cells[i].tests);
    }
    for (std::size_t i = 0; i < made->outputs.size(); ++i) {
      place_.column = made->outputs[i].name;
      NodePtr output = i < rule.outputs.size() ? text(rule.outputs[i], names) : null(rule.at);
      if (output && !foldable(made->outputs[i].type)) {
        // A constant of the right kind needs no coercion at run time.
        const Type& type = made->outputs[i].type;
        const bool sound = output->form == Form::literal && !type.allowed && type.of.empty() &&
                           output->value.kind() == type.kind;
        if (!sound) output = as(output, type, output->at);
      }
      row.outputs.push_back(keep(output));
    }
    made->rules.push_back(std::move(row));
  }
  place_.row = 0;
  place_.column.clear();
  node.native = std::move(made);
  return make(std::move(node));
}

}  // namespace zhulian::dmn
