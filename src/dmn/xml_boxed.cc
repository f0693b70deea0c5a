#include "dmn/xml_boxed.h"

#include <array>

#include "base/names.h"

namespace zhulian::dmn {

namespace {

constexpr Names<HitPolicy, 7> hit_policies{{{
    {HitPolicy::unique, "UNIQUE"},
    {HitPolicy::first, "FIRST"},
    {HitPolicy::priority, "PRIORITY"},
    {HitPolicy::any, "ANY"},
    {HitPolicy::collect, "COLLECT"},
    {HitPolicy::rule_order, "RULE ORDER"},
    {HitPolicy::output_order, "OUTPUT ORDER"},
}}};

constexpr Names<Aggregation, 4> aggregations{{{
    {Aggregation::sum, "SUM"},
    {Aggregation::count, "COUNT"},
    {Aggregation::min, "MIN"},
    {Aggregation::max, "MAX"},
}}};

constexpr Names<FunctionDefinition::Kind, 3> function_kinds{{{
    {FunctionDefinition::Kind::feel, "FEEL"},
    {FunctionDefinition::Kind::java, "Java"},
    {FunctionDefinition::Kind::pmml, "PMML"},
}}};

constexpr std::array<std::string_view, 12> expressions = {"literalExpression",
                                                          "decisionTable",
                                                          "invocation",
                                                          "context",
                                                          "functionDefinition",
                                                          "relation",
                                                          "list",
                                                          "conditional",
                                                          "filter",
                                                          "for",
                                                          "some",
                                                          "every"};

BoxedPtr nothing(feel::Position at) {
  return std::make_shared<const Boxed>(
      Boxed{.at = at, .form = Literal{.text = {.text = {}, .at = at}}});
}

std::string label_of(const Cursor& from) {
  return normal_name(from.attribute("label"));
}

Text text_or_empty(const Cursor& from) {
  return text_in(from).value_or(Text{.text = {}, .at = from.at()});
}

}  // namespace

bool is_true(std::string_view attribute) {
  return attribute == "true" || attribute == "1";
}

std::string type_ref_of(const Cursor& from) {
  if (const std::string* written = from.find_attribute("typeRef")) return normal_name(*written);
  const auto child = from.child("typeRef");
  return child ? normal_name(child->text().text) : std::string();
}

Variable variable_of(const Cursor& from) {
  return {
      .name = normal_name(from.attribute("name")), .type_ref = type_ref_of(from), .at = from.at()};
}

std::optional<Text> text_in(const std::optional<Cursor>& parent) {
  if (!parent) return std::nullopt;
  const auto text = parent->child("text");
  return text ? text->text() : Text{.text = {}, .at = parent->at()};
}

void BoxedReader::fault(const Cursor& at, std::string code, std::vector<Argument> arguments) {
  if (faults_.size() < faults_max)
    faults_.push_back(error_in(file_, at.at(), std::move(code), std::move(arguments)));
}

std::string BoxedReader::name_of(const Cursor& from) {
  std::string name = normal_name(from.attribute("name"));
  if (name.empty()) fault(from, "dmn.model.name", {{"element", std::string(from.local())}});
  return name;
}

BoxedPtr BoxedReader::expression_in(const Cursor& parent) {
  for (const Cursor& child : parent.children()) {
    for (const std::string_view known : expressions) {
      if (child.local() == known) return boxed(child);
    }
  }
  return nullptr;
}

BoxedPtr BoxedReader::whole(const Cursor& parent) {
  BoxedPtr found = expression_in(parent);
  return found ? found : nothing(parent.at());
}

BoxedPtr BoxedReader::part(const Cursor& parent, std::string_view child) {
  const auto found = parent.child(child);
  return found ? whole(*found) : nothing(parent.at());
}

BoxedPtr BoxedReader::boxed(const Cursor& from) {
  Boxed made{
      .id = std::string(from.attribute("id")), .type_ref = type_ref_of(from), .at = from.at()};
  const std::string_view kind = from.local();
  if (kind == "literalExpression") {
    made.form = Literal{.text = text_or_empty(from),
                        .language = std::string(from.attribute("expressionLanguage"))};
  } else if (kind == "decisionTable") {
    made.form = table(from);
  } else if (kind == "invocation") {
    made.form = invocation(from);
  } else if (kind == "context") {
    made.form = context(from);
  } else if (kind == "functionDefinition") {
    made.form = function(from);
  } else if (kind == "relation") {
    made.form = relation(from);
  } else if (kind == "list") {
    made.form = list(from);
  } else if (kind == "conditional") {
    made.form = Conditional{
        .condition = part(from, "if"), .then = part(from, "then"), .otherwise = part(from, "else")};
  } else if (kind == "filter") {
    made.form = Filter{.in = part(from, "in"), .match = part(from, "match")};
  } else if (kind == "for") {
    made.form = iterator(from, Iterator::Kind::for_each);
  } else {
    made.form = iterator(from, kind == "some" ? Iterator::Kind::some : Iterator::Kind::every);
  }
  return std::make_shared<const Boxed>(std::move(made));
}

DecisionTable BoxedReader::table(const Cursor& from) {
  DecisionTable made{.output_label = normal_name(from.attribute("outputLabel"))};
  if (const std::string* policy = from.find_attribute("hitPolicy")) {
    const auto known = hit_policies.find(normal_name(*policy));
    if (!known) fault(from, "dmn.model.hit_policy", {{"found", *policy}});
    made.hit_policy = known.value_or(HitPolicy::unique);
  }
  if (const std::string* aggregation = from.find_attribute("aggregation")) {
    const auto known = aggregations.find(*aggregation);
    if (!known) fault(from, "dmn.model.aggregation", {{"found", *aggregation}});
    made.aggregation = known.value_or(Aggregation::none);
  }
  for (const Cursor& child : from.children()) {
    const std::string_view kind = child.local();
    if (kind == "input") {
      DecisionTable::Input& input = made.inputs.emplace_back();
      input.label = label_of(child);
      if (const auto expression = child.child("inputExpression")) {
        input.expression = text_or_empty(*expression);
        input.type_ref = type_ref_of(*expression);
      } else {
        input.expression.at = child.at();
      }
      input.values = text_in(child.child("inputValues"));
    } else if (kind == "output") {
      made.outputs.push_back({.name = normal_name(child.attribute("name")),
                              .label = label_of(child),
                              .type_ref = type_ref_of(child),
                              .values = text_in(child.child("outputValues")),
                              .default_entry = text_in(child.child("defaultOutputEntry"))});
    } else if (kind == "annotation") {
      made.annotation_names.push_back(normal_name(child.attribute("name")));
    } else if (kind == "rule") {
      made.rules.push_back(rule(child, made, static_cast<int>(made.rules.size()) + 1));
    }
  }
  return made;
}

DecisionTable::Rule BoxedReader::rule(const Cursor& from, const DecisionTable& in, int row) {
  DecisionTable::Rule made{.id = std::string(from.attribute("id")), .at = from.at()};
  for (const Cursor& child : from.children()) {
    const std::string_view kind = child.local();
    if (kind == "inputEntry") made.tests.push_back(text_or_empty(child));
    if (kind == "outputEntry") made.outputs.push_back(text_or_empty(child));
    if (kind == "annotationEntry") made.annotations.push_back(text_or_empty(child));
  }
  const auto must_fit = [&](std::string_view kind, std::size_t found, std::size_t wanted) {
    if (found == wanted) return;
    fault(from, "dmn.model.entries",
          {{"row", std::to_string(row)},
           {"kind", std::string(kind)},
           {"found", std::to_string(found)},
           {"wanted", std::to_string(wanted)}});
  };
  must_fit("inputEntry", made.tests.size(), in.inputs.size());
  must_fit("outputEntry", made.outputs.size(), in.outputs.size());
  return made;
}

Invocation BoxedReader::invocation(const Cursor& from) {
  Invocation made{.function = whole(from), .bindings = {}};
  for (const Cursor& binding : from.children("binding")) {
    const auto parameter = binding.child("parameter");
    made.bindings.emplace_back(parameter ? variable_of(*parameter) : Variable{.at = binding.at()},
                               whole(binding));
  }
  return made;
}

BoxedContext BoxedReader::context(const Cursor& from) {
  BoxedContext made;
  for (const Cursor& entry : from.children("contextEntry")) {
    BoxedContext::Entry& to = made.entries.emplace_back();
    if (const auto variable = entry.child("variable")) to.variable = variable_of(*variable);
    to.value = whole(entry);
  }
  return made;
}

FunctionDefinition BoxedReader::function(const Cursor& from) {
  FunctionDefinition made;
  if (const std::string* kind = from.find_attribute("kind")) {
    const auto known = function_kinds.find(*kind);
    if (!known) fault(from, "dmn.model.function_kind", {{"found", *kind}});
    made.kind = known.value_or(FunctionDefinition::Kind::feel);
  }
  for (const Cursor& parameter : from.children("formalParameter"))
    made.parameters.push_back(variable_of(parameter));
  made.body = whole(from);
  return made;
}

Relation BoxedReader::relation(const Cursor& from) {
  Relation made;
  for (const Cursor& column : from.children("column")) made.columns.push_back(variable_of(column));
  for (const Cursor& row : from.children("row")) {
    std::vector<BoxedPtr>& cells = made.rows.emplace_back();
    for (const Cursor& cell : row.children()) {
      for (const std::string_view known : expressions) {
        if (cell.local() == known) cells.push_back(boxed(cell));
      }
    }
    if (cells.size() != made.columns.size()) {
      fault(row, "dmn.model.entries",
            {{"row", std::to_string(made.rows.size())},
             {"kind", "row"},
             {"found", std::to_string(cells.size())},
             {"wanted", std::to_string(made.columns.size())}});
    }
  }
  return made;
}

BoxedList BoxedReader::list(const Cursor& from) {
  BoxedList made;
  for (const Cursor& item : from.children()) {
    for (const std::string_view known : expressions) {
      if (item.local() == known) made.items.push_back(boxed(item));
    }
  }
  return made;
}

Iterator BoxedReader::iterator(const Cursor& from, Iterator::Kind kind) {
  Iterator made{.kind = kind,
                .variable = normal_name(from.attribute("iteratorVariable")),
                .in = part(from, "in"),
                .body = part(from, kind == Iterator::Kind::for_each ? "return" : "satisfies")};
  if (const auto in = from.child("in")) made.type_ref = type_ref_of(*in);
  if (made.variable.empty())
    fault(from, "dmn.model.name", {{"element", std::string(from.local())}});
  return made;
}

}  // namespace zhulian::dmn
