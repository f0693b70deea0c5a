// Every expression of a model against the names and types it may use, and against the facts and
// parameters that there are.
#include <algorithm>

#include "dmn/check_inside.h"
#include "feel/check.h"
#include "feel/interpreter.h"

namespace zhulian::dmn {
namespace {

using feel::Form;
using feel::Kind;
using feel::Node;
using feel::Type;

const Table* table_of(const Node& node) {
  return node.form == Form::native ? dynamic_cast<const Table*>(node.native.get()) : nullptr;
}

bool holds_native(const Node& node) {
  if (node.form == Form::native) return true;
  return std::ranges::any_of(node.children,
                             [](const feel::NodePtr& child) { return holds_native(*child); });
}

bool is_basic(Kind kind) {
  return kind == Kind::boolean || feel::is_ordered(kind);
}

class Walk {
 public:
  Walk(Judging& judging, int element)
      : judging_(judging),
        element_(element),
        resolved_(judging.inside.elements[static_cast<std::size_t>(element)]),
        nullable_(nullable_paths(judging, resolved_)) {}

  void run() {
    const feel::Schema schema = schema_of(judging_, resolved_);
    if (resolved_.body) visit(*resolved_.body, schema);
    const feel::Function* function = resolved_.function.as_function();
    if (function && function->body && resolved_.kind == Resolved::Kind::knowledge) {
      feel::Schema inner = schema;
      inner[resolved_.name] = Kind::function;
      for (std::size_t i = 0; i < function->parameters.size(); ++i)
        inner[function->parameters[i]] = function->types[i];
      visit(*function->body, inner);
    }
  }

 private:
  // Where a table stands in an expression, what is around it is walked by hand: only tables tell
  // rows.
  void visit(const Node& node, const feel::Schema& schema) {
    if (const Table* table = table_of(node)) return visit_table(*table, schema);
    if (node.form == Form::coercion) return coerced(node, schema);
    if (!holds_native(node)) {
      expression(node, schema, 0, 0, {});
      return;
    }
    feel::Schema inner = schema;
    if (node.form == Form::function)
      for (std::size_t i = 0; i < node.names.size(); ++i) inner[node.names[i]] = node.types[i];
    const bool loop =
        node.form == Form::for_each || node.form == Form::some || node.form == Form::every;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (node.form == Form::filter && i == 1) return;  // The names of its items are not known.
      visit(*node.children[i], inner);
      if ((loop || node.form == Form::context) && i < node.names.size())
        inner[node.names[i]] = Type();
    }
  }

  // The result of a decision or an entry as the type it is said to have.
  void coerced(const Node& node, const feel::Schema& schema) {
    const Node& child = *node.children[0];
    if (holds_native(child)) return visit(child, schema);
    compare(node.types[0], expression(child, schema, 0, 0, {}), child.at, 0);
  }

  void compare(const Type& wanted, const Type& found, feel::Position at, int column) {
    const bool widens = wanted.kind == Kind::date_time && found.kind == Kind::date;
    if (is_basic(wanted.kind) && is_basic(found.kind) && wanted.kind != found.kind && !widens)
      judging_.add({.wrong = Wrong::type,
                    .place = judging_.place(element_, 0, column, at),
                    .code = "dmn.check.result_type",
                    .arguments = {{"wanted", plain(wanted).text()}, {"found", found.text()}}});
  }

