#include "http/route.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "http/target.h"
#include "http/words.h"

namespace zhulian::http {

std::vector<std::string_view> part_names(std::string_view path) {
  std::vector<std::string_view> names;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{')) {
    const auto close = path.find('}', open);
    names.push_back(path.substr(open + 1, close - open - 1));
    path.remove_prefix(close + 1);
  }
  return names;
}

namespace {

bool is_json(std::string_view content_type) {
  constexpr std::string_view wanted = "application/json";
  if (!begins_with_word(content_type, wanted)) return false;
  const std::string_view rest = content_type.substr(wanted.size());
  return rest.empty() || rest.front() == ';' || rest.front() == ' ';
}

// Where in the text the parser stopped, in lines and characters as an editor counts them.
Error bad_json(std::string_view text, std::size_t stopped) {
  const std::string_view before = text.substr(0, stopped);
  const auto line = std::ranges::count(before, '\n') + 1;
  const auto start = before.rfind('\n');
  const std::string_view in_line =
      start == std::string_view::npos ? before : before.substr(start + 1);
  return {.fault = Fault::malformed,
          .code = "http.bad_json",
          .arguments = {{"line", std::to_string(line)},
                        {"column", std::to_string(text::length(in_line) + 1)}}};
}

Result<json::value> body_json(const Request& request) {
  if (request.body.empty()) return json::object{};
  if (!is_json(request.header("content-type"))) return fail(Fault::unsupported, "http.not_json");
  // The parser keeps its own stack, so that a deep text cannot exhaust ours.
  json::stream_parser parser({}, json::parse_options{.max_depth = 32});
  boost::system::error_code broken;
  const std::size_t read = parser.write(request.body, broken);
  if (!broken) parser.finish(broken);
  if (broken) return std::unexpected(bad_json(request.body, read));
  return parser.release();
}

json::value text_or_number(const std::string& text, detail::InputField::Kind kind) {
  std::int64_t number = 0;
  const auto end = text.data() + text.size();
  if (kind == detail::InputField::Kind::whole) {
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    if (problem == std::errc{} && stop == end) return number;
  }
  return json::value(text);
}

// "\"7\"" to "7". The weak mark is taken too: our tags are never weak.
Result<std::string> revision_of(std::string_view header) {
  if (header.starts_with("W/")) header.remove_prefix(2);
  if (header.starts_with('"') && header.ends_with('"') && header.size() >= 2)
    header = header.substr(1, header.size() - 2);
  if (header.empty() || header.find_first_of("\", *") != std::string_view::npos)
    return fail(Fault::malformed, "http.bad_if_match");
  return std::string(header);
}

}  // namespace

namespace detail {

Result<json::value> input_json(const Request& request, bool from_body,
                               const std::vector<InputField>& fields) {
  const auto field_named = [&](std::string_view name) {
    return std::ranges::find(fields, name, &InputField::name);
  };
  json::value input = json::object{};
  if (from_body) {
    input = TRY(body_json(request));
    // Left as it is: the reader says that an object is expected.
    if (!input.is_object()) return input;
  }
  json::object& object = input.get_object();
  if (!from_body)
    for (const auto& [name, value] : request.query) {
      if (value.empty()) continue;
      const auto field = field_named(name);
      if (field != fields.end() && field->kind == InputField::Kind::list) {
        json::value& list = object[name];
        if (!list.is_array()) list = json::array{};
        list.get_array().emplace_back(value);
      } else if (!object.emplace(name, value).second) {
        return fail(Fault::malformed, "http.parameter_twice", "/" + name, {{"name", name}});
      }
    }
  for (const auto& [name, value] : request.parts) {
    const auto field = field_named(name);
    object[name] = field == fields.end() || !from_body ? json::value(value)
                                                       : text_or_number(value, field->kind);
  }
  if (const auto field = field_named("revision"); field != fields.end()) {
    if (const auto header = request.header("if-match"); !header.empty()) {
      const std::string revision = TRY(revision_of(header));
      object["revision"] =
          from_body ? text_or_number(revision, field->kind) : json::value(revision);
    } else if (field->required && !object.contains("revision")) {
      return fail(Fault::malformed, "http.if_match_missing");
    }
  }
  return input;
}

Error path_faults_first(Error error, const Request& request) {
  const auto is_of_path = [&](const Error& one) {
    return one.field.starts_with('/') && request.parts.contains(one.field.substr(1));
  };
  if (is_of_path(error) || std::ranges::any_of(error.others, is_of_path))
    return {.fault = Fault::not_found, .code = "http.not_found"};
  return error;
}

}  // namespace detail

Response answer(int status, const json::value& body) {
  Response made{.status = status, .body = json::serialize(body)};
  if (const auto* object = body.if_object())
    if (const auto* revision = object->if_contains("revision")) {
      if (const auto* text = revision->if_string())
        made.headers.emplace_back("ETag", '"' + std::string(*text) + '"');
      else if (revision->is_number())
        made.headers.emplace_back("ETag", '"' + json::serialize(*revision) + '"');
    }
  return made;
}

Response attachment(std::string bytes, std::string_view type, std::string_view name) {
  return {.body = std::move(bytes),
          .type = std::string(type),
          .headers = {{"Content-Disposition", "attachment; filename*=UTF-8''" + encode(name)},
                      {"Cache-Control", "private, no-store"}}};
}

}  // namespace zhulian::http
