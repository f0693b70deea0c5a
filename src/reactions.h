// Every consequence that crosses contexts, in one table. A deed in one context emits an event
// (platform/outbox.h); what it means for others stands here and nowhere else.
#pragma once

#include <vector>

#include "platform/outbox.h"

namespace zhulian {

std::vector<Reaction> reactions();

}  // namespace zhulian
