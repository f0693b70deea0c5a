// Result<T>: a value, or the reason there is none.
//
// Expected outcomes (absent, refused, taken) travel as Result. A broken machine
// (full disk, lost database) throws and becomes one incident. A programmer's
// mistake asserts.
//
// An Error carries a message *code*, never a sentence: the words people read live in
// messages/*.yaml in Chinese and English, with {name} where an argument goes.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhulian {

// What kind of refusal it is. http/problem.h maps each to one status.
enum class Fault {
  malformed,        // The body is not what the schema says: 400.
  unauthenticated,  // Nobody is signed in: 401.
  forbidden,        // The role does not allow it: 403.
  not_found,        // Absent, or outside the caller's area: 404.
  conflict,         // Somebody else was first: 409.
  stale,            // The edit is based on an old state: 412.
  too_large,        // 413.
  unsupported,      // The kind of file is not accepted: 415.
  invalid,          // A sound body against a rule: 422.
  too_many,         // Slow down: 429.
  busy,             // Try again in a moment: 503.
};

struct Argument {
  std::string name;
  std::string value;
  bool operator==(const Argument&) const = default;
};

struct Error {
  Fault fault = Fault::invalid;
  std::string code;                   // "needs.claim.taken": a key of messages/*.yaml.
  std::string field{};                // The input at fault as a JSON pointer, "/letter/strengths".
  std::vector<Argument> arguments{};  // What the sentence names.
  std::vector<Error> others{};        // Further faults found in the same input.
};

template <class T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(Fault fault, std::string code,
                                                 std::string field = {},
                                                 std::vector<Argument> arguments = {}) {
  return std::unexpected(Error{.fault = fault,
                               .code = std::move(code),
                               .field = std::move(field),
                               .arguments = std::move(arguments)});
}

namespace detail {
template <class T>
T take(std::expected<T, Error>&& result) {
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}
}  // namespace detail

}  // namespace zhulian

// The value of `expr`, or return its error from the enclosing function.
#define TRY(expr)                                                           \
  __extension__({                                                           \
    auto try_result = (expr);                                               \
    if (!try_result) return std::unexpected(std::move(try_result).error()); \
    ::zhulian::detail::take(std::move(try_result));                         \
  })
