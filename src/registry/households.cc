#include "registry/households.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "platform/audit.h"
#include "registry/areas.h"
#include "registry/households_store.h"
#include "registry/names.h"
#include "registry/people_store.h"
#include "registry/scope.h"
#include "registry/tie_store.h"

namespace zhulian::registry {
namespace {

using store::HouseholdRow;
using store::LivingRow;

std::unexpected<Error> no_household() {
  return fail(Fault::not_found, "registry.household.absent");
}

std::vector<Argument> day_argument(Day day) {
  return {{"day", to_string(day)}};
}

void audit_household(const Call& call, std::string_view deed, const HouseholdRow& household,
                     const boost::json::object& details) {
  audit(call, deed, "registry_household", household.id.text, household.area, details);
}

HouseholdCard card_of(const Call& call, const HouseholdRow& row) {
  AreaNames names(call.tx);
  names.load({row.area});
  HouseholdCard card{.id = row.id,
                     .area = row.area,
                     .place = names.place(row.area),
                     .from = row.from,
                     .until = row.until,
                     .members = {},
                     .former = {},
                     .hidden = 0};
  for (MemberLine& line : store::members(call, row.id)) {
    const bool is_over = line.until && *line.until <= call.today();
    (is_over ? card.former : card.members).push_back(std::move(line));
  }
  // Who became the head was somebody else's spouse before, and never left.
  std::erase_if(card.former, [&](const MemberLine& line) {
    return std::ranges::find(card.members, line.person, &MemberLine::person) != card.members.end();
  });
  std::ranges::stable_sort(card.former, std::ranges::greater{}, &MemberLine::until);
  card.hidden = store::count_living(call.tx, row.id, call.today()) - std::ssize(card.members);
  return card;
}

HouseholdCard card_of(const Call& call, const HouseholdId& id) {
  return card_of(call, *store::find_household(call.tx, id, false));
}

// Theirs who are responsible where it lives, and of who sees somebody there.
bool may_see_household(const Call& call, const HouseholdCard& card) {
  const bool by_area = reach_of(call) == packs::Reach::area && reaches(call.actor, card.area);
  return by_area || !card.members.empty();
}

Result<HouseholdRow> household_to_change(const Call& call, const HouseholdId& id) {
  const auto row = store::find_household(call.tx, id, false);
  if (!row || reach_of(call) != packs::Reach::area || !reaches(call.actor, row->area))
    return no_household();
  return *row;
}

// People are held first, then households in the order of their ids: nobody waits in a circle.
void hold(const Call& call, const std::set<HouseholdId>& households) {
  for (const HouseholdId& id : households) store::find_household(call.tx, id, true);
}

// Where somebody lives without an end.
std::optional<LivingRow> home_of(const Call& call, const PersonId& person) {
  for (const LivingRow& row : store::livings_of(call.tx, person))
    if (!row.until) return row;
  return std::nullopt;
}

// The person is held until all is done: of two who enter them at once the second sees the first.
Result<void> check_member(const Call& call, const PersonId& id, Day from,
                          const std::string& field) {
  const auto person = store::find_person(call, id, true);
  if (!person || !may_see(call, person->area, id.text))
    return fail(Fault::not_found, "registry.person.absent", field);
  if (from < person->birth)
    return fail(Fault::invalid, "registry.household.order", "/from", day_argument(person->birth));
  if (person->died_on && *person->died_on <= from)
    return fail(Fault::invalid, "registry.condition.dead", field, day_argument(*person->died_on));
  return {};
}

// A household without anybody has ended; one with somebody has not.
void settle_end(const Call& call, const HouseholdId& id) {
  const auto household = store::find_household(call.tx, id, false);
  if (!household) return;
  if (!store::living_in(call.tx, id).empty()) {
    if (household->until) store::end_household(call.tx, id, open_end);
  } else if (const auto last = store::last_left(call.tx, id)) {
    store::end_household(call.tx, id, *last);
  } else {
    store::delete_household(call.tx, id);
  }
}

// Leaves where they live, were it the same household in another place, and is there from the day.
Result<void> move_in(const Call& call, const LivingRow& in, const std::string& field) {
  std::optional<LivingRow> left;
  std::optional<LivingRow> back;
  for (const LivingRow& row : store::livings_of(call.tx, in.person)) {
    const bool is_open = !row.until;
    if (is_open && row.from >= in.from)
      return fail(Fault::conflict, "registry.household.elsewhere", field, day_argument(row.from));
    if (is_open) left = row;
    if (!is_open && *row.until > in.from)
      return fail(Fault::conflict, "registry.household.overlap", field, day_argument(*row.until));
    if (!is_open && *row.until == in.from && row.household == in.household) back = row;
  }
  if (left) store::end_living(call, in.person, left->from, in.from, "", in.household);
  if (back)
    store::reopen_living(call.tx, in.person, back->from);
  else
    store::insert_living(call, in);
  if (left) settle_end(call, left->household);
  return {};
}

bool is_head(HouseholdRelation relation) {
  return relation == HouseholdRelation::head;
}

// Somebody else who lives and is the head.
bool has_head(const Call& call, const HouseholdId& household, const PersonId& but) {
  return std::ranges::any_of(store::living_in(call.tx, household), [&](const LivingRow& row) {
    return is_head(row.relation) && row.person != but &&
           !store::person_facts(call.tx, row.person, call.today()).died_on;
  });
}

}  // namespace

Result<HouseholdCard> start_household(const Call& call, const HouseholdStart& in) {
  const Day from = in.from.value_or(call.today());
  if (!reaches(call.actor, in.area) || !is_known(call.tx, in.area))
    return fail(Fault::invalid, "registry.area.outside", "/area",
                {{"area", told_place(call.tx, in.area)}});
  if (in.area.level() < AreaLevel::village)
    return fail(Fault::invalid, "registry.person.area_too_wide", "/area");
  if (const auto known = store::find_household(call.tx, in.id, false)) {
    if (known->area != in.area || known->from != from)
      return fail(Fault::conflict, "registry.household.id_taken", "/id");
    return card_of(call, *known);  // The same POST came twice.
  }
  if (in.members.empty()) return fail(Fault::invalid, "registry.household.empty", "/members");
  if (from > call.today()) return fail(Fault::invalid, "registry.household.later", "/from");
  // In the order of their ids: two who enter the same people wait for one another in one order.
  std::map<PersonId, std::string> fields;
  std::int64_t heads = 0;
  for (std::size_t i = 0; i < in.members.size(); ++i) {
    const std::string field = "/members/" + std::to_string(i) + "/person";
    if (!fields.emplace(in.members[i].person, field).second)
      return fail(Fault::invalid, "registry.household.twice", field);
    heads += is_head(in.members[i].relation.value_or(HouseholdRelation::other));
  }
  if (heads > 1) return fail(Fault::invalid, "registry.household.heads", "/members");
  for (const auto& [person, field] : fields) TRY(check_member(call, person, from, field));
  std::set<HouseholdId> homes;
  for (const auto& [person, field] : fields)
    if (const auto home = home_of(call, person)) homes.insert(home->household);
  hold(call, homes);
  const HouseholdRow row{.id = in.id, .area = in.area, .from = from, .until = {}};
  if (!store::insert_household(call, row))
    return fail(Fault::conflict, "registry.household.id_taken", "/id");
  for (const MemberStart& member : in.members)
    TRY(move_in(call,
                {.household = in.id,
                 .person = member.person,
                 .relation = member.relation.value_or(HouseholdRelation::other),
                 .from = from,
                 .until = {},
                 .end_reason = {}},
                fields.at(member.person)));
  audit_household(call, "registry.household.added", row, {{"members", in.members.size()}});
  return card_of(call, row);
}

Result<HouseholdCard> join_household(const Call& call, const MemberJoin& in) {
  TRY(household_to_change(call, in.household));
  const Day from = in.from.value_or(call.today());
  if (from > call.today()) return fail(Fault::invalid, "registry.household.later", "/from");
  TRY(check_member(call, in.person, from, "/person"));
  const auto home = home_of(call, in.person);
  std::set<HouseholdId> homes{in.household};
  if (home) homes.insert(home->household);
  hold(call, homes);
  // As it is now that all are held: somebody may have been in between.
  const auto household = TRY(household_to_change(call, in.household));
  const bool is_there = home && home->household == in.household;
  const HouseholdRelation relation =
      in.relation.value_or(is_there ? home->relation : HouseholdRelation::other);
  if (is_there && home->from == from) return card_of(call, household);  // The same POST came twice.
  if (is_there && home->relation == relation)
    return fail(Fault::conflict, "registry.household.elsewhere", "/person",
                day_argument(home->from));
  if (from < household.from)
    return fail(Fault::invalid, "registry.household.order", "/from", day_argument(household.from));
  if (household.until && *household.until != from)
    return fail(Fault::conflict, "registry.household.ended", "/from",
                day_argument(*household.until));
  if (relation == HouseholdRelation::head && has_head(call, in.household, in.person))
    return fail(Fault::invalid, "registry.household.heads", "/relation");
  TRY(move_in(call,
              {.household = in.household,
               .person = in.person,
               .relation = relation,
               .from = from,
               .until = {},
               .end_reason = {}},
              "/person"));
  settle_end(call, in.household);
  audit_household(
      call, "registry.household.joined", household,
      {{"person", in.person.text}, {"relation", word(relation)}, {"from", to_string(from)}});
  return card_of(call, in.household);
}

Result<HouseholdCard> leave_household(const Call& call, const MemberLeave& in) {
  TRY(household_to_change(call, in.household));
  const auto person = store::find_person(call, in.person, true);
  const auto rows = store::livings_of(call.tx, in.person);
  const auto row = std::ranges::find(rows, in.household, &LivingRow::household);  // The latest.
  if (!person || row == rows.end())
    return fail(Fault::not_found, "registry.household.no_member", "/person");
  const auto before = store::came_from(call.tx, in.person, in.household, in.on);
  std::set<HouseholdId> homes{in.household};
  if (before) homes.insert(before->household);
  hold(call, homes);
  const auto household = TRY(household_to_change(call, in.household));
  if (row->until) {
    if (*row->until == in.on) return card_of(call, household);  // The same POST came twice.
    return fail(Fault::conflict, "registry.household.left", "/on", day_argument(*row->until));
  }
  if (in.on < row->from)
    return fail(Fault::invalid, "registry.household.order", "/on", day_argument(row->from));
  if (in.on > call.today()) return fail(Fault::invalid, "registry.household.later", "/on");
  const bool is_mistake = in.on == row->from;
  if (is_mistake) {
    store::delete_living(call.tx, in.person, row->from);
    if (before) {
      store::reopen_living(call.tx, in.person, before->from);
      settle_end(call, before->household);
    }
  } else {
    store::end_living(call, in.person, row->from, in.on, text::normalise(in.reason), {});
  }
  settle_end(call, in.household);
  audit_household(call, is_mistake ? "registry.household.taken_back" : "registry.household.left",
                  household, {{"person", in.person.text}, {"on", to_string(in.on)}});
  if (const auto still = store::find_household(call.tx, in.household, false))
    return card_of(call, *still);
  HouseholdRow gone = household;  // Taken back to the last, it was never there.
  gone.until = household.from;
  return card_of(call, gone);
}

Result<HouseholdCard> open_household(const Call& call, const HouseholdRef& ref) {
  const auto row = store::find_household(call.tx, ref.household, false);
  if (!row) return no_household();
  HouseholdCard card = card_of(call, *row);
  if (!may_see_household(call, card)) return no_household();
  return card;
}

Result<HouseholdOfPerson> household_of_person(const Call& call, const PersonRef& ref) {
  TRY(area_of(call, ref.person));
  HouseholdOfPerson answer;
  const auto id = household_of(call.tx, ref.person, call.today());
  if (id) answer.household = card_of(call, *id);
  return answer;
}

}  // namespace zhulian::registry
