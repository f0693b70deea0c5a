// Photos that prove an event: sent up before it is recorded or held, shown to who may see it.
#pragma once

#include "events/events.h"
#include "http/program.h"

namespace zhulian::events {

inline constexpr std::string_view evidence_purpose = "event.evidence";

// Multipart: `file`, and `id` where the client makes one (again with the same id and photo is
// the same file). The position is taken out of the photo before anything is kept.
Result<SentFile> send_evidence(http::Program&, const Actor&, Instant now, const http::Request&);

Result<http::Response> read_evidence(const Call&, const FileRef&);

}  // namespace zhulian::events
