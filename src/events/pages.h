// Events as the actor may see them.
#pragma once

#include <vector>

#include "events/event_store.h"
#include "events/roll_store.h"

namespace zhulian::events {

std::vector<EventLine> lines_of(const Call&, std::vector<store::EventRow>);
EventPage page_of(const Call&, store::EventRow);
// With the name masked where the actor may not read people.
RollLine line_of(const Call&, store::RollRow);

}  // namespace zhulian::events
