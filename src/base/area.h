// Where something is: a code whose prefixes are the larger places.
//
//   42 1102 ...   province 2, city 4, county 6, town 9, village 12 digits
//                 (GB/T 2260 and the NBS codes for statistics, 2+2+2+3+3)
//   + 3 estate + 3 group + 3 grid digits below the village; "000" means "in none".
//
// So an area and everything in it is one range of codes, compared bytewise.
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/names.h"

namespace zhulian {

enum class AreaLevel { country, province, city, county, town, village, estate, group, grid };

constexpr Names<AreaLevel, 9> area_level_names{{{
    {AreaLevel::country, "country"},
    {AreaLevel::province, "province"},
    {AreaLevel::city, "city"},
    {AreaLevel::county, "county"},
    {AreaLevel::town, "town"},
    {AreaLevel::village, "village"},
    {AreaLevel::estate, "estate"},
    {AreaLevel::group, "group"},
    {AreaLevel::grid, "grid"},
}}};
constexpr const auto& names_of(AreaLevel) {
  return area_level_names;
}

class Area {
 public:
  Area() = default;  // The whole country: the empty prefix.

  // Digits of one of the lengths above, or nullopt.
  static std::optional<Area> parse(std::string_view code);

  const std::string& code() const { return code_; }
  AreaLevel level() const;
  bool empty() const { return code_.empty(); }

  bool contains(const Area& other) const { return other.code_.starts_with(code_); }

  // The code of the place at `level` this one lies in; nullopt when it is itself larger,
  // or when the digits say "in none".
  std::optional<Area> at(AreaLevel level) const;

  // Every code inside satisfies  first() <= code AND code <= last()  bytewise.
  const std::string& first() const { return code_; }
  std::string last() const { return code_ + '~'; }

  auto operator<=>(const Area&) const = default;

 private:
  explicit Area(std::string code) : code_(std::move(code)) {}
  std::string code_;
};

}  // namespace zhulian
