// From a decision table to boxes: the axes of its columns and the sides of its rows.
#include <algorithm>

#include "dmn/check_inside.h"
#include "feel/check.h"
#include "feel/interpreter.h"

namespace zhulian::dmn {
namespace {

using feel::Kind;
using feel::Type;
using feel::Value;

// What is known of the values of a column before its cells are read.
struct Known {
  Type type{};
  std::vector<Cell> allowed{};
  std::optional<std::vector<Value>> answers{};  // Of a decision that answers only these.
  bool whole = false;
  bool may_be_null = false;

  void add(const Type& more) {
    if (type.kind == Kind::any) type = more;
    if (more.allowed) allowed.push_back(cell_of(more.allowed));
    if (more.codes) {
      Cell codes{.tests = nullptr, .constant = true};
      for (const std::string& code : *more.codes) {
        const auto number = feel::Decimal::parse(code);  // Of a number the codes are its digits.
        const bool is_number = more.kind == Kind::number && number;
        codes.pieces.push_back({.value = is_number ? Value(*number) : Value(code)});
      }
      allowed.push_back(std::move(codes));
    }
  }
};

bool lets_through_type(const Cell& cell, const Value& value) {
  return cell.constant ? cell.holds(value) == true : lets_through(cell, value);
}

// Two texts of cells are alike when they bear the same key; "" when there is none.
std::string key_of(const Cell& cell) {
  if (!cell.constant) return {};
  std::string key(cell.negated ? "!" : "+");
  for (const Cell::Piece& piece : cell.pieces) {
    key += static_cast<char>('a' + static_cast<int>(piece.value.kind()));
    key += piece.unequal ? '!' : '=';
    key += feel::to_text(piece.value).value_or("");
    key += '\x1f';
  }
  return key;
}

class Columns {
 public:
  Columns(Judging& judging, const Table& table, const feel::Schema& schema, Allowance& allowance)
      : judging_(judging), table_(table), schema_(schema), allowance_(allowance) {}

  std::optional<Sheet> sheet() {
    join();
    std::vector<std::size_t> sizes;
    for (Axis& axis : axes_) {
      if (!cut(axis)) return std::nullopt;
      sizes.push_back(axis.column.segments.size());
    }
    Sheet sheet{.columns = {}, .boxes = Boxes(sizes), .judged = {}, .never = {}};
    sheet.judged.assign(table_.rules.size(), true);
    sheet.never.assign(table_.rules.size(), 0);
    std::vector<std::unordered_map<std::string, int>> known(table_.inputs.size());
    for (std::size_t row = 0; row < table_.rules.size(); ++row) {
      std::vector<int> cells;
      faulty_ = false;
      for (std::size_t i = 0; i < axes_.size(); ++i) {
        const auto cell = side(sheet, axes_[i], i, row, known);
        if (!cell) return std::nullopt;
        cells.push_back(*cell);
      }
      sheet.boxes.add(std::move(cells));
      if (faulty_) continue;
      for (std::size_t i = axes_.size(); i-- > 0;)
        if (sheet.boxes.side(row, i).none())
          sheet.never[row] = static_cast<int>(axes_[i].column.inputs.front()) + 1;
    }
    for (Axis& axis : axes_) sheet.columns.push_back(std::move(axis.column));
    return sheet;
  }

 private:
  struct Axis {
    Column column;
    std::string path{};  // What all its inputs are about; "" where the first is no path.
    Known known{};
    Domain domain{};
    bool opaque = false;      // Its values cannot be told apart: only "-" is judged.
    std::size_t ordered = 0;  // So many segments at the front go up, each with the one before it.

    // Among those, all that the piece may let through, and few others.
    std::pair<std::size_t, std::size_t> run_of(const Cell::Piece& piece) const {
      const feel::Range* range = piece.value.as_range();
      if (piece.unequal) return {0, ordered};
      const Value& low = range ? range->low : piece.value;
      const Value& high = range ? range->high : piece.value;
      const auto begin = column.segments.begin();
      const auto end = begin + static_cast<std::ptrdiff_t>(ordered);
      if (begin == end) return {0, 0};
      const auto bounds = [&](const Value& limit) { return limit.kind() == begin->example.kind(); };
      const auto from =
          !bounds(low) ? begin : std::partition_point(begin, end, [&](const Segment& one) {
            return before(one.example, low);
          });
      const auto to =
          !bounds(high) ? end : std::partition_point(from, end, [&](const Segment& one) {
            return !before(high, one.example);
          });
      return {static_cast<std::size_t>(from - begin), static_cast<std::size_t>(to - begin)};
    }
  };
  // An input that asks a condition of a path.
  struct Condition {
    feel::NodePtr path;
    std::vector<Value> answers{};  // By segment.
  };

