// Photos that prove a delivery: sent up before it is recorded, shown to who may see it.
#pragma once

#include "http/program.h"
#include "needs/needs.h"

namespace zhulian::needs {

inline constexpr std::string_view evidence_purpose = "delivery.evidence";

// Multipart: `file`, and `id` where the client makes one (again with the same id and photo is
// the same file). The position is taken out of the photo before anything is kept.
Result<UploadedFile> upload_evidence(http::Program&, const Actor&, Instant now,
                                     const http::Request&);

Result<http::Response> read_evidence(const Call&, const EvidenceRef&);

}  // namespace zhulian::needs
