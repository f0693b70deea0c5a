#include "feel/builtins.h"

#include <algorithm>

namespace zhulian::feel {

const std::vector<Builtin>& all_builtins() {
  static const std::vector<Builtin> all = [] {
    std::vector<Builtin> joined;
    for (const auto group :
         {conversion_builtins(), string_builtins(), list_builtins(), number_builtins(),
          temporal_builtins(), range_builtins(), context_builtins()}) {
      joined.insert(joined.end(), group.begin(), group.end());
    }
    std::ranges::stable_sort(joined, {}, &Builtin::name);
    return joined;
  }();
  return all;
}

std::span<const Builtin> find_builtins(std::string_view name) {
  const auto found = std::ranges::equal_range(all_builtins(), name, {}, &Builtin::name);
  return {found.begin(), found.end()};
}

namespace {

bool takes(const Builtin& builtin, std::size_t count, const std::vector<std::string>& names) {
  const auto& parameters = builtin.parameters;
  if (builtin.variadic) {
    if (names.empty()) return count > 0;
    return count == 1 && names.size() == 1 && names[0] == parameters[0].name;
  }
  if (count > parameters.size()) return false;
  if (names.empty()) {
    return count == parameters.size() || parameters[count].optional;
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::ranges::find(parameters, names[i], &Parameter::name) == parameters.end()) return false;
    if (std::ranges::count(names, names[i]) > 1) return false;
  }
  return std::ranges::all_of(parameters, [&](const Parameter& parameter) {
    return parameter.optional || std::ranges::find(names, parameter.name) != names.end();
  });
}

}  // namespace

const Builtin* choose(std::span<const Builtin> overloads, std::size_t count,
                      const std::vector<std::string>& names) {
  for (const Builtin& builtin : overloads) {
    if (takes(builtin, count, names)) return &builtin;
  }
  return nullptr;
}

}  // namespace zhulian::feel
