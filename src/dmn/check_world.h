// For the tests of check(): a model of one table from a few words.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "dmn/check.h"
#include "dmn/xml.h"

namespace zhulian::dmn::check_world {

struct In {
  std::string name;
  std::string type;
  std::string values{};  // Allowed values of the type.
  std::string asks{};    // An expression over the other inputs, instead of an input of its own.
};

struct TableOf {
  std::string policy = "UNIQUE";
  std::string aggregation{};
  std::vector<In> inputs;
  std::string output_values{};
  std::string default_output{};
  std::string output_type = "number";
  std::vector<std::vector<std::string>> rows;  // Cells, then the output.
};

inline std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) safe += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return safe;
}

inline std::string text(const std::string& content) {
  return "<text>" + escaped(content) + "</text>";
}

inline std::string definitions(const std::string& inside) {
  return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"d\" "
         "name=\"d\" namespace=\"urn:x\">" +
         inside + "</definitions>";
}

// Types and inputs of the columns, whose names must be single words.
inline std::string inputs_of(const TableOf& table) {
  std::string xml;
  for (const In& in : table.inputs) {
    if (!in.asks.empty()) continue;
    std::string type = in.type;
    if (!in.values.empty()) {
      type = "t_" + in.name;
      xml += "<itemDefinition name=\"" + type + "\"><typeRef>" + in.type +
             "</typeRef><allowedValues>" + text(in.values) + "</allowedValues></itemDefinition>";
    }
    xml += "<inputData id=\"i_" + in.name + "\" name=\"" + in.name + "\"><variable name=\"" +
           in.name + "\"" + (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/></inputData>";
  }
  return xml;
}

inline std::string table_of(const TableOf& table) {
  std::string xml =
      "<decisionTable hitPolicy=\"" + table.policy + "\"" +
      (table.aggregation.empty() ? "" : " aggregation=\"" + table.aggregation + "\"") + ">";
  for (const In& in : table.inputs)
    xml += "<input label=\"" + in.name + "\"><inputExpression>" +
           text(in.asks.empty() ? in.name : in.asks) + "</inputExpression></input>";
  xml += "<output name=\"out\" typeRef=\"" + table.output_type + "\">";
  if (!table.output_values.empty())
    xml += "<outputValues>" + text(table.output_values) + "</outputValues>";
  if (!table.default_output.empty())
    xml += "<defaultOutputEntry>" + text(table.default_output) + "</defaultOutputEntry>";
  xml += "</output>";
  for (const auto& row : table.rows) {
    xml += "<rule>";
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      xml += "<inputEntry>" + text(row[i]) + "</inputEntry>";
    xml += "<outputEntry>" + text(row.back()) + "</outputEntry></rule>";
  }
  return xml + "</decisionTable>";
}

inline std::string model_of(const TableOf& table) {
  std::string xml =
      inputs_of(table) + "<decision id=\"x\" name=\"table\"><variable name=\"table\"/>";
  for (const In& in : table.inputs)
    if (in.asks.empty())
      xml += "<informationRequirement><requiredInput href=\"#i_" + in.name +
             "\"/></informationRequirement>";
  return definitions(xml + table_of(table) + "</decision>");
}

inline Rules rules_of(const std::string& xml) {
  auto model = read(xml, "x.dmn");
  if (!model) throw std::runtime_error(model.error().code);
  auto rules = load(*std::move(model));
  if (!rules) throw std::runtime_error(rules.error().code);
  return *std::move(rules);
}

// "gap", "overlap 3", "subsumed 2?": the kind, the row where there is one, ? for a notice.
inline std::string told(const std::vector<Finding>& found) {
  std::string all;
  for (const Finding& one : found) {
    if (!all.empty()) all += ", ";
    all += word(one.wrong);
    if (one.place.row) all += " " + std::to_string(one.place.row);
    if (one.weight == Weight::notice) all += "?";
  }
  return all;
}

inline std::vector<Finding> found_in(const TableOf& table, const Ground& ground = {},
                                     const CheckLimits& limits = {}) {
  return check(rules_of(model_of(table)), ground, limits);
}

inline std::string judged(const TableOf& table, const Ground& ground = {}) {
  return told(found_in(table, ground));
}

}  // namespace zhulian::dmn::check_world
