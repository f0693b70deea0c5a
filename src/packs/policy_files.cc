#include "packs/policy_files.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "feel/feel.h"
#include "packs/csv_rows.h"

namespace zhulian::packs {
namespace {

constexpr std::array<std::string_view, 9> units{"fen",    "yuan", "percent", "number", "years",
                                                "months", "days", "truth",   "text"};

// Names of types as facts.yaml writes them.
bool set_type(dmn::Fact& fact, std::string_view type) {
  static constexpr std::pair<std::string_view, feel::Kind> kinds[] = {
      {"string", feel::Kind::string},  {"number", feel::Kind::number},
      {"integer", feel::Kind::number}, {"boolean", feel::Kind::boolean},
      {"date", feel::Kind::date},
  };
  for (const auto& [name, kind] : kinds) {
    if (name != type) continue;
    fact.type = kind;
    fact.whole = type == "integer";
    return true;
  }
  return false;
}

dmn::Fact read_fact(const Item& item) {
  item.only({"key", "name", "type", "codes", "source", "fresh_days", "null", "document"});
  dmn::Fact fact{.key = item.text("key"),
                 .source = item.text_or("source", ""),
                 .document = item.text_or("document", ""),
                 .file = item.file(),
                 .line = item.line()};
  if (const auto name = item.find("name")) {
    fact.name_zh = name->text("zh");
    fact.name_en = name->text("en");
  }
  if (!set_type(fact, item.text("type")))
    item.at("type").fault("packs.fact.type", {{"word", item.text("type")}});
  if (item.has("codes"))
    fact.type.codes = std::make_shared<const std::vector<std::string>>(item.texts("codes"));
  if (item.has("fresh_days")) fact.fresh_days = static_cast<int>(item.number("fresh_days"));
  const std::string absent = item.text_or("null", "unknown");
  if (absent != "unknown" && absent != "means_none")
    item.at("null").fault("packs.fact.null", {{"word", absent}});
  fact.means_none = absent == "means_none";
  return fact;
}

}  // namespace

std::vector<dmn::Fact> read_facts(const std::string& file, const std::string& content,
                                  Faults& faults) {
  std::vector<dmn::Fact> facts;
  const auto whole = Item::parse(file, content, faults);
  if (!whole) return facts;
  whole->only({"facts"});
  for (const Item& item : whole->at("facts").list()) {
    dmn::Fact fact = read_fact(item);
    if (std::ranges::find(facts, fact.key, &dmn::Fact::key) != facts.end())
      item.fault("packs.fact.twice", {{"key", fact.key}});
    facts.push_back(std::move(fact));
  }
  return facts;
}

std::optional<std::int64_t> amount_of(std::string_view value, std::string_view unit) {
  if (unit == "truth") {
    if (value == "true") return 1;
    return value == "false" ? std::optional<std::int64_t>(0) : std::nullopt;
  }
  const auto number = feel::Decimal::parse(value);
  if (!number || !number->finite()) return std::nullopt;
  return (unit == "yuan" ? *number * feel::Decimal(100) : *number).to_int64();
}

std::vector<dmn::ParameterRow> read_parameters(const std::string& file, const std::string& content,
                                               Faults& faults) {
  std::vector<dmn::ParameterRow> rows;
  each_row(
      file, content, faults, {"key", "area", "from", "to", "value", "unit", "document", "article"},
      [&](const CsvRow& row) {
        const auto area = Area::parse(row.at("area"));
        if (!area) faults.add(row.place(), "packs.bad_area", {{"code", row.at("area")}});
        if (row.at("key").empty()) faults.add(row.place(), "packs.parameter.key");
        const std::string unit = row.at("unit");
        if (std::ranges::find(units, unit) == units.end())
          faults.add(row.place(), "packs.parameter.unit", {{"word", unit}});
        rows.push_back({.key = row.at("key"),
                        .area = area.value_or(Area{}),
                        .from = day_of(row, "from", beginning_of_time, faults),
                        .until = until_of(row, faults),
                        .value = row.at("value"),
                        .amount = amount_of(row.at("value"), unit),
                        .unit = unit,
                        .document = row.at("document"),
                        .article = row.at("article"),
                        .file = row.file(),
                        .line = row.line()});
      },
      true);
  return rows;
}

}  // namespace zhulian::packs