  void join() {
    conditions_.resize(table_.inputs.size());
    for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
      const Table::Input& input = table_.inputs[i];
      std::string path;
      if (input.expression) {
        conditions_[i] = condition_of(input.expression);
        path = path_of(conditions_[i] ? *conditions_[i]->path : *input.expression).value_or("");
      }
      const auto alike = std::ranges::find_if(axes_, [&](const Axis& axis) {
        const Table::Input& first = table_.inputs[axis.column.inputs.front()];
        if (!input.expression || !first.expression) return false;
        return path.empty() ? same(*input.expression, *first.expression) : axis.path == path;
      });
      const auto place = static_cast<std::size_t>(alike - axes_.begin());
      if (place == axes_.size())
        axes_.push_back({.column = {.name = conditions_[i] ? path : input.label, .inputs = {}},
                         .path = path,
                         .opaque = !input.expression});
      Axis& axis = axes_[place];
      if (!conditions_[i]) axis.column.name = input.label;
      axis.column.inputs.push_back(i);
      learn(axis.known, input, conditions_[i]);
    }
  }

  static void paths_of(const feel::NodePtr& node, std::vector<feel::NodePtr>& paths) {
    if (path_of(*node)) {
      paths.push_back(node);
      return;
    }
    const bool call = node->form == feel::Form::call && node->children[0]->form == feel::Form::name;
    for (std::size_t i = call ? 1 : 0; i < node->children.size(); ++i)
      paths_of(node->children[i], paths);
  }

  // The path of which the expression is a condition of constants; nullopt for all others.
  static std::optional<Condition> condition_of(const feel::NodePtr& expression) {
    std::vector<feel::NodePtr> paths;
    paths_of(expression, paths);
    if (paths.empty() || paths.front() == expression) return std::nullopt;
    const std::string path = *path_of(*paths.front());
    Cuts cuts;
    if (!gather_over(*expression, path, cuts)) return std::nullopt;
    return Condition{.path = paths.front()};
  }

  // From what is declared of the input, its expression, and the fact it may be.
  void learn(Known& known, const Table::Input& input, const std::optional<Condition>& condition) {
    if (!condition) {
      known.add(input.type);
      if (input.allowed) known.allowed.push_back(*input.allowed);
    }
    if (!input.expression) return;
    const feel::Node& asked = condition ? *condition->path : *input.expression;
    known.add(feel::Checker(schema_).infer(asked));
    const auto path = path_of(asked);
    if (!path) return;
    if (const Fact* fact = judging_.ground.fact(*path)) {
      known.add(fact->type);
      known.whole |= fact->whole;
      known.may_be_null |= fact->means_none && fact->source != given_by_run;
    }
    const Resolved& element = judging_.inside.elements[static_cast<std::size_t>(table_.element)];
    for (const Needed& needed : element.needs) {
      if ((needed.space.empty() ? needed.name : needed.space + "." + needed.name) != *path)
        continue;
      const Resolved& source = judging_.inside.elements[static_cast<std::size_t>(needed.element)];
      if (source.kind == Resolved::Kind::decision) known.answers = answers_of(source);
    }
  }

  // What the condition is worth for every segment of its path.
  void answer(const Axis& axis, std::size_t input) {
    const std::string& path = axis.path;
    for (const Segment& segment : axis.column.segments) {
      Value value = segment.example;
      std::size_t end = path.size();
      while (true) {
        const std::size_t dot = path.rfind('.', end - 1);
        const std::size_t start = dot == path.npos ? 0 : dot + 1;
        feel::Context around;
        around.put(path.substr(start, end - start), std::move(value));
        if (dot == path.npos) {
          value = feel::evaluate(feel::Expression(table_.inputs[input].expression), around).value;
          break;
        }
        value = Value(std::move(around));
        end = dot;
      }
      conditions_[input]->answers.push_back(std::move(value));
    }
  }

