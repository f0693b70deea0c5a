// One line of the roll, whoever asks: an activity's own route, or a centre's day.
#pragma once

#include "events/event_store.h"

namespace zhulian::events {

// Marks somebody whom the caller has found to belong there. Two who mark at once: see RollMark.
//   events.roll.marked     another mark stands (409, with `current`)
//   events.roll.dead, .unborn, .closed, .too_early, .not_expected, .none_here
Result<RollLine> mark_known(const Call&, const store::EventRow& event, const RollMark&);

}  // namespace zhulian::events
