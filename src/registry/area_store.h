// The rows of places.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/registry.h"

namespace zhulian::registry::store {

struct AreaRecord {
  Area code{};
  Area parent{};
  std::string level{};
  std::string name{};
  std::string sort_key{};
  std::string pinyin{};
  std::string initials{};
  std::int64_t from = 0;   // Days since 1970-01-01.
  std::int64_t until = 0;  // The first day it is no place any more.
  std::string source{};
};

std::vector<AreaRecord> all_areas(Tx&);  // Without sort key and sounds.
void insert_areas(Tx&, const std::vector<AreaRecord>&);
bool insert_area(Tx&, const AreaRecord&);  // False when the code is taken.
void update_area(Tx&, const AreaRecord&);

struct NamedArea {
  std::string code;
  std::string name;
};
std::vector<NamedArea> names_of_areas(Tx&, const std::vector<std::string>& codes);
// Places of a level inside `around` that bear exactly this name.
std::vector<Area> areas_named(Tx&, const Area& around, std::string_view level,
                              std::string_view name);
// The last code of a level right inside `prefix`, "" when there is none.
std::string last_code(Tx&, const std::string& prefix, std::string_view level);
std::vector<std::string> counties(Tx&, const Area& around);
// The place and all in it that ever were, `most` at most.
std::vector<std::string> codes_within(Tx&, const Area& place, std::size_t most);

struct FoundArea {
  Area code;
  std::string level;
  std::string name;
  std::int64_t children;
};
std::vector<FoundArea> children_of(Tx&, const Area& parent, Day on);
std::vector<FoundArea> areas_like(Tx&, const Condition& where, std::string_view q, Day on,
                                  std::int64_t limit);
std::vector<FoundArea> areas_by_code(Tx&, const std::vector<Area>&);

}  // namespace zhulian::registry::store
