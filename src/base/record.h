// One description per record. A struct is described once,
//
//   struct Letter { std::string strengths, approach, outcome; };
//   ZHULIAN_RECORD(Letter, strengths, approach, outcome)
//   constexpr auto record_notes(const Letter*) {
//     return std::array{record::Note{.field = "strengths", .meaning = "What the claimant is good
//     at.",
//                                    .max_length = 2000}};
//   }
//
// and from that come JSON in (with the path of every fault) and out, the OpenAPI schema, SQL
// (db/record.h) and audit diffs. Nothing else spells out a record's fields again.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include "base/area.h"
#include "base/id.h"
#include "base/money.h"
#include "base/names.h"
#include "base/result.h"
#include "base/time.h"

#define ZHULIAN_RECORD(Type, ...)                       \
  BOOST_DESCRIBE_STRUCT(Type, (), (__VA_ARGS__))        \
  constexpr std::string_view record_name(const Type*) { \
    return #Type;                                       \
  }                                                     \
  static_assert(true)

namespace zhulian::record {

namespace json = boost::json;

// How a field may leave the house. `masked` fields are cut in lists and diffs, `secret`
// fields never appear in a diff at all.
enum class Privacy { open, masked, secret };

struct Note {
  std::string_view field;
  std::string_view meaning = {};  // One sentence for OpenAPI, in English.
  std::size_t max_length = 0;     // Of a text in characters; 0: the default below.
  std::size_t min_length = 0;
  std::int64_t minimum = INT64_MIN;
  std::int64_t maximum = INT64_MAX;
  Privacy privacy = Privacy::open;
};

// A text without a note of its own may have this many characters.
inline constexpr std::size_t default_max_length = 2000;
// A list may have this many members.
inline constexpr std::size_t max_items = 2000;

// A field that may be left as it is, set, or emptied: missing, a value, null.
template <class T>
struct Patch {
  bool present = false;
  std::optional<T> value{};
  bool operator==(const Patch&) const = default;
};

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;
template <class T>
constexpr bool is_patch = false;
template <class T>
constexpr bool is_patch<Patch<T>> = true;
template <class T>
constexpr bool is_vector = false;
template <class T>
constexpr bool is_vector<std::vector<T>> = true;
template <class T>
constexpr bool is_id = false;
template <class T>
constexpr bool is_id<Id<T>> = true;

template <class T>
consteval Note note(std::string_view field) {
  if constexpr (requires { record_notes(static_cast<const T*>(nullptr)); }) {
    for (const Note& known : record_notes(static_cast<const T*>(nullptr)))
      if (known.field == field) return known;
  }
  return Note{.field = field};
}

// Calls f(name, pointer to member, note) for every field in the order of the description.
template <Described T, class F>
void each_field(F f) {
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
      [&](auto member) {
        constexpr auto pointer = decltype(member)::pointer;
        constexpr Note known = note<T>(decltype(member)::name);
        f(std::string_view(decltype(member)::name), pointer, known);
      });
}

// ---- out ---------------------------------------------------------------------------------

template <class T>
json::value to_json(const T& value) {
  if constexpr (std::same_as<T, json::value>) {
    return value;
  } else if constexpr (is_optional<T>) {
    return value ? to_json(*value) : json::value(nullptr);
  } else if constexpr (is_patch<T>) {
    return to_json(value.value);
  } else if constexpr (is_id<T>) {
    return json::value(value.text);
  } else if constexpr (std::same_as<T, Area>) {
    return json::value(value.code());
  } else if constexpr (std::same_as<T, Day> || std::same_as<T, Instant>) {
    return json::value(to_string(value));
  } else if constexpr (std::same_as<T, Fen>) {
    return json::value(value.count);
  } else if constexpr (Named<T>) {
    return json::value(word(value));
  } else if constexpr (is_vector<T>) {
    json::array list;
    list.reserve(value.size());
    for (const auto& item : value) list.push_back(to_json(item));
    return list;
  } else if constexpr (Described<T>) {
    json::object object;
    each_field<T>([&](std::string_view name, auto pointer, const Note&) {
      object.emplace(name, to_json(value.*pointer));
    });
    return object;
  } else {
    return json::value(value);
  }
}

// ---- in ----------------------------------------------------------------------------------

// Where the words come from: JSON has types, a query string or path has only text.
enum class Source { json, text };

class Reader {
 public:
  explicit Reader(Source source) : source_(source) {}

