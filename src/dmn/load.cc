// load(): models, imports, elements, requirements, and the order to decide in.
#include <algorithm>
#include <atomic>
#include <deque>

#include "dmn/loader.h"

namespace zhulian::dmn {

namespace {

using feel::Form;
using feel::Node;
using feel::NodePtr;
using feel::Type;
using feel::Value;
using feel::Vocabulary;

constexpr std::size_t elements_max = 50'000;
constexpr std::size_t order_max = 4'000'000;  // Of all orders together.
constexpr int imports_max = 50;               // Of imports within imports.

// A file may name an element's requirement by "#id" or "namespace#id".
std::pair<std::string_view, std::string_view> split(std::string_view href) {
  const std::size_t hash = href.rfind('#');
  if (hash == href.npos) return {{}, href};
  return {href.substr(0, hash), href.substr(hash + 1)};
}

// An element as its file says it, where it is imported.
struct Source {
  int instance = 0;
  const Element* element = nullptr;
  const std::vector<Requirement>* requirements = nullptr;
  const Decision* decision = nullptr;
  const BusinessKnowledge* knowledge = nullptr;
  const DecisionService* service = nullptr;
};

class Loader {
 public:
  Loader(Model model, const Finder& find) : find_(find) {
    inside_->models.push_back(std::make_shared<const Model>(std::move(model)));
    static std::atomic<std::uint64_t> serials{0};
    inside_->serial = ++serials;
  }

  Result<Rules> run() {
    TRY(instance(0, -1, "", 0));
    for (auto& [name, type] : instances_[0].types.types) inside_->types.emplace(name, type);
    for (std::size_t i = 0; i < instances_.size(); ++i) TRY(declare(static_cast<int>(i)));
    TRY(require());
    TRY(sort());
    for (std::size_t i = 0; i < inside_->elements.size(); ++i) resolve(static_cast<int>(i));
    TRY(orders());
    return Rules(inside_);
  }

 private:
  const Model& model_of(int instance) const {
    return *inside_->models[static_cast<std::size_t>(at(instance).model)];
  }
  const Instance& at(int instance) const { return instances_[static_cast<std::size_t>(instance)]; }
  Resolved& element(int i) { return inside_->elements[static_cast<std::size_t>(i)]; }
  const Source& source(int i) const { return sources_[static_cast<std::size_t>(i)]; }

