// Needs: what a person asks for, and the promise someone keeps.
//
//   record -> publish on a listing -> claim, alone or jointly -> select -> deliver -> evaluate
//
// Each step is a row that says who and when. The state of a need, a listing or a claim is
// read from the rows that exist and from the clock; it is never stored. Two who press the
// button at once are settled by the database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "http/route.h"
#include "platform/call.h"
#include "platform/files.h"
#include "registry/registry.h"

namespace zhulian::needs {

using registry::OrganisationId;
using registry::PersonId;
struct Need;
struct Listing;
struct Claim;
struct Delivery;

enum class NeedState { open, listed, claimed, delivered, evaluated, withdrawn, merged, rejected };
constexpr Names<NeedState, 8> need_state_names{{{
    {NeedState::open, "open"},        // Recorded, on no live listing.
    {NeedState::listed, "listed"},    // Published; nobody is chosen yet.
    {NeedState::claimed, "claimed"},  // Somebody is chosen.
    {NeedState::delivered, "delivered"},
    {NeedState::evaluated, "evaluated"},  // By the person or guardian.
    {NeedState::withdrawn, "withdrawn"},
    {NeedState::merged, "merged"},
    {NeedState::rejected, "rejected"},
}}};
constexpr const auto& names_of(NeedState) {
  return need_state_names;
}

enum class ListingState { announced, open, selecting, under_way, done, failed, withdrawn };
constexpr Names<ListingState, 7> listing_state_names{{{
    {ListingState::announced, "announced"},  // Before opens_on.
    {ListingState::open, "open"},            // Takes claims.
    {ListingState::selecting, "selecting"},  // Closed with several claims and none chosen.
    {ListingState::under_way, "under_way"},  // Somebody is chosen.
    {ListingState::done, "done"},            // Every need on it is delivered.
    {ListingState::failed, "failed"},        // Closed without a claim.
    {ListingState::withdrawn, "withdrawn"},
}}};
constexpr const auto& names_of(ListingState) {
  return listing_state_names;
}

enum class ClaimState { made, chosen, not_chosen, delivered, withdrawn };
constexpr Names<ClaimState, 5> claim_state_names{{{
    {ClaimState::made, "made"},
    {ClaimState::chosen, "chosen"},
    {ClaimState::not_chosen, "not_chosen"},
    {ClaimState::delivered, "delivered"},
    {ClaimState::withdrawn, "withdrawn"},
}}};
constexpr const auto& names_of(ClaimState) {
  return claim_state_names;
}

// ---- needs -----------------------------------------------------------------------------------

struct NewNeed {
  Id<Need> id;
  PersonId person;
  std::string category;  // Codes of the packs.
  std::string words;
  std::string channel;
  std::string mode;
  std::string urgency;
  std::optional<Day> raised_on;  // Today when left away; never tomorrow.
  std::optional<bool> proxy;     // Somebody else spoke for the person.
};
ZHULIAN_RECORD(NewNeed, id, person, category, words, channel, mode, urgency, raised_on, proxy);
constexpr auto record_notes(const NewNeed*) {
  return std::array{
      record::Note{.field = "words", .meaning = "What is asked for.", .min_length = 1},
      record::Note{.field = "proxy", .meaning = "Somebody else spoke for the person."}};
}

struct NeedLine {
  Id<Need> id;
  PersonId person;
  std::string person_name;  // Only for who may read people; masked otherwise.
  Area area;
  std::string place;
  std::string category;
  std::string words;
  std::string channel;
  std::string mode;
  std::string urgency;
  Day raised_on;
  NeedState state;
  std::optional<Id<Listing>> listing;
  std::optional<Id<Claim>> claim;  // The chosen one.
  std::optional<Id<Delivery>> delivery;
  std::optional<double> score;  // 1..5, weighted by the pack; empty before an evaluation.
};
ZHULIAN_RECORD(NeedLine, id, person, person_name, area, place, category, words, channel, mode,
               urgency, raised_on, state, listing, claim, delivery, score);

struct NeedsQuery {
  std::optional<NeedState> state;
  std::optional<std::string> category;
  std::optional<std::string> urgency;
  std::optional<Area> village;
  std::optional<PersonId> person;
  std::optional<std::string> q;
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(NeedsQuery, state, category, urgency, village, person, q, cursor, limit);
constexpr auto record_notes(const NeedsQuery*) {
  return std::array{record::Note{.field = "category", .meaning = "A category, or a group of them."},
                    record::Note{.field = "village", .meaning = "Any area within the caller's."},
                    record::Note{.field = "q", .meaning = "Part of the words.", .max_length = 60},
                    record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

struct NeedRef {
  Id<Need> need;
};
ZHULIAN_RECORD(NeedRef, need);

// A need that ends without service. The person may withdraw it until it is delivered; the
// office merges or rejects what it has not published.
enum class EndingKind { withdrawn, merged, rejected };
constexpr Names<EndingKind, 3> ending_kind_names{{{
    {EndingKind::withdrawn, "withdrawn"},
    {EndingKind::merged, "merged"},
    {EndingKind::rejected, "rejected"},
}}};
constexpr const auto& names_of(EndingKind) {
  return ending_kind_names;
}

struct Ending {
  Id<Need> need;
  EndingKind kind;
  std::optional<Id<Need>> into;  // Of a merged one: the need that stays.
  std::string reason;
};
ZHULIAN_RECORD(Ending, need, kind, into, reason);
constexpr auto record_notes(const Ending*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

// ---- listings --------------------------------------------------------------------------------

struct NewListing {
  Id<Listing> id;
  Area area;
  std::optional<std::string> batch;  // The month when left away: "2026-11".
  std::string title;
  std::string scope;
  std::string place;
  std::vector<Id<Need>> needs;   // At least one; each open.
  std::optional<Day> opens_on;   // Today when left away.
  std::optional<Day> closes_on;  // The pack's window when left away.
  std::optional<Day> deliver_by;
};
ZHULIAN_RECORD(NewListing, id, area, batch, title, scope, place, needs, opens_on, closes_on,
               deliver_by);
constexpr auto record_notes(const NewListing*) {
  return std::array{
      record::Note{.field = "batch", .meaning = "Entries published together.", .max_length = 60},
      record::Note{.field = "title",
                   .meaning = "For the public: it names nobody.",
                   .max_length = 120,
                   .min_length = 1},
      record::Note{.field = "scope",
                   .meaning = "What is to be done. For the public: it names nobody.",
                   .max_length = 1000,
                   .min_length = 1},
      record::Note{.field = "place",
                   .meaning = "Roughly where: a town or village, never an address.",
                   .max_length = 120,
                   .min_length = 1}};
}

// What anybody may see: it identifies nobody.
struct PublicListing {
  Id<Listing> id;
  std::string batch;
  std::string title;
  std::string scope;
  std::string place;
  std::string area_name;
  std::string category;
  std::int64_t beneficiaries;  // Needs on it that have not been taken back.
  Day opens_on;
  Day closes_on;
  Day deliver_by;
  ListingState state;
  std::int64_t claims;
  std::vector<std::string> claimants;  // Names of the chosen lead and partners, once chosen.
  std::optional<double> score;
};
ZHULIAN_RECORD(PublicListing, id, batch, title, scope, place, area_name, category, beneficiaries,
               opens_on, closes_on, deliver_by, state, claims, claimants, score);

struct BoardQuery {
  std::optional<Area> area;
  std::optional<ListingState> state;
  std::optional<std::string> category;
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(BoardQuery, area, state, category, cursor, limit);
constexpr auto record_notes(const BoardQuery*) {
  return std::array{
      record::Note{.field = "state", .meaning = "All but the withdrawn when left away."},
      record::Note{.field = "category", .meaning = "A category, or a group of them."},
      record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

struct ListingRef {
  Id<Listing> listing;
};
ZHULIAN_RECORD(ListingRef, listing);

struct ListingWithdrawal {
  Id<Listing> listing;
  std::string reason;
};
ZHULIAN_RECORD(ListingWithdrawal, listing, reason);
constexpr auto record_notes(const ListingWithdrawal*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

// ---- claims ----------------------------------------------------------------------------------

// The letter of intent (jie bang yi xiang shu): why us, how, and what it will bring.
struct Letter {
  std::string strengths;
  std::string approach;
  std::string outcome;
};
ZHULIAN_RECORD(Letter, strengths, approach, outcome);

struct NewClaim {
  Id<Claim> id;
  Id<Listing> listing;
  std::optional<OrganisationId> organisation;  // The lead. A claimant's own when left away.
  std::vector<OrganisationId> partners;
  Letter letter;
};
ZHULIAN_RECORD(NewClaim, id, listing, organisation, partners, letter);

struct Claimant {
  OrganisationId id;
  std::string name;
  std::string kind;
  bool lead;
};
ZHULIAN_RECORD(Claimant, id, name, kind, lead);

struct DeliveryLine {
  Id<Delivery> id;
  Id<Need> need;
  Day delivered_on;
  std::string words;
  std::vector<std::string> evidence;  // File ids.
  std::optional<double> score;
  std::optional<std::int64_t> person_stars;
  std::int64_t community_ratings;
  std::optional<double> community_stars;
};
ZHULIAN_RECORD(DeliveryLine, id, need, delivered_on, words, evidence, score, person_stars,
               community_ratings, community_stars);

struct ClaimPage {
  Id<Claim> id;
  Id<Listing> listing;
  std::string listing_title;
  std::vector<Claimant> claimants;  // The lead first.
  Letter letter;
  Day claimed_on;
  ClaimState state;
  std::optional<std::string> reason;  // Why it was chosen.
  std::vector<NeedLine> needs;        // Only for the chosen claim and who may read needs.
  std::vector<DeliveryLine> deliveries;
};
ZHULIAN_RECORD(ClaimPage, id, listing, listing_title, claimants, letter, claimed_on, state, reason,
               needs, deliveries);

struct ListingPage {
  PublicListing listing;
  std::vector<ClaimPage> claims;  // For who may choose: all; for a claimant: its own.
  std::vector<NeedLine> needs;
};
ZHULIAN_RECORD(ListingPage, listing, claims, needs);

struct ClaimRef {
  Id<Claim> claim;
};
ZHULIAN_RECORD(ClaimRef, claim);

struct ClaimsQuery {
  std::optional<ClaimState> state;
  std::optional<OrganisationId> organisation;
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(ClaimsQuery, state, organisation, cursor, limit);
constexpr auto record_notes(const ClaimsQuery*) {
  return std::array{
      record::Note{.field = "organisation", .meaning = "Who claims, as lead or as partner."},
      record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

struct Selection {
  Id<Claim> claim;
  std::optional<std::string> reason;  // Required where several claimed.
};
ZHULIAN_RECORD(Selection, claim, reason);
constexpr auto record_notes(const Selection*) {
  return std::array{record::Note{
      .field = "reason", .meaning = "Required where several claims stand.", .max_length = 500}};
}

struct ClaimWithdrawal {
  Id<Claim> claim;
  std::string reason;
};
ZHULIAN_RECORD(ClaimWithdrawal, claim, reason);
constexpr auto record_notes(const ClaimWithdrawal*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

// ---- delivery and evaluation -----------------------------------------------------------------

struct NewDelivery {
  Id<Delivery> id;
  Id<Claim> claim;
  std::optional<Id<Need>> need;     // May be left away when the claim has one need.
  std::optional<Day> delivered_on;  // Today when left away; never tomorrow.
  std::string words;
  std::vector<std::string> evidence;  // Ids of uploaded files, with their position removed.
};
ZHULIAN_RECORD(NewDelivery, id, claim, need, delivered_on, words, evidence);
constexpr auto record_notes(const NewDelivery*) {
  return std::array{record::Note{.field = "need",
                                 .meaning = "May be left away where one need is left to deliver."},
                    record::Note{.field = "words", .max_length = 1000, .min_length = 1},
                    record::Note{.field = "evidence", .meaning = "Ids that POST /files answered."}};
}

struct DeliveryRef {
  Id<Delivery> delivery;
};
ZHULIAN_RECORD(DeliveryRef, delivery);

struct EvidenceRef {
  Id<Delivery> delivery;
  Id<StoredFile> file;
};
ZHULIAN_RECORD(EvidenceRef, delivery, file);

struct UploadedFile {
  Id<StoredFile> id;
};
ZHULIAN_RECORD(UploadedFile, id);

enum class Side { person, community };
constexpr Names<Side, 2> side_names{{{{Side::person, "person"}, {Side::community, "community"}}}};
constexpr const auto& names_of(Side) {
  return side_names;
}

struct NewEvaluation {
  Id<Delivery> delivery;
  std::optional<Side> side;  // The person's when left away.
  std::int64_t stars;
  std::optional<std::string> words;
  std::optional<bool> proxy;  // Recorded for the person by somebody else; so it is by staff.
};
ZHULIAN_RECORD(NewEvaluation, delivery, side, stars, words, proxy);
constexpr auto record_notes(const NewEvaluation*) {
  return std::array{record::Note{.field = "stars", .minimum = 1, .maximum = 5},
                    record::Note{.field = "words", .max_length = 500}};
}

// ---- what waits ------------------------------------------------------------------------------

// "What waits for me": one line for each kind of thing the actor can move on.
struct Waiting {
  std::string kind;  // needs.to_publish, listings.to_select, listings.closing,
                     // claims.to_deliver, deliveries.to_evaluate
  std::int64_t count;
  std::optional<Day> oldest;
  std::string link;  // The page that shows them: "/needs?state=open".
};
ZHULIAN_RECORD(Waiting, kind, count, oldest, link);

Result<NeedLine> record_need(const Call&, const NewNeed&);  // The same id twice is one need.
Result<NeedLine> open_need(const Call&, const NeedRef&);
Result<http::Page<NeedLine>> find_needs(const Call&, const NeedsQuery&);
Result<NeedLine> end_need(const Call&, const Ending&);

Result<ListingPage> publish(const Call&, const NewListing&);
Result<ListingPage> withdraw_listing(const Call&, const ListingWithdrawal&);
Result<ListingPage> open_listing(const Call&, const ListingRef&);
Result<http::Page<PublicListing>> board(const Call&, const BoardQuery&);  // Without sign-in too.
Result<PublicListing> notice(const Call&, const ListingRef&);

Result<ClaimPage> claim(const Call&, const NewClaim&);
Result<ClaimPage> open_claim(const Call&, const ClaimRef&);
Result<http::Page<ClaimPage>> find_claims(const Call&, const ClaimsQuery&);
Result<ClaimPage> select(const Call&, const Selection&);
Result<ClaimPage> withdraw_claim(const Call&, const ClaimWithdrawal&);

Result<DeliveryLine> deliver(const Call&, const NewDelivery&);
Result<DeliveryLine> open_delivery(const Call&, const DeliveryRef&);
Result<DeliveryLine> evaluate(const Call&, const NewEvaluation&);

Result<std::vector<Waiting>> waiting(const Call&);

}  // namespace zhulian::needs