  template <class T>
  void read(const json::value& from, T& to, const std::string& path, const Note& rule);

  // Nothing, or every fault found, the first one carrying the others.
  Result<void> verdict() &&;

 private:
  void fault(const std::string& path, std::string_view code, std::vector<Argument> arguments = {});
  void read_text(const json::value& from, std::string& to, const std::string& path,
                 const Note& rule);
  void read_integer(const json::value& from, std::int64_t& to, const std::string& path,
                    const Note& rule);
  void read_real(const json::value& from, double& to, const std::string& path);
  void read_bool(const json::value& from, bool& to, const std::string& path);
  const json::string* text_of(const json::value& from, const std::string& path);

  Source source_;
  std::vector<Error> faults_;
};

template <class T>
void Reader::read(const json::value& from, T& to, const std::string& path, const Note& rule) {
  if constexpr (std::same_as<T, json::value>) {
    to = from;
  } else if constexpr (is_optional<T>) {
    if (from.is_null())
      to.reset();
    else
      read(from, to.emplace(), path, rule);
  } else if constexpr (is_patch<T>) {
    to.present = true;
    read(from, to.value, path, rule);
  } else if constexpr (std::same_as<T, std::string>) {
    read_text(from, to, path, rule);
  } else if constexpr (std::same_as<T, bool>) {
    read_bool(from, to, path);
  } else if constexpr (std::integral<T>) {
    std::int64_t number = 0;
    read_integer(from, number, path, rule);
    to = static_cast<T>(number);
    if (static_cast<std::int64_t>(to) != number) fault(path, "json.number_out_of_range");
  } else if constexpr (std::floating_point<T>) {
    read_real(from, to, path);
  } else if constexpr (std::same_as<T, Fen>) {
    read_integer(from, to.count, path, rule);
  } else if constexpr (is_id<T>) {
    if (const auto* text = text_of(from, path)) {
      to.text = std::string(*text);
      if (!is_uuid(to.text)) fault(path, "json.not_an_id");
    }
  } else if constexpr (std::same_as<T, Area>) {
    if (const auto* text = text_of(from, path)) {
      const auto area = Area::parse(*text);
      if (area)
        to = *area;
      else
        fault(path, "json.not_an_area");
    }
  } else if constexpr (std::same_as<T, Day>) {
    if (const auto* text = text_of(from, path)) {
      const auto day = parse_day(*text);
      if (day)
        to = *day;
      else
        fault(path, "json.not_a_day");
    }
  } else if constexpr (std::same_as<T, Instant>) {
    if (const auto* text = text_of(from, path)) {
      const auto instant = parse_instant(*text);
      if (instant)
        to = *instant;
      else
        fault(path, "json.not_an_instant");
    }
  } else if constexpr (Named<T>) {
    if (const auto* text = text_of(from, path)) {
      const auto known = names_of(T{}).find(*text);
      if (known)
        to = *known;
      else
        fault(path, "json.unknown_word", {{"word", std::string(*text)}});
    }
  } else if constexpr (is_vector<T>) {
    const auto* list = from.if_array();
    if (!list) return fault(path, "json.expected_list");
    if (list->size() > max_items)
      return fault(path, "json.too_many_items", {{"max", std::to_string(max_items)}});
    to.clear();
    to.resize(list->size());
    for (std::size_t i = 0; i < to.size(); ++i)
      read((*list)[i], to[i], path + '/' + std::to_string(i), rule);
  } else {
    static_assert(Described<T>, "this type has no JSON form");
    const auto* object = from.if_object();
    if (!object) return fault(path, "json.expected_object");
    std::size_t known = 0;
    each_field<T>([&](std::string_view name, auto pointer, const Note& own) {
      auto& field = to.*pointer;
      using Field = std::remove_cvref_t<decltype(field)>;
      const std::string inner = path + '/' + std::string(name);
      const auto found = object->find(name);
      if (found == object->end()) {
        if constexpr (!is_optional<Field> && !is_patch<Field> && !is_vector<Field>)
          fault(inner, "json.required");
        return;
      }
      ++known;
      read(found->value(), field, inner, own);
    });
    if (known == object->size()) return;
    for (const auto& member : *object) {
      bool named = false;
      each_field<T>(
          [&](std::string_view name, auto, const Note&) { named |= member.key() == name; });
      if (!named) fault(path + '/' + std::string(member.key()), "json.unknown_field");
    }
  }
}

