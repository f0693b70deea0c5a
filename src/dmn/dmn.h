// Decisions of DMN models: what a caller reads.
//
// One idea: load() reads a model and all it imports and resolves every name, type and text once;
// decide() then answers as often as wanted and never fails. What cannot be answered is null and
// the reasons stand beside it, each with file, element, table and row.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dmn/model.h"
#include "feel/feel.h"

namespace zhulian::dmn {

// Where in a model something stands. `row` is 1-based, 0 where there is no table.
struct Place {
  std::string file{};
  std::string element{};  // The name of the decision, BKM, service or item definition.
  int row = 0;
  std::string column{};  // The label of the input or output.
  feel::Position at{};
};

struct Diagnostic {
  Place place;
  std::string code;  // A key of messages/dmn.yaml or messages/feel.yaml.
  std::vector<Argument> arguments{};
};

// What a table did: which rules held (1-based), in the order they stand.
struct Fired {
  std::string decision;
  std::vector<int> rows;
};

struct Decided {
  feel::Value value{};
  std::vector<Diagnostic> diagnostics{};
  std::vector<Fired> fired{};
};

class Rules {  // A model with what it imports, resolved.
 public:
  class Inside;
  explicit Rules(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}

  const Model& model() const;
  // What loading found wrong without refusing: an expression that does not parse decides null.
  const std::vector<Diagnostic>& faults() const;

  // The decision of that name or id over the inputs by name; imported models' inputs stand in a
  // context under the import's name. not_found when there is no such decision.
  Result<Decided> decide(std::string_view decision, const feel::Context& inputs,
                         const feel::Limits& limits = {}) const;
  // A decision service: its input data and input decisions by name; answers its one output or a
  // context of all.
  Result<Decided> serve(std::string_view service, const feel::Context& inputs,
                        const feel::Limits& limits = {}) const;
  // A business knowledge model with its parameters by name.
  Result<Decided> invoke(std::string_view knowledge, const feel::Context& arguments,
                         const feel::Limits& limits = {}) const;

  const Inside& inside() const { return *inside_; }

 private:
  std::shared_ptr<const Inside> inside_;
};

// Finds the text of an imported model by namespace and location; nullopt when there is none.
using Finder =
    std::function<std::optional<Model>(std::string_view space, std::string_view location)>;

// Errors: dmn.import.missing, dmn.import.circular, dmn.requirement.missing, .circular,
// dmn.name.twice, dmn.type.unknown, dmn.type.circular.
Result<Rules> load(Model model, const Finder& find = {});

}  // namespace zhulian::dmn
