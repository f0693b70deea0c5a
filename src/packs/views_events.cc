// The views of events that figures may count over.
#include "packs/views.h"

namespace zhulian::packs {
namespace {

using enum ColumnType;

constexpr ViewColumn event_id{"event_id", id};
constexpr ViewColumn person_id{"person_id", id};
constexpr ViewColumn household_id{"household_id", id};
constexpr ViewColumn site_id{"site_id", id};
constexpr ViewColumn campaign_id{"campaign_id", id};
constexpr ViewColumn kind{"kind", code, "event_kind"};
constexpr ViewColumn activity_type{"activity_type", code, "activity_type"};
constexpr ViewColumn deliverer_kind{"deliverer_kind", code, "deliverer_kind"};
constexpr ViewColumn aid_field{"aid_field", code, "aid_field"};
constexpr ViewColumn money_source{"money_source", code, "money_source"};
constexpr ViewColumn area_column{"area", area};
constexpr ViewColumn on_day{"on_day", day};

}  // namespace

std::vector<View> event_views() {
  return {
      {"events_event_public",
       {event_id,
        kind,
        activity_type,
        area_column,
        site_id,
        campaign_id,
        {"planned_for", day},
        on_day,
        {"held_on", day},
        {"is_held", truth},
        {"is_cancelled", truth},
        {"minutes", number},
        {"walk_ins", number},
        {"online", number},
        {"attendance", number},
        deliverer_kind,
        aid_field,
        money_source}},
      {"events_attendance_public",
       {{"attendance_id", id},
        event_id,
        person_id,
        household_id,
        kind,
        activity_type,
        deliverer_kind,
        area_column,
        on_day,
        site_id,
        campaign_id,
        aid_field,
        money_source,
        {"has_meal", truth}}},
      {"events_contact_public",
       {{"contact_id", id}, person_id, area_column, on_day, {"source", code}}},
      {"events_household_public",
       {event_id, household_id, area_column, kind, deliverer_kind, on_day, campaign_id}},
      {"events_item_public",
       {{"item_id", id},
        event_id,
        {"item", code, "event_item"},
        person_id,
        {"quantity", number},
        {"value_fen", number},
        kind,
        area_column,
        on_day,
        campaign_id,
        money_source}},
      {"events_tag_public",
       {event_id, {"tag", code, "event_tag"}, kind, area_column, on_day, campaign_id}},
      {"events_deliverer_public",
       {{"deliverer_id", id},
        event_id,
        {"organisation_id", id},
        person_id,
        deliverer_kind,
        {"is_lead", truth},
        {"heads", number},
        kind,
        activity_type,
        area_column,
        on_day,
        site_id,
        campaign_id}},
      {"events_slot_public",
       {{"slot_id", id},
        event_id,
        kind,
        area_column,
        site_id,
        campaign_id,
        on_day,
        {"places", number},
        {"booked", number}}},
      {"events_booking_public",
       {{"booking_id", id},
        {"slot_id", id},
        event_id,
        person_id,
        {"organisation_id", id},
        {"heads", number},
        kind,
        area_column,
        site_id,
        campaign_id,
        on_day}},
      {"events_campaign_public",
       {campaign_id,
        {"kind", code, "campaign_kind"},
        area_column,
        {"begins_on", day},
        {"last_day", day},
        {"ordinal", number}}},
      {"events_parcel_public",
       {{"parcel_id", id},
        campaign_id,
        person_id,
        area_column,
        {"frozen_on", day},
        {"campaign_kind", code, "campaign_kind"},
        {"delivered_on", day},
        event_id}},
      {"events_plan_public",
       {{"plan_id", id},
        {"kind", code, "watch_kind"},
        person_id,
        area_column,
        {"cycle_days", number},
        {"from_day", day},
        {"until_day", day}}},
      {"events_enrolment_public",
       {{"enrolment_id", id},
        site_id,
        person_id,
        {"care_mode", code, "care_mode"},
        area_column,
        {"from_day", day},
        {"until_day", day}}},
  };
}

}  // namespace zhulian::packs
