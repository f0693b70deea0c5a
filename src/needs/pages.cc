#include "needs/pages.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "needs/delivery_store.h"
#include "packs/catalogue.h"
#include "registry/areas.h"
#include "registry/scope.h"

namespace zhulian::needs {
namespace {

// Staff read names by their right; a resident's lines are about the resident; a claimant only
// gets lines of people it was chosen to serve.
bool may_read_names(const Call& call) {
  return registry::reach_of(call) != packs::Reach::area || call.actor.may(Right::people_read);
}

// Where few people stand behind an entry its place is named one level wider, so that a village
// and a kind of need do not point at a door.
Area shown_area(const Call& call, const store::ListingRow& listing) {
  const auto people_min =
      call.deployment.packs.number("needs.people_min", listing.area, listing.published_on);
  if (listing.people >= people_min) return listing.area;
  for (int level = static_cast<int>(listing.area.level()) - 1;
       level >= static_cast<int>(AreaLevel::county); --level)
    if (const auto wider = listing.area.at(static_cast<AreaLevel>(level))) return *wider;
  return listing.area;
}

std::map<Id<Listing>, const store::ListingRow*> by_id(
    const std::vector<store::ListingRow>& listings) {
  std::map<Id<Listing>, const store::ListingRow*> found;
  for (const auto& listing : listings) found[listing.id] = &listing;
  return found;
}

}  // namespace

std::string group_of(const Call& call, const std::string& category) {
  std::string group = category;
  while (const auto* code = call.deployment.packs.code("need_category", group)) {
    if (code->parent.empty() || code->parent == group) break;
    group = code->parent;
  }
  return group;
}

std::vector<NeedLine> lines_of(const Call& call, std::vector<store::NeedRow> rows) {
  const bool names = may_read_names(call);
  registry::AreaNames places(call.tx);
  std::vector<Area> areas;
  for (const auto& row : rows) areas.push_back(row.line.area);
  places.load(areas);
  std::vector<NeedLine> lines;
  lines.reserve(rows.size());
  for (auto& row : rows) {
    NeedLine& line = lines.emplace_back(std::move(row.line));
    line.state = state_of(row.facts, call.today());
    line.place = places.place(line.area);
    if (line.state == NeedState::open) line.listing.reset();  // It failed: nobody asks there.
    if (!names) line.person_name = text::mask_name(line.person_name);
  }
  return lines;
}

std::vector<PublicListing> notices_of(const Call& call,
                                      const std::vector<store::ListingRow>& rows) {
  registry::AreaNames places(call.tx);
  std::vector<Area> areas;
  std::vector<Id<Claim>> chosen;
  for (const auto& row : rows) {
    areas.push_back(shown_area(call, row));
    if (row.chosen) chosen.push_back(*row.chosen);
  }
  places.load(areas);
  const auto bodies = store::claimants_of(call.tx, chosen);
  std::vector<PublicListing> notices;
  notices.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    PublicListing& notice =
        notices.emplace_back(PublicListing{.id = row.id,
                                           .batch = row.batch,
                                           .title = row.title,
                                           .scope = row.scope,
                                           .place = row.place,
                                           .area_name = places.name(areas[i]),
                                           .category = row.category,
                                           .beneficiaries = row.facts.needs,
                                           .opens_on = row.facts.opens_on,
                                           .closes_on = row.facts.closes_on,
                                           .deliver_by = row.deliver_by,
                                           .state = state_of(row.facts, call.today()),
                                           .claims = row.claims,
                                           .score = row.score});
    if (!row.chosen) continue;
    if (const auto found = bodies.find(*row.chosen); found != bodies.end())
      for (const Claimant& body : found->second) notice.claimants.push_back(body.name);
  }
  return notices;
}

std::vector<ClaimPage> pages_of(const Call& call, const std::vector<store::ClaimRow>& rows) {
  std::vector<Id<Claim>> claims;
  std::vector<Id<Claim>> chosen;
  std::vector<Id<Listing>> on;
  std::vector<Id<Listing>> served;
  for (const auto& row : rows) {
    claims.push_back(row.id);
    on.push_back(row.listing);
    if (!row.is_selected || row.is_withdrawn) continue;
    chosen.push_back(row.id);
    served.push_back(row.listing);
  }
  const auto bodies = store::claimants_of(call.tx, claims);
  const auto listings = store::find_listings(call.tx, on);
  const auto listing_of = by_id(listings);
  auto deliveries = store::deliveries_of(call, chosen);
  std::map<Id<Listing>, std::vector<NeedLine>> needs;
  const bool is_claimant = registry::reach_of(call) == packs::Reach::organisation;
  if (is_claimant || call.actor.may(Right::needs_read))
    for (NeedLine& line : lines_of(call, store::needs_of_listings(call, served)))
      if (line.listing) needs[*line.listing].push_back(std::move(line));

  std::vector<ClaimPage> pages;
  pages.reserve(rows.size());
  for (const auto& row : rows) {
    const store::ListingRow& listing = *listing_of.at(row.listing);
    ClaimPage& page =
        pages.emplace_back(ClaimPage{.id = row.id,
                                     .listing = row.listing,
                                     .listing_title = listing.title,
                                     .letter = row.letter,
                                     .claimed_on = row.claimed_on,
                                     .state = state_of(ClaimFacts{.is_withdrawn = row.is_withdrawn,
                                                                  .is_selected = row.is_selected,
                                                                  .listing = listing.facts}),
                                     .reason = row.reason});
    if (const auto found = bodies.find(row.id); found != bodies.end())
      page.claimants = found->second;
    if (!row.is_selected || row.is_withdrawn) continue;
    if (const auto found = needs.find(row.listing); found != needs.end())
      page.needs = found->second;
    if (const auto found = deliveries.find(row.id); found != deliveries.end())
      page.deliveries = std::move(found->second);
  }
  return pages;
}

ListingPage page_of(const Call& call, const store::ListingRow& listing) {
  ListingPage page{.listing = std::move(notices_of(call, {listing}).front())};
  if (call.actor.may(Right::claims_read))
    page.claims = pages_of(call, store::claims_on(call, listing.id));
  const bool is_claimant = registry::reach_of(call) == packs::Reach::organisation;
  if (is_claimant || call.actor.may(Right::needs_read))
    page.needs = lines_of(call, store::needs_of_listings(call, {listing.id}));
  return page;
}

}  // namespace zhulian::needs
