// Expressions and tables to steps. Inside the room.
//
// One idea: the compiler never says itself what an expression is worth: it asks the interpreter,
// once for every class of values its facts may have, and keeps the answers as a table. So plan and
// interpreter cannot differ in what FEEL means. What is left to know here is which classes there
// are: the codes of a dictionary, or the ranges between the constants a number is compared with.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dmn/inside.h"
#include "population/program.h"

namespace zhulian::population {

// The same for everybody; perhaps unknown (a parameter nobody has published).
struct Fixed {
  feel::Value value;
};
// A class a person, and what each class is worth.
struct Finite {
  Operand at;
  std::vector<feel::Value> states;
  bool shorts = false;  // `at.index` is a column of two bytes: only to be looked up.
};
// A rising or falling function of one number or date, which is looked at only by comparing it.
struct Wide {
  int column;
  feel::NodePtr node;
  bool falls = false;
};

struct Term {
  std::variant<Fixed, Finite, Wide> kind;
  std::vector<int> columns{};  // The facts it hangs on, ascending.

  const Fixed* fixed() const { return std::get_if<Fixed>(&kind); }
  const Finite* finite() const { return std::get_if<Finite>(&kind); }
  const Wide* wide() const { return std::get_if<Wide>(&kind); }
};

// Values to stand for names, by path.
using Bindings = std::vector<std::pair<std::string, feel::Value>>;

class Compiler {
 public:
  Compiler(const dmn::Rules& rules, const Schema& schema, const feel::Context& constants,
           Plan::Inside& out)
      : rules_(rules.inside()), schema_(schema), constants_(constants), out_(out) {}

  // Errors: population.refused.*; the arguments "line", "column" say where.
  Result<AskedPlan> ask(const Asked& asked);

  // What another compiler of the same plan has found out.
  void take(Compiler&& other) {
    decisions_ = std::move(other.decisions_);
    tables_ = std::move(other.tables_);
    made_ = std::move(other.made_);
    facts_ = std::move(other.facts_);
  }

  // Where the fault just answered stands.
  const dmn::Place& place() const { return place_; }

 private:
  // ---- terms.cc
  Result<Term> decision(int element);
  Result<Term> term(const feel::NodePtr& node, int element);
  // What a node made of others is worth, its parts having been compiled.
  Result<Term> shell(const feel::NodePtr& node, int element);
  Result<Term> leaf_term(const std::string& path, feel::Position at, int element);
  // The paths a node reads that are facts, constants or decisions; each once.
  Result<std::vector<std::string>> leaves(const feel::Node& node, int element);
  Result<void> collect(const feel::Node& node, int element, std::vector<std::string>& found);
  std::optional<int> needed(const std::string& path, int element, std::string& rest) const;
  // The term of evaluating the node for every way its parts may be; `parts` by path.
  Result<Term> tabulate(const feel::NodePtr& node,
                        const std::vector<std::pair<std::string, Term>>& parts);
  feel::Value evaluate(const feel::NodePtr& node, const Bindings& bindings) const;
  feel::Value fact(int column, std::int64_t held) const;  // As expressions see it.
  feel::Value fitting(feel::Value value, const std::string& path) const;