  void fault(const Model& model, const std::string& element, feel::Position at, std::string code,
             std::vector<Argument> arguments = {}) {
    if (inside_->faults.size() >= 10'000) return;
    inside_->faults.push_back({.place = {.file = model.file, .element = element, .at = at},
                               .code = std::move(code),
                               .arguments = std::move(arguments)});
  }

  // ---- imports

  Result<int> instance(int model, int parent, const std::string& space, int nesting) {
    const int own = static_cast<int>(instances_.size());
    instances_.emplace_back();
    Instance made{.model = model, .parent = parent, .space = space};
    if (parent >= 0) {
      made.qualified = at(parent).qualified + (space.empty() ? "" : space + ".");
    }
    instances_.back() = made;
    const std::shared_ptr<const Model> kept = inside_->models[static_cast<std::size_t>(model)];
    std::map<std::string, Type> imported;
    for (const Import& import : kept->imports) {
      if (import.space == kept->space) continue;
      auto found = TRY(imported_model(import, *kept, own));
      if (!found) continue;
      if (nesting >= imports_max || instances_.size() > elements_max) {
        return fail(Fault::too_large, "dmn.import.too_many", {}, {{"file", kept->file}});
      }
      const int child = TRY(instance(*found, own, import.name, nesting + 1));
      made.imports.push_back(child);
      for (const auto& [name, type] : at(child).types.types) {
        imported.emplace(import.name.empty() ? name : import.name + "." + name, type);
      }
    }
    Types types = TRY(resolve_types(*kept, imported));
    for (TypeFault& bad : types.faults) {
      if (parent < 0 || own == first_of_[model]) {
        fault(*kept, bad.item, bad.at, std::move(bad.code), std::move(bad.arguments));
      }
    }
    made.types.types.insert(types.named.begin(), types.named.end());
    made.types.parent = &shared_;
    for (const auto& [name, type] : types.named) entry_names(type, shared_.members);
    instances_[static_cast<std::size_t>(own)] = std::move(made);
    return own;
  }

  // nullopt for what is no model (a schema, a PMML file) or is missing, which is a fault kept.
  Result<std::optional<int>> imported_model(const Import& import, const Model& from, int own) {
    const bool foreign = !import.type.empty() && import.type.find("DMN") == std::string::npos;
    if (foreign) {
      fault(from, import.name, import.at, "dmn.import.kind", {{"type", import.type}});
      return std::nullopt;
    }
    for (int up = own; up >= 0; up = at(up).parent) {
      if (model_of(up).space == import.space) {
        return fail(Fault::invalid, "dmn.import.circular", {},
                    {{"file", from.file},
                     {"namespace", import.space},
                     {"line", std::to_string(import.at.line)}});
      }
    }
    for (std::size_t i = 0; i < inside_->models.size(); ++i) {
      if (inside_->models[i]->space == import.space) return static_cast<int>(i);
    }
    auto found = find_ ? find_(import.space, import.location) : std::nullopt;
    if (!found) {
      fault(from, import.name, import.at, "dmn.import.missing",
            {{"namespace", import.space}, {"location", import.location}});
      return std::nullopt;
    }
    found->space = import.space;
    inside_->models.push_back(std::make_shared<const Model>(*std::move(found)));
    const int model = static_cast<int>(inside_->models.size() - 1);
    first_of_[model] = static_cast<int>(instances_.size());
    return model;
  }

  // ---- elements

  Result<void> declare(int instance) {
    const Model& model = model_of(instance);
    std::map<std::string, int, std::less<>> names;
    auto add = [&](Resolved::Kind kind, const Element& from, Source source) -> Result<void> {
      if (sources_.size() >= elements_max) {
        return fail(Fault::too_large, "dmn.model.too_large", {}, {{"file", model.file}});
      }
      source.instance = instance;
      source.element = &from;
      Resolved made{.kind = kind,
                    .id = from.id,
                    .name = from.name,
                    .qualified = at(instance).qualified + from.name,
                    .model = at(instance).model,
                    .at = from.at};
      for (int up = instance; at(up).parent >= 0; up = at(up).parent) {
        if (!at(up).space.empty()) made.spaces.insert(made.spaces.begin(), at(up).space);
      }
      const int index = static_cast<int>(sources_.size());
      if (!names.emplace(from.name, index).second && first(instance)) {
        fault(model, from.name, from.at, "dmn.name.twice", {{"name", from.name}});
      }
      instances_[static_cast<std::size_t>(instance)].by_id.emplace(from.id, index);
      sources_.push_back(source);
      inside_->elements.push_back(std::move(made));
      return {};
    };
    using Kind = Resolved::Kind;
    for (const InputData& from : model.inputs) TRY(add(Kind::input, from, {}));
    for (const Decision& from : model.decisions) {
      TRY(add(Kind::decision, from, {.requirements = &from.requirements, .decision = &from}));
    }
    for (const BusinessKnowledge& from : model.knowledge) {
      TRY(add(Kind::knowledge, from, {.requirements = &from.requirements, .knowledge = &from}));
    }
    for (const DecisionService& from : model.services) {
      TRY(add(Kind::service, from, {.service = &from}));
    }
    return {};
  }

  // Whether the instance is the first of its model: its faults are told once.
  bool first(int instance) const {
    const auto found = first_of_.find(at(instance).model);
    return found == first_of_.end() ? instance == 0 : found->second == instance;
  }

  // The element an href means and the import's name it is called by.
  std::optional<Needed> referred(int i, const std::string& href, feel::Position where) {
    const int instance = source(i).instance;
    const auto [space, id] = split(href);
    auto look = [&](int in) -> std::optional<Needed> {
      const auto found = at(in).by_id.find(id);
      if (found == at(in).by_id.end()) return std::nullopt;
      return Needed{.space = in == instance ? "" : at(in).space,
                    .name = element(found->second).name,
                    .element = found->second};
    };
    const Model& model = model_of(instance);
    if (space.empty() || space == model.space) {
      if (auto own = look(instance)) return own;
    }
    for (const int import : at(instance).imports) {
      if (!space.empty() && model_of(import).space != space) continue;
      if (auto found = look(import)) return found;
    }
    if (first(instance)) {
      fault(model, element(i).name, where, "dmn.requirement.missing", {{"reference", href}});
    }
    return std::nullopt;
  }

  Result<void> require() {
    for (int i = 0; i < static_cast<int>(sources_.size()); ++i) {
      auto add = [&](const Requirement& requirement) -> std::optional<int> {
        auto needed = referred(i, requirement.href, requirement.at);
        if (!needed) return std::nullopt;
        const int which = needed->element;
        if (which != i) element(i).needs.push_back(*std::move(needed));
        return which;
      };
      if (source(i).requirements) {
        for (const Requirement& requirement : *source(i).requirements) add(requirement);
      }
      if (const DecisionService* service = source(i).service) {
        auto all = [&](const std::vector<Requirement>& from, std::vector<int>* to) {
          for (const Requirement& requirement : from) {
            const auto which = add(requirement);
            if (which && to && *which != i) to->push_back(*which);
          }
        };
        all(service->input_data, &element(i).parameters);
        all(service->input_decisions, &element(i).parameters);
        all(service->encapsulated_decisions, nullptr);
        all(service->output_decisions, &element(i).outputs);
      }
    }
    return {};
  }

  // Requirements first. Elements and sources are put in that order.
  Result<void> sort() {
    const std::size_t count = sources_.size();
    std::vector<char> state(count, 0);  // 1: being walked, 2: done.
    std::vector<int> order;
    order.reserve(count);
    std::vector<std::pair<int, std::size_t>> stack;
    for (int root = 0; root < static_cast<int>(count); ++root) {
      if (state[static_cast<std::size_t>(root)] != 0) continue;
      stack.emplace_back(root, 0);
      state[static_cast<std::size_t>(root)] = 1;
      while (!stack.empty()) {
        auto& [i, next] = stack.back();
        const auto& needs = element(i).needs;
        if (next == needs.size()) {
          state[static_cast<std::size_t>(i)] = 2;
          order.push_back(i);
          stack.pop_back();
          continue;
        }
        const int needed = needs[next++].element;
        char& known = state[static_cast<std::size_t>(needed)];
        if (known == 1) {
          return fail(Fault::invalid, "dmn.requirement.circular", {},
                      {{"file", model_of(source(i).instance).file},
                       {"name", element(i).name},
                       {"line", std::to_string(element(i).at.line)}});
        }
        if (known == 0) {
          known = 1;
          stack.emplace_back(needed, 0);
        }
      }
    }
    std::vector<int> place(count);
    for (std::size_t k = 0; k < count; ++k) {
      place[static_cast<std::size_t>(order[k])] = static_cast<int>(k);
    }
    std::vector<Resolved> elements(count);
    std::vector<Source> sources(count);
    auto moved = [&](int& i) { i = place[static_cast<std::size_t>(i)]; };
    for (std::size_t k = 0; k < count; ++k) {
      elements[k] = std::move(element(order[k]));
      sources[k] = sources_[static_cast<std::size_t>(order[k])];
      for (Needed& needed : elements[k].needs) moved(needed.element);
      for (int& i : elements[k].parameters) moved(i);
      for (int& i : elements[k].outputs) moved(i);
    }
    inside_->elements = std::move(elements);
    sources_ = std::move(sources);
    return {};
  }

  // ---- expressions

  void resolve(int i) {
    const Source& from = source(i);
    Resolved& made = element(i);
    const Model& model = model_of(from.instance);
    std::vector<Diagnostic> faults;
    const Vocabulary& types = at(from.instance).types;
    Vocabulary names(&types);
    for (const Needed& needed : made.needs) {
      names.known.add(needed.space.empty() ? needed.name : needed.space);
      if (!needed.space.empty()) shared_.members.add(needed.name);
    }
    if (from.knowledge) names.known.add(made.name);  // It may call itself.
    Compiler compiler(i, types, names, shared_, faults,
                      Place{.file = model.file, .element = made.name});
    compiler.language = model.expression_language;
    made.type = compiler.type(from.element->variable.type_ref, from.element->variable.at);
    entry_names(made.type, shared_.members);
    if (from.decision && from.decision->expression) {
      made.body = compiler.expression(from.decision->expression);
      const Node& inner = bare(*made.body);
      if (inner.form == Form::native) made.table = dynamic_cast<const Table*>(inner.native.get());
      made.body = compiler.as(made.body, made.type, made.at);
    }
    if (from.knowledge) knowledge(i, *from.knowledge, compiler);
    if (from.service) service(i);
    if (first(from.instance)) {
      inside_->faults.insert(inside_->faults.end(), std::make_move_iterator(faults.begin()),
                             std::make_move_iterator(faults.end()));
    }
  }

  // The type a function's answer must have, from the type of its variable: that of the function,
  // or, as older files say it, of the answer itself.
  static Type answer_type(const Type& type) {
    if (type.kind != feel::Kind::function) return type;
    return type.of.empty() ? Type() : type.of.back();
  }

  void knowledge(int i, const BusinessKnowledge& from, Compiler& compiler) {
    Resolved& made = element(i);
    feel::Function function{.own_name = made.name};
    auto body = std::make_shared<Body>();
    body->element = i;
    if (from.logic) {
      const NodePtr node = compiler.function(*from.logic, made.at);
      if (node->form != Form::function) return;  // Too deep; told.
      function.parameters = node->names;
      function.types = node->types;
      body->node = compiler.as(node->children[0], answer_type(made.type), made.at);
    }
    Node wrapped{.form = Form::native, .at = made.at};
    if (body->node) {
      wrapped.children.push_back(body->node);
      wrapped.depth = body->node->depth + 1;
    }
    wrapped.native = std::move(body);
    function.body = std::make_shared<const Node>(std::move(wrapped));
    function.captured = captured(made);
    made.function = Value(std::move(function));
  }

  // The functions an element needs, those of imports under their name.
  feel::Context captured(const Resolved& made) {
    feel::Context all;
    std::map<std::string, feel::Context> spaces;
    for (const Needed& needed : made.needs) {
      const Resolved& other = element(needed.element);
      if (other.function.is_null()) continue;
      (needed.space.empty() ? all : spaces[needed.space]).put(needed.name, other.function);
    }
    for (auto& [space, functions] : spaces) all.put(space, Value(std::move(functions)));
    return all;
  }

  void service(int i) {
    Resolved& made = element(i);
    feel::Function function;
    for (const int parameter : made.parameters) {
      function.parameters.push_back(element(parameter).name);
      function.types.push_back(element(parameter).type);
    }
    auto native = std::make_shared<Service>();
    native->element = i;
    native->serial = inside_->serial;
    NodePtr body = std::make_shared<const Node>(
        Node{.form = Form::native, .at = made.at, .native = std::move(native)});
    const Type type = answer_type(made.type);
    if (type.kind != feel::Kind::any || type.allowed) {
      body = std::make_shared<const Node>(Node{
          .form = Form::coercion, .at = made.at, .children = {body}, .types = {type}, .depth = 2});
    }
    function.body = std::move(body);
    made.function = Value(std::move(function));
  }

  // ---- what is decided before what

  Result<void> orders() {
    std::size_t total = 0;
    std::vector<int> reached_for(inside_->elements.size(), -1);
    std::vector<int> open;
    for (int i = 0; i < static_cast<int>(inside_->elements.size()); ++i) {
      Resolved& made = element(i);
      const bool service = made.kind == Resolved::Kind::service;
      if (!service && made.kind != Resolved::Kind::decision) continue;
      auto reach = [&](int k) {
        int& mark = reached_for[static_cast<std::size_t>(k)];
        if (mark == i || element(k).kind != Resolved::Kind::decision) return;
        mark = i;
        // What is passed to a service is not decided within it.
        if (service && std::ranges::find(made.parameters, k) != made.parameters.end()) return;
        made.order.push_back(k);
        open.push_back(k);
      };
      if (service) {
        for (const int output : made.outputs) reach(output);
      } else {
        reach(i);
      }
      while (!open.empty()) {
        const int k = open.back();
        open.pop_back();
        for (const Needed& needed : element(k).needs) reach(needed.element);
      }
      std::ranges::sort(made.order);  // Elements stand requirements first.
      total += made.order.size();
      if (total > order_max) {
        return fail(Fault::too_large, "dmn.model.too_large", {},
                    {{"file", inside_->models[0]->file}});
      }
    }
    return {};
  }

  const Finder& find_;
  std::shared_ptr<Rules::Inside> inside_ = std::make_shared<Rules::Inside>();
  Vocabulary shared_{};
  std::deque<Instance> instances_;
  std::map<int, int> first_of_;  // By model, the instance that was made first.
  std::vector<Source> sources_;
};

}  // namespace

Result<Rules> load(Model model, const Finder& find) {
  return Loader(std::move(model), find).run();
}

}  // namespace zhulian::dmn
