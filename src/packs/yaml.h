// YAML with a memory for where things stand: every fault of a pack names its file and line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "base/result.h"
#include "base/time.h"
#include "packs/catalogue.h"

namespace zhulian::packs {

// Every fault found while packs are read. Loading goes on, so that all are told at once.
class Faults {
 public:
  // `place` is "packs/cn/roles.yaml:12".
  void add(std::string place, std::string code, std::vector<Argument> arguments = {});
  void add(std::string_view file, int line, std::string code, std::vector<Argument> arguments = {});
  bool empty() const { return faults_.empty(); }
  // The first with the others inside, or nothing.
  Result<void> verdict() &&;

 private:
  std::vector<Error> faults_;
};

// One node of a file. Reading what is absent or of the wrong kind adds a fault and answers
// something harmless.
class Item {
 public:
  Item(YAML::Node node, std::string file, Faults& faults, int line)
      : node_(std::move(node)), file_(std::move(file)), faults_(&faults), line_(line) {}

  // nullopt after a syntax fault, which is told.
  static std::optional<Item> parse(const std::string& file, const std::string& content, Faults&);

  bool has(std::string_view key) const;
  bool is_text() const { return node_.IsScalar(); }
  Item at(std::string_view key) const;  // Told when absent.
  std::optional<Item> find(std::string_view key) const;
  std::vector<Item> list() const;  // Of a sequence.
  std::vector<std::pair<std::string, Item>> map() const;

  std::string text() const;
  std::string text(std::string_view key) const;  // Required.
  std::string text_or(std::string_view key, std::string otherwise) const;
  std::int64_t number(std::string_view key) const;
  bool truth_or(std::string_view key, bool otherwise) const;
  Day day_or(std::string_view key, Day otherwise) const;
  Text both(std::string_view key) const;                       // {zh: .., en: ..}
  std::vector<std::string> texts(std::string_view key) const;  // Absent: none.

  // A fault for every key that is not one of these: a misspelled key is never passed over.
  void only(std::initializer_list<std::string_view> keys) const;

  std::string place() const { return file_ + ":" + std::to_string(line()); }
  int line() const;
  const std::string& file() const { return file_; }
  void fault(std::string code, std::vector<Argument> arguments = {}) const;

 private:
  YAML::Node node_;
  std::string file_;
  Faults* faults_;
  int line_;  // Of the parent, for what has no mark of its own.
};

inline constexpr Day beginning_of_time{};  // 1970-01-01

}  // namespace zhulian::packs
