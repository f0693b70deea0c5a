// Photos over HTTP: one sent up by a form before the thing it proves is recorded, and one shown
// to who may see that thing. A photo that nothing takes (keep_file) is swept after a month. What it
// proves, and who may see it, its own context knows.
#pragma once

#include <functional>
#include <string_view>

#include "http/program.h"
#include "platform/files.h"

namespace zhulian::http {

struct PhotoUpload {
  std::string_view purpose;               // What the file is kept for.
  std::string_view missing;               // The message where the form has no `file`.
  std::function<Result<Area>()> area_of;  // Where it belongs until something takes it.
};

// Multipart: `file`, and `id` where the client makes one (again with the same id and photo is
// the same file). The position is taken out of the photo before anything is kept.
//   upload.missing, json.not_an_id, what area_of says, what FileStore::prepare and add say
Result<Id<StoredFile>> take_photo(Program&, const Actor&, Instant now, const Request&,
                                  const PhotoUpload&);

// The photo itself; nothing on the way keeps it.
Result<Response> show_photo(const Call&, const StoredFile&);

}  // namespace zhulian::http
