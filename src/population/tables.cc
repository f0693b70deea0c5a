// Decision tables to sets of rules by class, and what their answers are.
#include <algorithm>
#include <numeric>

#include "population/compiler.h"
#include "population/interpret.h"

namespace zhulian::population {

using dmn::Holds;
using feel::Form;
using feel::Node;
using feel::NodePtr;
using feel::Value;

// A table on its way to a plan. A bit is a rule of the plan.
struct Compiler::Building {
  const dmn::Table& source;
  int element;
  TablePlan plan{};
  TableStep step{};
  std::vector<std::size_t> rows{};  // 0-based, by bit.
  std::vector<std::size_t> order{};
  // Where a row's output hangs on a fact: the classes, and which of them each bit is for.
  struct Split {
    Finite on;
    std::vector<std::pair<int, std::size_t>> bits;  // Bit and class.
  };
  std::vector<Split> splits{};
};

namespace {

void set_bit(std::vector<std::uint8_t>& planes, int bit) {
  planes[static_cast<std::size_t>(bit / 8)] |= static_cast<std::uint8_t>(1 << bit % 8);
}

// The node with the name "?" replaced by the expression.
NodePtr with_input(const NodePtr& node, const NodePtr& input) {
  if (node->form == Form::name && node->text == "?") return input;
  bool changed = false;
  std::vector<NodePtr> children;
  for (const NodePtr& child : node->children) {
    children.push_back(with_input(child, input));
    changed |= children.back() != child;
  }
  if (!changed) return node;
  auto made = std::make_shared<Node>(*node);
  made->children = std::move(children);
  return made;
}

// How an input the same for everybody is called in the answer "which input excluded".
constexpr int by_output = 254;

}  // namespace

// ------------------------------------------------------------------- outputs

Result<void> Compiler::add_outputs(Building& building) {
  const dmn::Table& source = building.source;
  for (std::size_t r = 0; r < source.rules.size(); ++r) {
    place_.row = static_cast<int>(r + 1);
    std::vector<std::pair<std::string, Term>> parts;
    auto whole = std::make_shared<Node>(Node{.form = Form::context, .at = source.rules[r].at});
    for (std::size_t k = 0; k < source.outputs.size(); ++k) {
      const NodePtr& output = source.rules[r].outputs[k];
      const std::string name = "$" + std::to_string(k);
      Term part = output ? TRY(term(output, building.element)) : Term{.kind = Fixed{}};
      parts.emplace_back(name, std::move(part));
      whole->names.push_back(source.outputs[k].name);
      whole->children.push_back(std::make_shared<const Node>(
          Node{.form = Form::name, .at = source.rules[r].at, .text = name}));
    }
    Term output = parts.size() == 1 ? parts[0].second : TRY(tabulate(whole, parts));
    if (const Fixed* fixed = output.fixed()) {
      building.rows.push_back(r);
      building.plan.outputs.push_back(fixed->value);
    } else if (const Finite* finite = output.finite(); finite && !finite->shorts) {
      Building::Split split{.on = *finite};
      for (std::size_t c = 0; c < finite->states.size(); ++c) {
        split.bits.emplace_back(static_cast<int>(building.rows.size()), c);
        building.rows.push_back(r);
        building.plan.outputs.push_back(finite->states[c]);
      }
      building.splits.push_back(std::move(split));
    } else {
      return refuse("population.refused.output", source.rules[r].at);
    }
    if (building.rows.size() > bits_max)
      return refuse("population.refused.too_many_rules", source.at,
                    {{"limit", std::to_string(bits_max)}});
  }
  place_.row = 0;
  const bool any =
      std::ranges::any_of(source.outputs, [](const auto& o) { return o.otherwise != nullptr; });
  if (!any) return {};
  std::vector<std::pair<std::string, Value>> entries;
  for (const auto& output : source.outputs) {
    Value value;
    if (output.otherwise) value = TRY(fixed_value(output.otherwise, building.element));
    entries.emplace_back(output.name, std::move(value));
  }
  feel::Context context;
  for (auto& [name, value] : entries) context.put(name, value);
  building.plan.otherwise = entries.size() == 1 ? entries[0].second : Value(std::move(context));
  return {};
}

// Better outputs first; what is not listed is last, and equals stay in the order of rows.
void Compiler::order_by_priority(Building& building) {
  const dmn::Table& source = building.source;
  const auto ranks = [&](std::size_t bit) {
    std::vector<std::size_t> places;
    for (const auto& output : source.outputs) {
      const Value* value = &building.plan.outputs[bit];
      if (const feel::Context* context = value->as_context(); source.outputs.size() > 1)
        value = context ? context->find(output.name) : nullptr;
      const std::string key = value ? key_of(*value) : "?";
      const auto found = std::ranges::find_if(
          output.order, [&](const Value& listed) { return key_of(listed) == key; });
      places.push_back(static_cast<std::size_t>(found - output.order.begin()));
    }
    return places;
  };
  std::vector<std::pair<std::vector<std::size_t>, std::size_t>> ranked;
  for (std::size_t bit = 0; bit < building.rows.size(); ++bit) ranked.emplace_back(ranks(bit), bit);
  std::ranges::sort(ranked);
  std::vector<std::size_t> rows;
  std::vector<Value> outputs;
  std::vector<int> place_of(ranked.size());
  for (const auto& [key, bit] : ranked) {
    place_of[bit] = static_cast<int>(rows.size());
    rows.push_back(building.rows[bit]);
    outputs.push_back(building.plan.outputs[bit]);
  }
  for (Building::Split& split : building.splits)
    for (auto& [bit, of_class] : split.bits) bit = place_of[static_cast<std::size_t>(bit)];
  building.rows = std::move(rows);
  building.plan.outputs = std::move(outputs);
}

// ------------------------------------------------------------------- inputs

namespace {

// A constant test, or one that reads only constants bound in `node`.
Holds told(const Value& answer) {
  if (answer.is_true()) return Holds::yes;
  return answer.is_unknown() ? Holds::maybe : Holds::no;
}

Holds constant_holds(const dmn::Cell& cell, const Value& input) {
  if (cell.any) return Holds::yes;
  if (!cell.tests) return Holds::no;
  if (input.is_unknown()) return Holds::maybe;
  return cell.holds(input) == true ? Holds::yes : Holds::no;
}

bool is_simple(const dmn::Cell& cell) {
  return cell.any || cell.constant || !cell.tests;
}

}  // namespace

Result<bool> Compiler::allowed(const dmn::Table& table, std::size_t number, const Value& value) {
  const auto& input = table.inputs[number];
  if (!input.allowed || value.is_null()) return true;
  if (!input.allowed->tests) return true;
  if (!is_simple(*input.allowed)) return refuse("population.refused.allowed_values", table.at);
  if (input.allowed->any || input.allowed->holds(value) == true) return true;
  // The whole table is null then, which is what a table without a matching rule is ..
  const bool counts = table.aggregation == dmn::Aggregation::count;
  const bool has_default =
      std::ranges::any_of(table.outputs, [](const auto& o) { return o.otherwise != nullptr; });
  if (counts || has_default) return refuse("population.refused.allowed_values", table.at);
  return false;
}

Result<void> Compiler::add_classes(Building& building, const Finite& from,
                                   const std::vector<std::vector<Holds>>& holds, int number) {
  // holds[class][row]. Classes that allow the same rules are one.
  std::vector<Value> keys;
  for (const auto& rows : holds) {
    std::string key;
    for (const Holds one : rows) key += static_cast<char>('0' + static_cast<int>(one));
    keys.emplace_back(std::move(key));
  }
  std::vector<std::uint8_t> classes;
  bool fits = true;
  std::vector<Value> states = distinct(keys, classes, fits);
  if (!fits) return refuse("population.refused.too_many_values", building.source.at);
  Finite at = from;
  const bool fewer = chunks_of(states.size()) < chunks_of(holds.size());
  if (from.shorts || fewer) {
    at = TRY(lookup(from, classes, states));
  } else {
    states = keys;
  }
  const auto planes = static_cast<std::size_t>(building.plan.planes);
  TableStep::Input input{.from = at.at,
                         .chunks = chunks_of(states.size()),
                         .number = static_cast<std::uint8_t>(number)};
  const std::size_t bytes = static_cast<std::size_t>(input.chunks) * planes * 16;
  input.certain.resize(bytes);
  input.possible.resize(bytes);
  for (std::size_t c = 0; c < states.size(); ++c) {
    const std::string& rows = *states[c].as_string();
    for (std::size_t bit = 0; bit < building.rows.size(); ++bit) {
      const int one = rows[building.rows[bit]] - '0';
      const std::size_t at_byte = (c / 16 * planes + bit / 8) * 16 + c % 16;
      const auto mask = static_cast<std::uint8_t>(1 << bit % 8);
      if (one == static_cast<int>(Holds::yes)) input.certain[at_byte] |= mask;
      if (one != static_cast<int>(Holds::no)) input.possible[at_byte] |= mask;
    }
  }
  input.may_be_unknown = input.certain != input.possible;
  building.step.inputs.push_back(std::move(input));
  return {};
}

void Compiler::add_constant(Building& building, const std::vector<Holds>& holds, int number) {
  TablePlan& plan = building.plan;
  const auto planes = static_cast<std::size_t>(plan.planes);
  TablePlan::Constant constant{.number = number,
                               .certain = std::vector<std::uint8_t>(planes),
                               .possible = std::vector<std::uint8_t>(planes)};
  for (std::size_t bit = 0; bit < building.rows.size(); ++bit) {
    const Holds one = holds[building.rows[bit]];
    if (one == Holds::yes) set_bit(constant.certain, static_cast<int>(bit));
    if (one != Holds::no) set_bit(constant.possible, static_cast<int>(bit));
  }
  for (std::size_t p = 0; p < planes; ++p) {
    plan.certain_base[p] &= constant.certain[p];
    plan.possible_base[p] &= constant.possible[p];
  }
  plan.constants.push_back(std::move(constant));
}

// A test that reads another fact is a truth of its own, which concerns its row alone.
Result<void> Compiler::add_reading_cell(Building& building, std::size_t row, std::size_t number) {
  const dmn::Table& source = building.source;
  static const NodePtr null = std::make_shared<const Node>(Node{.form = Form::literal});
  const NodePtr& expression = source.inputs[number].expression;
  place_.row = static_cast<int>(row + 1);
  place_.column = source.inputs[number].label;
  const Term truth =
      TRY(term(with_input(source.rules[row].cells[number].tests, expression ? expression : null),
               building.element));
  place_.row = 0;
  std::vector<Value> states;
  if (const Fixed* fixed = truth.fixed()) {
    states.push_back(fixed->value);
  } else if (const Finite* finite = truth.finite(); finite && !finite->shorts) {
    states = finite->states;
  } else {
    return refuse("population.refused.expression", source.at);
  }
  std::vector<std::vector<Holds>> holds(states.size(),
                                        std::vector<Holds>(source.rules.size(), Holds::yes));
  for (std::size_t c = 0; c < states.size(); ++c) holds[c][row] = told(states[c]);
  if (truth.fixed()) {
    add_constant(building, holds[0], static_cast<int>(number));
    return {};
  }
  return add_classes(building, *truth.finite(), holds, static_cast<int>(number));
}

Result<void> Compiler::add_wide_input(Building& building, std::size_t number, const Wide& wide) {
  const dmn::Table& source = building.source;
  std::vector<std::int64_t> bounds;
  const auto& input = source.inputs[number];
  const auto add_pieces = [&](const dmn::Cell& cell) -> Result<void> {
    for (const auto& piece : cell.pieces)
      TRY(bounds_at(wide.node, wide.column, building.element, piece.value, bounds));
    return {};
  };
  for (const auto& rule : source.rules)
    if (rule.cells[number].constant) TRY(add_pieces(rule.cells[number]));
  if (input.allowed && input.allowed->constant) TRY(add_pieces(*input.allowed));
  const Operand reg = TRY(ranges(wide.column, bounds, source.at));
  Probe function = TRY(probe(wide.node, wide.column, building.element));
  std::vector<std::vector<Holds>> holds;
  std::vector<Value> values;
  for (const std::int64_t held : samples(wide.column, bounds)) {
    const Value value = at(function, held);
    holds.push_back(TRY(held_by(source, number, value)));
    values.push_back(value);
  }
  return add_classes(building, {.at = reg, .states = std::move(values)}, holds,
                     static_cast<int>(number));
}

Result<std::vector<Holds>> Compiler::held_by(const dmn::Table& table, std::size_t number,
                                             const Value& value) {
  const bool fits = TRY(allowed(table, number, value));
  std::vector<Holds> rows;
  for (const auto& rule : table.rules) {
    const dmn::Cell& cell = rule.cells[number];
    rows.push_back(!fits ? Holds::no : is_simple(cell) ? constant_holds(cell, value) : Holds::yes);
  }
  return rows;
}

Result<void> Compiler::add_input(Building& building, std::size_t number) {
  const dmn::Table& source = building.source;
  const auto& input = source.inputs[number];
  place_.column = input.label;
  const bool used =
      std::ranges::any_of(source.rules, [&](const auto& rule) { return !rule.cells[number].any; });
  if (!used && !input.allowed) return {};
  const Term of =
      input.expression ? TRY(term(input.expression, building.element)) : Term{.kind = Fixed{}};
  if (const Wide* wide = of.wide()) {
    TRY(add_wide_input(building, number, *wide));
  } else {
    const std::vector<Value> states =
        of.fixed() ? std::vector<Value>{of.fixed()->value} : of.finite()->states;
    std::vector<std::vector<Holds>> holds;
    for (const Value& value : states) holds.push_back(TRY(held_by(source, number, value)));
    if (of.fixed()) {
      add_constant(building, holds[0], static_cast<int>(number));
    } else {
      TRY(add_classes(building, *of.finite(), holds, static_cast<int>(number)));
    }
  }
  for (std::size_t r = 0; r < source.rules.size(); ++r)
    if (!is_simple(source.rules[r].cells[number])) TRY(add_reading_cell(building, r, number));
  return {};
}

// ------------------------------------------------------------------- the whole table

Result<int> Compiler::table(int element) {
  if (const auto known = tables_.find(element); known != tables_.end()) return known->second;
  const dmn::Resolved& of = rules_.elements[static_cast<std::size_t>(element)];
  Building building{.source = *of.table, .element = element};
  const dmn::Table& source = building.source;
  TablePlan& plan = building.plan;
  place_ = {};
  element_ = element;
  if (source.rules.size() > bits_max || source.inputs.size() > 250)
    return refuse("population.refused.too_many_rules", source.at,
                  {{"limit", std::to_string(bits_max)}});
  TRY(add_outputs(building));
  plan.element = element;
  plan.source = of.table;
  plan.hit_policy = source.hit_policy;
  plan.aggregation = source.aggregation;
  const bool ranked = source.hit_policy == dmn::HitPolicy::priority ||
                      source.hit_policy == dmn::HitPolicy::output_order;
  if (ranked) order_by_priority(building);
  switch (source.hit_policy) {
    case dmn::HitPolicy::first:
    case dmn::HitPolicy::priority:
      plan.mode = TablePlan::Mode::first;
      break;
    case dmn::HitPolicy::unique:
      plan.mode = TablePlan::Mode::unique;
      break;
    case dmn::HitPolicy::any:
      plan.mode = TablePlan::Mode::any;
      break;
    default:
      plan.mode = TablePlan::Mode::collect;
  }
  plan.bits = static_cast<int>(building.rows.size());
  plan.planes = std::max(1, (plan.bits + 7) / 8);
  plan.narrow = plan.mode == TablePlan::Mode::collect || plan.bits <= 126;
  plan.certain_base.assign(static_cast<std::size_t>(plan.planes), 0);
  for (int bit = 0; bit < plan.bits; ++bit) set_bit(plan.certain_base, bit);
  plan.possible_base = plan.granting = plan.certain_base;
  std::map<std::string, int> known;
  for (std::size_t bit = 0; bit < building.rows.size(); ++bit) {
    plan.row_of_bit.push_back(static_cast<int>(building.rows[bit] + 1));
    const Value& output = plan.outputs[bit];
    if (output.is_unknown()) {
      plan.same_output.push_back(-1);
      continue;
    }
    const auto [found, fresh] = known.emplace(key_of(output), static_cast<int>(known.size()));
    plan.outputs_repeat |= !fresh;
    plan.same_output.push_back(found->second);
  }
  if (plan.mode == TablePlan::Mode::first && plan.planes == 1) {
    plan.like.resize(16);
    for (std::size_t a = 0; a < plan.same_output.size(); ++a)
      for (std::size_t b = 0; b < plan.same_output.size(); ++b)
        if (plan.same_output[a] >= 0 && plan.same_output[a] == plan.same_output[b])
          plan.like[a] |= static_cast<std::uint8_t>(1 << b);
  }
  for (std::size_t i = 0; i < source.inputs.size(); ++i) TRY(add_input(building, i));
  for (const Building::Split& split : building.splits) {
    // Not by row but by bit: built by hand.
    const auto planes = static_cast<std::size_t>(plan.planes);
    TableStep::Input input{
        .from = split.on.at, .chunks = chunks_of(split.on.states.size()), .number = by_output};
    input.certain.assign(static_cast<std::size_t>(input.chunks) * planes * 16, 0xFF);
    for (const auto& [bit, own] : split.bits)
      for (std::size_t c = 0; c < split.on.states.size(); ++c)
        if (c != own)
          input.certain[(c / 16 * planes + static_cast<std::size_t>(bit) / 8) * 16 + c % 16] &=
              static_cast<std::uint8_t>(~(1 << bit % 8));
    input.possible = input.certain;
    building.step.inputs.push_back(std::move(input));
  }
  for (const Node* node = of.body.get(); node && node->form == Form::coercion;
       node = node->children[0].get())
    plan.coerced.insert(plan.coerced.begin(), node->types[0]);

  const int index = static_cast<int>(out_.tables.size());
  building.step.table = index;
  Step step{.work = std::move(building.step)};
  if (plan.narrow) {
    step.to = plan.code_register = new_register();
  } else {
    plan.wide_register = out_.wide_registers++;
  }
  out_.steps.push_back(std::move(step));
  out_.tables.push_back(std::move(plan));
  tables_.emplace(element, index);
  return index;
}

Value Compiler::coerced(const TablePlan& table, Value value) const {
  const feel::Limits limits;
  feel::Interpreter in(limits);
  for (const feel::Type& type : table.coerced)
    if (!value.is_null()) value = in.coerced(value, type, {});
  return value;
}

// The table's result as a term for decisions that read it.
Result<Term> Compiler::table_term(int index) {
  const TablePlan& plan = out_.tables[static_cast<std::size_t>(index)];
  if (plan.mode == TablePlan::Mode::collect)
    return refuse("population.refused.collects", plan.source->at);
  std::vector<Value> values;
  for (const Value& output : plan.outputs) values.push_back(coerced(plan, output));
  values.push_back(plan.otherwise ? coerced(plan, *plan.otherwise) : Value());
  values.resize(values.size() + plan.outputs.size(), Value::unknown());
  values.emplace_back();  // A conflict.
  std::vector<std::uint8_t> classes;
  bool fits = true;
  std::vector<Value> states = distinct(values, classes, fits);
  if (!fits) return refuse("population.refused.too_many_values", plan.source->at);
  std::vector<int> columns;
  if (states.size() == 1) return Term{.kind = Fixed{std::move(states[0])}};
  const Finite from{.at = {.index = plan.narrow ? plan.code_register : plan.wide_register},
                    .states = std::vector<Value>(values.size()),
                    .shorts = !plan.narrow};
  Finite to = TRY(lookup(from, std::move(classes), std::move(states)));
  return Term{.kind = std::move(to), .columns = std::move(columns)};
}

}  // namespace zhulian::population
