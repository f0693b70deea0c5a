#include "needs/evidence.h"

#include "http/multipart.h"
#include "needs/claim_store.h"
#include "needs/delivery_store.h"
#include "packs/catalogue.h"

namespace zhulian::needs {
namespace {

// Where the photo belongs until a delivery takes it: where its organisation works.
Result<Area> area_of(const Call& call) {
  if (!call.actor.organisation) return fail(Fault::forbidden, "needs.claim.no_organisation");
  const auto bodies = store::find_bodies(call.tx, {*call.actor.organisation}, call.today());
  if (bodies.empty()) return fail(Fault::forbidden, "needs.claim.no_organisation");
  return bodies.front().area;
}

}  // namespace

Result<UploadedFile> upload_evidence(http::Program& program, const Actor& actor, Instant now,
                                     const http::Request& request) {
  const auto parts = TRY(http::read_multipart(request));
  const http::Part* file = http::find_part(parts, "file");
  if (!file) return fail(Fault::malformed, "needs.file.missing", "/file");
  const http::Part* named = http::find_part(parts, "id");
  const Id<StoredFile> id{named ? std::string(named->content) : new_uuid(now)};
  if (!is_uuid(id.text)) return fail(Fault::malformed, "json.not_an_id", "/id");

  const Deployment& deployment = program.deployment;
  const Area area = TRY(program.database.read([&](Tx& tx) {
    return area_of(Call{.tx = tx, .actor = actor, .now = now, .deployment = deployment});
  }));
  Acceptance accepted = photos();
  accepted.bytes_max =
      deployment.packs.number("needs.evidence_bytes_max", area, day_at(now, deployment.zone));
  const PreparedFile prepared = TRY(deployment.files.prepare(file->content, accepted));
  return program.database.write([&](Tx& tx) -> Result<UploadedFile> {
    const Call call{.tx = tx, .actor = actor, .now = now, .deployment = deployment};
    const StoredFile kept = TRY(deployment.files.add(call, prepared,
                                                     {.id = id,
                                                      .name = file->file_name,
                                                      .purpose = std::string(evidence_purpose),
                                                      .area = area}));
    return UploadedFile{.id = kept.id};
  });
}

Result<http::Response> read_evidence(const Call& call, const EvidenceRef& ref) {
  TRY(open_delivery(call, {ref.delivery}));
  const auto file = find_file(call.tx, ref.file);
  if (!file || !store::is_evidence(call.tx, ref.delivery, ref.file))
    return fail(Fault::not_found, "needs.delivery.evidence_absent");
  std::string bytes = TRY(call.deployment.files.read(call.tx, ref.file));
  return http::Response{.body = std::move(bytes),
                        .type = std::string(media_type(file->kind)),
                        .headers = {{"Cache-Control", "private, no-store"},
                                    {"Content-Disposition", "inline"},
                                    {"X-Content-Type-Options", "nosniff"}}};
}

}  // namespace zhulian::needs
