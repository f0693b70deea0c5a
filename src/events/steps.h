// What the steps of an event share.
#pragma once

#include "events/event_store.h"

namespace zhulian::events {

// The event, locked, as it is now. events.event.absent
Result<store::EventRow> locked(const Call&, const EventId&);

// 409 that names the newest of the corrections.
std::unexpected<Error> corrected_already(const Call&, const EventId&);

}  // namespace zhulian::events
