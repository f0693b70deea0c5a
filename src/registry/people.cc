// The list of people.
#include <algorithm>

#include "base/text.h"
#include "platform/where.h"
#include "registry/areas.h"
#include "registry/cards.h"
#include "registry/list_store.h"
#include "registry/scope.h"

namespace zhulian::registry {
namespace {

// Where the page before ended: sort key and id. Opaque to callers, harmless when made up.
std::string cursor_of(const store::ListedPerson& last) {
  return last.sort_key + '.' + last.id.text;
}

Result<void> read_cursor(const std::string& cursor, store::ListQuery& query) {
  const auto dot = cursor.find('.');
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  const std::string_view text = cursor;
  if (dot == std::string::npos || !std::ranges::all_of(text.substr(0, dot), is_hex) ||
      !is_uuid(text.substr(dot + 1)))
    return fail(Fault::malformed, "registry.cursor", "/cursor");
  query.after_key = cursor.substr(0, dot);
  query.after_id = cursor.substr(dot + 1);
  return {};
}

// Places inside `around` with a rule of their own, the smallest first.
std::vector<std::pair<Area, std::int64_t>> own_rules(const Call& call, const Area& around) {
  std::vector<std::pair<Area, std::int64_t>> found;
  for (const auto& rule : call.deployment.packs.parameters) {
    if (rule.key != "certificate.expiring_days" || rule.area == around ||
        !around.contains(rule.area))
      continue;
    if (std::ranges::find(found, rule.area, &std::pair<Area, std::int64_t>::first) == found.end())
      found.emplace_back(rule.area, expiring_days(call, rule.area));
  }
  std::ranges::sort(found, [](const auto& a, const auto& b) {
    return a.first.code().size() > b.first.code().size();
  });
  return found;
}

// Where to look, when the actor's areas lead: the village asked for, or all areas that are not
// inside another of them.
std::vector<Area> places(const Call& call, const PeopleQuery& query) {
  if (reach_of(call) != packs::Reach::area) return {};
  if (query.village) return {*query.village};
  std::vector<Area> found;
  for (const Area& area : call.actor.areas)
    if (std::ranges::none_of(call.actor.areas, [&](const Area& other) {
          return other != area && other.contains(area);
        }))
      found.push_back(area);
  return found;
}

PersonLine line_of(const Call& call, store::ListedPerson& person, AreaNames& names) {
  return {.id = person.id,
          .name = std::move(person.name),
          .sex = std::move(person.sex),
          .age = years_between(person.birth, call.today()),
          .area = person.area,
          .place = names.place(person.area),
          .category = person.category,
          .level = person.level,
          .state = person.state,
          .expires_on = person.expires,
          .open_needs = 0};
}

}  // namespace

Result<store::ListQuery> list_query(const Call& call, const PeopleQuery& asked) {
  store::ListQuery query{.visible = visible_people(call, "p.area", "p.id", 1)};
  if (asked.village) {
    const Condition in =
        within(*asked.village, "p.area", static_cast<int>(query.visible.values.size()) + 1);
    query.visible.text += " AND " + in.text;
    query.visible.values.insert(query.visible.values.end(), in.values.begin(), in.values.end());
  }
  query.areas = places(call, asked);
  if (asked.q) query.question = read_question(*asked.q);
  if (query.question) {
    const Question& question = *query.question;
    if (!question.citizen_id.empty())
      query.id_hash = store::identity_hash(call.deployment.keys, question.citizen_id);
    if (!question.certificate_number.empty())
      query.number_hash = store::number_hash(call.deployment.keys, question.certificate_number);
    if (!question.last_four.empty())
      query.tail_hash = store::tail_hash(call.deployment.keys, question.last_four);
  }
  query.category = asked.category;
  query.level = asked.level;
  if (asked.state) query.state = std::string(word(*asked.state));
  query.holders = asked.holders;
  query.today = call.today();
  const Area widest = query.areas.size() == 1 ? query.areas.front() : Area{};
  query.expiring_days = expiring_days(call, widest);
  query.expiring_here = own_rules(call, widest);
  if (asked.cursor) TRY(read_cursor(*asked.cursor, query));
  query.limit = asked.limit.value_or(page_default) + 1;
  return query;
}

Result<http::Page<PersonLine>> find_people(const Call& call, const PeopleQuery& asked) {
  http::Page<PersonLine> page;
  const store::ListQuery query = TRY(list_query(call, asked));
  const bool by_area = reach_of(call) == packs::Reach::area;
  // An area outside the actor's shows nobody; whether it exists is not told.
  if (by_area && (query.areas.empty() || (asked.village && !reaches(call.actor, *asked.village))))
    return page;
  if (query.question && query.question->hopeless) return page;

  auto people = store::list_people(call.tx, query);
  if (static_cast<std::int64_t>(people.size()) == query.limit) {
    people.pop_back();
    page.next_cursor = cursor_of(people.back());
  }
  AreaNames names(call.tx);
  std::vector<Area> areas;
  for (const auto& person : people) areas.push_back(person.area);
  names.load(areas);
  const auto needs = store::open_needs(call.tx, people);
  for (auto& person : people) {
    PersonLine line = line_of(call, person, names);
    const auto open = std::ranges::find(needs, line.id.text, &store::OpenNeeds::person);
    if (open != needs.end()) line.open_needs = open->count;
    page.items.push_back(std::move(line));
  }
  return page;
}

}  // namespace zhulian::registry
