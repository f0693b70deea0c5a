#include "population/synthetic.h"

#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include "dmn/inside.h"
#include "population/interpret.h"

namespace zhulian::population {

using feel::Form;
using feel::Kind;
using feel::Node;
using feel::NodePtr;
using feel::Value;

namespace {

// What is known of a path before it becomes a column.
struct Sighted {
  Kind kind = Kind::any;
  std::vector<Value> values{};  // It is compared with, each once.
  bool is_output = false;       // Stands in an output: an amount, the same for everybody.
  bool closed = false;          // It takes no other values.

  void compared_with(const Value& value) {
    if (value.is_null()) return;
    if (const feel::Range* range = value.as_range()) {
      compared_with(range->low);
      compared_with(range->high);
      return;
    }
    if (const feel::List* list = value.as_list()) {
      for (const Value& item : *list) compared_with(item);
      return;
    }
    if (kind == Kind::any) kind = value.kind();
    if (value.kind() != kind || closed) return;
    const std::string key = key_of(value);
    if (std::ranges::none_of(values, [&](const Value& v) { return key_of(v) == key; }))
      values.push_back(value);
  }
};

class Reader {
 public:
  explicit Reader(const dmn::Rules::Inside& rules) : rules_(rules) {
    for (const dmn::Resolved& element : rules.elements)
      if (element.kind == dmn::Resolved::Kind::input) declare(element.qualified, element.type);
    for (std::size_t e = 0; e < rules.elements.size(); ++e) {
      element_ = static_cast<int>(e);
      const dmn::Resolved& element = rules.elements[e];
      if (element.table) {
        read(*element.table);
      } else if (element.body) {
        read(*element.body);
      }
    }
  }

  std::map<std::string, Sighted> sighted;

 private:
  void declare(const std::string& path, const feel::Type& type) {
    if (type.kind == Kind::context) {
      for (std::size_t i = 0; i < type.names.size(); ++i)
        declare(path + "." + type.names[i], type.of[i]);
      return;
    }
    if (type.kind == Kind::any && !type.allowed) return;
    Sighted& seen = sighted[path];
    seen.kind = type.kind;
    if (!type.allowed) return;
    const dmn::Cell cell = dmn::cell_of(type.allowed);
    bool closed = cell.constant && !cell.negated && !cell.pieces.empty();
    for (const auto& piece : cell.pieces) {
      closed &= !piece.unequal && !piece.value.as_range() && !piece.value.is_null();
      seen.compared_with(piece.value);
    }
    seen.closed = closed;
  }

  // The input a node is a path of: "person.level"; empty when it is none.
  std::string path(const Node& node) const {
    const auto path = dmn::path_of(node);
    if (!path) return {};
    for (const dmn::Needed& need : rules_.elements[static_cast<std::size_t>(element_)].needs) {
      const dmn::Resolved& other = rules_.elements[static_cast<std::size_t>(need.element)];
      if (other.kind != dmn::Resolved::Kind::input) continue;
      if (*path == need.name || path->starts_with(need.name + "."))
        return other.qualified + path->substr(need.name.size());
    }
    return {};
  }

  void truth(const Node& node) {
    if (const std::string own = path(node); !own.empty() && sighted[own].kind == Kind::any)
      sighted[own].kind = Kind::boolean;
  }

  void compare(const Node& a, const Node& b) {
    const std::string own = path(a);
    if (own.empty()) return;
    if (const auto constant = dmn::constant_of(b)) sighted[own].compared_with(*constant);
    if (const std::string other = path(b); !other.empty()) {
      const Kind kind = sighted[other].kind;
      if (sighted[own].kind == Kind::any) sighted[own].kind = kind;
    }
  }

  void read(const Node& node) {
    if (const std::string own = path(node); !own.empty()) {
      sighted[own];
      return;
    }
    if (node.form >= Form::equal && node.form <= Form::greater_equal) {
      compare(*node.children[0], *node.children[1]);
      compare(*node.children[1], *node.children[0]);
    } else if (node.form == Form::between) {
      compare(*node.children[0], *node.children[1]);
      compare(*node.children[0], *node.children[2]);
    } else if (node.form == Form::in || node.form == Form::negated_in) {
      for (std::size_t i = 1; i < node.children.size(); ++i) {
        const Node& test = *node.children[i];
        compare(*node.children[0], test.form == Form::comparison_test ? *test.children[0] : test);
      }
    } else if (node.form == Form::conjunction || node.form == Form::disjunction) {
      for (const NodePtr& child : node.children) truth(*child);
    } else if (node.form == Form::conditional) {
      truth(*node.children[0]);
    } else if (node.form == Form::call && node.children[0]->form == Form::name &&
               node.children[0]->text == "not" && node.children.size() == 2) {
      truth(*node.children[1]);
    }
    for (const NodePtr& child : node.children)
      if (child) read(*child);
  }

