// `zhulian policy check`: models, the facts and the parameters they stand on, judged before
// anybody is decided by them.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "app/commands.h"
#include "dmn/check.h"
#include "dmn/xml.h"
#include "packs/policy_files.h"

namespace zhulian::app {
namespace {

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return std::move(content).str();
}

bool is_parameters(const fs::path& path) {
  if (path.extension() != ".csv") return false;
  std::ifstream file(path, std::ios::binary);
  std::string head;
  std::getline(file, head);
  return std::ranges::all_of(std::array{"key", "area", "from", "value"},
                             [&](const char* column) { return head.contains(column); });
}

// What is to be judged, and what it is judged by.
struct Files {
  std::set<fs::path> models, facts, parameters;
  std::set<fs::path> lent_models, lent_facts, lent_parameters;  // Of packs that are needed.
};

void gather(const fs::path& folder, std::set<fs::path>& models, std::set<fs::path>& facts,
            std::set<fs::path>& parameters) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const fs::path path = entry.path().lexically_normal();
    if (path.extension() == ".dmn") models.insert(path);
    if (path.filename() == "facts.yaml") facts.insert(path);
    if (is_parameters(path)) parameters.insert(path);
  }
}

// The facts and parameters of the pack a folder lies in, and of the packs that one needs.
void lend(const fs::path& folder, Files& files) {
  std::vector<fs::path> packs;
  for (fs::path up = fs::absolute(folder); packs.empty() && up.has_relative_path();
       up = up.parent_path()) {
    if (fs::exists(up / "pack.yaml") || fs::exists(up / "facts.yaml")) packs.push_back(up);
    if (up.parent_path() == up) break;
  }
  std::set<fs::path> seen;
  while (!packs.empty()) {
    const fs::path pack = packs.back().lexically_normal();
    packs.pop_back();
    if (!seen.insert(pack).second || !fs::is_directory(pack)) continue;
    const auto relative = fs::proximate(pack);
    gather(relative, files.lent_models, files.lent_facts, files.lent_parameters);
    if (!fs::exists(pack / "pack.yaml")) continue;
    packs::Faults ignored;  // Whether the pack is sound is told where it is loaded.
    const auto item = packs::Item::parse("pack.yaml", read_whole(pack / "pack.yaml"), ignored);
    if (item && item->has("needs"))
      for (const std::string& needed : item->texts("needs"))
        packs.push_back(pack.parent_path() / needed);
  }
}

Result<Files> files_of(const fs::path& path) {
  Files files;
  if (fs::is_directory(path)) {
    gather(path, files.models, files.facts, files.parameters);
    if (files.facts.empty() || fs::exists(path / "pack.yaml")) lend(path, files);
  } else if (fs::is_regular_file(path) && path.extension() == ".dmn") {
    files.models.insert(path.lexically_normal());
    lend(path.has_parent_path() ? path.parent_path() : fs::path("."), files);
    for (const auto& entry :
         fs::directory_iterator(path.has_parent_path() ? path.parent_path() : "."))
      if (entry.path().extension() == ".dmn")
        files.lent_models.insert(entry.path().lexically_normal());
  }
  if (files.models.empty() && files.parameters.empty())
    return fail(Fault::not_found, "dmn.check.no_file", "", {{"path", path.string()}});
  return files;
}

int number_of(const Error& error, std::string_view name) {
  const auto found = std::ranges::find(error.arguments, name, &Argument::name);
  return found == error.arguments.end() ? 0 : std::atoi(found->value.c_str());
}

std::string text_of(const Error& error, std::string_view name) {
  const auto found = std::ranges::find(error.arguments, name, &Argument::name);
  return found == error.arguments.end() ? "" : found->value;
}

dmn::Finding finding_of(const Error& error, const std::string& file) {
  return {.wrong = dmn::Wrong::unreadable,
          .place = {.file = file,
                    .element = text_of(error, "table"),
                    .row = number_of(error, "row"),
                    .at = {number_of(error, "line"), number_of(error, "column")}},
          .code = error.code,
          .arguments = error.arguments};
}

class Check {
 public:
  Check(const Files& files, const Voice& voice) : files_(files), voice_(voice) {}

  void run() {
    ground();
    for (const auto* list : {&files_.models, &files_.lent_models})
      for (const fs::path& path : *list) read(path, list == &files_.models);
    for (const auto& [path, model] : models_)
      if (files_.models.contains(path)) judge(model);
    const Day today = std::chrono::floor<std::chrono::days>(now());
    for (dmn::Finding& finding : dmn::check(ground_.parameters, today))
      if (files_.parameters.contains(fs::path(finding.place.file)))
        found_.push_back(std::move(finding));
  }

