#include "packs/views.h"

#include <algorithm>

namespace zhulian::packs {
namespace {

using enum ColumnType;

// Columns that several views share.
constexpr ViewColumn area_column{"area", area};
constexpr ViewColumn from_day{"from_day", day};
constexpr ViewColumn until_day{"until_day", day};
constexpr ViewColumn person_id{"person_id", id};
constexpr ViewColumn sex{"sex", code, "sex"};
constexpr ViewColumn birth_day{"birth_day", day};
constexpr ViewColumn category{"category", number};
constexpr ViewColumn level{"level", number};
constexpr ViewColumn need_id{"need_id", id};
constexpr ViewColumn need_category{"category", code, "need_category"};
constexpr ViewColumn organisation_id{"organisation_id", id};
constexpr ViewColumn organisation_kind{"kind", code, "organisation_kind"};
constexpr ViewColumn site_id{"site_id", id};
constexpr ViewColumn site_kind{"kind", code, "site_kind"};
constexpr ViewColumn tie{"tie", code, "relation_kind"};
constexpr ViewColumn purpose{"purpose", code, "consent_purpose"};

std::vector<View> make_views() {
  return {
      {"registry_resident_public", {person_id, area_column, from_day, until_day, sex, birth_day}},
      {"registry_holder_public",
       {person_id,
        area_column,
        category,
        level,
        sex,
        birth_day,
        from_day,
        until_day,
        {"in_town", truth},
        {"in_group", truth},
        {"in_grid", truth}}},
      {"registry_chain_public",
       {person_id, area_column, category, level, sex, birth_day, from_day, until_day}},
      {"registry_holder_household_public",
       {{"household_id", id}, area_column, from_day, until_day}},
      {"registry_household_public", {{"household_id", id}, area_column, from_day, until_day}},
      {"registry_organisation_public",
       {organisation_id, organisation_kind, area_column, from_day, until_day}},
      {"registry_site_public",
       {site_id, site_kind, area_column, {"floor_area", amount}, from_day, until_day}},
      {"registry_site_room_public",
       {{"room_id", id},
        site_id,
        site_kind,
        {"room_function", code, "room_function"},
        area_column,
        {"floor_area", amount},
        from_day,
        until_day}},
      {"registry_site_service_public",
       {{"site_service_id", id},
        site_id,
        site_kind,
        {"service", code, "site_service"},
        area_column,
        from_day,
        until_day}},
      {"registry_site_catchment_public",
       {{"village", id}, site_id, site_kind, area_column, from_day, until_day}},
      {"registry_site_day_public",
       {{"site_day_id", id},
        site_id,
        site_kind,
        area_column,
        {"on_day", day},
        {"minutes", number},
        {"is_unfinished", truth}}},
      {"registry_site_week_public",
       {{"site_week_id", id},
        site_id,
        site_kind,
        area_column,
        {"week_ends", day},
        {"days_open", number},
        {"days_full", number},
        {"days_due", number},
        {"minutes", number},
        {"minutes_least", number},
        {"is_short", truth}}},
      {"registry_site_body_public",
       {{"tie_id", id},
        organisation_id,
        organisation_kind,
        tie,
        site_id,
        {"site_kind", code, "site_kind"},
        area_column,
        from_day,
        until_day}},
      {"registry_site_use_public",
       {{"use_id", id},
        site_id,
        site_kind,
        organisation_id,
        area_column,
        {"weekday", number},
        {"hours", amount},
        from_day,
        until_day}},
      {"registry_village_public",
       {{"village", id}, {"has", code}, {"kind", code}, area_column, from_day, until_day}},
      {"registry_tie_public",
       {{"tie_id", id},
        {"kind", code, "relation_kind"},
        {"from_kind", code},
        {"from_id", id},
        {"to_kind", code},
        {"to_id", id},
        {"to_site_kind", code},
        area_column,
        from_day,
        until_day}},
      {"registry_consented_tie_public",
       {{"tie_id", id},
        {"kind", code, "relation_kind"},
        purpose,
        person_id,
        {"other_id", id},
        area_column,
        from_day,
        until_day}},
      {"registry_consent_public",
       {{"consent_id", id}, person_id, purpose, area_column, from_day, until_day}},
      {"registry_staff_public",
       {{"tie_id", id},
        {"staff_id", id},
        site_id,
        {"site_kind", code, "site_kind"},
        area_column,
        from_day,
        until_day}},
      {"registry_licensed_staff_public",
       {{"tie_id", id},
        {"staff_id", id},
        {"qualification", code, "qualification"},
        {"qualification_level", code, "qualification_level"},
        site_id,
        {"site_kind", code, "site_kind"},
        area_column,
        from_day,
        until_day}},
      {"registry_household_fact_public",
       {{"household_id", id},
        person_id,
        {"fact", code},
        {"is_yes", truth},
        area_column,
        from_day,
        until_day}},
      {"registry_member_public",
       {{"tie_id", id},
        person_id,
        organisation_id,
        organisation_kind,
        tie,
        area_column,
        from_day,
        until_day}},
      {"registry_member_household_public",
       {{"household_id", id},
        organisation_id,
        organisation_kind,
        tie,
        area_column,
        from_day,
        until_day}},
      {"figures_pledge_public",
       {{"pledge_id", id},
        area_column,
        {"year", number},
        {"begins_on", day},
        {"published_on", day},
        {"is_closed", truth},
        {"is_done", truth}}},
      {"registry_concurrent_public",
       {organisation_id,
        person_id,
        organisation_kind,
        tie,
        {"with_tie", code, "relation_kind"},
        area_column,
        from_day,
        until_day}},
      {"registry_group_public",
       {{"group_id", id}, {"kind", code, "group_kind"}, area_column, from_day, until_day}},
      {"registry_group_person_public",
       {{"group_id", id},
        {"kind", code, "group_kind"},
        {"part", code, "group_part"},
        person_id,
        area_column,
        from_day,
        until_day}},
      {"needs_need_public",
       {need_id,
        person_id,
        area_column,
        need_category,
        {"channel", code, "need_channel"},
        {"mode", code, "need_mode"},
        {"urgency", code, "urgency"},
        {"proxy", truth},
        {"raised_on", day},
        {"listed_on", day},
        {"claimed_on", day},
        {"delivered_on", day},
        {"evaluated_on", day},
        {"ended_on", day},
        {"score", amount},
        {"days_to_delivery", number}}},
      {"needs_step_public",
       {need_id, person_id, area_column, need_category, {"step", code}, {"on_day", day}}},
      {"needs_listing_public",
       {{"listing_id", id},
        area_column,
        {"batch", code},
        need_category,
        {"published_on", day},
        {"opens_on", day},
        {"closes_on", day},
        {"deliver_by", day},
        {"withdrawn_on", day}}},
      {"needs_claim_public",
       {{"claim_id", id},
        {"listing_id", id},
        area_column,
        {"batch", code},
        organisation_id,
        {"kind", code, "organisation_kind"},
        {"is_lead", truth},
        {"is_selected", truth},
        {"claimed_on", day},
        from_day,
        until_day}},
      {"needs_delivery_public",
       {{"delivery_id", id},
        {"claim_id", id},
        need_id,
        person_id,
        area_column,
        need_category,
        {"delivered_on", day},
        organisation_id}},
      {"needs_evaluation_public",
       {{"delivery_id", id},
        need_id,
        person_id,
        area_column,
        {"side", code},
        {"stars", number},
        {"evaluated_on", day}}},
  };
}

}  // namespace

bool View::is_span() const {
  return column("from_day") && column("until_day");
}

const ViewColumn* View::column(std::string_view wanted) const {
  const auto found = std::ranges::find(columns, wanted, &ViewColumn::name);
  return found == columns.end() ? nullptr : &*found;
}

const std::vector<View>& views() {
  static const std::vector<View> all = [] {
    std::vector<View> made = make_views();
    for (View& view : event_views()) made.push_back(std::move(view));
    return made;
  }();
  return all;
}

const View* view(std::string_view name) {
  const auto found = std::ranges::find(views(), name, &View::name);
  return found == views().end() ? nullptr : &*found;
}

}  // namespace zhulian::packs
