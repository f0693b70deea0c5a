// From rows to what is shown: states by today's clock, places and bodies by name, and no name
// of a person for who may not read it. Each function reads for the whole list at once.
#pragma once

#include <vector>

#include "needs/claim_store.h"
#include "needs/listing_store.h"
#include "needs/need_store.h"

namespace zhulian::needs {

std::vector<NeedLine> lines_of(const Call&, std::vector<store::NeedRow>);

// As anybody may read them.
std::vector<PublicListing> notices_of(const Call&, const std::vector<store::ListingRow>&);

std::vector<ClaimPage> pages_of(const Call&, const std::vector<store::ClaimRow>&);

// One whole entry, as far as the actor sees it.
ListingPage page_of(const Call&, const store::ListingRow&);

// The group a category belongs to, itself where it is one: what a notice may tell.
std::string group_of(const Call&, const std::string& category);

}  // namespace zhulian::needs
