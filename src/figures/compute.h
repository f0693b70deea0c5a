// The figures of one scope: computed when asked for, each at most once, however many others
// rest on it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "figures/figures.h"

namespace zhulian::figures {

class Computer {
 public:
  // Transaction and catalogue outlive it.
  Computer(Tx& tx, const packs::Catalogue& catalogue, Scope scope)
      : tx_(tx), catalogue_(catalogue), scope_(std::move(scope)) {}

  // The figure with its value, and what was published for this place and these days.
  FigureLine line(const packs::Figure&, std::string_view language);

 private:
  struct Computed {
    std::optional<double> value;
    std::int64_t records = 0;
  };

  const Computed& compute(const packs::Figure&);
  Computed fresh(const packs::Figure&);
  Computed derived(const packs::Figure&);
  static Computed rate(const Computed& numerator, const Computed& denominator);

  Tx& tx_;
  const packs::Catalogue& catalogue_;
  Scope scope_;
  std::map<std::string, Computed, std::less<>> done_;
};

PublishedValue shown(const packs::Published&);

}  // namespace zhulian::figures
