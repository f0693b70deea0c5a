// What the tests of registry share, over the small world of test/world.h.
#pragma once

#include <string>

#include "base/result.h"
#include "test/world.h"

namespace zhulian::registry {

// "fine", or the fault's code with the field it names: "registry.tie.known/to_id".
template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "fine" : result.error().code + result.error().field;
}

}  // namespace zhulian::registry
