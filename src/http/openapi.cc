#include "http/openapi.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "http/problem.h"

namespace zhulian::http {
namespace {

constexpr std::string_view schemas_root = "#/components/schemas/";

json::object reference(std::string_view name) {
  return {{"$ref", std::string(schemas_root) + std::string(name)}};
}

json::object problem_schema() {
  const json::object text{{"type", "string"}};
  const json::object fault{{"type", "object"},
                           {"properties", {{"field", text}, {"detail", text}, {"code", text}}},
                           {"required", {"field", "detail", "code"}}};
  return {{"type", "object"},
          {"description", "RFC 9457: what happened and what to do, in the caller's language."},
          {"properties",
           {{"type", text},
            {"title", text},
            {"status", {{"type", "integer"}}},
            {"code", text},
            {"detail", text},
            {"field", text},
            {"errors", {{"type", "array"}, {"items", fault}}},
            {"current", json::object{}},
            {"incident", text}}},
          {"required", {"type", "title", "status", "code", "detail"}}};
}

json::object problem_response(std::string_view description) {
  return {{"description", description},
          {"content", {{"application/problem+json", {{"schema", reference("Problem")}}}}}};
}

// The record behind a "$ref", with its fields.
json::object resolved(const json::object& schema, const record::Schemas& schemas) {
  if (const auto* ref = schema.if_contains("$ref")) {
    const std::string_view name = std::string_view(ref->as_string()).substr(schemas_root.size());
    return schemas.named.find(name)->second.as_object();
  }
  return schema;
}

bool requires_field(const json::object& record, std::string_view name) {
  const auto* required = record.if_contains("required");
  if (!required) return false;
  return std::ranges::any_of(required->as_array(),
                             [&](const json::value& one) { return one.as_string() == name; });
}

json::object parameter(std::string_view name, std::string_view where, bool required,
                       json::object schema) {
  json::object made{{"name", name}, {"in", where}, {"required", required}};
  if (auto* meaning = schema.if_contains("description")) {
    made["description"] = *meaning;
    schema.erase("description");
  }
  made["schema"] = std::move(schema);
  return made;
}

// The names of all records that `value` refers to.
void collect(const json::value& value, std::set<std::string>& names) {
  if (const auto* object = value.if_object()) {
    for (const auto& [key, inner] : *object) {
      if (key == "$ref" && inner.is_string())
        names.emplace(std::string_view(inner.as_string()).substr(schemas_root.size()));
      else
        collect(inner, names);
    }
  } else if (const auto* array = value.if_array()) {
    for (const json::value& inner : *array) collect(inner, names);
  }
}

class Document {
 public:
  explicit Document(const Routes& routes) : routes_(routes) {
    // What comes in is described first: a record that goes both ways is described so.
    for (const Route& route : routes_)
      if (route.description.input) route.description.input(schemas_);
    for (const Route& route : routes_)
      if (route.description.output) route.description.output(schemas_);
  }

