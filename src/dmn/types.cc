// Item definitions as types of FEEL.
#include <set>

#include "dmn/loader.h"
#include "dmn/placed.h"
#include "feel/parser.h"

namespace zhulian::dmn {

namespace {

using feel::Kind;
using feel::Type;

// A type is copied where it is used: without a bound a chain of definitions, each with two of the
// one before, would double with every one.
constexpr std::size_t parts_max = 20'000;

std::size_t parts(const Type& type) {
  std::size_t count = 1;
  for (const Type& part : type.of) {
    count += parts(part);
    if (count > parts_max) break;
  }
  return count;
}

class Resolver {
 public:
  Resolver(const Model& model, const std::map<std::string, Type>& imported) : model_(model) {
    vocabulary_.types.insert(imported.begin(), imported.end());
    for (const ItemDefinition& item : model.items) by_name_.emplace(item.name, &item);
  }

  Result<Types> run() {
    for (const ItemDefinition& item : model_.items) {
      if (by_name_.at(item.name) != &item) {
        fault(item.at, item.name, "dmn.name.twice", {{"name", item.name}});
        continue;
      }
      TRY(named(item));
    }
    for (auto& [name, type] : vocabulary_.types) out_.named.emplace(name, type);
    return std::move(out_);
  }

 private:
  static constexpr int nesting_max = 100;

  void fault(feel::Position at, std::string item, std::string code,
             std::vector<Argument> arguments) {
    out_.faults.push_back({at, std::move(item), std::move(code), std::move(arguments)});
  }

  Result<Type> named(const ItemDefinition& item) {
    if (const auto done = vocabulary_.types.find(item.name); done != vocabulary_.types.end()) {
      return done->second;
    }
    if (!open_.insert(item.name).second) {
      return fail(Fault::invalid, "dmn.type.circular", {},
                  {{"name", item.name},
                   {"file", model_.file},
                   {"line", std::to_string(item.at.line)},
                   {"column", std::to_string(item.at.column)}});
    }
    Type type = TRY(definition(item, item.name));
    open_.erase(item.name);
    vocabulary_.types.emplace(item.name, type);
    return type;
  }

  Result<Type> reference(const std::string& text, const ItemDefinition& item,
                         const std::string& owner) {
    // A definition that names itself means the type of FEEL it is named after.
    if (const auto own = by_name_.find(text); own != by_name_.end() && own->second != &item) {
      return named(*own->second);
    }
    if (auto type = type_of_reference(text, vocabulary_)) return *std::move(type);
    fault(item.at, owner, "dmn.type.unknown", {{"type", text}});
    return Type();
  }

  Result<Type> definition(const ItemDefinition& item, const std::string& owner) {
    if (nesting_ >= nesting_max) {
      return fail(Fault::invalid, "dmn.type.circular", {}, {{"name", owner}});
    }
    ++nesting_;
    auto made = parts_of(item, owner);
    --nesting_;
    return made;
  }

  Result<Type> parts_of(const ItemDefinition& item, const std::string& owner) {
    Type type;
    if (item.function) {
      type.kind = Kind::function;
      for (const Variable& parameter : item.function->parameters) {
        type.of.push_back(TRY(reference(parameter.type_ref, item, owner)));
      }
      type.of.push_back(TRY(reference(item.function->output_type_ref, item, owner)));
    } else if (!item.components.empty()) {
      type.kind = Kind::context;
      for (const ItemDefinition& component : item.components) {
        type.names.push_back(component.name);
        type.of.push_back(TRY(definition(component, owner)));
      }
    } else {
      type = TRY(reference(item.type_ref, item, owner));
    }
    if (parts(type) > parts_max) {
      return fail(Fault::too_large, "dmn.type.too_large", {},
                  {{"name", owner}, {"file", model_.file}});
    }
    restrict(type, item.allowed_values, owner);
    if (item.is_collection) type = Type::list_of(std::move(type));
    restrict(type, item.type_constraint, owner);
    return type;
  }

  void restrict(Type& type, const std::optional<Text>& tests, const std::string& owner) {
    if (!tests || tests->text.empty()) return;
    auto parsed = parse_tests(*tests, vocabulary_);
    if (!parsed) {
      fault(tests->at, owner, parsed.error().code, parsed.error().arguments);
      return;
    }
    if (!type.allowed) {
      type.allowed = *std::move(parsed);
      return;
    }
    type.allowed =
        std::make_shared<const feel::Node>(feel::Node{.form = feel::Form::conjunction,
                                                      .at = tests->at,
                                                      .children = {type.allowed, *parsed},
                                                      .asks_input = true});
  }

  const Model& model_;
  feel::Vocabulary vocabulary_{};
  std::map<std::string, const ItemDefinition*, std::less<>> by_name_;
  std::set<std::string> open_;
  int nesting_ = 0;
  Types out_;
};

}  // namespace

Result<Types> resolve_types(const Model& model, const std::map<std::string, Type>& imported) {
  return Resolver(model, imported).run();
}

std::optional<Type> type_of_reference(std::string_view reference, const feel::Vocabulary& types) {
  if (reference.empty()) return Type();
  if (const Type* named = types.type(reference)) return *named;
  const std::size_t colon = reference.find(':');
  if (colon != reference.npos) reference.remove_prefix(colon + 1);  // "feel:number"
  if (const Type* named = types.type(reference)) return *named;
  // As older files write them.
  constexpr std::pair<std::string_view, Kind> older[] = {
      {"dateTime", Kind::date_time},
      {"dayTimeDuration", Kind::days_duration},
      {"yearMonthDuration", Kind::months_duration},
      {"integer", Kind::number},
      {"decimal", Kind::number},
      {"double", Kind::number},
      {"any", Kind::any}};
  for (const auto& [word, kind] : older) {
    if (word == reference) return Type(kind);
  }
  auto parsed = feel::parse_type(reference, types, {});
  if (!parsed) return std::nullopt;
  return *std::move(parsed);
}

void entry_names(const Type& type, feel::Phrases& names) {
  for (const std::string& name : type.names) names.add(name);
  for (const Type& part : type.of) entry_names(part, names);
}

}  // namespace zhulian::dmn