  // ---- wide.cc
  // Evaluates a function of one number or date.
  struct Probe {
    feel::NodePtr node;  // nullptr: the fact itself.
    int column;
    Bindings bindings;
    std::size_t place;  // In bindings, of the fact.
  };
  Result<Probe> probe(const feel::NodePtr& node, int column, int element);
  feel::Value at(Probe& probe, std::int64_t held) const;
  Result<bool> reads_wide(const feel::Node& node, int element);
  Result<feel::Value> fixed_value(const feel::NodePtr& node, int element);
  // Whether the node rises (false) or falls (true) with its only fact; nullopt when neither is
  // sure.
  Result<std::optional<bool>> falls(const feel::NodePtr& node, int element);
  Result<std::optional<bool>> call_falls(const feel::NodePtr& node, int element);
  // A truth over one number or date, by the ranges between the constants it is compared with.
  Result<Term> classify(const feel::NodePtr& node, int column, int element);
  Result<void> bounds_of(const feel::NodePtr& node, int column, int element,
                         std::vector<std::int64_t>& bounds);
  Result<void> bounds_of_tests(const feel::NodePtr& node, int column, int element,
                               std::vector<std::int64_t>& bounds);
  // The bounds where the function passes the value (or the ends of a range, the items of a list).
  Result<void> bounds_at(const feel::NodePtr& node, int column, int element,
                         const feel::Value& value, std::vector<std::int64_t>& bounds);
  // The register of the classes between the bounds: class 0 is the absence of the fact. Adds the
  // bounds the column's own type has.
  Result<Operand> ranges(int column, std::vector<std::int64_t>& bounds, feel::Position at);
  // One held entry of each class.
  std::vector<std::int64_t> samples(int column, const std::vector<std::int64_t>& bounds) const;
  Result<Term> compare_columns(const feel::NodePtr& node, const Wide& a, const Wide& b);
  // What `rest` (".rate.month") leads to in the constant of that name, as far as contexts go;
  // nullptr where there is nothing or null. `left` is what no context could answer: ".year".
  struct Constant {
    const feel::Value* value;
    std::string_view left;
  };
  Constant constant(const std::string& name, std::string_view rest) const;
  // The type the model gives a fact or constant; nullptr when none.
  const feel::Type* declared(const std::string& path) const;

  // ---- tables.cc
  Result<int> table(int element);
  struct Building;
  Result<void> add_outputs(Building& building);
  void order_by_priority(Building& building);
  Result<void> add_input(Building& building, std::size_t number);
  Result<void> add_wide_input(Building& building, std::size_t number, const Wide& wide);
  Result<void> add_classes(Building& building, const Finite& from,
                           const std::vector<std::vector<dmn::Holds>>& holds, int number);
  void add_constant(Building& building, const std::vector<dmn::Holds>& holds, int number);
  Result<void> add_reading_cell(Building& building, std::size_t row, std::size_t number);
  Result<bool> allowed(const dmn::Table& table, std::size_t number, const feel::Value& value);
  // What the constant cells of the column say of the value, a rule an entry; a cell that reads
  // another fact holds here (add_reading_cell has its say).
  Result<std::vector<dmn::Holds>> held_by(const dmn::Table& table, std::size_t number,
                                          const feel::Value& value);
  Result<Term> table_term(int index);
  Result<void> answer_table(const Asked& asked, AskedPlan& plan);
  Result<void> answer_collect(const Asked& asked, AskedPlan& plan);
  feel::Value coerced(const TablePlan& table, feel::Value value) const;

  // ---- steps
  int new_register() { return out_.registers++; }
  // Runs the step unless one that writes the same has been made.
  int add(Step step, const std::string& key);
  Result<Finite> lookup(const Finite& from, std::vector<std::uint8_t> classes,
                        std::vector<feel::Value> states);
  struct Joint {
    Operand at;
    std::vector<std::vector<std::size_t>> tuples;  // By class: the class of each part.
  };
  Result<Joint> join(const std::vector<Finite>& parts, feel::Position at);
  // Classes of equal values made one.
  static std::vector<feel::Value> distinct(const std::vector<feel::Value>& values,
                                           std::vector<std::uint8_t>& classes, bool& fits);

  std::unexpected<Error> refuse(std::string code, feel::Position at,
                                std::vector<Argument> arguments = {});

  const dmn::Rules::Inside& rules_;
  const Schema& schema_;
  const feel::Context& constants_;
  Plan::Inside& out_;
  std::map<int, Term> decisions_;
  std::map<int, int> tables_;  // By element.
  std::map<std::string, int> made_;
  std::map<std::string, Term> facts_;
  dmn::Place place_;
  int element_ = -1;
};

// Classes looked at together at most, and rules of a table at most.
inline constexpr std::size_t classes_max = 256;
inline constexpr std::size_t bits_max = 4096;

std::unexpected<Error> refusal(std::string code, feel::Position at,
                               std::vector<Argument> arguments = {});

}  // namespace zhulian::population
