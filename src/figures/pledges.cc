#include "figures/pledges.h"

#include <cmath>
#include <map>

#include "base/text.h"
#include "figures/compute.h"
#include "figures/pledge_store.h"
#include "figures/store.h"
#include "platform/audit.h"
#include "platform/input.h"

namespace zhulian::figures {
namespace {

using packs::Catalogue;
using packs::Figure;
using store::PledgeRow;

constexpr std::int64_t pledges_max = 500;

std::int64_t year_of(Day day) {
  return static_cast<int>(std::chrono::year_month_day{day}.year());
}
Day first_of(std::int64_t year) {
  return make_day(static_cast<int>(year), 1, 1).value();
}
Day last_of(std::int64_t year) {
  return make_day(static_cast<int>(year), 12, 31).value();
}

// Pledges of one area and year share what is computed for them.
class Progress {
 public:
  explicit Progress(const Call& call) : call_(call) {}

  // Empty before the year begins.
  std::optional<double> value(const Figure& figure, const Area& area, std::int64_t year) {
    const Day today = call_.today();
    if (today < first_of(year)) return std::nullopt;
    const Day to = std::min(today, last_of(year));
    const Scope scope{.area = area, .from = first_of(year), .to = to, .as_of = to};
    return computers_.try_emplace({area.code(), year}, call_.tx, call_.deployment.packs, scope)
        .first->second.line(figure, "zh")
        .value;
  }

