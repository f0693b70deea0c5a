// What the tests of packs share: the packs as they are shipped, with one file exchanged, and the
// faults as people read them.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "packs/load.h"

namespace zhulian::packs {

inline std::vector<Source> shipped(std::initializer_list<const char*> names) {
  std::vector<Source> sources;
  for (const char* name : names)
    sources.push_back(read_folder(std::string("packs/") + name).value());
  return sources;
}

// Every fault as "file:line code".
inline std::vector<std::string> told(const Error& error) {
  std::vector<std::string> all{error.field + " " + error.code};
  for (const Error& other : error.others) all.push_back(other.field + " " + other.code);
  return all;
}

// cn and huangzhou with one file of the place's pack in place of what it ships.
inline Result<Catalogue> load_with(const std::string& path, const std::string& content) {
  auto sources = shipped({"cn", "huangzhou"});
  sources[1].files[path] = content;
  return load(sources);
}

inline std::vector<std::string> faults_with(const std::string& path, const std::string& content) {
  const auto loaded = load_with(path, content);
  return loaded ? std::vector<std::string>{} : told(loaded.error());
}

}  // namespace zhulian::packs
