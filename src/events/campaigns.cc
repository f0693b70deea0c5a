// Campaigns and their parcels.
#include "events/campaigns.h"

#include <map>

#include "base/text.h"
#include "events/draft.h"
#include "events/parcel_store.h"
#include "feel/day.h"
#include "packs/figure_schema.h"
#include "platform/audit.h"
#include "platform/input.h"
#include "platform/outbox.h"
#include "registry/areas.h"
#include "registry/names.h"

namespace zhulian::events {
namespace {

Result<store::CampaignRow> campaign_seen(const Call& call, const CampaignId& id) {
  auto row = store::find_campaign(call, id);
  if (!row) return fail(Fault::not_found, "events.campaign.absent");
  return *std::move(row);
}

// Whoever changes a campaign has areas that hold all of it.
Result<store::CampaignRow> campaign_held(const Call& call, const CampaignId& id) {
  store::CampaignRow row = TRY(campaign_seen(call, id));
  if (!reaches(call.actor, row.line.area)) return fail(Fault::not_found, "events.campaign.absent");
  return row;
}

ParcelLine line_of(const Call& call, store::ParcelRow row, registry::AreaNames& places) {
  row.line.name = registry::shown_name(call, row.line.name);
  row.line.where = places.place(row.line.area);
  return std::move(row.line);
}

// Where somebody looks for who is waiting: the grid, or the village where there is none.
Area place_of(const Area& area) {
  if (const auto grid = area.at(AreaLevel::grid)) return *grid;
  if (const auto village = area.at(AreaLevel::village)) return *village;
  return area;
}

}  // namespace

Result<CampaignLine> add_campaign(const Call& call, const NewCampaign& input) {
  NewCampaign in = input;
  in.name = text::normalise(in.name);
  in.theme = trimmed(in.theme.value_or(""));
  in.last = in.last.value_or(in.from);
  if (const auto known = store::find_any_campaign(call.tx, in.id)) {
    const CampaignLine& line = known->line;
    const bool same = known->recorded_by == call.actor.id.text && line.kind == in.kind &&
                      line.name == in.name && line.theme == *in.theme && line.area == in.area &&
                      line.from == in.from && line.last == *in.last;
    if (!same) return fail(Fault::conflict, "events.id_taken", "/id");
    return line;
  }
  if (!reaches(call.actor, in.area) || !registry::is_known(call.tx, in.area))
    return fail(Fault::not_found, "events.area.absent", "/area");
  Faults faults;
  const auto* kind = call.deployment.packs.code("campaign_kind", in.kind);
  if (!kind) faults.add("events.code.unknown", "/kind", {{"code", in.kind}});
  if (kind && !kind->holds_on(in.from))
    faults.add("events.code.not_in_use", "/kind", {{"code", in.kind}, {"day", to_string(in.from)}});
  if (in.name.empty()) faults.add("events.event.missing", "/name");
  if (*in.last < in.from)
    faults.add("events.campaign.backwards", "/last", {{"day", to_string(in.from)}});
  TRY(std::move(faults).verdict());
  const auto ordinal = packs::ordinal_of(call.deployment.packs, in.kind, in.area, in.from);
  if (!store::add_campaign(call, in, ordinal))
    return fail(Fault::conflict, "events.id_taken", "/id");
  audit(call, "events.campaign.added", "events_campaign", in.id.text, in.area,
        {{"kind", in.kind}, {"from", to_string(in.from)}});
  const auto row = TRY(campaign_seen(call, in.id));
  return row.line;
}

Result<http::Page<CampaignLine>> find_campaigns(const Call& call, const CampaignQuery& query) {
  store::CampaignFilter filter{.query = query, .limit = query.limit.value_or(page_default)};
  filter.behind = TRY(read_cursor(query.cursor));
  auto rows = store::list_campaigns(call, filter);
  http::Page<CampaignLine> page;
  if (std::ssize(rows) > filter.limit) {
    rows.pop_back();
    page.next_cursor = to_text({.day = rows.back().line.from, .id = rows.back().line.id.text});
  }
  for (auto& row : rows) page.items.push_back(std::move(row.line));
  return page;
}

Result<CampaignPage> open_campaign(const Call& call, const CampaignRef& ref) {
  const auto row = TRY(campaign_seen(call, ref.campaign));
  CampaignPage page{
      .campaign = row.line, .frozen_on = {}, .filter = "", .parcels = 0, .undelivered = 0};
  const auto list = store::find_list(call.tx, ref.campaign);
  if (!list) return page;
  page.frozen_on = list->frozen_on;
  page.filter = list->filter;
  std::map<Area, ParcelPlace> places;
  for (const store::ParcelCount& count : store::count_parcels(call, ref.campaign)) {
    const Area area = place_of(count.area);
    ParcelPlace& place = places[area];
    place.area = area;
    place.parcels += count.parcels;
    place.undelivered += count.undelivered;
    page.parcels += count.parcels;
    page.undelivered += count.undelivered;
  }
  registry::AreaNames names(call.tx);
  std::vector<Area> areas;
  for (const auto& [area, place] : places) areas.push_back(area);
  names.load(areas);
  for (auto& [area, place] : places) {
    if (place.undelivered == 0) continue;
    place.where = names.path(area);
    page.places.push_back(std::move(place));
  }
  return page;
}

namespace {

// The condition on a holder as SQL over v, its placeholders from $5 on.
Result<Condition> condition_of(const Call& call, const std::string& when, Day day) {
  if (when.empty()) return Condition{.text = "1 = 1", .values = {}};
  packs::Figure holders{};
  holders.view = "registry_holder_public";
  holders.filter = when;
  const auto compiled = packs::compile_filter(holders, call.deployment.packs, 5);
  if (!compiled) {
    Error error = compiled.error();
    error.field = "/when";
    for (Error& other : error.others) other.field = "/when";
    return std::unexpected(std::move(error));
  }
  const auto bound = compiled->bind({{"as_of", feel::day_value(day)},
                                     {"from", feel::day_value(day)},
                                     {"to", feel::day_value(day)}});
  if (!bound) {
    Error error = bound.error();
    error.field = "/when";
    return std::unexpected(std::move(error));
  }
  Condition condition{.text = '(' + compiled->text + ')', .values = {}};
  for (const auto& value : *bound)
    std::visit([&](const auto& held) { condition.values.emplace_back(held); }, value);
  return condition;
}

}  // namespace

Result<CampaignPage> freeze(const Call& call, const Freeze& input) {
  Freeze in = input;
  in.when = trimmed(in.when.value_or(""));
  const auto campaign = TRY(campaign_held(call, in.campaign));
  store::lock_campaign(call.tx, in.campaign);
  if (const auto known = store::find_list(call.tx, in.campaign)) {
    const bool same = known->frozen_on == in.day && known->filter == *in.when &&
                      known->recorded_by == call.actor.id.text;
    if (!same)
      return fail(Fault::conflict, "events.parcel.frozen", {},
                  {{"day", to_string(known->frozen_on)}});
    return open_campaign(call, {in.campaign});
  }
  if (in.day > call.today())
    return fail(Fault::invalid, "events.parcel.freeze_ahead", "/day", {{"day", to_string(in.day)}});
  const Condition fits = TRY(condition_of(call, *in.when, in.day));
  if (!store::add_list(call, in))
    return fail(Fault::conflict, "events.parcel.frozen", {}, {{"day", to_string(in.day)}});
  const auto parcels = store::fill_list(call.tx, in.campaign, campaign.line.area, in.day, fits);
  audit(call, "events.parcel.frozen", "events_campaign", in.campaign.text, campaign.line.area,
        {{"day", to_string(in.day)}, {"parcels", parcels}});
  return open_campaign(call, {in.campaign});
}

Result<http::Page<ParcelLine>> find_parcels(const Call& call, const ParcelQuery& query) {
  if (!store::sees_campaign(call, query.campaign))
    return fail(Fault::not_found, "events.campaign.absent");
  store::ParcelFilter filter{.query = query,
                             .after = query.cursor.value_or(""),
                             .limit = query.limit.value_or(page_default)};
  auto rows = store::list_parcels(call, filter);
  http::Page<ParcelLine> page;
  if (std::ssize(rows) > filter.limit) {
    rows.pop_back();
    page.next_cursor = rows.back().line.area.code() + ' ' + rows.back().line.person.text;
  }
  registry::AreaNames places(call.tx);
  std::vector<Area> areas;
  for (const auto& row : rows) areas.push_back(row.line.area);
  places.load(areas);
  for (auto& row : rows) page.items.push_back(line_of(call, std::move(row), places));
  return page;
}

namespace {

Result<ParcelLine> open_parcel(const Call& call, const CampaignId& campaign,
                               const PersonId& person) {
  auto row = store::find_parcel(call, campaign, person);
  if (!row) return fail(Fault::not_found, "events.parcel.absent");
  registry::AreaNames places(call.tx);
  return line_of(call, *std::move(row), places);
}

}  // namespace

Result<ParcelLine> deliver_parcel(const Call& call, const ParcelDelivery& input) {
  if (!store::sees_campaign(call, input.campaign))
    return fail(Fault::not_found, "events.campaign.absent");
  TRY(open_parcel(call, input.campaign, input.person));
  store::lock_parcel(call.tx, input.campaign, input.person);
  if (const auto known = store::find_any_event(call.tx, input.id)) {
    const bool same = store::parcel_of(call.tx, input.id) == input.person &&
                      known->line.campaign == input.campaign &&
                      known->recorded_by == call.actor.id.text;
    if (!same) return fail(Fault::conflict, "events.id_taken", "/id");
    return open_parcel(call, input.campaign, input.person);
  }
  const auto parcel = store::find_parcel(call, input.campaign, input.person);
  if (parcel->line.delivered_on)
    return fail(Fault::conflict, "events.parcel.delivered", "/person",
                {{"day", to_string(*parcel->line.delivered_on)}});
  const Day on = input.on.value_or(call.today());
  const auto list = store::find_list(call.tx, input.campaign);
  if (on < list->frozen_on)
    return fail(Fault::invalid, "events.parcel.before_list", "/on",
                {{"day", to_string(list->frozen_on)}});
  NewEvent event{.id = input.id,
                 .kind = std::string(parcel_kind),
                 .campaign = input.campaign,
                 .on = on,
                 .held = true,
                 .persons = {input.person},
                 .deliverers = input.deliverers,
                 .items = input.items,
                 .evidence = input.evidence,
                 .words = input.words};
  if (event.items.empty())
    event.items.push_back(
        {.item = "parcel", .person = input.person, .quantity = {}, .value_fen = {}});
  const NewEvent tidy = tidied(event);
  const Settled settled = TRY(settle(call, tidy, {}));
  TRY(keep(call, tidy, settled));
  store::add_delivery(call.tx, input.id, input.campaign, input.person);
  audit(call, "events.parcel.delivered", "events_event", input.id.text, settled.area,
        {{"campaign", input.campaign.text}, {"on", to_string(on)}});
  emit(call, "events.held", input.id.text, {{"kind", tidy.kind}});
  return open_parcel(call, input.campaign, input.person);
}

}  // namespace zhulian::events
