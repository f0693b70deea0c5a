// The published list: publishing, the public board, withdrawing.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "needs/delivery_store.h"
#include "needs/listing_store.h"
#include "needs/need_store.h"
#include "needs/needs.h"
#include "needs/pages.h"
#include "needs/words.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "platform/outbox.h"
#include "registry/areas.h"
#include "registry/naming.h"

namespace zhulian::needs {
namespace {

using std::chrono::days;

auto no_listing() {
  return fail(Fault::not_found, "needs.listing.absent");
}

std::string at(std::string_view list, std::size_t i) {
  return '/' + std::string(list) + '/' + std::to_string(i);
}

// The needs in the order they were named: each the publisher's to publish, and free.
Result<std::vector<store::NeedRow>> take_needs(const Call& call, const NewListing& listing) {
  if (listing.needs.empty()) return fail(Fault::invalid, "needs.listing.no_needs", "/needs");
  store::lock_needs(call.tx, listing.needs);
  std::map<Id<Need>, store::NeedRow> known;
  for (auto& row : store::find_needs(call, listing.needs)) {
    const Id<Need> id = row.line.id;
    known.emplace(id, std::move(row));
  }
  std::set<Id<Need>> named;
  std::vector<store::NeedRow> taken;
  for (std::size_t i = 0; i < listing.needs.size(); ++i) {
    const auto found = known.find(listing.needs[i]);
    if (found == known.end()) return fail(Fault::not_found, "needs.need.absent", at("needs", i));
    if (!named.insert(listing.needs[i]).second)
      return fail(Fault::invalid, "needs.listing.need_twice", at("needs", i));
    if (state_of(found->second.facts, call.today()) != NeedState::open)
      return fail(Fault::conflict, "needs.listing.need_not_open", at("needs", i));
    if (!listing.area.contains(found->second.line.area))
      return fail(Fault::invalid, "needs.listing.need_outside", at("needs", i));
    taken.push_back(found->second);
  }
  return taken;
}

// The public sees these words: whatever points at a person is refused.
void check_words(Faults& faults, const Call& call, const NewListing& listing,
                 const std::vector<PersonId>& people) {
  const auto check = [&](const std::string& words, std::string field) {
    if (has_citizen_number(words)) return faults.add("needs.notice.citizen_id", std::move(field));
    if (has_phone(words)) return faults.add("needs.notice.phone", std::move(field));
    if (const auto naming = registry::naming_in(call, people, words)) switch (*naming) {
        case registry::Naming::name:
        case registry::Naming::guardian:
          return faults.add("needs.notice.name", std::move(field));
        case registry::Naming::address:
          return faults.add("needs.notice.address", std::move(field));
        case registry::Naming::phone:
          return faults.add("needs.notice.phone", std::move(field));
        case registry::Naming::citizen_id:
          return faults.add("needs.notice.citizen_id", std::move(field));
      }
  };
  check(listing.title, "/title");
  check(listing.scope, "/scope");
  check(listing.place, "/place");
  check(listing.batch.value_or(""), "/batch");
}

store::ListingDays days_of(const Call& call, const NewListing& listing) {
  const auto rules = call.deployment.packs.needs_rules(listing.area, call.today());
  const Day opens_on = listing.opens_on.value_or(call.today());
  const Day closes_on = listing.closes_on.value_or(opens_on + days{rules.claim_days});
  return {.opens_on = opens_on,
          .closes_on = closes_on,
          .deliver_by = listing.deliver_by.value_or(
              closes_on + days{rules.selection_days + rules.delivery_days})};
}

void check_days(Faults& faults, const Call& call, const store::ListingDays& window) {
  if (window.opens_on < call.today())
    faults.add("needs.listing.opens_in_past", "/opens_on", {{"day", to_string(window.opens_on)}});
  if (window.closes_on < window.opens_on)
    faults.add("needs.listing.closes_before_opening", "/closes_on",
               {{"day", to_string(window.opens_on)}});
  if (window.deliver_by < window.closes_on)
    faults.add("needs.listing.due_before_closing", "/deliver_by",
               {{"day", to_string(window.closes_on)}});
}

// A notice about few people names its place no finer than one level above the entry's own: a
// finer name in the free text gives way to the wider place's.
std::string public_place(const Call& call, const NewListing& listing,
                         const std::vector<store::NeedRow>& needs) {
  std::set<PersonId> people;
  for (const auto& need : needs) people.insert(need.line.person);
  const auto people_min =
      call.deployment.packs.number("needs.people_min", listing.area, call.today());
  if (std::ssize(people) >= people_min) return listing.place;
  registry::AreaNames names(call.tx);
  std::vector<Area> areas{listing.area};
  for (const auto& need : needs) areas.push_back(need.line.area);
  names.load(areas);
  const std::string words = text::normalise(listing.place);
  for (const auto& need : needs)
    for (const AreaLevel level :
         {AreaLevel::village, AreaLevel::estate, AreaLevel::group, AreaLevel::grid}) {
      const auto place = need.line.area.at(level);
      if (!place) continue;
      const std::string name = text::normalise(names.name(*place));
      if (text::length(name) < 2 || words.find(name) == std::string::npos) continue;
      if (const auto town = need.line.area.at(AreaLevel::town)) return names.name(*town);
    }
  return listing.place;
}

// What all the needs have in common, as a notice may tell it: their group; of several groups
// the one most of them belong to.
std::string category_of(const Call& call, const std::vector<store::NeedRow>& needs) {
  std::map<std::string, int> groups;
  for (const auto& need : needs) ++groups[group_of(call, need.line.category)];
  return std::ranges::max_element(groups, {}, [](const auto& group) { return group.second; })
      ->first;
}

Result<ListingPage> repeated(const Call& call, const NewListing& listing,
                             const store::ListingRow& known) {
  auto needs = listing.needs;
  std::ranges::sort(needs);
  if (known.published_by != call.actor.id.text || known.title != listing.title ||
      known.scope != listing.scope || known.area != listing.area ||
      store::needs_on(call.tx, known.id) != needs)
    return fail(Fault::conflict, "needs.id_taken", "/id");
  return page_of(call, known);
}

}  // namespace

Result<ListingPage> publish(const Call& call, const NewListing& input) {
  NewListing listing = input;
  listing.title = text::normalise(listing.title);
  listing.scope = trimmed(listing.scope);
  listing.place = text::normalise(listing.place);
  listing.batch = text::normalise(listing.batch.value_or(""));
  if (listing.batch->empty()) listing.batch = to_string(call.today()).substr(0, 7);
  if (const auto known = store::find_listing(call.tx, listing.id))
    return repeated(call, listing, *known);
  if (!reaches(call.actor, listing.area))
    return fail(Fault::not_found, "needs.listing.area_absent", "/area");
  TRY(registry::area_name(call, listing.area));
  const auto needs = TRY(take_needs(call, listing));

  Faults faults;
  const store::ListingDays window = days_of(call, listing);
  check_days(faults, call, window);
  std::vector<PersonId> people;
  for (const auto& need : needs) people.push_back(need.line.person);
  check_words(faults, call, listing, people);
  TRY(std::move(faults).verdict());

  listing.place = public_place(call, listing, needs);
  if (!store::add_listing(call, listing, category_of(call, needs), window))
    return fail(Fault::conflict, "needs.id_taken", "/id");
  for (std::size_t i = 0; i < needs.size(); ++i)
    if (!store::add_listing_need(call.tx, listing.id, needs[i].line.id))
      return fail(Fault::conflict, "needs.listing.need_not_open", at("needs", i));
  store::refresh_stages(call.tx, listing.id);
  audit(call, "needs.listing.published", "needs_listing", listing.id.text, listing.area,
        {{"batch", *listing.batch},
         {"needs", needs.size()},
         {"opens_on", to_string(window.opens_on)},
         {"closes_on", to_string(window.closes_on)}});
  emit(call, "needs.listed", listing.id.text, {{"area", listing.area.code()}});
  return page_of(call, *store::find_listing(call.tx, listing.id));
}

Result<ListingPage> withdraw_listing(const Call& call, const ListingWithdrawal& input) {
  ListingWithdrawal withdrawal = input;
  withdrawal.reason = trimmed(withdrawal.reason);
  if (!store::is_visible(call, withdrawal.listing) ||
      !store::lock_listing(call.tx, withdrawal.listing))
    return no_listing();
  const auto listing = store::find_listing(call.tx, withdrawal.listing);
  if (!reaches(call.actor, listing->area))
    return fail(Fault::forbidden, "needs.listing.other_office");
  if (const auto known = store::find_withdrawal(call.tx, withdrawal.listing)) {
    if (known->withdrawn_by != call.actor.id.text || known->reason != withdrawal.reason)
      return fail(Fault::conflict, "needs.listing.withdrawn");
    return page_of(call, *listing);
  }
  if (store::has_deliveries(call.tx, withdrawal.listing))
    return fail(Fault::conflict, "needs.listing.delivered");
  if (!store::add_withdrawal(call, withdrawal))
    return fail(Fault::conflict, "needs.listing.withdrawn");
  store::refresh_stages(call.tx, withdrawal.listing);
  audit(call, "needs.listing.withdrawn", "needs_listing", withdrawal.listing.text, listing->area,
        {{"claims", listing->claims}});
  emit(call, "needs.listing_withdrawn", withdrawal.listing.text, {{"area", listing->area.code()}});
  return page_of(call, *store::find_listing(call.tx, withdrawal.listing));
}

Result<ListingPage> open_listing(const Call& call, const ListingRef& ref) {
  const auto listing = store::find_listing(call.tx, ref.listing);
  if (!listing || !store::is_visible(call, ref.listing)) return no_listing();
  return page_of(call, *listing);
}

Result<http::Page<PublicListing>> board(const Call& call, const BoardQuery& query) {
  const auto behind = TRY(read_cursor(query.cursor));
  const store::ListingFilter filter{.area = query.area,
                                    .state = query.state,
                                    .category = query.category,
                                    .behind = behind,
                                    .limit = query.limit.value_or(page_default)};
  auto rows = store::list_listings(call.tx, filter, call.today());
  http::Page<PublicListing> page;
  if (std::ssize(rows) > filter.limit) {
    rows.pop_back();
    page.next_cursor = to_text({.day = rows.back().published_on, .id = rows.back().id.text});
  }
  page.items = notices_of(call, rows);
  return page;
}

Result<PublicListing> notice(const Call& call, const ListingRef& ref) {
  const auto listing = store::find_listing(call.tx, ref.listing);
  if (!listing) return no_listing();
  return std::move(notices_of(call, {*listing}).front());
}

}  // namespace zhulian::needs