  // The segments of an axis. False when there are too many.
  bool cut(Axis& axis) {
    Cuts cuts;
    Kind said = Kind::any;
    for (const std::size_t input : axis.column.inputs) {
      if (conditions_[input]) {
        Cuts own;
        gather_over(*table_.inputs[input].expression, axis.path, own);
        merge(cuts, own);
        continue;
      }
      for (const Table::Rule& rule : table_.rules) {
        const Cell& cell = rule.cells[input];
        if (cell.any || !cell.tests) continue;
        if (!allowance_.spend(4 + 4 * cell.pieces.size())) return false;
        Cuts own;
        if (!gather(*cell.tests, own)) continue;
        merge(cuts, own);
      }
    }
    for (const Value& value : cuts.values)
      if (said == Kind::any) said = value.kind();
    Domain& domain = axis.domain;
    domain.kind = axis.known.type.kind == Kind::any ? said : axis.known.type.kind;
    if (domain.kind == Kind::any && axis.known.answers) {
      for (const Value& value : *axis.known.answers)
        if (!value.is_null()) domain.kind = value.kind();
    }
    domain.whole = axis.known.whole;
    domain.may_be_null = axis.known.may_be_null || cuts.null;
    for (const Cell& allowed : axis.known.allowed) {
      Cuts own;
      if (allowed.constant) {
        for (const Cell::Piece& piece : allowed.pieces) add_piece(own, piece.value);
      } else if (allowed.tests) {
        gather(*allowed.tests, own);
      }
      merge(cuts, own);
      domain.may_be_null |= own.null;
    }
    if (axis.known.answers) {
      for (const Value& value : *axis.known.answers) {
        domain.may_be_null |= value.is_null();
        if (!value.is_null()) cuts.values.push_back(value);
      }
    }
    domain.ordered_texts = cuts.ordered;
    domain.admits = [&known = axis.known](const Value& value) { return admits(known, value); };
    auto found = segments(domain, std::move(cuts.values));
    axis.opaque |= !found || domain.kind == Kind::any ||
                   !(feel::is_ordered(domain.kind) || domain.kind == Kind::boolean);
    axis.column.segments =
        found ? *std::move(found) : std::vector<Segment>{{.shape = Segment::Shape::other}};
    axis.ordered = 1;
    while (axis.ordered < axis.column.segments.size() &&
           before(axis.column.segments[axis.ordered - 1].example,
                  axis.column.segments[axis.ordered].example))
      ++axis.ordered;
    if (axis.ordered == 1) axis.ordered = 0;
    for (const std::size_t input : axis.column.inputs)
      if (conditions_[input]) answer(axis, input);
    return allowance_.spend(axis.column.segments.size() * 16);
  }

  static void add_piece(Cuts& cuts, const Value& value) {
    if (const feel::Range* range = value.as_range()) {
      cuts.ordered = true;
      for (const Value* end : {&range->low, &range->high})
        if (!end->is_null()) cuts.values.push_back(*end);
    } else if (const feel::List* list = value.as_list()) {
      for (const Value& item : *list) add_piece(cuts, item);
    } else if (value.is_null()) {
      cuts.null = true;
    } else {
      cuts.values.push_back(value);
    }
  }

  static void merge(Cuts& into, const Cuts& from) {
    into.values.insert(into.values.end(), from.values.begin(), from.values.end());
    into.null |= from.null;
    into.ordered |= from.ordered;
  }

  static bool admits(const Known& known, const Value& value) {
    for (const Cell& allowed : known.allowed)
      if (!lets_through_type(allowed, value)) return false;
    if (!known.answers) return true;
    Cell answers{.tests = nullptr, .constant = true};
    for (const Value& one : *known.answers) answers.pieces.push_back({.value = one});
    return answers.holds(value) == true;
  }

  // The number of the side of a row on an axis; the common part where several inputs are one.
  std::optional<int> side(Sheet& sheet, Axis& axis, std::size_t number, std::size_t row,
                          std::vector<std::unordered_map<std::string, int>>& known) {
    Bits all(axis.column.segments.size(), true);
    const bool single = axis.column.inputs.size() == 1;
    for (const std::size_t input : axis.column.inputs) {
      const Cell& cell = table_.rules[row].cells[input];
      if (cell.any) continue;
      const std::string key = single ? key_of(cell) : std::string();
      if (!key.empty() && !axis.opaque)
        if (const auto place = known[input].find(key); place != known[input].end())
          return place->second;
      const auto own = through(sheet, axis, input, row, cell);
      if (!own) return std::nullopt;
      if (single && !key.empty() && sound_) {
        const int found = sheet.boxes.cell(number, *own);
        known[input].emplace(key, found);
        return found;
      }
      all &= *own;
    }
    return sheet.boxes.cell(number, all);
  }

