// Routes are a table: verb, path, right, operation.
//
// An operation is a plain function of one context,
//
//   Result<Claim> claim(const Call&, const NewClaim&);
//
// and one line makes it a route: its input record is filled from the path ("{listing}" is the
// field `listing`), then from the query (GET, DELETE) or the JSON body; its output record is
// the answer. The same types make the OpenAPI document, so that it cannot lie.
//
//   Routes needs_routes() {
//     return {get<find_needs>("/needs", Right::needs_read, "Needs of the caller's areas."),
//             make<claim>("/listings/{listing}/claims", Right::claims_make, "Claims a listing.")};
//   }
//
// Fields with a meaning of their own: `revision` also comes from If-Match and goes out as ETag.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "http/exchange.h"
#include "platform/call.h"

namespace zhulian::http {

namespace json = boost::json;

// A page of a list. `cursor` is opaque; null on the last page.
template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next_cursor;
};

// What the OpenAPI document says of one route.
struct Description {
  std::string_view summary;                                // One English sentence.
  std::function<json::object(record::Schemas&)> input{};   // Empty: takes nothing.
  std::function<json::object(record::Schemas&)> output{};  // Empty: answers no JSON.
  std::string_view input_type = "application/json";
  std::string_view output_type = "application/json";  // "" when nothing is answered (204).
  int status = 200;                                   // When all goes well.
};

// How an operation runs.
enum class Work {
  reads,    // In a read transaction.
  writes,   // In a write transaction, with idempotency.
  outside,  // Before any transaction: password hashing, uploads, streams. It opens its own.
};

// The running program as an outside operation sees it; see http/program.h.
struct Program;

// An operation with its input read: a function of the call alone, which may run again when the
// database asks for it.
using Prepared = std::function<Result<Response>(const Call&)>;
using Handler = std::function<Result<Prepared>(const Request&)>;
using OutsideHandler =
    std::function<Result<Response>(Program&, const Actor&, Instant, const Request&)>;

inline constexpr std::size_t body_max_default = 1u << 20;
inline constexpr std::size_t body_max_upload = 32u << 20;

struct Route {
  std::string_view verb;
  std::string_view path;       // Below /api/v1: "/listings/{listing}/claims".
  std::optional<Right> right;  // Empty: anyone, signed in or not.
  Work work;
  Handler handle{};                 // For reads and writes.
  OutsideHandler handle_outside{};  // For outside.
  Description description{};
  std::size_t body_max = body_max_default;
};

using Routes = std::vector<Route>;

inline constexpr std::optional<Right> anyone = std::nullopt;

// The names in a template's braces: {"listing"}.
std::vector<std::string_view> part_names(std::string_view path);

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
template <class Out, class In>
struct Operation<Result<Out> (*)(Program&, const Actor&, Instant, const Request&, const In&)> {
  using Input = In;
  using Output = Out;
};
template <class Out>
struct Operation<Result<Out> (*)(Program&, const Actor&, Instant, const Request&)> {
  using Input = void;
  using Output = Out;
};

// One field of an input record, as far as path and query must know it.
struct InputField {
  std::string_view name;
  enum class Kind { text, whole, list } kind;
  bool required;
};

template <class T>
constexpr InputField::Kind kind_of() {
  if constexpr (record::is_optional<T>)
    return kind_of<typename T::value_type>();
  else if constexpr (record::is_patch<T>)
    return kind_of<typename decltype(T::value)::value_type>();
  else if constexpr (record::is_vector<T>)
    return InputField::Kind::list;
  else if constexpr ((std::integral<T> && !std::same_as<T, bool>) || std::same_as<T, Fen>)
    return InputField::Kind::whole;
  else
    return InputField::Kind::text;
}

template <class In>
const std::vector<InputField>& fields_of() {
  static const std::vector<InputField> fields = [] {
    std::vector<InputField> made;
    record::each_field<In>([&](std::string_view name, auto pointer, const record::Note&) {
      using Field = std::remove_cvref_t<decltype(std::declval<In>().*pointer)>;
      made.push_back(
          {name, kind_of<Field>(),
           !record::is_optional<Field> && !record::is_patch<Field> && !record::is_vector<Field>});
    });
    return made;
  }();
  return fields;
}

// The input record's JSON: body or query, with the path's parts on top. If-Match becomes the
// field `revision` of records that have one. A query key may stand twice only where the field
// is a list, and an empty one counts as absent, as forms send what nobody filled in.
//   http.bad_json (line, column), http.not_json, http.parameter_twice, http.bad_if_match,
//   http.if_match_missing
Result<json::value> input_json(const Request&, bool from_body, const std::vector<InputField>&);

// What is wrong with a part of the path means that nothing is there: not found.
Error path_faults_first(Error error, const Request& request);

inline bool has_body(std::string_view verb) {
  return verb == "POST" || verb == "PUT" || verb == "PATCH";
}

template <class In>
Result<In> read_input(const Request& request, bool from_body) {
  const json::value in = TRY(input_json(request, from_body, fields_of<In>()));
  auto input = record::read<In>(in, from_body ? record::Source::json : record::Source::text);
  if (!input) return std::unexpected(path_faults_first(std::move(input).error(), request));
  return input;
}

