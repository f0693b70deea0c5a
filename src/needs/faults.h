// Every fault of an input, told at once with its path.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace zhulian::needs {

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

}  // namespace zhulian::needs