 private:
  const Call& call_;
  std::map<std::pair<std::string, std::int64_t>, Computer> computers_;
};

std::vector<FormerPledge> former_of(Tx& tx, const PledgeRow& row) {
  std::vector<FormerPledge> former;
  PledgeRow newer = row;
  while (newer.corrects) {
    const auto older = store::find_any_pledge(tx, *newer.corrects);
    former.push_back({.id = older->id,
                      .name = older->name,
                      .figure = older->figure,
                      .target = older->target,
                      .reason = newer.reason,
                      .changed_at = newer.recorded_at,
                      .changed_by = newer.recorded_by});
    newer = *older;
  }
  return former;
}

PledgeLine line_of(const Call& call, const PledgeRow& row, Progress& progress,
                   std::string_view language) {
  const Day today = call.today();
  PledgeLine line{.id = row.id,
                  .area = row.area,
                  .area_name = store::area_name(call.tx, row.area),
                  .year = row.year,
                  .name = row.name,
                  .figure = row.figure,
                  .figure_name = row.figure,
                  .target = row.target,
                  .is_reached = false,
                  .state = today < first_of(row.year) ? PledgeState::ahead : PledgeState::running,
                  .from = first_of(row.year),
                  .to = std::min(std::max(today, first_of(row.year)), last_of(row.year)),
                  .lead = row.lead,
                  .lead_name = row.lead_name,
                  .words = row.words,
                  .published_on = row.published_on,
                  .may_close = !row.closing && today >= last_of(row.year),
                  .closing = row.closing,
                  .former = former_of(call.tx, row)};
  // A figure may leave the packs; what was pledged stays.
  if (const Figure* figure = call.deployment.packs.figure(row.figure)) {
    line.figure_name = language == "en" ? figure->name.en : figure->name.zh;
    line.definition = language == "en" ? figure->definition.en : figure->definition.zh;
    line.unit = figure->unit;
    line.value = progress.value(*figure, row.area, row.year);
  }
  line.is_reached = line.value && *line.value >= line.target;
  if (row.outcome) {
    line.state = *row.outcome;
    line.is_reached = *row.outcome == PledgeState::done;
  }
  return line;
}

Result<PledgeLine> open_pledge(const Call& call, const PledgeId& id) {
  const auto row = store::find_pledge(call, id);
  if (!row) return fail(Fault::not_found, "figures.pledge.absent");
  Progress progress(call);
  return line_of(call, *row, progress, "zh");
}

// What is asked of a pledge, new or changed.
Result<void> check(const Call& call, const PledgeRow& row) {
  Faults faults;
  if (row.name.empty()) faults.add("figures.pledge.no_name", "/name");
  if (!call.deployment.packs.figure(row.figure))
    faults.add("figures.pledge.no_figure", "/figure", {{"figure", row.figure}});
  if (!std::isfinite(row.target) || row.target <= 0) faults.add("figures.pledge.target", "/target");
  if (row.lead && !store::is_body(call.tx, *row.lead)) faults.add("figures.pledge.lead", "/lead");
  const std::int64_t next = year_of(call.today()) + 1;
  if (row.year > next) faults.add("figures.pledge.year", "/year", {{"year", std::to_string(next)}});
  if (row.published_on > call.today())
    faults.add("figures.pledge.in_future", "/published_on", {{"day", to_string(row.published_on)}});
  return std::move(faults).verdict();
}

std::unexpected<Error> there_already(const PledgeRow& row) {
  return fail(Fault::conflict, "figures.pledge.there_already", "/name",
              {{"year", std::to_string(row.year)}});
}

bool is_same(const Call& call, const PledgeRow& now, const PledgeRow& known) {
  return known.recorded_by == call.actor.id.text && known.area == now.area &&
         known.year == now.year && known.name == now.name && known.figure == now.figure &&
         known.target == now.target && known.lead == now.lead && known.words == now.words &&
         known.corrects == now.corrects && known.reason == now.reason;
}

// The pledge in the actor's hands, and still to be changed or closed.
Result<PledgeRow> locked(const Call& call, const PledgeId& id) {
  if (!store::find_pledge(call, id)) return fail(Fault::not_found, "figures.pledge.absent");
  store::lock_pledge(call.tx, id);
  return *store::find_pledge(call, id);
}

std::unexpected<Error> corrected_already(const Call& call, const PledgeId& id) {
  return fail(Fault::conflict, "figures.pledge.corrected", {},
              {{"newest", store::newest_of(call.tx, id).text}});
}

}  // namespace

Result<std::vector<PledgeLine>> find_pledges(const Call& call, const PledgesQuery& query) {
  const auto rows = store::list_pledges(call, query.area,
                                        query.year.value_or(year_of(call.today())), pledges_max);
  Progress progress(call);
  std::vector<PledgeLine> lines;
  lines.reserve(rows.size());
  for (const PledgeRow& row : rows)
    lines.push_back(line_of(call, row, progress, query.language.value_or("zh")));
  return lines;
}

Result<PledgeLine> add_pledge(const Call& call, const NewPledge& in) {
  const PledgeRow row{.id = in.id,
                      .area = in.area,
                      .year = in.year,
                      .name = text::normalise(in.name),
                      .figure = in.figure,
                      .target = in.target,
                      .lead = in.lead,
                      .words = trimmed(in.words.value_or("")),
                      .published_on = in.published_on.value_or(call.today())};
  if (const auto known = store::find_any_pledge(call.tx, in.id)) {
    const bool same =
        is_same(call, row, *known) && (!in.published_on || known->published_on == *in.published_on);
    if (!same) return fail(Fault::conflict, "figures.id_taken", "/id");
    return open_pledge(call, in.id);
  }
  if (!reaches(call.actor, in.area) || store::area_name(call.tx, in.area).empty())
    return fail(Fault::not_found, "figures.no_area", "/area");
  TRY(check(call, row));
  if (!store::add_pledge(call, row, first_of(row.year))) return there_already(row);
  audit(call, "figures.pledge.made", "figures_pledge", in.id.text, in.area,
        {{"year", in.year}, {"figure", in.figure}, {"target", in.target}});
  return open_pledge(call, in.id);
}

Result<PledgeLine> correct_pledge(const Call& call, const PledgeCorrection& in) {
  const PledgeRow old = TRY(locked(call, in.pledge));
  PledgeRow row = old;
  row.id = in.id;
  row.corrects = old.id;
  row.reason = trimmed(in.reason);
  if (in.name) row.name = text::normalise(*in.name);
  if (in.figure) row.figure = *in.figure;
  if (in.target) row.target = *in.target;
  if (in.lead) row.lead = in.lead;
  if (in.words) row.words = trimmed(*in.words);
  if (const auto known = store::find_any_pledge(call.tx, in.id)) {
    if (!is_same(call, row, *known)) return fail(Fault::conflict, "figures.id_taken", "/id");
    return open_pledge(call, in.id);
  }
  if (!old.stands) return corrected_already(call, in.pledge);
  if (old.closing) return fail(Fault::conflict, "figures.pledge.closed");
  if (row.reason.empty()) return fail(Fault::invalid, "figures.pledge.no_reason", "/reason");
  const bool is_changed = row.name != old.name || row.figure != old.figure ||
                          row.target != old.target || row.lead != old.lead ||
                          row.words != old.words;
  if (!is_changed) return fail(Fault::invalid, "figures.pledge.unchanged", "/target");
  TRY(check(call, row));
  if (!store::add_pledge(call, row, first_of(row.year))) return there_already(row);
  audit(call, "figures.pledge.corrected", "figures_pledge", in.id.text, row.area,
        {{"corrects", in.pledge.text}, {"figure", row.figure}, {"target", row.target}});
  return open_pledge(call, in.id);
}

Result<PledgeLine> close_pledge(const Call& call, const PledgeClosing& in) {
  const PledgeRow row = TRY(locked(call, in.pledge));
  const std::string words = trimmed(in.words.value_or(""));
  if (row.closing) {
    const bool same = row.closing->by == call.actor.id.text && row.closing->words == words;
    if (!same) return fail(Fault::conflict, "figures.pledge.closed");
    return open_pledge(call, in.pledge);
  }
  if (!row.stands) return corrected_already(call, in.pledge);
  if (call.today() < last_of(row.year))
    return fail(Fault::conflict, "figures.pledge.year_runs", {},
                {{"day", to_string(last_of(row.year))}});
  const Figure* figure = call.deployment.packs.figure(row.figure);
  if (!figure)
    return fail(Fault::conflict, "figures.pledge.no_figure", {}, {{"figure", row.figure}});
  const auto value = Progress(call).value(*figure, row.area, row.year);
  const PledgeState outcome =
      value && *value >= row.target ? PledgeState::done : PledgeState::not_reached;
  store::add_closing(call, in.pledge, outcome,
                     {.on = call.today(), .value = value, .words = words, .by = {}});
  audit(call, "figures.pledge.closed", "figures_pledge", in.pledge.text, row.area,
        {{"outcome", word(outcome)}, {"value", value.value_or(0)}, {"target", row.target}});
  return open_pledge(call, in.pledge);
}

}  // namespace zhulian::figures
