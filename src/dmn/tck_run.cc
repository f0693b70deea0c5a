#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "base/time.h"
#include "dmn/tck.h"
#include "dmn/xml_tree.h"
#include "feel/interpreter.h"

namespace zhulian::dmn {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t shown_bytes_max = 2000;

Result<std::string> bytes_of(const fs::path& path, const ReadLimits& limits) {
  std::error_code problem;
  const auto size = fs::file_size(path, problem);
  if (!problem && size > limits.bytes_max)
    return std::unexpected(error_in(path.string(), {}, "dmn.xml.too_large"));
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (problem || !file) return std::unexpected(error_in(path.string(), {}, "dmn.tck.unreadable"));
  return std::move(content).str();
}

Result<Model> model_of(const fs::path& path) {
  const std::string bytes = TRY(bytes_of(path, {}));
  return read(bytes, path.string());
}

Instant now_in_utc() {
  return std::chrono::time_point_cast<Instant::duration>(std::chrono::system_clock::now());
}

std::string shown(const feel::Value& value) {
  return feel::to_text(value, shown_bytes_max).value_or("...");
}

// The models of one folder: a test's own and what it imports stand beside it.
class Folder {
 public:
  explicit Folder(fs::path path) : path_(std::move(path)) {
    for (const auto& entry : fs::directory_iterator(path_)) {
      if (entry.is_regular_file() && entry.path().extension() == ".dmn")
        models_.emplace(entry.path().filename().string(), std::nullopt);
    }
  }

  // Of a test; the same rules for the same name.
  const Result<Rules>& rules(const std::string& name) {
    const auto known = rules_.find(name);
    if (known != rules_.end()) return known->second;
    return rules_.emplace(name, loaded(name)).first->second;
  }

 private:
  Result<Rules> loaded(const std::string& name) {
    const std::string file = fs::path(name).filename().string();
    if (!models_.contains(file))
      return std::unexpected(error_in((path_ / file).string(), {}, "dmn.tck.no_model"));
    Model model = TRY(of(file));
    return load(std::move(model), [this](std::string_view space, std::string_view location) {
      return find(space, location);
    });
  }

  const Result<Model>& of(const std::string& file) {
    std::optional<Result<Model>>& held = models_.at(file);
    if (!held) held = model_of(path_ / file);
    return *held;
  }

  // By its location where that is a file of this folder, else by namespace. Never outside.
  std::optional<Model> find(std::string_view space, std::string_view location) {
    const std::string named = fs::path(location).filename().string();
    if (models_.contains(named)) {
      const Result<Model>& there = of(named);
      if (there && there->space == space) return *there;
    }
    for (const auto& [file, unused] : models_) {
      const Result<Model>& there = of(file);
      if (there && there->space == space) return *there;
    }
    return std::nullopt;
  }

  fs::path path_;
  std::map<std::string, std::optional<Result<Model>>> models_;
  std::map<std::string, Result<Rules>> rules_;
};

// "a.b.c" into {a: {b: {c: value}}}, beside what is there already.
void put_in(feel::Context& to, std::string_view path, feel::Value value) {
  const auto dot = path.find('.');
  if (dot == path.npos) return to.put(std::string(path), std::move(value));
  const std::string first(path.substr(0, dot));
  feel::Context inner;
  if (const feel::Value* there = to.find(first); there && there->as_context())
    inner = *there->as_context();
  put_in(inner, path.substr(dot + 1), std::move(value));
  to.put(first, feel::Value(std::move(inner)));
}

feel::Context inputs_of(const TckCase& test, const Model& model) {
  feel::Context inputs;
  for (const TckCase::Input& input : test.inputs) {
    const auto import = std::ranges::find(model.imports, input.space, &Import::space);
    const bool own =
        std::ranges::find(model.inputs, input.name, &InputData::name) != model.inputs.end();
    if (!input.space.empty() && input.space != model.space && import != model.imports.end() &&
        !import->name.empty())
      put_in(inputs, import->name + "." + input.name, input.value);
    else if (own)
      inputs.put(input.name, input.value);
    else
      put_in(inputs, input.name, input.value);
  }
  return inputs;
}

class FileRun {
 public:
  FileRun(std::string feature, std::string file, Folder& folder, const feel::Limits& limits,
          TckReport& report)
      : feature_(std::move(feature)),
        file_(std::move(file)),
        folder_(folder),
        limits_(limits),
        report_(report) {}

  void run(const TckFile& tests) {
    const Result<Rules>& rules = folder_.rules(tests.model);
    if (!rules) report_.faults.push_back(rules.error());
    for (const TckCase& test : tests.cases) {
      const bool passed = rules ? passes(test, *rules) : unloadable(test, rules.error());
      TckReport::Count& count = report_.by_feature[feature_];
      ++(passed ? count.passed : count.failed);
      ++(passed ? report_.passed : report_.failed);
    }
  }