template <class T>
json::value output_json(const T& value) {
  return record::to_json(value);
}
template <class T>
json::value output_json(const Page<T>& page) {
  json::array items;
  items.reserve(page.items.size());
  for (const auto& item : page.items) items.push_back(record::to_json(item));
  return json::object{{"items", std::move(items)},
                      {"next_cursor", record::to_json(page.next_cursor)}};
}

template <class T>
struct OutputSchema {
  static json::object make(record::Schemas& schemas) { return record::schema<T>(schemas); }
};
template <class T>
struct OutputSchema<Page<T>> {
  static json::object make(record::Schemas& schemas) {
    return {{"type", "object"},
            {"properties",
             {{"items", {{"type", "array"}, {"items", record::schema<T>(schemas)}}},
              {"next_cursor", {{"type", {"string", "null"}}}}}},
            {"required", {"items", "next_cursor"}}};
  }
};

// In and Out as the document shows them; Response is what needs no schema.
template <class In, class Out>
Description describe(std::string_view summary, int status) {
  Description made{.summary = summary, .status = std::is_void_v<Out> ? 204 : status};
  if constexpr (!std::is_void_v<In>)
    made.input = [](record::Schemas& schemas) {
      schemas.way = record::Schemas::Way::in;
      return record::schema<In>(schemas);
    };
  if constexpr (std::is_void_v<Out>)
    made.output_type = "";
  else if constexpr (!std::same_as<Out, Response>)
    made.output = [](record::Schemas& schemas) {
      schemas.way = record::Schemas::Way::out;
      return OutputSchema<Out>::make(schemas);
    };
  return made;
}

}  // namespace detail

// A record, or any JSON, as a response. A `revision` in it becomes the ETag.
Response answer(int status, const json::value& body);
// A file to be kept under `name`, by nobody but the caller.
Response attachment(std::string bytes, std::string_view type, std::string_view name);

namespace detail {

template <class Out>
Result<Response> respond(int status, Result<Out>&& result) {
  if constexpr (std::is_void_v<Out>) {
    TRY(std::move(result));
    return Response{.status = 204};
  } else if constexpr (std::same_as<Out, Response>) {
    return std::move(result);
  } else {
    const Out out = TRY(std::move(result));
    return answer(status, output_json(out));
  }
}

template <auto operation>
Route route(std::string_view verb, std::string_view path, std::optional<Right> right, Work work,
            int status, std::string_view summary) {
  using Op = Operation<decltype(operation)>;
  using In = typename Op::Input;
  using Out = typename Op::Output;
  Route made{.verb = verb, .path = path, .right = right, .work = work};
  made.description = describe<In, Out>(summary, status);
  const bool from_body = has_body(verb);
  made.handle = [status, from_body]([[maybe_unused]] const Request& request) -> Result<Prepared> {
    if constexpr (std::is_void_v<In>) {
      return [status](const Call& call) { return respond<Out>(status, operation(call)); };
    } else {
      auto input = std::make_shared<const In>(TRY(read_input<In>(request, from_body)));
      return [status, input = std::move(input)](const Call& call) {
        return respond<Out>(status, operation(call, *input));
      };
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
// An operation that answers a Response of its own: a file of that media type.
template <auto operation>
Route download(std::string_view path, std::optional<Right> right, std::string_view type,
               std::string_view summary, Work work = Work::reads) {
  Route made = detail::route<operation>("GET", path, right, work, 200, summary);
  made.description.output_type = type;
  return made;
}

// Outside any transaction:
//   Result<Out> f(Program&, const Actor&, Instant now, const Request&[, const In&])
// `Answer` is what the document says where Out is a Response.
template <auto operation, class Answer = typename detail::Operation<decltype(operation)>::Output>
Route outside(std::string_view verb, std::string_view path, std::optional<Right> right, int status,
              std::string_view summary) {
  using Op = detail::Operation<decltype(operation)>;
  using In = typename Op::Input;
  using Out = typename Op::Output;
  Route made{.verb = verb, .path = path, .right = right, .work = Work::outside};
  made.description = detail::describe<In, Answer>(summary, status);
  const bool from_body = detail::has_body(verb);
  made.handle_outside = [status, from_body](Program& program, const Actor& actor, Instant now,
                                            const Request& request) -> Result<Response> {
    if constexpr (std::is_void_v<In>) {
      return detail::respond<Out>(status, operation(program, actor, now, request));
    } else {
      const In input = TRY(detail::read_input<In>(request, from_body));
      return detail::respond<Out>(status, operation(program, actor, now, request, input));
    }
  };
  return made;
}
// A file that comes in as multipart/form-data; the operation takes it from the request with
// read_multipart().
template <auto operation, class Answer = typename detail::Operation<decltype(operation)>::Output>
Route upload(std::string_view path, std::optional<Right> right, std::string_view summary,
             std::size_t body_max = body_max_upload) {
  Route made = outside<operation, Answer>("POST", path, right, 201, summary);
  made.description.input_type = "multipart/form-data";
  made.body_max = body_max;
  return made;
}

}  // namespace zhulian::http