  void read(const dmn::Table& table) {
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      const auto& input = table.inputs[i];
      if (!input.expression) continue;
      read(*input.expression);
      const std::string own = path(*input.expression);
      if (!own.empty() && sighted[own].kind == Kind::any) sighted[own].kind = input.type.kind;
      for (const auto& rule : table.rules) {
        const dmn::Cell& cell = rule.cells[i];
        if (!own.empty())
          for (const auto& piece : cell.pieces) sighted[own].compared_with(piece.value);
        if (cell.tests && !cell.constant) read(*cell.tests);
      }
    }
    for (const auto& rule : table.rules)
      for (const NodePtr& output : rule.outputs)
        if (output) outputs(*output);
  }

  void outputs(const Node& node) {
    if (const std::string own = path(node); !own.empty()) {
      sighted[own].is_output = true;
      return;
    }
    if (node.form == Form::conditional) truth(*node.children[0]);
    for (const NodePtr& child : node.children)
      if (child) outputs(*child);
  }

  const dmn::Rules::Inside& rules_;
  int element_ = 0;
};

// A parameter of that kind, when nobody says which.
Value made_up(const Sighted& seen, Day day, std::size_t number) {
  if (seen.kind == Kind::boolean) return Value(true);
  if (seen.kind == Kind::date) return Value::maybe(feel::date_of(zhulian::number(day)));
  if (!seen.values.empty()) return seen.values.front();
  if (seen.kind == Kind::string) return Value("");
  return Value::number(static_cast<std::int64_t>(100 + 15 * number));
}

constexpr std::int64_t codes_of_numbers_max = 12;

}  // namespace

Inferred infer(const dmn::Rules& rules, const std::vector<std::string>& constant_roots, Day day,
               const feel::Context& given) {
  const Reader reader(rules.inside());
  std::set<std::string> constants(constant_roots.begin(), constant_roots.end());
  // What stands in outputs is the same for everybody, and with it all under the same input; so is
  // a date that stands alone beside facts within contexts.
  bool contexts = false;
  for (const auto& [path, seen] : reader.sighted) contexts |= path.contains('.');
  for (const auto& [path, seen] : reader.sighted) {
    const bool alone = !path.contains('.');
    if (seen.is_output || (alone && contexts && seen.kind == Kind::date))
      constants.insert(path.substr(0, path.find('.')));
  }
  Inferred out;
  std::vector<std::pair<std::string, Value>> made;
  for (const auto& [path, seen] : reader.sighted) {
    if (constants.contains(path.substr(0, path.find('.')))) {
      const Value* said = entry_at(given, path);
      made.emplace_back(path, said ? *said : made_up(seen, day, made.size()));
      continue;
    }
    Column column{.path = path};
    std::vector<std::int64_t> edges;
    if (seen.closed && (seen.kind == Kind::string || seen.kind == Kind::number)) {
      column.held = Held::code;
      column.codes = seen.values;
      out.schema.push_back(std::move(column));
      out.edges.emplace_back();
      continue;
    }
    switch (seen.kind) {
      case Kind::string:
        column.held = Held::code;
        column.codes = seen.values;
        column.codes.emplace_back("\xE5\x85\xB6\xE4\xBB\x96");  // "Other": what no test names.
        break;
      case Kind::number: {
        std::int64_t low = 0, high = 0;
        bool whole = true;
        for (const Value& value : seen.values) {
          const auto number = value.as_number()->to_int64();
          whole &= number.has_value();
          if (!number) continue;
          low = std::min(low, *number);
          high = std::max(high, *number);
          edges.push_back(*number);
        }
        if (!whole) {
          column.divisor = 100;
          for (std::int64_t& edge : edges) edge *= 100;
          for (const Value& value : seen.values) {
            const auto cents = (*value.as_number() * feel::Decimal(100)).to_int64();
            if (cents) edges.push_back(*cents);
          }
        }
        column.held = Held::number;
        // Small whole numbers are codes: a level, a grade.
        if (whole && low >= 0 && high <= codes_of_numbers_max && !edges.empty()) {
          column.held = Held::code;
          for (std::int64_t code = low; code <= high + 1; ++code)
            column.codes.push_back(Value::number(code));
        }
        break;
      }
      case Kind::date:
        column.held = Held::date;
        for (const Value& value : seen.values) edges.push_back(feel::days_of(*value.as_date()));
        edges.push_back(zhulian::number(day));
        break;
      default:
        column.held = Held::boolean;
    }
    out.schema.push_back(std::move(column));
    out.edges.push_back(std::move(edges));
  }
  out.constants = nested(made);
  return out;
}