 private:
  bool unloadable(const TckCase& test, const Error& why) {
    for (const TckCase::Wanted& wanted : test.results) failed(test, wanted, why.code, {});
    return false;
  }

  bool passes(const TckCase& test, const Rules& rules) {
    const feel::Context inputs = inputs_of(test, rules.model());
    bool all = true;
    for (const TckCase::Wanted& wanted : test.results) {
      const Result<Decided> decided = ask(test, wanted, rules, inputs);
      if (!decided) {
        failed(test, wanted, decided.error().code, {});
        all = false;
        continue;
      }
      const feel::Value got = of_output(test, wanted, rules, *decided);
      if (tck_equal(wanted.value, got)) continue;
      failed(test, wanted, shown(got), decided->diagnostics);
      all = false;
    }
    return all;
  }

  Result<Decided> ask(const TckCase& test, const TckCase::Wanted& wanted, const Rules& rules,
                      const feel::Context& inputs) const {
    const std::string& called = test.invocable.empty() ? wanted.name : test.invocable;
    const TckCase::Kind kind = test.invocable.empty() ? wanted.kind : test.kind;
    if (kind == TckCase::Kind::service) return rules.serve(called, inputs, limits_);
    if (kind == TckCase::Kind::knowledge) return rules.invoke(called, inputs, limits_);
    return rules.decide(wanted.name, inputs, limits_);
  }

  // A service of several outputs answers a context of them.
  static feel::Value of_output(const TckCase& test, const TckCase::Wanted& wanted,
                               const Rules& rules, const Decided& decided) {
    const feel::Context* all = decided.value.as_context();
    if (test.kind != TckCase::Kind::service || !all) return decided.value;
    const auto& services = rules.model().services;
    const auto service = std::ranges::find(services, test.invocable, &DecisionService::name);
    if (service == services.end() || service->output_decisions.size() < 2) return decided.value;
    const feel::Value* output = all->find(wanted.name);
    return output ? *output : decided.value;
  }

  void failed(const TckCase& test, const TckCase::Wanted& wanted, std::string got,
              std::vector<Diagnostic> reasons) {
    report_.failures.push_back({.feature = feature_,
                                .file = file_,
                                .id = test.id,
                                .node = wanted.name,
                                .expected = shown(wanted.value),
                                .got = std::move(got),
                                .reasons = std::move(reasons)});
  }

  std::string feature_, file_;
  Folder& folder_;
  const feel::Limits& limits_;
  TckReport& report_;
};

// One folder without its subfolders.
void run_folder(const fs::path& path, const feel::Limits& limits, TckReport& report) {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.is_regular_file() && entry.path().extension() == ".xml") files.insert(entry.path());
  }
  if (files.empty()) return;
  Folder folder(path);
  for (const fs::path& file : files) {
    const Result<std::string> bytes = bytes_of(file, {});
    if (!bytes) {
      report.faults.push_back(bytes.error());
      continue;
    }
    const auto tests = read_tck(*bytes, file.string());
    if (!tests) {
      report.faults.push_back(tests.error());
    } else if (*tests) {
      FileRun(path.filename().string(), file.string(), folder, limits, report).run(**tests);
    }
  }
}

}  // namespace

bool tck_equal(const feel::Value& expected, const feel::Value& got) {
  if (expected.is_null() || got.is_null()) return expected.is_null() && got.is_null();
  if (expected.kind() != got.kind()) return false;
  if (const feel::Decimal* wanted = expected.as_number()) {
    static const feel::Decimal near = *feel::Decimal::parse("1e-8");
    return *wanted == *got.as_number() || (*wanted - *got.as_number()).abs() <= near;
  }
  if (const feel::List* wanted = expected.as_list()) {
    return std::ranges::equal(*wanted, *got.as_list(), tck_equal);
  }
  if (const feel::Context* wanted = expected.as_context()) {
    if (wanted->entries().size() != got.as_context()->entries().size()) return false;
    return std::ranges::all_of(wanted->entries(), [&](const feel::Context::Entry& entry) {
      const feel::Value* there = got.as_context()->find(entry.first);
      return there && tck_equal(entry.second, *there);
    });
  }
  const feel::Limits limits;
  return feel::Interpreter(limits).equal(expected, got, {}).value_or(false);
}

Result<TckReport> run_tck(const fs::path& folder, const feel::Limits& given) {
  feel::Limits limits = given;
  if (!limits.now) limits.now = feel::parse_date_time(to_string(now_in_utc()));
  std::error_code problem;
  const fs::path top = fs::canonical(folder, problem);
  if (problem || !fs::is_directory(top))
    return fail(Fault::invalid, "dmn.tck.folder", {}, {{"folder", folder.string()}});
  std::set<fs::path> folders{top};
  for (const auto& entry : fs::recursive_directory_iterator(top)) {
    if (entry.is_directory()) folders.insert(entry.path());
  }
  TckReport report;
  for (const fs::path& path : folders) run_folder(path, limits, report);
  return report;
}

}  // namespace zhulian::dmn
