#include "needs/evidence.h"

#include "http/photos.h"
#include "needs/claim_store.h"
#include "needs/delivery_store.h"

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
  const auto place = [&] {
    return program.database.read([&](Tx& tx) {
      return area_of(Call{.tx = tx, .actor = actor, .now = now, .deployment = program.deployment});
    });
  };
  const auto id = TRY(http::take_photo(
      program, actor, now, request,
      {.purpose = evidence_purpose, .missing = "needs.file.missing", .area_of = place}));
  return UploadedFile{.id = id};
}

Result<http::Response> read_evidence(const Call& call, const EvidenceRef& ref) {
  TRY(open_delivery(call, {ref.delivery}));
  const auto file = find_file(call.tx, ref.file);
  if (!file || !store::is_evidence(call.tx, ref.delivery, ref.file))
    return fail(Fault::not_found, "needs.delivery.evidence_absent");
  return http::show_photo(call, *file);
}

}  // namespace zhulian::needs
