// What a person's page reads beside the person: who looks after the village, and the public
// views of needs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/registry.h"

namespace zhulian::registry::store {

// "" when the village has no association on that day.
std::string association_name(Tx&, const Area& village, Day on);
// The title of the tie that holds for the nearest place around the person; "" for nobody.
std::string liaison_of(Tx&, const Area& person, Day on);

std::vector<TimelineEntry> needs_timeline(Tx&, const PersonId&);
// The latest two hundred: who comes to a centre every day has more.
std::vector<TimelineEntry> events_timeline(Tx&, const PersonId&);

struct WaitingNeed {
  std::string id;
  std::optional<Day> listed_on;
  std::optional<Day> delivered_on;
  std::optional<Day> evaluated_on;
};
std::vector<WaitingNeed> waiting_needs(Tx&, const PersonId&);  // Neither ended nor evaluated.

}  // namespace zhulian::registry::store
