// Words for people, as packs write them: Chinese and English, always both.
#pragma once

#include <string>

namespace zhulian::packs {

struct Text {
  std::string zh;
  std::string en;
  bool operator==(const Text&) const = default;
};

}  // namespace zhulian::packs