  Exit answer() const {
    const auto faults = std::ranges::count(found_, dmn::Weight::fault, &dmn::Finding::weight);
    const auto count = [](auto number) { return std::to_string(number); };
    if (voice_.json) {
      boost::json::array told[2];
      for (const dmn::Finding& finding : found_)
        told[static_cast<std::size_t>(finding.weight)].push_back(json(finding));
      print(boost::json::object{{"files", files_checked()},
                                {"tables", tables_},
                                {"faults", std::move(told[0])},
                                {"notices", std::move(told[1])}});
    } else {
      for (const dmn::Finding& finding : found_) std::cout << line(finding) << '\n';
      std::cout << say("dmn.check.summary",
                       {{"files", count(files_checked())},
                        {"tables", count(tables_)},
                        {"faults", count(faults)},
                        {"notices", count(static_cast<std::ptrdiff_t>(found_.size()) - faults)}})
                << '\n';
    }
    return faults == 0 ? Exit::done : Exit::faults;
  }

 private:
  std::size_t files_checked() const { return files_.models.size() + files_.parameters.size(); }

  std::string say(std::string_view code, const std::vector<Argument>& arguments = {}) const {
    return messages().say(code, arguments, voice_.language);
  }

  // ---- reading ----

  void ground() {
    packs::Faults faults;
    const auto take = [&](const std::set<fs::path>& facts, const std::set<fs::path>& parameters) {
      for (const fs::path& path : facts) {
        if (!known_.insert(fs::canonical(path)).second) continue;
        ground_.has_facts = true;
        for (dmn::Fact& fact : packs::read_facts(path.string(), read_whole(path), faults))
          if (!ground_.fact(fact.key)) ground_.facts.push_back(std::move(fact));
      }
      for (const fs::path& path : parameters) {
        if (!known_.insert(fs::canonical(path)).second) continue;
        ground_.has_parameters = true;
        for (dmn::ParameterRow& row :
             packs::read_parameters(path.string(), read_whole(path), faults))
          ground_.parameters.push_back(std::move(row));
      }
    };
    take(files_.facts, files_.parameters);
    take(files_.lent_facts, files_.lent_parameters);
    if (const auto verdict = std::move(faults).verdict(); !verdict) {
      refused(verdict.error());
      for (const Error& other : verdict.error().others) refused(other);
    }
  }

  // A fault of YAML or CSV: its field is "file:line".
  void refused(const Error& error) {
    dmn::Finding finding = finding_of(error, error.field);
    const auto colon = error.field.rfind(':');
    if (colon != std::string::npos) {
      finding.place.file = error.field.substr(0, colon);
      finding.place.at.line = std::atoi(error.field.c_str() + colon + 1);
      finding.place.row = finding.place.at.line;
    }
    found_.push_back(std::move(finding));
  }

  void read(const fs::path& path, bool judged) {
    if (models_.contains(path)) return;
    auto model = dmn::read(read_whole(path), path.string());
    if (model) {
      models_.emplace(path, *std::move(model));
    } else if (judged) {
      found_.push_back(finding_of(model.error(), path.string()));
      for (const Error& other : model.error().others)
        found_.push_back(finding_of(other, path.string()));
    }
  }

  void judge(const dmn::Model& model) {
    const auto find = [&](std::string_view space, std::string_view) -> std::optional<dmn::Model> {
      for (const auto& [path, other] : models_)
        if (other.space == space && other.file != model.file) return other;
      return std::nullopt;
    };
    const auto rules = dmn::load(model, find);
    if (!rules) {
      found_.push_back(finding_of(rules.error(), model.file));
      return;
    }
    tables_ += std::ranges::count_if(model.decisions, [](const dmn::Decision& decision) {
      return decision.expression &&
             std::holds_alternative<dmn::DecisionTable>(decision.expression->form);
    });
    for (dmn::Finding& finding : dmn::check(*rules, ground_)) found_.push_back(std::move(finding));
  }

  // ---- telling ----

  std::string plain(const feel::Value& value) const {
    if (value.is_null()) return say("dmn.check.trait_none");
    if (const bool* truth = value.as_boolean())
      return say(*truth ? "dmn.check.trait_yes" : "dmn.check.trait_no");
    const std::string text = feel::to_text(value).value_or("");
    return value.as_string() ? '"' + text + '"' : text;
  }

