#include <algorithm>

#include "dmn/tck.h"
#include "dmn/xml_boxed.h"
#include "dmn/xml_tree.h"
#include "sheet/xml.h"

namespace zhulian::dmn {

namespace {

constexpr std::string_view tck_space = "http://www.omg.org/spec/DMN/20160719/testcase";
constexpr std::string_view xsi_space = "http://www.w3.org/2001/XMLSchema-instance";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

class TckReader {
 public:
  explicit TckReader(std::string_view file) : file_(file) {}

  Result<TckFile> run(const Cursor& root) {
    TckFile made;
    if (const auto model = root.child("modelName")) made.model = trimmed(model->text().text);
    for (const Cursor& test : root.children("testCase")) made.cases.push_back(TRY(one(test)));
    return made;
  }

 private:
  std::unexpected<Error> refuse(const Cursor& at, std::string code, std::string_view found) const {
    return std::unexpected(
        error_in(file_, at.at(), std::move(code), {{"found", std::string(found.substr(0, 100))}}));
  }

  Result<TckCase::Kind> kind_of(const Cursor& from, TckCase::Kind otherwise) const {
    const std::string_view type = from.attribute("type");
    if (type.empty()) return otherwise;
    if (type == "decision") return TckCase::Kind::decision;
    if (type == "bkm") return TckCase::Kind::knowledge;
    if (type == "decisionService") return TckCase::Kind::service;
    return refuse(from, "dmn.tck.type", type);
  }

  Result<TckCase> one(const Cursor& from) const {
    TckCase made{.id = std::string(from.attribute("id")), .at = from.at()};
    made.kind = TRY(kind_of(from, TckCase::Kind::decision));
    made.invocable = normal_name(from.attribute("invocableName"));
    for (const Cursor& child : from.children()) {
      if (child.local() == "inputNode") {
        feel::Value given = TRY(value(child));
        made.inputs.push_back({.name = normal_name(child.attribute("name")),
                               .space = std::string(child.attribute("namespace")),
                               .value = std::move(given)});
      } else if (child.local() == "resultNode") {
        TckCase::Wanted wanted{.name = normal_name(child.attribute("name"))};
        wanted.error = is_true(child.attribute("errorResult"));
        wanted.kind = TRY(kind_of(child, made.kind));
        if (const auto expected = child.child("expected")) wanted.value = TRY(value(*expected));
        made.results.push_back(std::move(wanted));
      }
    }
    return made;
  }

  static bool is_nil(const Cursor& from) {
    const std::string* nil = from.find_attribute(xsi_space, "nil");
    return nil && is_true(*nil);
  }

  // Of an element that holds a value, components or a list.
  Result<feel::Value> value(const Cursor& from) const {
    if (is_nil(from)) return feel::Value();
    if (const auto simple = from.child("value")) return scalar(*simple);
    if (const auto list = from.child("list")) return items(*list);
    const std::vector<Cursor> components = from.children("component");
    if (components.empty()) return feel::Value();
    feel::Context made;
    for (const Cursor& component : components) {
      feel::Value part = TRY(value(component));
      made.put(normal_name(component.attribute("name")), std::move(part));
    }
    return feel::Value(std::move(made));
  }

  Result<feel::Value> items(const Cursor& from) const {
    if (is_nil(from)) return feel::Value();
    feel::List made;
    for (const Cursor& item : from.children("item")) made.push_back(TRY(value(item)));
    return feel::Value(std::move(made));
  }

  Result<feel::Value> scalar(const Cursor& from) const {
    if (is_nil(from)) return feel::Value();
    const std::string whole = from.text().text;
    const std::string* typed = from.find_attribute(xsi_space, "type");
    const std::string_view type = typed ? sheet::local_name(*typed) : "string";
    if (type == "string" || type == "anySimpleType") return feel::Value(whole);
    feel::Value read = typed_value(type, trimmed(whole));
    if (read.is_null()) return refuse(from, "dmn.tck.value", whole);
    return read;
  }

  // null when the text is none of the type.
  static feel::Value typed_value(std::string_view type, std::string_view text) {
    if (type == "boolean") {
      if (text != "true" && text != "false" && text != "1" && text != "0") return {};
      return feel::Value(is_true(text));
    }
    if (type == "date") return feel::Value::maybe(feel::parse_date(text));
    if (type == "time") return feel::Value::maybe(feel::parse_time(text));
    if (type == "dateTime") return feel::Value::maybe(feel::parse_date_time(text));
    if (type == "duration" || type == "dayTimeDuration" || type == "yearMonthDuration") {
      if (const auto months = feel::parse_months_duration(text)) return feel::Value(*months);
      return feel::Value::maybe(feel::parse_days_duration(text));
    }
    return feel::Value::maybe(feel::Decimal::parse(text));
  }

  std::string_view file_;
};

}  // namespace

Result<std::optional<TckFile>> read_tck(std::string_view bytes, std::string_view file,
                                        const ReadLimits& limits) {
  const XmlDocument document = TRY(read_tree(bytes, file, limits));
  const Cursor root(document.root);
  if (root.space() != tck_space || root.local() != "testCases") return std::nullopt;
  return TckReader(file).run(root);
}

}  // namespace zhulian::dmn
