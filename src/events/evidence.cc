#include "events/evidence.h"

#include <algorithm>

#include "events/event_store.h"
#include "http/multipart.h"
#include "packs/catalogue.h"

namespace zhulian::events {

Result<SentFile> send_evidence(http::Program& program, const Actor& actor, Instant now,
                               const http::Request& request) {
  const auto parts = TRY(http::read_multipart(request));
  const http::Part* file = http::find_part(parts, "file");
  if (!file) return fail(Fault::malformed, "events.file.missing", "/file");
  const http::Part* named = http::find_part(parts, "id");
  const Id<StoredFile> id{named ? std::string(named->content) : new_uuid(now)};
  if (!is_uuid(id.text)) return fail(Fault::malformed, "json.not_an_id", "/id");
  // Where the photo belongs until an event takes it: the actor's own place.
  if (actor.areas.empty()) return fail(Fault::not_found, "events.area.absent");
  const Area area = actor.areas.front();

  const Deployment& deployment = program.deployment;
  Acceptance accepted = photos();
  accepted.bytes_max =
      deployment.packs.number("needs.evidence_bytes_max", area, day_at(now, deployment.zone));
  const PreparedFile prepared = TRY(deployment.files.prepare(file->content, accepted));
  return program.database.write([&](Tx& tx) -> Result<SentFile> {
    const Call call{.tx = tx, .actor = actor, .now = now, .deployment = deployment};
    const StoredFile kept = TRY(deployment.files.add(call, prepared,
                                                     {.id = id,
                                                      .name = file->file_name,
                                                      .purpose = std::string(evidence_purpose),
                                                      .area = area}));
    return SentFile{.id = kept.id};
  });
}

Result<http::Response> read_evidence(const Call& call, const FileRef& ref) {
  if (!store::find_event(call, ref.event)) return fail(Fault::not_found, "events.event.absent");
  const auto proofs = store::evidence_of(call.tx, ref.event);
  const auto file = find_file(call.tx, ref.file);
  if (!file || std::ranges::find(proofs, ref.file.text) == proofs.end())
    return fail(Fault::not_found, "events.evidence.absent");
  std::string bytes = TRY(call.deployment.files.read(call.tx, ref.file));
  return http::Response{.body = std::move(bytes),
                        .type = std::string(media_type(file->kind)),
                        .headers = {{"Cache-Control", "private, no-store"},
                                    {"Content-Disposition", "inline"},
                                    {"X-Content-Type-Options", "nosniff"}}};
}

}  // namespace zhulian::events
