// The conformance tests of DMN (the Technology Compatibility Kit): what a test file asks, and how
// a folder of them went.
//
// One idea: a test *case* passes when every result node of it does, and a feature is a folder.
// Numbers count as equal within 1e-8, as the kit has it; all else must be the same.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dmn/dmn.h"
#include "dmn/xml.h"
#include "feel/feel.h"

namespace zhulian::dmn {

struct TckCase {
  enum class Kind { decision, knowledge, service };
  struct Input {
    std::string name;
    std::string space;  // The namespace of the model it is an input of; "" for the tested one.
    feel::Value value;
  };
  struct Wanted {
    std::string name;  // Of the decision, or the output of the service.
    feel::Value value;
    bool error = false;  // Null because something is wrong; nulls are not told apart.
    Kind kind = Kind::decision;
  };
  std::string id;
  Kind kind = Kind::decision;
  std::string invocable{};  // The service or knowledge that is called.
  std::vector<Input> inputs{};
  std::vector<Wanted> results{};
  feel::Position at{};
};

struct TckFile {
  std::string model;  // The name of the file beside it.
  std::vector<TckCase> cases{};
};

// nullopt for XML that holds no test cases. Errors: dmn.xml.*, dmn.tck.value, .type, with "file",
// "line" and "column".
Result<std::optional<TckFile>> read_tck(std::string_view bytes, std::string_view file,
                                        const ReadLimits& limits = {});

// Whether the kit would take the one for the other.
bool tck_equal(const feel::Value& expected, const feel::Value& got);

struct TckReport {
  struct Count {
    int passed = 0, failed = 0;
  };
  struct Failure {
    std::string feature, file, id, node;
    std::string expected, got;  // As FEEL writes them.
    std::vector<Diagnostic> reasons{};
  };
  int passed = 0, failed = 0;
  std::map<std::string, Count> by_feature{};  // By the name of the folder.
  std::vector<Failure> failures{};
  std::vector<Error> faults{};  // Files that cannot be read; the cases of a model count as failed.
};

// Everything under the folder, however deep; by the clock where `limits` tells no time. Errors:
// dmn.tck.folder, with "folder".
Result<TckReport> run_tck(const std::filesystem::path& folder, const feel::Limits& limits = {});

}  // namespace zhulian::dmn
