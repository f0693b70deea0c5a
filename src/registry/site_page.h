// A site as its page shows it, and the checks that every change of a site begins with.
#pragma once

#include "registry/site_store.h"
#include "registry/sites.h"

namespace zhulian::registry {

// Everything about a site. The caller has looked whether the actor may see it.
SitePage page_of(const Call&, const store::SiteRow&);
Result<SitePage> page_of(const Call&, const SiteId&);

std::vector<SiteLine> lines_of(const Call&, const std::vector<store::SiteRow>&);

// registry.site.absent
std::unexpected<Error> no_site();
// The site, locked, when the actor may change it. registry.site.absent
Result<store::SiteRow> site_to_change(const Call&, const SiteId&);

// Something that begins on a day begins while the site is there.
//   registry.site.not_yet (day), registry.site.ended (day)
Result<void> check_begin(const store::SiteRow&, Day from, std::string field);
// Something that began ends after its first day, and not after the site.
//   registry.span.order (day), registry.site.ended (day)
Result<void> check_end(const store::SiteRow&, Day from, Day on);

}  // namespace zhulian::registry
