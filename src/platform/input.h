// What operations check of what people send: every fault at once with its path, and texts without
// the white space around them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace zhulian {

class Faults {
 public:
  void add(std::string code, std::string field, std::vector<Argument> arguments = {}) {
    faults_.push_back({.fault = Fault::invalid,
                       .code = std::move(code),
                       .field = std::move(field),
                       .arguments = std::move(arguments)});
  }

  // The first fault, carrying the others.
  Result<void> verdict() && {
    if (faults_.empty()) return {};
    Error first = std::move(faults_.front());
    first.others.assign(std::make_move_iterator(faults_.begin() + 1),
                        std::make_move_iterator(faults_.end()));
    return std::unexpected(std::move(first));
  }

 private:
  std::vector<Error> faults_;
};

// Without white space at both ends; lines inside stay.
std::string trimmed(std::string_view utf8);

}  // namespace zhulian
