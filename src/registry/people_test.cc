#include <set>

#include "registry/areas.h"
#include "registry/enrol.h"
#include "registry/list_store.h"
#include "registry/scope.h"
#include "test/world.h"

namespace zhulian::registry {
namespace {

using test::area;
using test::citizen_id;
using test::day;

const Area huimin = area("421102001015");
const Area dadi = area("421102001010");
const Area elsewhere = area("421102450200");

template <class T>
std::string code(const Result<T>& result) {
  return result ? "fine" : result.error().code;
}

class People : public test::InBothWorlds {
 protected:
  PersonId add(const std::string& name, const Area& place, int order, int category = 4,
               int level = 2, std::string_view birth = "1982-07-09") {
    const auto id = read_citizen_id(citizen_id(birth, order)).id.value();
    const Enrolment in{.citizen_id = id,
                       .name = name,
                       .area = place,
                       .certificate = CertificateNumber{id.text, category, level},
                       .issued_on = day("2020-01-01"),
                       .expires_on = day("2029-12-31"),
                       .source = "test"};
    return world()
        .within(world().program, [&](const Call& call) { return enrol(call, in); })
        .value()
        .person;
  }
  std::string names(const Actor& actor, const PeopleQuery& query) {
    std::string text;
    const auto page = as(actor, find_people, query).value();
    for (const PersonLine& line : page.items) text += (text.empty() ? "" : " ") + line.name;
    return text;
  }
  std::string found(const std::string& q) { return names(world().district, {.q = q}); }
};
ON_BOTH_DATABASES(People);

constexpr const char* wang = "\u738b\u6653\u660e";  // Wang Xiaoming, of the cast.
constexpr const char* li = "\u674e\u5c0f\u82b1";    // Li Xiaohua
constexpr const char* ouyang = "\u6b27\u9633\u660e";

TEST_P(People, are_found_by_all_that_a_box_may_hold) {
  add(li, dadi, 2);
  add(ouyang, huimin, 5);
  EXPECT_EQ(found("\u738b\u6653"), wang);
  EXPECT_EQ(found("\u6653\u660e"), wang);
  EXPECT_EQ(found("lixiao"), li);
  EXPECT_EQ(found("Li Xiao"), li);
  EXPECT_EQ(found("LXH"), li);
  EXPECT_EQ(found("xiaohua"), li);
  EXPECT_EQ(found("\u738bxm"), wang);
  EXPECT_EQ(found("\u674exm"), "");
  EXPECT_EQ(found("ming"), ouyang);
  EXPECT_EQ(found("oym"), ouyang);
  const std::string id = citizen_id("1982-07-09", 2);
  EXPECT_EQ(found(id), li);
  EXPECT_EQ(found(id + "42"), li);
  EXPECT_EQ(found(id.substr(14)), li);
  EXPECT_EQ(found("\u674e" + id.substr(14)), li);
  EXPECT_EQ(found("\u738b" + id.substr(14)), "");
  EXPECT_EQ(found("12345"), "");
  EXPECT_EQ(found("%"), "");
}

TEST_P(People, filters_combine) {
  add(li, dadi, 2, 6, 1);
  add(ouyang, huimin, 5, 6, 3);
  EXPECT_EQ(names(world().district, {.category = 6}), std::string(li) + ' ' + ouyang);
  EXPECT_EQ(names(world().district, {.category = 6, .level = 1}), li);
  EXPECT_EQ(names(world().district, {.village = huimin, .category = 6}), ouyang);
  EXPECT_EQ(names(world().district, {.q = "li", .category = 4}), "");
  EXPECT_EQ(names(world().district, {.state = CertificateState::valid, .holders = true}),
            std::string(li) + ' ' + ouyang + ' ' + wang);
  EXPECT_EQ(names(world().district, {.holders = false}), "");
}

TEST_P(People, an_actor_sees_its_areas_or_itself_and_nobody_else) {
  add(li, elsewhere, 2);
  EXPECT_EQ(names(world().district, {}), std::string(li) + ' ' + wang);
  EXPECT_EQ(names(world().town, {}), wang);
  EXPECT_EQ(names(world().liaison, {}), wang);
  EXPECT_EQ(names(world().resident, {}), wang);
  EXPECT_EQ(names(world().claimant, {}), "");
  EXPECT_EQ(names(world().stranger, {}), "");
  EXPECT_EQ(names(world().program, {}), std::string(li) + ' ' + wang);
  EXPECT_EQ(names(world().town, {.village = elsewhere}), "");
  EXPECT_EQ(names(world().town, {.q = citizen_id("1982-07-09", 2)}), "");
  EXPECT_EQ(names(world().resident, {.q = "li"}), "");
  EXPECT_EQ(names(world().program, {.q = "li"}), li);
}

TEST_P(People, what_is_out_of_sight_is_not_there) {
  const PersonId far = add(li, elsewhere, 2);
  for (const Actor* actor :
       {&world().town, &world().liaison, &world().claimant, &world().resident, &world().stranger}) {
    EXPECT_EQ(as(*actor, open_person, {far}).error().fault, Fault::not_found) << actor->name;
    EXPECT_EQ(as(*actor, unmask, {far, "curious"}).error().fault, Fault::not_found);
    EXPECT_EQ(as(*actor, change_person, {.person = far, .revision = 1}).error().fault,
              Fault::not_found);
  }
  EXPECT_TRUE(as(world().resident, open_person, {world().person}));
}

TEST_P(People, pages_follow_each_other_without_gap_or_twin) {
  for (int i = 0; i < 23; ++i) add(i % 2 ? li : ouyang, i % 3 ? huimin : dadi, 100 + i);
  std::set<std::string> seen;
  std::optional<std::string> cursor;
  int pages = 0;
  do {
    const auto page = as(world().district, find_people, {.cursor = cursor, .limit = 5}).value();
    for (const PersonLine& line : page.items) EXPECT_TRUE(seen.insert(line.id.text).second);
    cursor = page.next_cursor;
    ++pages;
  } while (cursor);
  EXPECT_EQ(seen.size(), 24u);
  EXPECT_EQ(pages, 5);
  EXPECT_EQ(as(world().district, find_people, {.cursor = "nonsense"}).error().fault,
            Fault::malformed);
}

TEST_P(People, a_village_lists_its_groups_in_one_order) {
  const auto group = [&](const char* name) {
    return world()
        .within(world().program,
                [&](const Call& call) { return place_below(call, huimin, {.group = name}); })
        .value();
  };
  const std::vector<Area> places{huimin, group("1"), group("2")};
  for (int i = 0; i < 12; ++i)
    add(i % 2 ? li : ouyang, places[static_cast<std::size_t>(i % 3)], 100 + i);
  add(li, dadi, 200);
  std::string all;
  std::optional<std::string> cursor;
  do {
    const PeopleQuery asked{.village = huimin, .cursor = cursor, .limit = 5};
    const auto page = as(world().district, find_people, asked).value();
    for (const PersonLine& line : page.items) all += line.name + ' ';
    cursor = page.next_cursor;
  } while (cursor);
  std::string expected;
  for (int i = 0; i < 6; ++i) expected += li + std::string(" ");
  for (int i = 0; i < 6; ++i) expected += ouyang + std::string(" ");
  EXPECT_EQ(all, expected + wang + ' ');
}

TEST_P(People, a_line_says_where_and_how_old) {
  const auto page = as(world().district, find_people, {});
  const PersonLine& line = page->items.at(0);
  EXPECT_EQ(line.age, 56);
  EXPECT_EQ(line.place,
            "\u8d64\u58c1\u8857\u9053 \u60e0\u6c11\u793e\u533a\u5c45\u6c11\u59d4\u5458\u4f1a");
  EXPECT_EQ(line.category, 4);
  EXPECT_EQ(line.open_needs, 0);
}

TEST_P(People, the_list_never_reads_a_whole_table) {
  if (!on_sqlite()) {
    EXPECT_EQ(found("wang"), wang);  // PostgreSQL plans by statistics: the answer has to do.
    return;
  }
  struct Case {
    const Actor* actor;
    PeopleQuery query;
  };
  const std::string id = citizen_id("1970-05-01", 1);
  for (const Case& one :
       std::vector<Case>{{&world().district, {}},
                         {&world().town, {}},
                         {&world().liaison, {}},
                         {&world().district, {.q = "wang"}},
                         {&world().district, {.q = "\u738bxm"}},
                         {&world().district, {.q = id}},
                         {&world().district, {.q = id + "42"}},
                         {&world().district, {.q = id.substr(14)}},
                         {&world().district, {.q = "wang", .village = huimin}},
                         {&world().program, {.q = "wang"}},
                         {&world().resident, {.q = "wang"}},
                         {&world().district, {.state = CertificateState::expiring}},
                         {&world().district, {.state = CertificateState::frozen}},
                         {&world().district, {.category = 4, .level = 2}}}) {
    const std::string plan = world().within(*one.actor, [&](const Call& call) {
      const auto sql = store::list_statement(call.tx, list_query(call, one.query).value());
      std::string text;
      call.tx.each("EXPLAIN QUERY PLAN " + sql.text, sql.values,
                   [&](const Row& row) { text += std::string(row.text(3)) + '\n'; });
      return text;
    });
    for (const char* scan :
         {"SCAN p", "SCAN s\n", "SCAN s ", "SCAN c", "SCAN h", "SCAN registry_", "SCAN x"})
      EXPECT_EQ(plan.find(scan), std::string::npos) << one.query.q.value_or("") << '\n' << plan;
  }
}

// ---- one person --------------------------------------------------------------------------------

TEST_P(People, a_page_masks_what_is_sensitive) {
  const PersonPage page = as(world().district, open_person, {world().person}).value();
  EXPECT_EQ(page.citizen_id_masked, std::string(14, '*') + citizen_id("1970-05-01", 1).substr(14));
  EXPECT_EQ(page.phone_masked, "*******0001");
  EXPECT_EQ(page.address_masked.find("3-201"), std::string::npos);
  EXPECT_TRUE(page.certificates[0].number_masked.starts_with("****************"));
}

TEST_P(People, opening_what_is_masked_needs_a_reason_and_is_recorded) {
  EXPECT_EQ(as(world().town, unmask, {world().person, " x "}).error().code,
            "registry.unmask.reason");
  EXPECT_EQ(world().count("platform_audit WHERE deed = 'registry.person.unmasked'"), 0);
  const auto open = as(world().town, unmask, {world().person, "home visit"});
  EXPECT_EQ(open->citizen_id, citizen_id("1970-05-01", 1));
  EXPECT_EQ(open->phone, "13800000001");
  EXPECT_EQ(open->certificate_numbers.size(), 1u);
  EXPECT_EQ(world().count("platform_audit WHERE deed = 'registry.person.unmasked' AND actor = '" +
                          world().town.id.text + "'"),
            1);
}

TEST_P(People, nothing_sensitive_stands_readable_in_the_database) {
  for (const char* column : {"citizen_id_sealed", "phone_sealed", "address_sealed"})
    world().db().read([&](Tx& tx) {
      tx.each("SELECT " + std::string(column) + " FROM registry_person", {}, [&](const Row& row) {
        EXPECT_EQ(row.blob(0).find("1380000"), std::string_view::npos);
        EXPECT_EQ(row.blob(0).find("4211991970"), std::string_view::npos);
      });
    });
  EXPECT_EQ(world().count("registry_search WHERE key LIKE '%1970%'"), 0);
}

TEST_P(People, the_chain_shows_its_gaps) {
  PersonPage page = as(world().district, open_person, {world().person}).value();
  ASSERT_EQ(page.chain.size(), 4u);
  EXPECT_TRUE(page.chain[0].area);
  EXPECT_FALSE(page.chain[1].area);  // No association has been founded there.
  EXPECT_FALSE(page.chain[3].area);
  EXPECT_EQ(page.next_steps.back().kind, "chain.place");
  EXPECT_TRUE(as(world().district, add_organisation,
                 {.id = new_id<Organisation>(world().now),
                  .kind = "association",
                  .name = "Huimin association",
                  .area = huimin,
                  .contact = "",
                  .strengths = ""}));
  const Area grid = world().within(world().district, [](const Call& call) {
    return place_below(call, huimin, {.estate = "A", .group = "B", .grid = "C"}).value();
  });
  page = as(world().district, change_person,
            {.person = world().person, .revision = page.revision, .area = {true, grid}})
             .value();
  EXPECT_EQ(page.chain[1].name, "Huimin association");
  EXPECT_EQ(page.chain[2].name, "B");
  EXPECT_EQ(page.chain[3].name, "C");
  EXPECT_TRUE(page.next_steps.empty());
  EXPECT_EQ(world().count("registry_chain_public"), 1);
}

TEST_P(People, a_stale_edit_is_refused_with_the_present_revision) {
  const PersonChange first{.person = world().person, .revision = 1, .phone = {true, "13800000009"}};
  EXPECT_EQ(as(world().town, change_person, first)->revision, 2);
  const auto second = as(world().town, change_person, first);
  EXPECT_EQ(second.error().fault, Fault::stale);
  EXPECT_EQ(second.error().arguments.at(0).value, "2");
  EXPECT_EQ(world().count("registry_person_history"), 1);
}

TEST_P(People, an_edit_that_changes_nothing_is_no_revision) {
  EXPECT_EQ(as(world().town, change_person, {.person = world().person, .revision = 1})->revision,
            1);
  EXPECT_EQ(world().count("registry_person_history"), 0);
}

TEST_P(People, a_new_name_is_found_and_the_old_one_is_not) {
  EXPECT_TRUE(as(world().town, change_person,
                 {.person = world().person, .revision = 1, .name = {true, li}}));
  EXPECT_EQ(found("lixiao"), li);
  EXPECT_EQ(found("wang"), "");
  EXPECT_EQ(found(citizen_id("1970-05-01", 1).substr(14)), li);
}

TEST_P(People, nobody_is_moved_out_of_the_actors_areas) {
  const auto moved = as(world().town, change_person,
                        {.person = world().person, .revision = 1, .area = {true, elsewhere}});
  EXPECT_EQ(moved.error().code, "registry.area.outside");
  const auto unknown =
      as(world().town, change_person,
         {.person = world().person, .revision = 1, .area = {true, area("421102001999")}});
  EXPECT_EQ(unknown.error().code, "registry.area.unknown");
  EXPECT_EQ(as(world().town, change_person,
               {.person = world().person, .revision = 1, .area = {true, area("421102001")}})
                .error()
                .code,
            "registry.person.area_too_wide");
}

NewPerson newcomer(const PersonId& id) {
  const std::string number = citizen_id("2000-02-29", 7);
  return {.id = id,
          .name = "\u5f20\u4e09",
          .citizen_id = number,
          .area = dadi,
          .phone = "",
          .address = "",
          .guardian = "",
          .household_kind = "",
          .certificate_number = number + "71",
          .issued_on = day("2024-02-29"),
          .expires_on = {}};
}

TEST_P(People, adding_twice_is_adding_once) {
  const NewPerson in = newcomer(new_id<Person>(world().now));
  const auto first = as(world().town, add_person, in);
  EXPECT_EQ(first->age, 26);
  EXPECT_EQ(first->certificates.at(0).expires_on, day("2034-02-27"));
  EXPECT_EQ(as(world().town, add_person, in)->id, first->id);
  EXPECT_EQ(world().count("registry_person"), 2);
}

TEST_P(People, a_known_citizen_id_is_refused_wherever_it_is) {
  EXPECT_TRUE(as(world().town, add_person, newcomer(new_id<Person>(world().now))));
  NewPerson again = newcomer(new_id<Person>(world().now));
  again.area = elsewhere;
  const auto refused = as(world().district, add_person, again);
  EXPECT_EQ(refused.error().code, "registry.person.known");
  EXPECT_TRUE(refused.error().arguments.empty());
}

TEST_P(People, a_fact_is_dated_and_a_later_one_ends_the_earlier) {
  NewFact fact{.person = world().person,
               .key = "components",
               .value = "5,4",
               .from = day("2026-01-01"),
               .source = "visit"};
  EXPECT_EQ(as(world().town, add_fact, fact)->value, "4,5");
  EXPECT_EQ(as(world().town, add_fact, fact)->value, "4,5");  // Sent twice.
  EXPECT_EQ(world().count("registry_fact"), 1);
  fact.value = "1,6";
  EXPECT_TRUE(as(world().town, add_fact, fact));  // Of the same day: put right.
  fact.value = "2,3";
  fact.from = day("2026-06-01");
  EXPECT_TRUE(as(world().town, add_fact, fact));
  const auto facts = as(world().town, open_person, {.person = world().person})->facts;
  ASSERT_EQ(facts.size(), 2u);
  EXPECT_EQ(facts[0].value, "1,6");
  EXPECT_EQ(facts[0].until, day("2026-05-31"));
  EXPECT_EQ(facts[1].value, "2,3");
  EXPECT_FALSE(facts[1].until);
  fact.from = day("2026-03-01");
  EXPECT_EQ(code(as(world().town, add_fact, fact)), "registry.fact.order");
}

TEST_P(People, a_fact_is_one_the_packs_know_in_its_form) {
  const auto refusal = [&](const std::string& key, const std::string& value,
                           const std::string& from = "2026-01-01") {
    return code(as(world().town, add_fact,
                   {.person = world().person,
                    .key = key,
                    .value = value,
                    .from = day(from),
                    .source = "visit"}));
  };
  EXPECT_EQ(refusal("rich", "yes"), "registry.fact.key");
  for (const char* wrong : {"4", "7,4", "4,4", "4;5", "4,", ",4", "4,5,", "45", "yes"})
    EXPECT_EQ(refusal("components", wrong), "registry.fact.value.categories") << wrong;
  EXPECT_EQ(refusal("dibao", "perhaps"), "registry.fact.value.truth");
  EXPECT_EQ(refusal("components", "4,5", "2026-11-06"), "registry.fact.later");
  EXPECT_EQ(refusal("components", "4,5", "2010-01-01"), "registry.fact.key");  // Before its rule.
  world().run("UPDATE registry_person SET died_on = 20000");
  EXPECT_EQ(refusal("components", "4,5"), "registry.condition.dead");
  EXPECT_EQ(code(as(world().stranger, add_fact,
                    {.person = world().person,
                     .key = "components",
                     .value = "4,5",
                     .from = {},
                     .source = "visit"})),
            "registry.person.absent");
  EXPECT_EQ(world().count("registry_fact"), 0);
}

TEST_P(People, bad_input_is_refused_by_name) {
  const auto refusal = [&](auto spoil) {
    NewPerson in = newcomer(new_id<Person>(world().now));
    spoil(in);
    const auto page = as(world().town, add_person, in);
    return page ? std::string("taken") : page.error().code + page.error().field;
  };
  EXPECT_EQ(refusal([](NewPerson& p) { p.name = " \u3000"; }), "registry.name.blank/name");
  EXPECT_EQ(refusal([](NewPerson& p) { p.name = std::string(61, 'a'); }),
            "registry.name.long/name");
  EXPECT_EQ(refusal([](NewPerson& p) { p.citizen_id = "42"; }),
            "registry.citizen_id.malformed/citizen_id");
  EXPECT_EQ(
      refusal([](NewPerson& p) { p.citizen_id.back() = p.citizen_id.back() == '1' ? '2' : '1'; }),
      "registry.citizen_id.check_digit/citizen_id");
  EXPECT_EQ(refusal([](NewPerson& p) { p.certificate_number = "nothing"; }),
            "registry.certificate.malformed/certificate_number");
  EXPECT_EQ(
      refusal([](NewPerson& p) { p.certificate_number = citizen_id("2000-02-28", 7) + "71"; }),
      "registry.certificate.other_person/certificate_number");
  EXPECT_EQ(refusal([](NewPerson& p) { p.household_kind = "royal"; }),
            "registry.household_kind.unknown/household_kind");
  EXPECT_EQ(refusal([](NewPerson& p) { p.area = elsewhere; }), "registry.area.outside/area");
  EXPECT_EQ(world().count("registry_person"), 1);
  EXPECT_EQ(world().count("registry_identity"), 1);
}

}  // namespace
}  // namespace zhulian::registry
