// Campaigns, and the parcels that one may bring: a list of people frozen at a day, one parcel
// each, and who has not had theirs yet.
//
// The list is what the certificate roll was on its day: who comes or goes later changes nothing.
// Handing over is an event of the kind `parcel` with the person on its roll; where that event is
// corrected away, the parcel is undelivered again.
#pragma once

#include "events/events.h"

namespace zhulian::events {

// The kind of event that hands a parcel over: a key of events.yaml that the program knows.
inline constexpr std::string_view parcel_kind = "parcel";

struct NewCampaign {
  CampaignId id;
  std::string kind;  // A code of campaign_kind.
  std::string name;
  std::optional<std::string> theme;
  Area area;
  Day from;
  std::optional<Day> last;  // The last day; `from` when left away.
};
ZHULIAN_RECORD(NewCampaign, id, kind, name, theme, area, from, last);
constexpr auto record_notes(const NewCampaign*) {
  return std::array{record::Note{.field = "name", .max_length = 120, .min_length = 1},
                    record::Note{.field = "theme", .max_length = 200}};
}

struct CampaignLine {
  CampaignId id;
  std::string kind;
  std::string name;
  std::string theme;
  Area area;
  Day from;
  Day last;
  std::optional<std::int64_t> ordinal;  // The 30th; by the pack's formula.
  std::int64_t events;                  // Held.
};
ZHULIAN_RECORD(CampaignLine, id, kind, name, theme, area, from, last, ordinal, events);

struct CampaignQuery {
  std::optional<Area> area;
  std::optional<std::string> kind;
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(CampaignQuery, area, kind, cursor, limit);
constexpr auto record_notes(const CampaignQuery*) {
  return std::array{record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

struct CampaignRef {
  CampaignId campaign;
};
ZHULIAN_RECORD(CampaignRef, campaign);

// How many of a place have theirs. Places are grids where the list is placed so finely, villages
// otherwise.
struct ParcelPlace {
  Area area;
  std::string where;
  std::int64_t parcels;
  std::int64_t undelivered;
};
ZHULIAN_RECORD(ParcelPlace, area, where, parcels, undelivered);

struct CampaignPage {
  CampaignLine campaign;
  std::optional<Day> frozen_on;  // Of the parcel list; empty while there is none.
  std::string filter;
  std::int64_t parcels;
  std::int64_t undelivered;
  std::vector<ParcelPlace> places;  // Those with somebody waiting, within the caller's areas.
};
ZHULIAN_RECORD(CampaignPage, campaign, frozen_on, filter, parcels, undelivered, places);

struct Freeze {
  CampaignId campaign;
  Day day;
  std::optional<std::string> when;  // FEEL over the holder: category, level, sex, birth_day.
};
ZHULIAN_RECORD(Freeze, campaign, day, when);
constexpr auto record_notes(const Freeze*) {
  return std::array{record::Note{.field = "when",
                                 .meaning = "A FEEL condition on a holder of the day: category, "
                                            "level, sex, birth_day. All holders when left away.",
                                 .max_length = 500}};
}

enum class ParcelState { undelivered, delivered };
constexpr Names<ParcelState, 2> parcel_state_names{
    {{{ParcelState::undelivered, "undelivered"}, {ParcelState::delivered, "delivered"}}}};
constexpr const auto& names_of(ParcelState) {
  return parcel_state_names;
}

struct ParcelQuery {
  CampaignId campaign;
  std::optional<Area> area;
  std::optional<ParcelState> state;
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(ParcelQuery, campaign, area, state, cursor, limit);
constexpr auto record_notes(const ParcelQuery*) {
  return std::array{record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

struct ParcelLine {
  PersonId person;
  std::string name;
  Area area;  // On the day of the list.
  std::string where;
  ParcelState state;
  std::optional<Day> delivered_on;
  std::optional<EventId> event;
  std::optional<Day> died_on;  // Nobody can hand it over any more.
};
ZHULIAN_RECORD(ParcelLine, person, name, area, where, state, delivered_on, event, died_on);

struct ParcelDelivery {
  CampaignId campaign;
  PersonId person;
  EventId id;             // Of the event that this makes.
  std::optional<Day> on;  // Today when left away.
  std::vector<Deliverer> deliverers;
  std::vector<ItemGiven> items;  // One parcel when left away.
  std::vector<std::string> evidence;
  std::optional<std::string> words;
};
ZHULIAN_RECORD(ParcelDelivery, campaign, person, id, on, deliverers, items, evidence, words);
constexpr auto record_notes(const ParcelDelivery*) {
  return std::array{record::Note{.field = "words", .max_length = 2000}};
}

Result<CampaignLine> add_campaign(const Call&, const NewCampaign&);
Result<CampaignPage> open_campaign(const Call&, const CampaignRef&);
Result<http::Page<CampaignLine>> find_campaigns(const Call&, const CampaignQuery&);
Result<CampaignPage> freeze(const Call&, const Freeze&);
Result<http::Page<ParcelLine>> find_parcels(const Call&, const ParcelQuery&);
Result<ParcelLine> deliver_parcel(const Call&, const ParcelDelivery&);

}  // namespace zhulian::events
