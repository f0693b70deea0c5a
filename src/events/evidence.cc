#include "events/evidence.h"

#include <algorithm>

#include "events/event_store.h"
#include "http/photos.h"

namespace zhulian::events {

Result<SentFile> send_evidence(http::Program& program, const Actor& actor, Instant now,
                               const http::Request& request) {
  // Until an event takes it the photo belongs to the actor's own place.
  const auto own_place = [&]() -> Result<Area> {
    if (actor.areas.empty()) return fail(Fault::not_found, "events.area.absent");
    return actor.areas.front();
  };
  const auto id = TRY(http::take_photo(
      program, actor, now, request,
      {.purpose = evidence_purpose, .missing = "events.file.missing", .area_of = own_place}));
  return SentFile{.id = id};
}

Result<http::Response> read_evidence(const Call& call, const FileRef& ref) {
  if (!store::find_event(call, ref.event)) return fail(Fault::not_found, "events.event.absent");
  const auto proofs = store::evidence_of(call.tx, ref.event);
  const auto file = find_file(call.tx, ref.file);
  if (!file || std::ranges::find(proofs, ref.file.text) == proofs.end())
    return fail(Fault::not_found, "events.evidence.absent");
  return http::show_photo(call, *file);
}

}  // namespace zhulian::events
