// Certificates as a page shows them.
#pragma once

#include "registry/people_store.h"

namespace zhulian::registry {

// The current one first, then from the newest to the oldest.
std::vector<CertificateLine> certificate_lines(const Call&, const store::PersonRecord&);

}  // namespace zhulian::registry