// ------------------------------------------------------------------- people

Dice::Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 0x2545F4914F6CDD1Du) {
  if (state_ == 0) state_ = 1;
}

std::uint64_t Dice::next() {
  state_ ^= state_ << 13;
  state_ ^= state_ >> 7;
  state_ ^= state_ << 17;
  return state_ * 0x2545F4914F6CDD1Du;
}

namespace {

constexpr std::size_t stripe = 1 << 16;  // Persons with dice of their own.

void fill_stripe(Population& population, const std::vector<std::vector<std::int64_t>>& edges,
                 std::uint64_t seed, double unknown, std::size_t from, std::size_t to) {
  const Schema& schema = population.schema();
  for (std::size_t c = 0; c < schema.size(); ++c) {
    const Column& column = schema[c];
    const int at = static_cast<int>(c);
    Dice dice(seed ^ (from / stripe * 1'000'003 + c * 7'919 + 1));
    const auto nobody_knows = static_cast<std::uint64_t>(unknown * 65'536);
    switch (width_of(column)) {
      case Width::bytes:
      case Width::shorts: {
        const std::uint64_t codes = no_code(column);
        for (std::size_t i = from; i < to; ++i) {
          const std::uint64_t roll = dice.next();
          const std::uint64_t code = (roll & 0xFFFF) < nobody_knows ? codes : (roll >> 16) % codes;
          if (width_of(column) == Width::bytes) {
            population.bytes(at)[i] = static_cast<std::uint8_t>(code);
          } else {
            population.shorts(at)[i] = static_cast<std::uint16_t>(code);
          }
        }
        break;
      }
      case Width::ints:
      case Width::longs: {
        const auto& near = edges[c];
        const auto [low, high] = near.empty() ? std::pair<std::int64_t, std::int64_t>{0, 100}
                                              : std::pair{*std::ranges::min_element(near),
                                                          *std::ranges::max_element(near)};
        const std::int64_t span = column.held == Held::date ? 36'525 : (high - low) + 20;
        for (std::size_t i = from; i < to; ++i) {
          const std::uint64_t roll = dice.next();
          std::int64_t held;
          if ((roll & 0xFFFF) < nobody_knows) {
            held = column.wide ? no_long : no_int;
          } else if (!near.empty() && (roll >> 16 & 3) == 0) {  // On an edge, or one beside it.
            held =
                near[(roll >> 20) % near.size()] + static_cast<std::int64_t>((roll >> 40) % 3) - 1;
          } else {
            held =
                low - span / 2 +
                static_cast<std::int64_t>((roll >> 20) % static_cast<std::uint64_t>(2 * span + 1));
          }
          if (width_of(column) == Width::ints) {
            population.ints(at)[i] = static_cast<std::int32_t>(held);
          } else {
            population.longs(at)[i] = held;
          }
        }
        break;
      }
    }
  }
}

}  // namespace

void fill(Population& population, const std::vector<std::vector<std::int64_t>>& edges,
          std::uint64_t seed, double unknown, int threads) {
  std::vector<std::jthread> others;
  const auto work = [&](std::size_t first) {
    const std::size_t step = stripe * static_cast<std::size_t>(threads);
    for (std::size_t from = first * stripe; from < population.persons(); from += step)
      fill_stripe(population, edges, seed, unknown, from,
                  std::min(from + stripe, population.persons()));
  };
  for (int t = 1; t < threads; ++t) others.emplace_back(work, static_cast<std::size_t>(t));
  work(0);
}

}  // namespace zhulian::population
