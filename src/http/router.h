// Routes are a table: verb, path, right, operation. The router owns what every request
// shares: the session, the right, the transaction, repeated writes, and turning errors into
// problems (RFC 9457).
//
// An operation is a plain function of one context,
//
//   Result<Claim> claim(const Call&, const NewClaim&);
//
// and one line makes it a route: its input record is filled from the path ("{listing}" is the
// field `listing`), then from the query (GET, DELETE) or the JSON body; its output record is
// the answer. The same types make the OpenAPI document, so that it cannot lie.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "platform/call.h"

namespace zhulian::http {

namespace json = boost::json;

struct Request {
  std::string verb;                                       // "GET"
  std::string path;                                       // "/api/v1/needs", decoded later by part.
  std::map<std::string, std::string, std::less<>> query;  // Decoded; the last of twins wins.
  std::map<std::string, std::string, std::less<>> headers;  // Names in lower case.
  std::string body;
  std::string peer;  // The address the request came from.

  std::map<std::string, std::string, std::less<>> parts;  // From the path: {"listing": "..."}.

  std::string_view header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
  }
};

struct Response {
  int status = 200;
  std::string body{};
  std::string type = "application/json; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers{};
};

// A page of a list. `cursor` is opaque; null on the last page.
template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next_cursor;
};

// What the OpenAPI document says of one route.
struct Description {
  std::string_view summary;                              // One English sentence.
  std::function<json::object(record::Schemas&)> input;   // Empty: takes nothing.
  std::function<json::object(record::Schemas&)> output;  // Empty: answers nothing (204).
  std::string_view input_type = "application/json";
  std::string_view output_type = "application/json";
};

// How an operation runs.
enum class Work {
  reads,    // In a read transaction.
  writes,   // In a write transaction, with idempotency and audit.
  outside,  // Before any transaction: password hashing, uploads, streams. It opens its own.
};

// The running program as an outside operation sees it.
struct Program;

using Handler = std::function<Result<Response>(const Call&, const Request&)>;
using OutsideHandler =
    std::function<Result<Response>(Program&, const Actor&, Instant, const Request&)>;

struct Route {
  std::string_view verb;
  std::string_view path;       // Below /api/v1: "/listings/{listing}/claims".
  std::optional<Right> right;  // Empty: anyone, signed in or not.
  Work work;
  Handler handle;                 // For reads and writes.
  OutsideHandler handle_outside;  // For outside.
  Description description;
};

using Routes = std::vector<Route>;

inline constexpr std::optional<Right> anyone = std::nullopt;

namespace detail {

template <class F>
struct Operation;
template <class Out, class In>
struct Operation<Result<Out> (*)(const Call&, const In&)> {
  using Input = In;
  using Output = Out;
};
template <class Out>
struct Operation<Result<Out> (*)(const Call&)> {
  using Input = void;
  using Output = Out;
};

// The input record's JSON: body or query, with the path's parts on top. If-Match becomes the
// field `revision` of records that have one.
Result<json::value> input_json(const Request&, bool from_body);
Response answer(int status, const json::value& body);

template <class T>
json::value output_json(const T& value) {
  return record::to_json(value);
}
template <class T>
json::value output_json(const Page<T>& page) {
  json::array items;
  for (const auto& item : page.items) items.push_back(record::to_json(item));
  return json::object{{"items", std::move(items)},
                      {"next_cursor", record::to_json(page.next_cursor)}};
}

template <class T>
struct OutputSchema {
  static json::object make(record::Schemas& schemas) {
    schemas.way = record::Schemas::Way::out;
    return record::schema<T>(schemas);
  }
};
template <class T>
struct OutputSchema<Page<T>> {
  static json::object make(record::Schemas& schemas) {
    schemas.way = record::Schemas::Way::out;
    return {{"type", "object"},
            {"properties",
             {{"items", {{"type", "array"}, {"items", record::schema<T>(schemas)}}},
              {"next_cursor", {{"type", {"string", "null"}}}}}},
            {"required", {"items", "next_cursor"}}};
  }
};

template <auto operation>
Route route(std::string_view verb, std::string_view path, std::optional<Right> right, Work work,
            int status, std::string_view summary) {
  using Op = Operation<decltype(operation)>;
  using In = typename Op::Input;
  using Out = typename Op::Output;
  Route made{.verb = verb, .path = path, .right = right, .work = work};
  made.description.summary = summary;
  if constexpr (!std::is_void_v<In>)
    made.description.input = [](record::Schemas& schemas) {
      schemas.way = record::Schemas::Way::in;
      return record::schema<In>(schemas);
    };
  if constexpr (!std::is_void_v<Out>)
    made.description.output = [](record::Schemas& schemas) {
      return OutputSchema<Out>::make(schemas);
    };
  const bool from_body = verb == "POST" || verb == "PUT" || verb == "PATCH";
  made.handle = [status, from_body](const Call& call,
                                    [[maybe_unused]] const Request& request) -> Result<Response> {
    const auto run = [&]() -> Result<Out> {
      if constexpr (std::is_void_v<In>) {
        return operation(call);
      } else {
        const json::value in = TRY(input_json(request, from_body));
        const In input =
            TRY(record::read<In>(in, from_body ? record::Source::json : record::Source::text));
        return operation(call, input);
      }
    };
    if constexpr (std::is_void_v<Out>) {
      TRY(run());
      return Response{.status = 204};
    } else {
      const Out out = TRY(run());
      return answer(status, output_json(out));
    }
  };
  return made;
}

}  // namespace detail

// The lines of a route table. `make` answers 201, the others 200 (204 when there is nothing to
// say).
template <auto operation>
Route get(std::string_view path, std::optional<Right> right, std::string_view summary) {
  return detail::route<operation>("GET", path, right, Work::reads, 200, summary);
}
template <auto operation>
Route make(std::string_view path, std::optional<Right> right, std::string_view summary) {
  return detail::route<operation>("POST", path, right, Work::writes, 201, summary);
}
template <auto operation>
Route change(std::string_view path, std::optional<Right> right, std::string_view summary) {
  return detail::route<operation>("PATCH", path, right, Work::writes, 200, summary);
}
template <auto operation>
Route take_away(std::string_view path, std::optional<Right> right, std::string_view summary) {
  return detail::route<operation>("DELETE", path, right, Work::writes, 200, summary);
}
// A reading that must be recorded goes to the writer.
template <auto operation>
Route recorded_get(std::string_view path, std::optional<Right> right, std::string_view summary) {
  return detail::route<operation>("GET", path, right, Work::writes, 200, summary);
}

}  // namespace zhulian::http
