// The built-in functions (DMN 1.5, 10.3.4) as a table, which the interpreter calls by, the parser
// reads names from and the checker takes types from. Split over builtins_*.cc by group.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feel/interpreter.h"

namespace zhulian::feel {

struct Parameter {
  std::string_view name;
  Kind kind = Kind::any;  // any takes null as well; the others make the answer null.
  bool optional = false;
};

struct BuiltinCall {
  Interpreter& in;
  Position at;
  std::vector<Value> args;  // One a parameter, null where it was not given; variadic: all given.
  std::size_t given = 0;

  const Value& operator[](std::size_t i) const { return args[i]; }
  const std::string& string(std::size_t i) const { return *args[i].as_string(); }
  const Decimal& number(std::size_t i) const { return *args[i].as_number(); }
  const List& list(std::size_t i) const { return *args[i].as_list(); }
  Value fault(std::string_view code) const { return in.fault(at, code); }
  // The call itself is sound but there is no answer for these arguments.
  Value out_of_domain() const { return fault("feel.value.domain"); }
};

struct Builtin {
  std::string_view name;
  std::vector<Parameter> parameters;
  Kind result = Kind::any;
  Value (*call)(BuiltinCall&);
  // f(list) or f(a, b, ..): args holds the one list, or what was given.
  bool variadic = false;
};

// Sorted by name; overloads stand together.
const std::vector<Builtin>& all_builtins();
std::span<const Builtin> find_builtins(std::string_view name);
// Of overloads, the one that takes so many arguments, or these names; nullptr when none does.
const Builtin* choose(std::span<const Builtin> overloads, std::size_t count,
                      const std::vector<std::string>& names);

std::span<const Builtin> conversion_builtins();
std::span<const Builtin> string_builtins();
std::span<const Builtin> list_builtins();
std::span<const Builtin> number_builtins();
std::span<const Builtin> temporal_builtins();
std::span<const Builtin> range_builtins();
std::span<const Builtin> context_builtins();

}  // namespace zhulian::feel
