// What must be done now and then so that the house stays small: one turn of it.
#pragma once

#include "platform/call.h"

namespace zhulian {

// Takes away what has expired: kept answers, sessions, failures, uploads, old events. Cheap
// when there is nothing; once an hour is plenty.
void sweep(Database&, const Files&, Instant now);

}  // namespace zhulian