  // The segments a cell lets through; all of them, and the row is not judged, where that cannot be
  // told. Faults of the cell itself are told here, once a row.
  std::optional<Bits> through(Sheet& sheet, const Axis& axis, std::size_t input, std::size_t row,
                              const Cell& cell) {
    const std::size_t size = axis.column.segments.size();
    const int column = static_cast<int>(input) + 1;
    const int line = static_cast<int>(row) + 1;
    if (!allowance_.spend((size / 64 + 1) * price_of_memory)) return std::nullopt;
    Bits passing(size);
    sound_ = true;
    const auto leave = [&](bool told) {
      sound_ = false;
      sheet.judged[row] = false;
      if (told)
        judging_.add({.wrong = Wrong::not_judged,
                      .weight = Weight::notice,
                      .place = place(line, column, cell),
                      .code = "dmn.check.not_judged"});
      return Bits(size, true);
    };
    if (!cell.tests) return leave(false);  // That it does not parse is told elsewhere.
    const auto& condition = conditions_[input];
    const Type type = condition ? Type(Kind::boolean) : plain(axis.known.type);
    if (!fits(cell, type.kind)) {
      feel::Checker checker(schema_);
      checker.set_input(type);
      checker.infer(*cell.tests);
      if (const auto verdict = std::move(checker).verdict(); !verdict) {
        judging_.add(verdict.error(), table_.element, line, column);
        return leave(false);
      }
    }
    Cuts own;
    if (axis.opaque || !gather(*cell.tests, own)) return leave(true);
    if (condition && std::ranges::all_of(condition->answers, &Value::is_null)) return leave(true);
    for (const Value& point : own.points) {
      if (condition) break;
      if (axis.domain.admits(point) && !(axis.domain.whole && fraction(point))) continue;
      sound_ = false;
      faulty_ = true;
      judging_.add({.wrong = Wrong::value,
                    .place = place(line, column, cell),
                    .code = "dmn.check.value",
                    .arguments = {{"value", feel::to_text(point).value_or("")}}});
    }
    const auto test = [&](std::size_t i) {
      if (lets_through(cell, condition ? condition->answers[i] : axis.column.segments[i].example))
        passing.set(i);
    };
    const std::size_t price = cell.constant ? 4 + 8 * cell.pieces.size() : 500;
    if (!condition && cell.constant && !cell.negated) {
      // Of values in order each piece lets through those from one to another.
      std::vector<std::pair<std::size_t, std::size_t>> runs;
      std::size_t tests = size - axis.ordered;
      for (const Cell::Piece& piece : cell.pieces) {
        runs.push_back(axis.run_of(piece));
        tests += runs.back().second - runs.back().first;
      }
      if (!allowance_.spend(tests * price + runs.size() * 32)) return std::nullopt;
      for (const auto& [from, to] : runs)
        for (std::size_t i = from; i < to; ++i) test(i);
      for (std::size_t i = axis.ordered; i < size; ++i) test(i);
      return passing;
    }
    if (!allowance_.spend(size * price)) return std::nullopt;
    for (std::size_t i = 0; i < size; ++i) test(i);
    return passing;
  }

  // Whether the cell is plainly of that kind, so that nothing need be inferred.
  static bool fits(const Cell& cell, Kind kind) {
    return cell.constant && std::ranges::all_of(cell.pieces, [&](const Cell::Piece& piece) {
             const feel::Range* range = piece.value.as_range();
             if (!range) return piece.value.is_null() || piece.value.kind() == kind;
             return (range->low.is_null() || range->low.kind() == kind) &&
                    (range->high.is_null() || range->high.kind() == kind);
           });
  }
  static bool fraction(const Value& value) {
    return value.as_number() && !value.as_number()->is_whole();
  }

  Place place(int row, int column, const Cell& cell) const {
    return judging_.place(table_.element, row, column, cell.tests->at);
  }

  Judging& judging_;
  const Table& table_;
  const feel::Schema& schema_;
  Allowance& allowance_;
  std::vector<Axis> axes_{};
  std::vector<std::optional<Condition>> conditions_{};  // By input.
  bool sound_ = true;    // The cell just read has no fault and is judged.
  bool faulty_ = false;  // The row has a cell with a fault.
};

}  // namespace

std::optional<Sheet> sheet_of(Judging& judging, const Table& table, const feel::Schema& schema,
                              Allowance& allowance) {
  return Columns(judging, table, schema, allowance).sheet();
}

}  // namespace zhulian::dmn
