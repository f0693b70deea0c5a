#include "platform/upkeep.h"

#include "platform/files.h"
#include "platform/idempotency.h"
#include "platform/outbox.h"
#include "platform/sessions.h"

namespace zhulian {

void sweep(Database& database, const Files& files, Instant now) {
  // Long enough to see after a holiday what went wrong before it.
  constexpr std::chrono::days events_kept{90};
  database.write([&](Tx& tx) { sweep_answers(tx, now); });
  database.write([&](Tx& tx) { sweep_sessions(tx, now); });
  database.write([&](Tx& tx) { sweep_events(tx, now - events_kept); });
  files.sweep(database, now);
}

}  // namespace zhulian
