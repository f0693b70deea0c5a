// When a site was open: sign-in and sign-out.
//
// Today is signed by whoever opens sites. A past day, a forgotten sign-out among them, is mended
// by whoever may change sites. Nothing is signed for the future.
#include <algorithm>

#include "base/text.h"
#include "platform/audit.h"
#include "platform/input.h"
#include "registry/site_opening_store.h"
#include "registry/site_page.h"
#include "registry/site_weeks.h"

namespace zhulian::registry {
namespace {

// The day an instant belongs to. `closing`: midnight belongs to the day it ends.
Day day_of(const Call& call, Instant at, bool closing) {
  return day_at(closing ? at - std::chrono::milliseconds{1} : at, call.deployment.zone);
}

Result<void> check_moment(const Call& call, Instant at, Day on, std::string field) {
  if (at > call.now) return fail(Fault::invalid, "registry.opening.future", std::move(field));
  if (on < call.today() && !call.actor.may(Right::sites_write))
    return fail(Fault::invalid, "registry.opening.past", std::move(field));
  return {};
}

// As the clock on the wall says it, which is what people compare with.
std::string told(const Call& call, Instant at) {
  return wall_time(at, call.deployment.zone);
}

std::unexpected<Error> overlap(const Call& call, const OpeningLine& other, std::string field) {
  return fail(Fault::conflict, "registry.opening.overlap", std::move(field),
              {{"opened", told(call, other.opened_at)},
               {"closed", other.closed_at ? told(call, *other.closed_at) : "-"}});
}

std::unexpected<Error> open_already(const Call& call, Instant opened_at) {
  return fail(Fault::conflict, "registry.opening.open", {}, {{"opened", told(call, opened_at)}});
}

// Whoever goes on from a row that counts no more is told of the one that does.
std::unexpected<Error> corrected_already(const Call& call, const Id<Opening>& id) {
  const auto newest = store::newest_of(call.tx, id);
  if (!newest) return fail(Fault::conflict, "registry.opening.void");
  return fail(Fault::conflict, "registry.opening.corrected", {},
              {{"newest", newest->id.text},
               {"opened", told(call, newest->opened_at)},
               {"closed", newest->closed_at ? told(call, *newest->closed_at) : "-"}});
}

// What is measured already is measured anew.
void settle_after(const Call& call, const SiteId& site, Day on) {
  if (on < packs::monday_of(call.today()))
    resettle_weeks(call, site, on, on);
  else
    settle_weeks(call, site);
}

OpeningLine line_of(const OpeningLine& row) {
  return row;
}

}  // namespace

Result<OpeningLine> sign_in(const Call& call, const NewOpening& in) {
  const auto site = TRY(site_to_change(call, in.site));
  const Instant opened_at = in.opened_at.value_or(call.now);
  if (const auto known = store::find_opening(call.tx, in.id)) {
    if (known->site != in.site || (in.opened_at && known->opened_at != *in.opened_at))
      return fail(Fault::conflict, "registry.opening.id_taken", "/id");
    return line_of(*known);
  }
  const Day on = day_of(call, opened_at, false);
  TRY(check_moment(call, opened_at, on, "/opened_at"));
  TRY(check_begin(site, on, "/opened_at"));
  for (const OpeningLine& other : store::openings(call.tx, in.site, on, on)) {
    if (!other.closed_at) return open_already(call, other.opened_at);
    if (other.opened_at <= opened_at && opened_at < *other.closed_at)
      return overlap(call, other, "/opened_at");
  }
  if (!store::add_opening(call, in.site, in.id, on, opened_at))
    return open_already(call, opened_at);
  settle_after(call, in.site, on);
  audit(call, "registry.site.opened", "registry_site", site.id.text, site.area,
        {{"opening", in.id.text}, {"at", to_string(opened_at)}});
  return OpeningLine{
      .id = in.id, .on = on, .opened_at = opened_at, .closed_at = {}, .corrects = {}, .reason = {}};
}

Result<OpeningLine> sign_out(const Call& call, const OpeningEnd& in) {
  const auto site = TRY(site_to_change(call, in.site));
  const auto opening = store::find_opening(call.tx, in.opening);
  if (!opening || opening->site != in.site)
    return fail(Fault::not_found, "registry.opening.absent");
  if (!opening->counts) return corrected_already(call, in.opening);
  if (opening->closed_at) {
    if (in.closed_at && *in.closed_at != *opening->closed_at)
      return fail(Fault::conflict, "registry.opening.closed", "/closed_at",
                  {{"closed", told(call, *opening->closed_at)}});
    return line_of(*opening);
  }
  const Instant closed_at = in.closed_at.value_or(call.now);
  TRY(check_moment(call, closed_at, opening->on, "/closed_at"));
  if (closed_at <= opening->opened_at)
    return fail(Fault::invalid, "registry.opening.order", "/closed_at",
                {{"opened", told(call, opening->opened_at)}});
  // A sign-out that was forgotten overnight: only somebody who was there knows the hour.
  if (day_of(call, closed_at, true) != opening->on)
    return fail(Fault::invalid, "registry.opening.day", "/closed_at",
                {{"day", to_string(opening->on)}});
  for (const OpeningLine& other : store::openings(call.tx, in.site, opening->on, opening->on))
    if (other.closed_at && other.opened_at < closed_at && opening->opened_at < *other.closed_at)
      return overlap(call, other, "/closed_at");
  if (!store::close_opening(call, in.opening, closed_at))
    return fail(Fault::conflict, "registry.opening.closed", {}, {{"closed", "-"}});
  settle_after(call, in.site, opening->on);
  audit(call, "registry.site.closed", "registry_site", site.id.text, site.area,
        {{"opening", in.opening.text}, {"at", to_string(closed_at)}});
  OpeningLine line = line_of(*opening);
  line.closed_at = closed_at;
  return line;
}

// ---- correcting --------------------------------------------------------------------------------

namespace {

// The opening as it should have been: within one day, behind us, over no other one.
Result<store::OpeningRow> corrected(const Call& call, const store::SiteRow& site,
                                    const store::OpeningRow& old, const OpeningCorrection& in) {
  store::OpeningRow now = old;
  now.id = in.id;
  now.corrects = old.id;
  now.reason = trimmed(in.reason);
  now.counts = in.took_place.value_or(true);
  if (!now.counts) return now;
  now.opened_at = in.opened_at.value_or(old.opened_at);
  now.closed_at = in.closed_at;
  now.on = day_of(call, now.opened_at, false);
  TRY(check_moment(call, now.opened_at, now.on, "/opened_at"));
  TRY(check_begin(site, now.on, "/opened_at"));
  if (now.closed_at) {
    TRY(check_moment(call, *now.closed_at, now.on, "/closed_at"));
    if (*now.closed_at <= now.opened_at)
      return fail(Fault::invalid, "registry.opening.order", "/closed_at",
                  {{"opened", told(call, now.opened_at)}});
    if (day_of(call, *now.closed_at, true) != now.on)
      return fail(Fault::invalid, "registry.opening.day", "/closed_at",
                  {{"day", to_string(now.on)}});
  }
  for (const OpeningLine& other : store::openings(call.tx, in.site, now.on, now.on)) {
    if (other.id == old.id) continue;
    if (!other.closed_at && !now.closed_at) return open_already(call, other.opened_at);
    const bool begins_before = !now.closed_at || other.opened_at < *now.closed_at;
    const bool ends_behind = !other.closed_at || now.opened_at < *other.closed_at;
    if (begins_before && ends_behind) return overlap(call, other, "/opened_at");
  }
  return now;
}

}  // namespace

Result<OpeningLine> correct_opening(const Call& call, const OpeningCorrection& in) {
  const auto site = TRY(site_to_change(call, in.site));
  const auto old = store::find_opening(call.tx, in.opening);
  if (!old || old->site != in.site) return fail(Fault::not_found, "registry.opening.absent");
  if (trimmed(in.reason).empty()) return fail(Fault::invalid, "registry.opening.reason", "/reason");
  if (const auto known = store::find_opening(call.tx, in.id)) {
    const bool is_same = known->corrects == in.opening && known->reason == trimmed(in.reason) &&
                         known->recorded_by == call.actor.id.text &&
                         (!in.opened_at || known->opened_at == *in.opened_at);
    if (!is_same) return fail(Fault::conflict, "registry.opening.id_taken", "/id");
    return line_of(*known);
  }
  if (!old->counts) return corrected_already(call, in.opening);
  TRY(check_moment(call, old->opened_at, old->on, "/opening"));
  const store::OpeningRow now = TRY(corrected(call, site, *old, in));
  if (!store::correct_opening(call, *old, now)) return corrected_already(call, in.opening);
  settle_after(call, in.site, old->on);
  if (now.on != old->on) settle_after(call, in.site, now.on);
  audit(call, "registry.site.opening_corrected", "registry_site", site.id.text, site.area,
        {{"opening", in.opening.text},
         {"instead", in.id.text},
         {"opened_at", to_string(now.opened_at)},
         {"closed_at", now.closed_at ? to_string(*now.closed_at) : ""},
         {"took_place", now.counts}});
  return line_of(now);
}

}  // namespace zhulian::registry
