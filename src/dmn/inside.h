// The inside of loaded rules: names resolved, types found, every text parsed. For those who compile
// rules (population) or judge them (check); callers who only ask for answers need dmn.h alone.
//
// One idea: boxed expressions become nodes of FEEL, with the few forms FEEL lacks (a decision
// table, the coercion to a type) as nodes of their own; so one interpreter runs everything, and
// whoever walks expressions meets one kind of tree.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dmn/dmn.h"
#include "feel/interpreter.h"

namespace zhulian::dmn {

// The unary tests of a cell, or of allowed values.
struct Cell {
  feel::NodePtr tests{};  // Form::in, negated_in or any_test; nullptr: it does not parse, a fault
                          // stands in Inside::faults and the test never holds.
  bool any = false;       // "-" or empty.

  // Where every test is a constant (`constant`), the cell is also these data: it holds when one of
  // the pieces does, or with `negated` (not(..)) when none does.
  struct Piece {
    feel::Value value;     // A range: the input lies in it. Anything else, also null: it equals it.
    bool unequal = false;  // "!= value": the input is another one.
  };
  bool constant = false;
  bool negated = false;
  std::vector<Piece> pieces{};

  // Of a constant cell, as the interpreter would answer it: nullopt is null.
  std::optional<bool> holds(const feel::Value& input) const;
};

// What those tests are as data; for tests from elsewhere too (Type::allowed).
Cell cell_of(feel::NodePtr tests);
// The constant a node is worth without any names ("5", "-3", "date(\"2020-01-01\")", "[1, 2]");
// nullopt for what is no constant or not sound. A null literal is the null Value.
std::optional<feel::Value> constant_of(const feel::Node& node);
// What the file says, without the coercions to the types of columns and variables around it.
const feel::Node& bare(const feel::Node& node);
// "a.b.c" of a path over names; nullopt for anything else.
std::optional<std::string> path_of(const feel::Node& node);

// A decision table, each text parsed once.
struct Table : feel::Native {
  struct Input {
    std::string label;         // As written, else the text of the expression.
    feel::NodePtr expression;  // nullptr: does not parse.
    feel::Type type{};         // Of the expression as declared; Kind::any when not.
    std::optional<Cell> allowed{};
  };
  struct Output {
    std::string name;  // "" where there is but one without a name.
    feel::Type type{};
    std::optional<Cell> allowed{};
    std::vector<feel::Value> order{};  // Of the allowed values, best first, as far as constant.
    feel::NodePtr otherwise{};         // The default entry; nullptr when there is none.
  };
  struct Rule {
    std::vector<Cell> cells;             // One an input.
    std::vector<feel::NodePtr> outputs;  // One an output; nullptr: does not parse.
    feel::Position at{};
  };
  int element = -1;  // Index in Inside::elements of what the table stands in.
  HitPolicy hit_policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::vector<Input> inputs{};
  std::vector<Output> outputs{};
  std::vector<Rule> rules{};
  feel::Position at{};

  feel::Value evaluate(feel::Interpreter& in, const feel::Scope& scope) const override;
};

// What an expression of an element sees by name.
struct Needed {
  std::string space;  // The import's name, "" for what is of its own model.
  std::string name;
  int element;  // Index in Inside::elements.
};

// An input, decision, BKM or service of the model or of one it imports.
struct Resolved {
  enum class Kind { input, decision, knowledge, service };
  Kind kind = Kind::input;
  std::string id{};
  std::string name{};
  std::string qualified{};  // With the import's name before it where it is imported: "a.b".
  int model = 0;            // Index in Inside::models.
  // Of an input: the contexts it stands in, outermost first: the imports' names.
  std::vector<std::string> spaces{};
  feel::Type type{};  // Of the variable; Kind::any when nothing is said.
  std::vector<Needed> needs{};

  feel::NodePtr body{};           // decision: its expression, all coercions in it; nullptr: none.
  const Table* table = nullptr;   // decision: where its whole expression is a table.
  feel::Value function{};         // knowledge and service: the function callers call.
  std::vector<int> parameters{};  // service: input decisions, then input data, as they are passed.
  std::vector<int> outputs{};     // service
  // decision: all it is decided from, requirements first, itself last. service: the decisions
  // within, the same way. Empty of anything else.
  std::vector<int> order{};
  feel::Position at{};
};

class Rules::Inside {
 public:
  std::vector<std::shared_ptr<const Model>> models{};  // The own one first.
  std::vector<Resolved> elements{};                    // Requirements before what needs them.
  std::vector<Diagnostic> faults{};
  std::map<std::string, feel::Type> types{};  // The own model's, and imported ones with a prefix.

  // Index in `elements` by name, qualified name or id; of several kinds the first of that kind.
  std::optional<int> find(Resolved::Kind kind, std::string_view name) const;
  // Where a mark of the interpreter stands: its element, row and 1-based column (inputs, then
  // outputs).
  Place place(feel::Diagnostic::Mark mark, feel::Position at) const;

  // No two loaded at one time have the same: functions of others are not called.
  std::uint64_t serial = 0;
};

}  // namespace zhulian::dmn