// The record in `from`, or every fault in it with its JSON pointer.
template <class T>
Result<T> read(const json::value& from, Source source = Source::json) {
  T record{};
  Reader reader(source);
  reader.read(from, record, "", Note{});
  TRY(std::move(reader).verdict());
  return record;
}

// ---- the schema ----------------------------------------------------------------------------

// The named schemas of an OpenAPI document (components/schemas). What comes in may leave
// optional fields and lists away; what goes out always names every field. A record that goes
// both ways is described as it comes in.
struct Schemas {
  enum class Way { in, out } way = Way::in;
  std::map<std::string, json::value, std::less<>> named{};
};

// The schema of T; records are put into `schemas` and referred to.
template <class T>
json::object schema(Schemas& schemas, const Note& rule = {}) {
  json::object out;
  if constexpr (is_optional<T>) {
    out = schema<typename T::value_type>(schemas, rule);
    if (out.contains("$ref"))
      out = {{"anyOf", json::array{out, {{"type", "null"}}}}};
    else if (out.contains("type"))
      out["type"] = json::array{out["type"], "null"};
  } else if constexpr (is_patch<T>) {
    return schema<decltype(T::value)>(schemas, rule);
  } else if constexpr (std::same_as<T, json::value>) {
    return out;
  } else if constexpr (std::same_as<T, std::string>) {
    out = {{"type", "string"},
           {"maxLength", rule.max_length ? rule.max_length : default_max_length}};
    if (rule.min_length) out["minLength"] = rule.min_length;
  } else if constexpr (std::same_as<T, bool>) {
    out = {{"type", "boolean"}};
  } else if constexpr (std::integral<T> || std::same_as<T, Fen>) {
    out = {{"type", "integer"}};
    if (rule.minimum != INT64_MIN) out["minimum"] = rule.minimum;
    if (rule.maximum != INT64_MAX) out["maximum"] = rule.maximum;
  } else if constexpr (std::floating_point<T>) {
    out = {{"type", "number"}};
  } else if constexpr (is_id<T>) {
    out = {{"type", "string"}, {"format", "uuid"}};
  } else if constexpr (std::same_as<T, Area>) {
    out = {{"type", "string"}, {"pattern", "^[0-9]*$"}};
  } else if constexpr (std::same_as<T, Day>) {
    out = {{"type", "string"}, {"format", "date"}};
  } else if constexpr (std::same_as<T, Instant>) {
    out = {{"type", "string"}, {"format", "date-time"}};
  } else if constexpr (Named<T>) {
    json::array words;
    for (const auto& [value, text] : names_of(T{}).words) words.emplace_back(text);
    out = {{"type", "string"}, {"enum", words}};
  } else if constexpr (is_vector<T>) {
    out = {{"type", "array"}, {"items", schema<typename T::value_type>(schemas, rule)}};
    return out;
  } else {
    static_assert(Described<T>, "this type has no JSON schema");
    const std::string name{record_name(static_cast<const T*>(nullptr))};
    if (!schemas.named.contains(name)) {
      schemas.named[name] = nullptr;  // Holds the place: a record may contain itself.
      json::object properties;
      json::array required;
      each_field<T>([&](std::string_view field, auto pointer, const Note& own) {
        using Field = std::remove_cvref_t<decltype(std::declval<T>().*pointer)>;
        properties[field] = schema<Field>(schemas, own);
        constexpr bool may_be_left_away = is_optional<Field> || is_patch<Field> || is_vector<Field>;
        if (!may_be_left_away || schemas.way == Schemas::Way::out) required.emplace_back(field);
      });
      schemas.named[name] = json::object{{"type", "object"},
                                         {"properties", std::move(properties)},
                                         {"required", std::move(required)}};
    }
    return {{"$ref", "#/components/schemas/" + name}};
  }
  if (!rule.meaning.empty()) out["description"] = rule.meaning;
  return out;
}

// ---- the difference ------------------------------------------------------------------------

// {"field": [before, after]} of every field that changed; masked and secret ones only say so.
template <Described T>
json::object diff(const T& before, const T& after) {
  json::object changes;
  each_field<T>([&](std::string_view name, auto pointer, const Note& rule) {
    if (before.*pointer == after.*pointer) return;
    if (rule.privacy == Privacy::open)
      changes[name] = json::array{to_json(before.*pointer), to_json(after.*pointer)};
    else
      changes[name] = "changed";
  });
  return changes;
}

}  // namespace zhulian::record
