#include "figures/pledge_store.h"

namespace zhulian::figures::store {
namespace {

constexpr std::string_view select_pledges =
    "SELECT p.id, p.area, p.year, p.name, p.figure, p.target, p.lead_id, o.name, p.words,"
    " p.published_on, p.corrects_id, p.reason, p.stands, p.recorded_at, p.recorded_by, c.outcome,"
    " c.closed_on, c.value, c.words, c.recorded_by FROM figures_pledge p"
    " LEFT JOIN registry_organisation_public o ON o.organisation_id = p.lead_id"
    " LEFT JOIN figures_pledge_closing c ON c.pledge_id = p.id";

PledgeRow pledge_from(const Row& row) {
  PledgeRow found{.id = row.get<PledgeId>(0),
                  .area = row.area(1),
                  .year = row.integer(2),
                  .name = row.get<std::string>(3),
                  .figure = row.get<std::string>(4),
                  .target = row.real(5),
                  .lead = row.get<std::optional<OrganisationId>>(6),
                  .lead_name = row.get<std::optional<std::string>>(7).value_or(""),
                  .words = row.get<std::string>(8),
                  .published_on = row.day(9),
                  .corrects = row.get<std::optional<PledgeId>>(10),
                  .reason = row.get<std::string>(11),
                  .stands = row.integer(12) == 1,
                  .recorded_at = row.instant(13),
                  .recorded_by = row.get<std::string>(14),
                  .outcome = row.get<std::optional<PledgeState>>(15)};
  if (found.outcome)
    found.closing = ClosedPledge{.on = row.day(16),
                                 .value = row.get<std::optional<double>>(17),
                                 .words = row.get<std::string>(18),
                                 .by = row.get<std::string>(19)};
  return found;
}

std::optional<PledgeRow> first(Tx& tx, const Where& where) {
  std::optional<PledgeRow> found;
  tx.each(std::string(select_pledges) + where.text(), where.values(),
          [&](const Row& row) { found = pledge_from(row); });
  return found;
}

}  // namespace

std::optional<PledgeRow> find_pledge(const Call& call, const PledgeId& id) {
  Where where;
  where.add("p.id = ?", id);
  where.add(within_areas(call.actor, "p.area", where.next()));
  return first(call.tx, where);
}

std::optional<PledgeRow> find_any_pledge(Tx& tx, const PledgeId& id) {
  Where where;
  where.add("p.id = ?", id);
  return first(tx, where);
}

std::vector<PledgeRow> list_pledges(const Call& call, const std::optional<Area>& area,
                                    std::int64_t year, std::int64_t limit) {
  Where where;
  where.add("p.stands = 1");
  where.add("p.year = ?", year);
  where.add(within_areas(call.actor, "p.area", where.next()));
  if (area) where.add(within(*area, "p.area", where.next()));
  const std::string most = where.bind(limit);
  std::vector<PledgeRow> found;
  call.tx.each(std::string(select_pledges) + where.text() +
                   " ORDER BY p.area, p.published_on, p.id LIMIT " + most,
               where.values(), [&](const Row& row) { found.push_back(pledge_from(row)); });
  return found;
}

PledgeId newest_of(Tx& tx, const PledgeId& id) {
  PledgeId newest = id;
  while (const auto row = tx.one("SELECT id FROM figures_pledge WHERE corrects_id = $1", {newest}))
    newest = row->get<PledgeId>(0);
  return newest;
}

void lock_pledge(Tx& tx, const PledgeId& id) {
  tx.query("SELECT id FROM figures_pledge WHERE id = $1" + std::string(tx.for_update()), {id});
}

bool add_pledge(const Call& call, const PledgeRow& row, Day begins_on) {
  if (row.corrects)
    call.tx.execute("UPDATE figures_pledge SET stands = 0 WHERE id = $1", {*row.corrects});
  return call.tx.execute(
             "INSERT INTO figures_pledge (id, area, year, name, figure, target, lead_id, words,"
             " published_on, begins_on, corrects_id, reason, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
             " ON CONFLICT DO NOTHING",
             {row.id, row.area, row.year, row.name, row.figure, row.target, row.lead, row.words,
              row.published_on, begins_on, row.corrects, row.reason, call.now, call.actor.id}) == 1;
}

void add_closing(const Call& call, const PledgeId& id, PledgeState outcome,
                 const ClosedPledge& closing) {
  call.tx.execute(
      "INSERT INTO figures_pledge_closing (pledge_id, closed_on, outcome, value, words,"
      " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {id, closing.on, outcome, closing.value, closing.words, call.now, call.actor.id});
}

bool is_body(Tx& tx, const OrganisationId& id) {
  return tx
      .one("SELECT organisation_id FROM registry_organisation_public WHERE organisation_id = $1",
           {id})
      .has_value();
}

}  // namespace zhulian::figures::store
