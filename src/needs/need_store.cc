#include "needs/need_store.h"

#include <algorithm>

#include "needs/sight_store.h"

namespace zhulian::needs::store {
namespace {

// The entry of the last round (l, withdrawn when w stands), who is chosen there, what was
// delivered.
constexpr std::string_view select_needs =
    "SELECT n.id, n.person_id, p.name, n.area, n.category, n.words, n.channel, n.mode, n.urgency,"
    " n.raised_on, n.proxy, n.recorded_by, x.kind, l.id, l.opens_on, l.closes_on, w.listing_id,"
    " CASE WHEN EXISTS (SELECT 1 FROM needs_live_claim c WHERE c.listing_id = l.id)"
    "  THEN 1 ELSE 0 END,"
    " (SELECT c.id FROM needs_selection s JOIN needs_live_claim c ON c.id = s.claim_id"
    "  WHERE s.listing_id = l.id),"
    " d.id, d.claim_id,"
    " CASE WHEN EXISTS (SELECT 1 FROM needs_evaluation e WHERE e.delivery_id = d.id"
    "  AND e.side = 'person') THEN 1 ELSE 0 END,"
    " (SELECT sc.score FROM needs_score sc WHERE sc.delivery_id = d.id)"
    " FROM needs_need n"
    " LEFT JOIN registry_person_public p ON p.person_id = n.person_id"
    " LEFT JOIN needs_ending x ON x.need_id = n.id"
    " LEFT JOIN needs_delivery d ON d.need_id = n.id"
    " LEFT JOIN needs_listing_need ln ON ln.need_id = n.id"
    "  AND ln.round = (SELECT max(m.round) FROM needs_listing_need m WHERE m.need_id = n.id)"
    " LEFT JOIN needs_listing l ON l.id = ln.listing_id"
    " LEFT JOIN needs_listing_withdrawal w ON w.listing_id = ln.listing_id";

NeedRow need_from(const Row& row) {
  NeedRow made{.line = {.id = row.get<Id<Need>>(0),
                        .person = row.get<PersonId>(1),
                        .person_name = row.get<std::optional<std::string>>(2).value_or(""),
                        .area = row.area(3),
                        .category = row.get<std::string>(4),
                        .words = row.get<std::string>(5),
                        .channel = row.get<std::string>(6),
                        .mode = row.get<std::string>(7),
                        .urgency = row.get<std::string>(8),
                        .raised_on = row.day(9),
                        .delivery = row.get<std::optional<Id<Delivery>>>(19),
                        .score = row.get<std::optional<double>>(22)},
               .facts = {.ending = row.get<std::optional<EndingKind>>(12),
                         .is_delivered = !row.null(19),
                         .is_evaluated = row.get<bool>(21)},
               .proxy = row.get<bool>(10),
               .recorded_by = row.get<std::string>(11)};
  if (!row.null(13) && row.null(16)) {
    made.facts.listing = ListingFacts{.opens_on = row.day(14),
                                      .closes_on = row.day(15),
                                      .has_claims = row.get<bool>(17),
                                      .has_chosen = !row.null(18)};
    made.line.listing = row.get<Id<Listing>>(13);
    made.line.claim = row.get<std::optional<Id<Claim>>>(18);
  }
  if (made.facts.is_delivered) made.line.claim = row.get<Id<Claim>>(20);
  return made;
}

std::vector<NeedRow> read_needs(Tx& tx, const Where& where, const std::string& rest = "") {
  std::vector<NeedRow> found;
  tx.each(std::string(select_needs) + where.text() + rest, where.values(),
          [&](const Row& row) { found.push_back(need_from(row)); });
  return found;
}

// On an entry that closed without a claim: `listed` no more. The rule of has_failed().
std::string failed_listing(const std::string& today) {
  return "EXISTS (SELECT 1 FROM needs_live_listing_need fl"
         " JOIN needs_listing ff ON ff.id = fl.listing_id"
         " WHERE fl.need_id = n.id AND ff.closes_on < " +
         today + " AND NOT EXISTS (SELECT 1 FROM needs_live_claim fc WHERE fc.listing_id = ff.id))";
}

void add_state(Where& where, NeedState state, Day today) {
  switch (state) {
    case NeedState::open: {
      const std::string day = where.bind(today);
      where.add("n.stage IN ('open', 'listed')");
      return where.add("(n.stage = 'open' OR " + failed_listing(day) + ')');
    }
    case NeedState::listed: {
      const std::string day = where.bind(today);
      return where.add("n.stage = 'listed' AND NOT " + failed_listing(day));
    }
    default:
      return where.add("n.stage = ?", word(state));
  }
}

constexpr std::size_t county_digits = 6;

// Which index leads: a village's own rows are few and sorted at leisure; a county's are read in
// the order of the list until the page is full. The column in an expression keeps the database
// from the other index.
void add_areas(Where& where, const Call& call, const NeedFilter& filter) {
  const bool by_area = registry::reach_of(call) == packs::Reach::area;
  std::optional<Area> around = filter.area;
  if (!around && by_area && call.actor.areas.size() == 1) around = call.actor.areas.front();
  const bool is_narrow = around && around->code().size() > 9;
  const bool in_county = around && around->code().size() >= county_digits;
  const std::string column = is_narrow || !by_area ? "n.area" : "(n.area || '')";
  if (!is_narrow && in_county && by_area)
    where.add("substr(n.area, 1, 6) = ?", around->code().substr(0, county_digits));
  if (by_area)
    where.add(within_areas(call.actor, column, where.next()));
  else
    where.add(visible_needs(call, "n", where.next()));
  if (filter.area) where.add(within(*filter.area, column, where.next()));
}

// Text to look for with LIKE .. ESCAPE '!'.
std::string pattern(std::string_view words) {
  std::string made = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '!') made += '!';
    made += c;
  }
  return made + '%';
}

}  // namespace

