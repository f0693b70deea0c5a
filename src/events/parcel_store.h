// The rows of campaigns, parcel lists and parcels.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/campaigns.h"
#include "platform/where.h"

namespace zhulian::events::store {

struct CampaignRow {
  CampaignLine line{};
  std::string recorded_by{};
};
// A campaign is seen by who has areas in it or around it: a village sees its district's.
std::optional<CampaignRow> find_campaign(const Call&, const CampaignId&);
// Whether it is seen, without counting its events: a parcel is one of thousands.
bool sees_campaign(const Call&, const CampaignId&);
std::optional<CampaignRow> find_any_campaign(Tx&, const CampaignId&);
struct CampaignFilter {
  CampaignQuery query{};
  std::optional<Cursor> behind{};
  std::int64_t limit = page_default;
};
std::vector<CampaignRow> list_campaigns(const Call&, const CampaignFilter&);
bool add_campaign(const Call&, const NewCampaign&, std::optional<std::int64_t> ordinal);
void lock_campaign(Tx&, const CampaignId&);

struct ListRow {
  Day frozen_on;
  std::string filter;
  std::string recorded_by;
};
std::optional<ListRow> find_list(Tx&, const CampaignId&);
// False when there is one already.
bool add_list(const Call&, const Freeze&);
// Everybody who held a certificate in the area on the day and fits the condition, which speaks of
// registry_holder_public as v and has its placeholders from $5 on: how many.
std::int64_t fill_list(Tx&, const CampaignId&, const Area&, Day, const Condition&);

struct ParcelRow {
  ParcelLine line{};  // Complete but for `where`.
};
struct ParcelFilter {
  ParcelQuery query{};
  std::string after{};  // The last line's "area person".
  std::int64_t limit = page_default;
};
std::vector<ParcelRow> list_parcels(const Call&, const ParcelFilter&);
std::optional<ParcelRow> find_parcel(const Call&, const CampaignId&, const PersonId&);
void lock_parcel(Tx&, const CampaignId&, const PersonId&);
void add_delivery(Tx&, const EventId&, const CampaignId&, const PersonId&);

struct ParcelCount {
  Area area;
  std::int64_t parcels;
  std::int64_t undelivered;
};
// By the area of the list, within the actor's areas.
std::vector<ParcelCount> count_parcels(const Call&, const CampaignId&);

// The person whose parcel an event hands over.
std::optional<PersonId> parcel_of(Tx&, const EventId&);
// What a corrected event handed over, its correction does now.
void move_delivery(Tx&, const EventId& from, const EventId& to);

}  // namespace zhulian::events::store
