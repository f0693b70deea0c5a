#include "dmn/xml.h"

#include <array>

#include "dmn/xml_boxed.h"
#include "dmn/xml_tree.h"

namespace zhulian::dmn {

namespace {

// The day of each version in its namespaces, oldest first.
constexpr std::array<std::string_view, 4> versions = {"20180521", "20191111", "20211108",
                                                      "20230324"};
constexpr std::string_view host = "www.omg.org/spec/DMN/";

// "https://www.omg.org/spec/DMN/20230324/MODEL/" -> "MODEL"; "" when it is none of ours. 1.2
// says http, some tools say it of later versions too, and some forget the last slash.
std::string_view part_of(std::string_view space) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (space.starts_with(scheme)) {
      space.remove_prefix(scheme.size());
      break;
    }
  }
  if (!space.starts_with(host)) return {};
  space.remove_prefix(host.size());
  for (const std::string_view version : versions) {
    if (!space.starts_with(version) || space.size() < version.size() + 2) continue;
    space.remove_prefix(version.size() + 1);
    if (space.ends_with('/')) space.remove_suffix(1);
    return space;
  }
  return {};
}

class ModelReader {
 public:
  ModelReader(std::string_view file, Model& model) : boxed_(file), model_(model) {}

  void run(const Cursor& root) {
    model_.id = root.attribute("id");
    model_.name = normal_name(root.attribute("name"));
    model_.space = root.attribute("namespace");
    model_.expression_language = root.attribute("expressionLanguage");
    for (const Cursor& child : root.children()) {
      const std::string_view kind = child.local();
      if (kind == "import") import(child);
      if (kind == "itemDefinition") model_.items.push_back(item(child));
      if (kind == "inputData") input(child);
      if (kind == "decision") decision(child);
      if (kind == "businessKnowledgeModel") knowledge(child);
      if (kind == "decisionService") service(child);
    }
  }

  std::vector<Error> take_faults() { return boxed_.take_faults(); }

 private:
  void import(const Cursor& from) {
    model_.imports.push_back({.name = normal_name(from.attribute("name")),
                              .space = std::string(from.attribute("namespace")),
                              .type = std::string(from.attribute("importType")),
                              .location = std::string(from.attribute("locationURI")),
                              .at = from.at()});
  }

  ItemDefinition item(const Cursor& from) {
    ItemDefinition made{.id = std::string(from.attribute("id")),
                        .name = boxed_.name_of(from),
                        .type_ref = type_ref_of(from),
                        .is_collection = is_true(from.attribute("isCollection")),
                        .allowed_values = text_in(from.child("allowedValues")),
                        .type_constraint = text_in(from.child("typeConstraint")),
                        .at = from.at()};
    for (const Cursor& component : from.children("itemComponent"))
      made.components.push_back(item(component));
    if (const auto function = from.child("functionItem")) {
      made.function = ItemDefinition::Signature{
          .parameters = {}, .output_type_ref = normal_name(function->attribute("outputTypeRef"))};
      if (const auto output = function->child("outputTypeRef"))
        made.function->output_type_ref = normal_name(output->text().text);
      for (const Cursor& parameter : function->children("parameters"))
        made.function->parameters.push_back(variable_of(parameter));
    }
    return made;
  }

  void element(const Cursor& from, Element& made) {
    made.id = from.attribute("id");
    made.name = boxed_.name_of(from);
    made.at = from.at();
    made.variable = {.name = made.name, .at = made.at};
    if (const auto variable = from.child("variable")) {
      made.variable = variable_of(*variable);
      if (made.variable.name.empty()) made.variable.name = made.name;
    }
    const auto words = [&](std::string_view name) {
      const auto child = from.child(name);
      return child ? child->text().text : std::string();
    };
    made.description = words("description");
    made.question = words("question");
    made.allowed_answers = words("allowedAnswers");
  }

  void input(const Cursor& from) { element(from, model_.inputs.emplace_back()); }

  void decision(const Cursor& from) {
    Decision& made = model_.decisions.emplace_back();
    element(from, made);
    made.requirements = requirements(from);
    made.expression = boxed_.expression_in(from);
  }

  void knowledge(const Cursor& from) {
    BusinessKnowledge& made = model_.knowledge.emplace_back();
    element(from, made);
    made.requirements = requirements(from);
    if (const auto logic = from.child("encapsulatedLogic")) made.logic = boxed_.function(*logic);
  }

  void service(const Cursor& from) {
    DecisionService& made = model_.services.emplace_back();
    element(from, made);
    const auto all = [&](std::string_view name, Requirement::Kind kind,
                         std::vector<Requirement>& to) {
      for (const Cursor& child : from.children(name))
        to.push_back({.kind = kind, .href = href_of(child), .at = child.at()});
    };
    all("outputDecision", Requirement::Kind::decision, made.output_decisions);
    all("encapsulatedDecision", Requirement::Kind::decision, made.encapsulated_decisions);
    all("inputDecision", Requirement::Kind::decision, made.input_decisions);
    all("inputData", Requirement::Kind::input, made.input_data);
  }

  static std::vector<Requirement> requirements(const Cursor& from) {
    std::vector<Requirement> found;
    for (const Cursor& child : from.children()) {
      if (child.local() != "informationRequirement" && child.local() != "knowledgeRequirement")
        continue;
      for (const Cursor& required : child.children()) {
        std::optional<Requirement::Kind> kind;
        if (required.local() == "requiredInput") kind = Requirement::Kind::input;
        if (required.local() == "requiredDecision") kind = Requirement::Kind::decision;
        if (required.local() == "requiredKnowledge") kind = Requirement::Kind::knowledge;
        if (kind) found.push_back({.kind = *kind, .href = href_of(required), .at = required.at()});
      }
    }
    return found;
  }

  static std::string href_of(const Cursor& from) { return normal_name(from.attribute("href")); }

  BoxedReader boxed_;
  Model& model_;
};

// In the namespaces of 1.3, by the attributes that name namespaces.
void rename_spaces(XmlNode& node) {
  for (auto& [name, value] : node.attributes) {
    if (name != "xmlns" && !name.starts_with("xmlns:") && name != "expressionLanguage" &&
        name != "typeLanguage" && name != "importType")
      continue;
    const std::string_view part = part_of(value);
    if (part == "MODEL" || part == "FEEL" || part == "DMNDI")
      value = "https://" + std::string(host) + "20191111/" + std::string(part) + "/";
  }
  for (XmlNode& child : node.children) rename_spaces(child);
}

}  // namespace

Result<Model> read(std::string_view bytes, std::string_view file, const ReadLimits& limits) {
  XmlDocument document = TRY(read_tree(bytes, file, limits));
  const Cursor root(document.root);
  if (part_of(root.space()) != "MODEL" || root.local() != "definitions") {
    return std::unexpected(error_in(file, root.at(), "dmn.model.not_dmn",
                                    {{"found", std::string(root.space().substr(0, 100))}}));
  }
  Model model{.file = std::string(file)};
  ModelReader reader(file, model);
  reader.run(root);
  std::vector<Error> faults = reader.take_faults();
  if (!faults.empty()) {
    Error first = std::move(faults.front());
    first.others.assign(std::make_move_iterator(faults.begin() + 1),
                        std::make_move_iterator(faults.end()));
    return std::unexpected(std::move(first));
  }
  model.document = std::move(document.root);
  model.before = std::move(document.before);
  model.after = std::move(document.after);
  return model;
}

std::string save(const Model& model) {
  XmlDocument document{.root = model.document, .before = model.before, .after = model.after};
  rename_spaces(document.root);
  return write_tree(document);
}

}  // namespace zhulian::dmn