  std::string words(const dmn::Segment& segment) const {
    if (segment.shape == dmn::Segment::Shape::other) return say("dmn.check.trait_other");
    if (segment.shape != dmn::Segment::Shape::between) return plain(segment.example);
    std::vector<Argument> arguments{{"value", plain(segment.example)}};
    if (!segment.low.is_null()) arguments.push_back({"low", plain(segment.low)});
    if (!segment.high.is_null()) arguments.push_back({"high", plain(segment.high)});
    if (arguments.size() == 1) return arguments[0].value;
    if (arguments.size() == 3) return say("dmn.check.trait_between", arguments);
    return say(segment.low.is_null() ? "dmn.check.trait_below" : "dmn.check.trait_above",
               arguments);
  }

  std::string person(const dmn::Finding& finding) const {
    if (finding.person.empty()) return say("dmn.check.anybody");
    std::string text;
    for (const dmn::Trait& trait : finding.person) {
      if (!text.empty()) text += voice_.language == Language::zh ? "\uff0c" : ", ";
      text += say("dmn.check.trait", {{"name", trait.name}, {"value", words(trait.value)}});
    }
    return text;
  }

  std::string message(const dmn::Finding& finding) const {
    std::vector<Argument> arguments = finding.arguments;
    arguments.push_back({"person", person(finding)});
    arguments.push_back({"file", finding.place.file});
    arguments.push_back({"line", std::to_string(finding.place.at.line)});
    arguments.push_back({"column", std::to_string(finding.place.at.column)});
    return say(finding.code, arguments);
  }

  std::string place(const dmn::Finding& finding) const {
    const dmn::Place& at = finding.place;
    if (at.element.empty() || is_parameter(finding)) return "";
    const std::vector<Argument> arguments{
        {"table", at.element}, {"row", std::to_string(at.row)}, {"column", at.column}};
    if (at.row == 0)
      return say(at.column.empty() ? "dmn.check.at_table" : "dmn.check.at_column", arguments);
    return say(at.column.empty() ? "dmn.check.at_row" : "dmn.check.at_cell", arguments);
  }

  static bool is_parameter(const dmn::Finding& finding) {
    return finding.wrong == dmn::Wrong::parameter_hole ||
           finding.wrong == dmn::Wrong::parameter_twice ||
           finding.wrong == dmn::Wrong::parameter_value;
  }

  static int line_of(const dmn::Finding& finding) {
    return is_parameter(finding) ? finding.place.row : finding.place.at.line;
  }

  // "packs/cn/policies/x.dmn:12: table "..", row 3: ..."
  std::string line(const dmn::Finding& finding) const {
    std::string text = fmt::format("{}:{}: ", finding.place.file, line_of(finding));
    if (const std::string where = place(finding); !where.empty()) text += where + ": ";
    const std::string told = message(finding);
    return text + (finding.weight == dmn::Weight::fault
                       ? told
                       : say("dmn.check.notice", {{"message", told}}));
  }

  boost::json::object json(const dmn::Finding& finding) const {
    boost::json::object one{{"kind", word(finding.wrong)},    {"code", finding.code},
                            {"file", finding.place.file},     {"line", line_of(finding)},
                            {"table", finding.place.element}, {"row", finding.place.row},
                            {"column", finding.place.column}, {"message", message(finding)}};
    if (!finding.rows.empty()) one["rows"] = boost::json::value_from(finding.rows);
    if (!finding.person.empty()) {
      boost::json::array traits;
      for (const dmn::Trait& trait : finding.person) {
        const bool other = trait.value.shape == dmn::Segment::Shape::other;
        const auto text = feel::to_text(trait.value.example);
        boost::json::value value;
        if (!other && !trait.value.example.is_null() && text) value = *text;
        traits.push_back(boost::json::object{
            {"name", trait.name}, {"value", std::move(value)}, {"words", words(trait.value)}});
      }
      one["person"] = std::move(traits);
    }
    return one;
  }

  const Files& files_;
  const Voice& voice_;
  dmn::Ground ground_{};
  std::set<fs::path> known_{};
  std::map<fs::path, dmn::Model> models_{};
  std::vector<dmn::Finding> found_{};
  std::ptrdiff_t tables_ = 0;
};

}  // namespace

Exit policy_check(const CheckOptions& options, const Voice& voice) {
  const auto files = files_of(options.path);
  if (!files) return refuse(files.error(), voice);
  Check check(*files, voice);
  check.run();
  return check.answer();
}

}  // namespace zhulian::app