  void visit_table(const Table& table, const feel::Schema& schema) {
    for (std::size_t i = 0; i < table.inputs.size(); ++i)
      if (const feel::NodePtr& asked = table.inputs[i].expression) {
        const int column = static_cast<int>(i) + 1;
        compare(table.inputs[i].type, expression(*asked, schema, 0, column, {}), asked->at, column);
      }
    const int first = static_cast<int>(table.inputs.size()) + 1;
    for (std::size_t row = 0; row < table.rules.size(); ++row) {
      const Table::Rule& rule = table.rules[row];
      const int line = static_cast<int>(row) + 1;
      for (std::size_t i = 0; i < rule.cells.size(); ++i) {
        const Cell& cell = rule.cells[i];
        if (cell.any || cell.constant || !cell.tests) continue;
        references(*cell.tests, line, static_cast<int>(i) + 1);
      }
      for (std::size_t i = 0; i < rule.outputs.size(); ++i) {
        if (!rule.outputs[i] || constant_of(*rule.outputs[i])) continue;
        const int column = first + static_cast<int>(i);
        references(*rule.outputs[i], line, column);
        check_nulls(judging_, *rule.outputs[i], nullable_, not_null_in(table, rule), element_, line,
                    column);
      }
    }
    check_table(judging_, table, schema);
  }

  // The columns whose cell in this row lets no null through.
  static Paths not_null_in(const Table& table, const Table::Rule& rule) {
    Paths paths;
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      if (!table.inputs[i].expression || rule.cells[i].any) continue;
      const auto path = path_of(*table.inputs[i].expression);
      if (path && rule.cells[i].constant && !lets_through(rule.cells[i], {})) paths.insert(*path);
    }
    return paths;
  }

  Type expression(const Node& node, const feel::Schema& schema, int row, int column,
                  const Paths& guarded) {
    references(node, row, column);
    feel::Checker checker(schema);
    const Type type = checker.infer(node);
    if (const auto verdict = std::move(checker).verdict(); !verdict)
      judging_.add(verdict.error(), element_, row, column);
    check_nulls(judging_, node, nullable_, guarded, element_, row, column);
    return type;
  }

  // Paths that begin at an input of the model: facts, or parameters.
  void references(const Node& expression, int row, int column) {
    each_path(expression, [&](const Node& node, const std::string& path) {
      const auto dot = path.find('.');
      const std::string root = path.substr(0, dot);
      const auto needed = std::ranges::find_if(resolved_.needs, [&](const Needed& one) {
        return one.space.empty() && one.name == root;
      });
      if (needed == resolved_.needs.end()) return;
      const Resolved& source = judging_.inside.elements[static_cast<std::size_t>(needed->element)];
      if (source.kind != Resolved::Kind::input) return;
      const Place place = judging_.place(element_, row, column, node.at);
      if (root == parameters_name) {
        const std::string key = dot == path.npos ? "" : path.substr(dot + 1);
        if (!judging_.ground.has_parameters || key.empty() || knows_parameter(key)) return;
        judging_.add({.wrong = Wrong::unknown_parameter,
                      .place = place,
                      .code = "dmn.check.unknown_parameter",
                      .arguments = {{"name", key}}});
      } else if (judging_.ground.has_facts && !knows_fact(path)) {
        judging_.add({.wrong = Wrong::unknown_fact,
                      .place = place,
                      .code = "dmn.check.unknown_fact",
                      .arguments = {{"name", path}}});
      }
    });
  }

  bool knows_parameter(std::string_view key) const {
    return std::ranges::any_of(judging_.ground.parameters, [&](const ParameterRow& row) {
      return row.key == key || (key.starts_with(row.key) && key[row.key.size()] == '.');
    });
  }

  // The fact, a part of it (its year) or what it is a part of (the person as a whole).
  bool knows_fact(std::string_view path) const {
    const auto inside = [](std::string_view a, std::string_view b) {
      return a.size() > b.size() && a.starts_with(b) && a[b.size()] == '.';
    };
    return std::ranges::any_of(judging_.ground.facts, [&](const Fact& fact) {
      return fact.key == path || inside(path, fact.key) || inside(fact.key, path);
    });
  }

  Judging& judging_;
  int element_;
  const Resolved& resolved_;
  Paths nullable_;
};