std::optional<NeedRow> find_need(const Call& call, const Id<Need>& id) {
  auto found = find_needs(call, {id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<NeedRow> find_needs(const Call& call, const std::vector<Id<Need>>& ids) {
  Where where;
  where.add_one_of("n.id", ids);
  where.add(visible_needs(call, "n", where.next()));
  return read_needs(call.tx, where);
}

std::optional<NeedRow> find_any_need(Tx& tx, const Id<Need>& id) {
  Where where;
  where.add("n.id = ?", id);
  return first(read_needs(tx, where));
}

std::vector<NeedRow> needs_of_listings(const Call& call, const std::vector<Id<Listing>>& listings) {
  if (listings.empty()) return {};
  // By the listings first: the outer condition alone would read all needs to find their entry.
  Where behind;
  behind.add_one_of("b.listing_id", listings);
  Where where;
  where.add_one_of("ln.listing_id", listings);
  where.add("n.id IN (SELECT b.need_id FROM needs_listing_need b" + behind.text() + ')');
  where.add("x.need_id IS NULL");
  where.add(visible_needs(call, "n", where.next()));
  return read_needs(call.tx, where, " ORDER BY n.raised_on, n.id");
}

std::vector<NeedRow> list_needs(const Call& call, const NeedFilter& filter) {
  Where where;
  add_areas(where, call, filter);
  if (filter.state) add_state(where, *filter.state, call.today());
  add_category(where, filter.category, "n.category");
  if (filter.urgency) where.add("n.urgency = ?", *filter.urgency);
  if (filter.person) where.add("n.person_id = ?", *filter.person);
  if (filter.words) where.add("lower(n.words) LIKE lower(?) ESCAPE '!'", pattern(*filter.words));
  add_cursor(where, filter.behind, "n.raised_on", "n.id");
  const std::string limit = where.bind(filter.limit + 1);
  // First which, then what of them: what is reckoned of a need is reckoned for one page only.
  const std::string order = " ORDER BY n.raised_on DESC, n.id DESC";
  std::vector<NeedRow> found;
  call.tx.each(std::string(select_needs) + " WHERE n.id IN (SELECT n.id FROM needs_need n" +
                   where.text() + order + " LIMIT " + limit + ')' + order,
               where.values(), [&](const Row& row) { found.push_back(need_from(row)); });
  return found;
}

void lock_needs(Tx& tx, std::vector<Id<Need>> ids) {
  Where where;
  where.add_one_of("id", ids);
  tx.query(
      "SELECT id FROM needs_need" + where.text() + " ORDER BY id" + std::string(tx.for_update()),
      where.values());
}

bool add_need(const Call& call, const NewNeed& need, const Area& area, Day raised_on) {
  return call.tx.execute(
             "INSERT INTO needs_need (id, person_id, area, category, words, channel, mode,"
             " urgency, raised_on, recorded_at, recorded_by, proxy, stage)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open')"
             " ON CONFLICT DO NOTHING",
             {need.id, need.person, area, need.category, need.words, need.channel, need.mode,
              need.urgency, raised_on, call.now, call.actor.id, need.proxy.value_or(false)}) == 1;
}

bool add_ending(const Call& call, const Ending& ending) {
  return call.tx.execute(
             "INSERT INTO needs_ending (need_id, kind, into_id, reason, on_day, recorded_at,"
             " recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
             {ending.need, ending.kind, ending.into, ending.reason, call.today(), call.now,
              call.actor.id}) == 1;
}

std::optional<EndingRow> find_ending(Tx& tx, const Id<Need>& need) {
  const auto row =
      tx.one("SELECT kind, into_id, recorded_by FROM needs_ending WHERE need_id = $1", {need});
  if (!row) return std::nullopt;
  return EndingRow{.kind = row->get<EndingKind>(0),
                   .into = row->get<std::optional<Id<Need>>>(1),
                   .recorded_by = row->get<std::string>(2)};
}

void refresh_stage(Tx& tx, const Id<Need>& need) {
  tx.execute(
      "UPDATE needs_need SET stage = (SELECT s.stage FROM needs_need_stage s"
      " WHERE s.need_id = needs_need.id) WHERE id = $1",
      {need});
}

void refresh_stages(Tx& tx, const Id<Listing>& listing) {
  tx.execute(
      "UPDATE needs_need SET stage = (SELECT s.stage FROM needs_need_stage s"
      " WHERE s.need_id = needs_need.id)"
      " WHERE id IN (SELECT need_id FROM needs_listing_need WHERE listing_id = $1)",
      {listing});
}

std::optional<Life> life_of(Tx& tx, const PersonId& person) {
  const auto row = tx.one(
      "SELECT birth_day, died_on FROM registry_person_public WHERE person_id = $1", {person});
  if (!row) return std::nullopt;
  return Life{.birth = row->day(0), .died_on = row->get<std::optional<Day>>(1)};
}

}  // namespace zhulian::needs::store
