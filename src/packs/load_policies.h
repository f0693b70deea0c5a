// Reading policies: facts.yaml, parameters/*.csv, policies/* and cases/*.yaml of all packs, then
// checked together, because a place's rows speak of the country's tables.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dmn/model.h"
#include "packs/policies.h"
#include "packs/reader.h"

namespace zhulian::packs {

// Whether a file of a pack, by its path below the pack, is one of these.
bool is_policy_file(std::string_view path);
// Takes such a file in. What depends on other files is told by finish_policies().
void read_policy_file(Reading&, PolicyReading&, const std::string& file, const std::string& path,
                      const std::string& content);

// What is read before it is checked.
struct PolicyReading {
  Policies policies{};
  std::map<std::string, dmn::Model, std::less<>> models{};  // By file name.
  std::map<std::string, std::string, std::less<>> files{};  // Of a model, for faults.
};

// Resolves the models and checks every reference; `documents` are those of all packs.
void finish_policies(Catalogue&, PolicyReading&&, const Documents&, Faults&);

}  // namespace zhulian::packs
