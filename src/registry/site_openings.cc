// When a site was open: sign-in and sign-out.
//
// Today is signed by whoever opens sites. A past day, a forgotten sign-out among them, is mended
// by whoever may change sites. Nothing is signed for the future.
#include <algorithm>

#include "platform/audit.h"
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

std::unexpected<Error> overlap(const OpeningLine& other, std::string field) {
  return fail(Fault::conflict, "registry.opening.overlap", std::move(field),
              {{"opened", to_string(other.opened_at)},
               {"closed", other.closed_at ? to_string(*other.closed_at) : "-"}});
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
    if (!other.closed_at)
      return fail(Fault::conflict, "registry.opening.open", {},
                  {{"opened", to_string(other.opened_at)}});
    if (other.opened_at <= opened_at && opened_at < *other.closed_at)
      return overlap(other, "/opened_at");
  }
  if (!store::add_opening(call, in.site, in.id, on, opened_at))
    return fail(Fault::conflict, "registry.opening.open", {}, {{"opened", to_string(opened_at)}});
  settle_after(call, in.site, on);
  audit(call, "registry.site.opened", "registry_site", site.id.text, site.area,
        {{"opening", in.id.text}, {"at", to_string(opened_at)}});
  return OpeningLine{.id = in.id, .on = on, .opened_at = opened_at, .closed_at = {}};
}

Result<OpeningLine> sign_out(const Call& call, const OpeningEnd& in) {
  const auto site = TRY(site_to_change(call, in.site));
  const auto opening = store::find_opening(call.tx, in.opening);
  if (!opening || opening->site != in.site)
    return fail(Fault::not_found, "registry.opening.absent");
  if (opening->closed_at) {
    if (in.closed_at && *in.closed_at != *opening->closed_at)
      return fail(Fault::conflict, "registry.opening.closed", "/closed_at",
                  {{"closed", to_string(*opening->closed_at)}});
    return line_of(*opening);
  }
  const Instant closed_at = in.closed_at.value_or(call.now);
  TRY(check_moment(call, closed_at, opening->on, "/closed_at"));
  if (closed_at <= opening->opened_at)
    return fail(Fault::invalid, "registry.opening.order", "/closed_at",
                {{"opened", to_string(opening->opened_at)}});
  // A sign-out that was forgotten overnight: only somebody who was there knows the hour.
  if (day_of(call, closed_at, true) != opening->on)
    return fail(Fault::invalid, "registry.opening.day", "/closed_at",
                {{"day", to_string(opening->on)}});
  for (const OpeningLine& other : store::openings(call.tx, in.site, opening->on, opening->on))
    if (other.closed_at && other.opened_at < closed_at && opening->opened_at < *other.closed_at)
      return overlap(other, "/closed_at");
  if (!store::close_opening(call, in.opening, closed_at))
    return fail(Fault::conflict, "registry.opening.closed", {}, {{"closed", "-"}});
  settle_after(call, in.site, opening->on);
  audit(call, "registry.site.closed", "registry_site", site.id.text, site.area,
        {{"opening", in.opening.text}, {"at", to_string(closed_at)}});
  OpeningLine line = line_of(*opening);
  line.closed_at = closed_at;
  return line;
}

}  // namespace zhulian::registry
