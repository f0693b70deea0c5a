#include "reactions.h"

#include "needs/needs.h"

namespace zhulian {

std::vector<Reaction> reactions() {
  return {
      // Nobody serves the dead: what was still open ends, with the day and the reason.
      {"registry.person.died", "end open needs", needs::end_needs_of_dead},
  };
}

}  // namespace zhulian
