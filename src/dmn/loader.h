// Inside the room: what load() works with. One Loader lives as long as the loading.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/inside.h"
#include "feel/names.h"

namespace zhulian::dmn {

// A model where it is imported: the same model imported twice has its inputs twice.
struct Instance {
  int model = 0;               // Index in Inside::models.
  int parent = -1;             // The instance that imports it.
  std::string space{};         // The name it is imported by; "" of the own model.
  std::string qualified{};     // "a.b." to stand before its names.
  std::vector<int> imports{};  // Instances it imports.
  std::map<std::string, int, std::less<>> by_id{};  // Elements.
  feel::Vocabulary types{};                         // The types it may name.
};

// The types of a model's item definitions (types.cc). `imported` has those of its imports with
// their prefix.
struct TypeFault {
  feel::Position at;
  std::string item;
  std::string code;
  std::vector<Argument> arguments{};
};
struct Types {
  std::map<std::string, feel::Type> named{};
  std::vector<TypeFault> faults{};
};
// Errors: dmn.type.circular, dmn.type.too_large.
Result<Types> resolve_types(const Model& model, const std::map<std::string, feel::Type>& imported);
// Of a typeRef as written; nullopt when there is no such type. "" is Kind::any.
std::optional<feel::Type> type_of_reference(std::string_view reference,
                                            const feel::Vocabulary& types);
// All names of entries of the type, however deep.
void entry_names(const feel::Type& type, feel::Phrases& names);

// Boxed expressions to nodes (compile.cc).
class Compiler {
 public:
  // `names`: what the expression sees; `shared` gathers the names of entries for those after it.
  // What does not parse is told to `faults` and becomes null.
  Compiler(int element, const feel::Vocabulary& types, feel::Vocabulary& names,
           feel::Vocabulary& shared, std::vector<Diagnostic>& faults, Place place)
      : element_(element),
        types_(types),
        names_(names),
        shared_(shared),
        faults_(faults),
        place_(std::move(place)) {}

  feel::NodePtr expression(const BoxedPtr& boxed);
  feel::NodePtr function(const FunctionDefinition& definition, feel::Position at);
  // The node as the type, where the type says anything.
  feel::NodePtr as(feel::NodePtr node, const feel::Type& type, feel::Position at);
  feel::Type type(std::string_view reference, feel::Position at);
  void fault(feel::Position at, std::string code, std::vector<Argument> arguments = {});
  void fault(const Error& error, feel::Position at);
  std::string language{};  // Of the model's expressions; "" is FEEL.

 private:
  feel::NodePtr boxed(const Boxed& boxed, feel::Vocabulary& names);
  feel::NodePtr child(const BoxedPtr& boxed, feel::Vocabulary& names);
  feel::NodePtr literal(const Literal& literal, const feel::Vocabulary& names, feel::Position at);
  feel::NodePtr text(const Text& text, const feel::Vocabulary& names);
  feel::NodePtr tests(const Text& text, const feel::Vocabulary& names);
  feel::NodePtr table(const DecisionTable& table, feel::Vocabulary& names, feel::Position at);
  feel::NodePtr invocation(const Invocation& call, feel::Vocabulary& names, feel::Position at);
  feel::NodePtr context(const BoxedContext& context, feel::Vocabulary& names, feel::Position at);
  feel::NodePtr function(const FunctionDefinition& definition, feel::Vocabulary& names,
                         feel::Position at);
  feel::NodePtr relation(const Relation& relation, feel::Vocabulary& names, feel::Position at);
  feel::NodePtr iterator(const Iterator& iterator, feel::Vocabulary& names, feel::Position at);
  feel::NodePtr make(feel::Node node);
  feel::NodePtr null(feel::Position at);

  int element_;
  const feel::Vocabulary& types_;
  feel::Vocabulary& names_;
  feel::Vocabulary& shared_;
  std::vector<Diagnostic>& faults_;
  Place place_;
  int nesting_ = 0;
};

// Sets what is evaluated now, for diagnostics, until the end of the block.
class Marked {
 public:
  Marked(feel::Interpreter& in, feel::Interpreter::Mark mark) : in_(in), before_(in.mark()) {
    in.set_mark(mark);
  }
  ~Marked() { in_.set_mark(before_); }
  Marked(const Marked&) = delete;
  Marked& operator=(const Marked&) = delete;

 private:
  feel::Interpreter& in_;
  feel::Interpreter::Mark before_;
};

// The body of a BKM: evaluated under its own mark.
struct Body : feel::Native {
  int element = -1;
  feel::NodePtr node;
  feel::Value evaluate(feel::Interpreter& in, const feel::Scope& scope) const override;
};

// A decision service called as a function: its parameters stand in the scope by name.
struct Service : feel::Native {
  int element = -1;
  std::uint64_t serial = 0;  // Of the Inside it belongs to.
  feel::Value evaluate(feel::Interpreter& in, const feel::Scope& scope) const override;
};

// What tables report to in one evaluation; Interpreter::host.
struct Host {
  const Rules::Inside* inside = nullptr;
  std::vector<Fired>* fired = nullptr;
};

}  // namespace zhulian::dmn