// Codes as the checker of FEEL knows them, from allowed values that are a list of texts.
Type with_codes(const Type& type) {
  Type found = type;
  if (type.kind == Kind::string && type.allowed && !type.codes) {
    const Cell allowed = cell_of(type.allowed);
    std::vector<std::string> codes;
    for (const Cell::Piece& piece : allowed.pieces)
      if (piece.value.as_string() && !piece.unequal) codes.push_back(*piece.value.as_string());
    if (allowed.constant && !allowed.negated && codes.size() == allowed.pieces.size())
      found = feel::coded(std::move(codes));
  }
  for (Type& part : found.of) part = with_codes(part);
  return found;
}

void declare_facts(const Ground& ground, const std::string& name, feel::Schema& schema) {
  for (const Fact& fact : ground.facts)
    if (fact.key == name || fact.key.starts_with(name + "."))
      schema[fact.key] = with_codes(fact.type);
}

}  // namespace

feel::Schema schema_of(const Judging& judging, const Resolved& element) {
  feel::Schema schema;
  for (const Needed& needed : element.needs) {
    const Resolved& source = judging.inside.elements[static_cast<std::size_t>(needed.element)];
    const std::string name = needed.space.empty() ? needed.name : needed.space + "." + needed.name;
    if (source.kind == Resolved::Kind::knowledge || source.kind == Resolved::Kind::service)
      schema[name] = Kind::function;
    else
      schema[name] = with_codes(source.type);
    if (source.kind == Resolved::Kind::input && source.type.kind == Kind::any)
      declare_facts(judging.ground, name, schema);
  }
  return schema;
}

Type plain(const Type& type) {
  Type found = type;
  found.codes.reset();
  found.allowed.reset();
  return found;
}

void Judging::add(const Error& error, int element, int row, int column) {
  static constexpr std::pair<std::string_view, Wrong> kinds[] = {
      {"feel.check.unknown_name", Wrong::unknown_name},
      {"feel.check.no_member", Wrong::unknown_name},
      {"feel.check.unknown_code", Wrong::value},
      {"feel.check.literal", Wrong::value},
      {"feel.syntax.", Wrong::unreadable},
      {"feel.check.", Wrong::type},
  };
  const auto number = [&](const Error& one, std::string_view name) {
    const auto argument = std::ranges::find(one.arguments, name, &Argument::name);
    return argument == one.arguments.end() ? 1 : std::atoi(argument->value.c_str());
  };
  const auto add_one = [&](const Error& one) {
    if (full()) return;
    Finding finding{
        .wrong = Wrong::type,
        .place = place(element, row, column, {number(one, "line"), number(one, "column")}),
        .code = one.code,
        .arguments = one.arguments};
    for (const auto& [prefix, wrong] : kinds) {
      if (!one.code.starts_with(prefix)) continue;
      finding.wrong = wrong;
      break;
    }
    // A name that the model has is only not required here.
    if (one.code == "feel.check.unknown_name") {
      const auto name = std::ranges::find(one.arguments, "name", &Argument::name);
      const auto known = std::ranges::find_if(inside.elements, [&](const Resolved& other) {
        return name != one.arguments.end() && other.qualified == name->value;
      });
      if (known != inside.elements.end()) {
        finding.wrong = Wrong::missing_requirement;
        finding.code = "dmn.check.missing_requirement";
      }
    }
    add(std::move(finding));
  };
  add_one(error);
  for (const Error& other : error.others) add_one(other);
}

void check_elements(Judging& judging) {
  for (std::size_t i = 0; i < judging.inside.elements.size(); ++i) {
    const Resolved& element = judging.inside.elements[i];
    if (judging.full()) return;
    if (element.model != 0) continue;  // What is imported is judged by itself.
    if (element.kind == Resolved::Kind::decision && !element.body)
      judging.add({.wrong = Wrong::null_path,
                   .place = judging.place(static_cast<int>(i), 0, 0, element.at),
                   .code = "dmn.check.no_logic"});
    Walk(judging, static_cast<int>(i)).run();
  }
}

}  // namespace zhulian::dmn
