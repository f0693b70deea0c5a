#include "http/photos.h"

#include "http/multipart.h"
#include "packs/catalogue.h"

namespace zhulian::http {
namespace {

// What is never sent goes: longer than a draft waits on a phone.
constexpr std::chrono::days kept_for{30};

}  // namespace

Result<Id<StoredFile>> take_photo(Program& program, const Actor& actor, Instant now,
                                  const Request& request, const PhotoUpload& upload) {
  const auto parts = TRY(read_multipart(request));
  const Part* file = find_part(parts, "file");
  if (!file) return fail(Fault::malformed, std::string(upload.missing), "/file");
  const Part* named = find_part(parts, "id");
  const Id<StoredFile> id{named ? std::string(named->content) : new_uuid(now)};
  if (!is_uuid(id.text)) return fail(Fault::malformed, "json.not_an_id", "/id");
  const Area area = TRY(upload.area_of());

  const Deployment& deployment = program.deployment;
  Acceptance accepted = photos();
  accepted.bytes_max = deployment.packs.photo_bytes_max(area, day_at(now, deployment.zone));
  const PreparedFile prepared = TRY(deployment.files.prepare(file->content, accepted));
  return program.database.write([&](Tx& tx) -> Result<Id<StoredFile>> {
    const Call call{.tx = tx, .actor = actor, .now = now, .deployment = deployment};
    const StoredFile kept = TRY(deployment.files.add(call, prepared,
                                                     {.id = id,
                                                      .name = file->file_name,
                                                      .purpose = std::string(upload.purpose),
                                                      .area = area,
                                                      .expires_at = now + kept_for}));
    return kept.id;
  });
}

Result<Response> show_photo(const Call& call, const StoredFile& file) {
  std::string bytes = TRY(call.deployment.files.read(call.tx, file.id));
  return Response{.body = std::move(bytes),
                  .type = std::string(media_type(file.kind)),
                  .headers = {{"Cache-Control", "private, no-store"},
                              {"Content-Disposition", "inline"},
                              {"X-Content-Type-Options", "nosniff"}}};
}

}  // namespace zhulian::http