  json::object make() {
    json::object paths;
    for (const Route& route : routes_) {
      json::value& path = paths[route.path];
      if (!path.is_object()) path = json::object{};
      std::string verb(route.verb);
      for (char& c : verb) c = static_cast<char>(c - 'A' + 'a');
      path.get_object()[verb] = operation(route);
    }
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", "Zhulian"},
              {"version", "1"},
              {"description", "Grassroots services for disabled people."}}},
            {"servers", json::array{{{"url", "/api/v1"}}}},
            {"components",
             {{"schemas", used_schemas(paths)},
              {"securitySchemes",
               {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "zhulian_session"}}},
                {"bearer", {{"type", "http"}, {"scheme", "bearer"}}}}}}},
            {"paths", std::move(paths)}};
  }

 private:
  json::object operation(const Route& route) {
    const Description& description = route.description;
    json::object made{{"operationId", operation_id(route.verb, route.path)},
                      {"summary", description.summary},
                      {"x-right", route.right ? json::value(word(*route.right)) : nullptr}};
    if (route.right)
      made["security"] = json::array{{{"session", json::array{}}}, {{"bearer", json::array{}}}};
    else
      made["security"] = json::array{};

    json::object record;
    if (description.input) record = resolved(description.input(schemas_), schemas_);
    json::array parameters;
    json::array rest;  // Fields that stand neither in the path nor in a header.
    const auto* properties = record.if_contains("properties");
    for (const std::string_view name : part_names(route.path)) {
      // An upload's parts are of the form, and its path's of the address alone.
      const auto* field = properties ? properties->as_object().if_contains(name) : nullptr;
      if (!field && description.input)
        throw std::logic_error(
            fmt::format("{} {}: {{{}}} is no field of its input", route.verb, route.path, name));
      parameters.push_back(parameter(
          name, "path", true, field ? field->as_object() : json::object{{"type", "string"}}));
    }
    if (properties)
      for (const auto& [name, schema] : properties->as_object()) {
        const auto parts = part_names(route.path);
        if (std::ranges::find(parts, std::string_view(name)) != parts.end()) continue;
        if (name == "revision")
          parameters.push_back(
              parameter("If-Match", "header", requires_field(record, name),
                        {{"type", "string"}, {"description", "The revision that is edited."}}));
        else
          rest.emplace_back(name);
      }
    const bool from_body = detail::has_body(route.verb);
    if (from_body)
      add_body(route, record, rest, made);
    else
      for (const json::value& name : rest)
        parameters.push_back(parameter(name.as_string(), "query",
                                       requires_field(record, name.as_string()),
                                       properties->as_object().at(name.as_string()).as_object()));
    if (route.work == Work::writes && route.verb != "GET")
      parameters.push_back(parameter(
          "Idempotency-Key", "header", false,
          {{"type", "string"},
           {"maxLength", 200},
           {"description", "Asked again with the same key, the answer is the first one."}}));
    if (!parameters.empty()) made["parameters"] = std::move(parameters);
    made["responses"] = responses(route);
    return made;
  }

  void add_body(const Route& route, const json::object& record, const json::array& rest,
                json::object& made) {
    if (route.description.input_type == "multipart/form-data") {
      made["requestBody"] = {
          {"required", true},
          {"content",
           {{"multipart/form-data",
             {{"schema",
               {{"type", "object"},
                {"properties", {{"file", {{"type", "string"}, {"format", "binary"}}}}},
                {"required", {"file"}}}}}}}}};
      return;
    }
    if (rest.empty()) return;
    json::object schema;
    const auto& properties = record.at("properties").as_object();
    if (rest.size() == properties.size()) {
      schema = route.description.input(schemas_);
    } else {
      json::object kept;
      json::array required;
      for (const json::value& name : rest) {
        kept[name.as_string()] = properties.at(name.as_string());
        if (requires_field(record, name.as_string())) required.push_back(name);
      }
      schema = {
          {"type", "object"}, {"properties", std::move(kept)}, {"required", std::move(required)}};
    }
    made["requestBody"] = {{"required", true},
                           {"content", {{"application/json", {{"schema", std::move(schema)}}}}}};
  }

  json::object responses(const Route& route) {
    const Description& description = route.description;
    json::object made;
    json::object good{{"description", title_of(description.status)}};
    if (!description.output_type.empty()) {
      const json::object schema =
          description.output ? description.output(schemas_) : json::object{};
      good["content"] = {{description.output_type, {{"schema", schema}}}};
    }
    made[std::to_string(description.status)] = std::move(good);
    if (route.right) {
      made["401"] = problem_response("Nobody is signed in.");
      made["403"] = problem_response("The role does not allow it.");
    }
    made["default"] = problem_response("Anything else that went wrong.");
    return made;
  }

  // The records the paths refer to, and those they refer to.
  json::object used_schemas(const json::object& paths) {
    std::set<std::string> wanted;
    collect(paths, wanted);
    json::object made;
    made["Problem"] = problem_schema();
    for (bool grows = true; grows;) {
      grows = false;
      const auto now = wanted;
      for (const std::string& name : now) {
        const auto found = schemas_.named.find(name);
        if (found == schemas_.named.end() || made.contains(name)) continue;
        made[name] = found->second;
        collect(found->second, wanted);
        grows = true;
      }
    }
    return made;
  }

  const Routes& routes_;
  record::Schemas schemas_;
};

}  // namespace

Route openapi_route() {
  return {
      .verb = "GET",
      .path = openapi_path,
      .right = anyone,
      .work = Work::outside,
      .handle_outside = [](Program&, const Actor&, Instant, const Request&) -> Result<Response> {
        return fail(Fault::not_found, "http.not_found");  // The router answers before.
      },
      .description = {.summary = "This document."}};
}

json::object openapi(const Routes& routes) {
  return Document(routes).make();
}

std::string openapi_document(const Routes& routes) {
  return json::serialize(openapi(routes));
}

std::string operation_id(std::string_view verb, std::string_view path) {
  std::string id;
  for (const char c : verb) id += static_cast<char>(c - 'A' + 'a');
  for (const char c : path) {
    if (c == '/') id += '_';
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')
      id += c;
    if (c == '.' || c == '-') id += '_';
  }
  return id;
}

}  // namespace zhulian::http
