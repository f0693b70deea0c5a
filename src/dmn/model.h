// A DMN model as its file says it (OMG DMN 1.5; the namespaces of 1.2 to 1.5 read alike).
//
// One idea: the model is plain data with places. Reading (xml.h) fills it, checking and deciding
// only read it. Every text of FEEL stays the text of the file, with where it stands, so that a
// fault names file, table and row. What this program does not use (diagrams, extensions) stays in
// the document tree that save() writes again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/names.h"
#include "feel/ast.h"

namespace zhulian::dmn {

// FEEL text in an element; empty text and an absent element are told apart.
struct Text {
  // The file reads on elsewhere than the text does: after &lt;, a comment, the end of CDATA.
  struct Jump {
    feel::Position in_text;  // Counted from `at` on, as feel::parse() counts.
    feel::Position in_file;
  };
  std::string text;
  feel::Position at{};
  std::vector<Jump> jumps{};

  // Where in the file stands what feel::parse(text, names, at) says stands there.
  feel::Position in_file(feel::Position told) const;
};

// A typed name: inputs, outputs of a decision, parameters, columns.
struct Variable {
  std::string name;
  std::string type_ref{};  // "" when nothing is said; else as written, "feel:number", "tPerson".
  feel::Position at{};
};

struct Boxed;
using BoxedPtr = std::shared_ptr<const Boxed>;

// 6.3.10 with the two more of 1.5: how many rules may hold, and what becomes of them.
enum class HitPolicy { unique, first, priority, any, collect, rule_order, output_order };
enum class Aggregation { none, sum, count, min, max };

struct DecisionTable {
  struct Input {
    std::string label;
    Text expression;
    std::string type_ref;
    std::optional<Text> values{};  // Allowed values: unary tests.
  };
  struct Output {
    std::string name, label, type_ref;
    std::optional<Text> values{};  // Also the order of priority.
    std::optional<Text> default_entry{};
  };
  struct Rule {
    std::string id;
    std::vector<Text> tests;    // One an input: unary tests.
    std::vector<Text> outputs;  // One an output: expressions.
    std::vector<Text> annotations{};
    feel::Position at{};
  };
  HitPolicy hit_policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::string output_label{};
  std::vector<Input> inputs{};
  std::vector<Output> outputs{};
  std::vector<Rule> rules{};
  std::vector<std::string> annotation_names{};
};

struct Literal {
  Text text;
  std::string language{};  // Of the expression where it differs: only FEEL is evaluated.
};

struct Invocation {
  BoxedPtr function;
  std::vector<std::pair<Variable, BoxedPtr>> bindings;
};

// The entry without a name, if there is one, is the result.
struct BoxedContext {
  struct Entry {
    std::optional<Variable> variable;
    BoxedPtr value;
  };
  std::vector<Entry> entries;
};

struct FunctionDefinition {
  enum class Kind { feel, java, pmml };
  Kind kind = Kind::feel;
  std::vector<Variable> parameters;
  BoxedPtr body;
};

struct Relation {
  std::vector<Variable> columns;
  std::vector<std::vector<BoxedPtr>> rows;
};

struct BoxedList {
  std::vector<BoxedPtr> items;
};

struct Conditional {
  BoxedPtr condition, then, otherwise;
};

struct Filter {
  BoxedPtr in, match;
};

// for / some / every over one variable; `body` is the return or the satisfies.
struct Iterator {
  enum class Kind { for_each, some, every };
  Kind kind = Kind::for_each;
  std::string variable;
  std::string type_ref{};
  BoxedPtr in, body;
};

// No BoxedPtr in a form is null: where the file leaves a part out stands a Literal without text.
struct Boxed {
  std::string id{};
  std::string type_ref{};
  feel::Position at{};
  std::variant<Literal, DecisionTable, Invocation, BoxedContext, FunctionDefinition, Relation,
               BoxedList, Conditional, Filter, Iterator>
      form{};
};

// 7.3.3: a named type: a base type with allowed values, a structure, a function, or a list of it.
struct ItemDefinition {
  std::string id{};
  std::string name{};
  std::string type_ref{};  // "" when it has components or is a function.
  bool is_collection = false;
  std::optional<Text> allowed_values{};   // On each item when it is a collection ..
  std::optional<Text> type_constraint{};  // .. and on the whole (1.5).
  std::vector<ItemDefinition> components{};
  struct Signature {
    std::vector<Variable> parameters;
    std::string output_type_ref;
  };
  std::optional<Signature> function{};
  feel::Position at{};
};

// What an element needs of another: "#_id" of this model, or "namespace#_id".
struct Requirement {
  enum class Kind { input, decision, knowledge };
  Kind kind = Kind::input;
  std::string href;
  feel::Position at{};
};

struct Element {
  std::string id{};
  std::string name{};
  Variable variable{};  // Its name is the element's where the file says none.
  std::string description{};
  std::string question{};
  std::string allowed_answers{};
  feel::Position at{};
};

struct InputData : Element {};

struct Decision : Element {
  std::vector<Requirement> requirements{};
  BoxedPtr expression{};  // nullptr: no logic, which decides null.
};

struct BusinessKnowledge : Element {
  std::vector<Requirement> requirements{};
  std::optional<FunctionDefinition> logic{};
};

struct DecisionService : Element {
  std::vector<Requirement> output_decisions{}, encapsulated_decisions{}, input_decisions{},
      input_data{};
};

struct Import {
  std::string name, space, type, location;
  feel::Position at{};
};

// The XML as it was: everything is kept, in order. Names as written, with their prefix.
struct XmlNode {
  std::string name{};  // "" for text, "!--" for a comment, "?target" for an instruction.
  std::vector<std::pair<std::string, std::string>> attributes{};
  std::string text{};
  std::vector<XmlNode> children{};
  feel::Position at{};
};

struct Model {
  std::string file{};  // As it was named to the reader, for faults.
  std::string id{}, name{}, space{};
  std::string expression_language{};
  std::vector<Import> imports{};
  std::vector<ItemDefinition> items{};
  std::vector<InputData> inputs{};
  std::vector<Decision> decisions{};
  std::vector<BusinessKnowledge> knowledge{};
  std::vector<DecisionService> services{};
  XmlNode document{};                      // The root; xml.h writes it,
  std::vector<XmlNode> before{}, after{};  // .. with the comments around it.
};

}  // namespace zhulian::dmn
