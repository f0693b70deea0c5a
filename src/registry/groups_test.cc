#include "registry/groups.h"

#include <map>

#include <gtest/gtest.h>

#include "packs/catalogue.h"
#include "registry/consents.h"
#include "registry/registry_world.h"
#include "registry/sites.h"

namespace zhulian::registry {
namespace {

using test::area;
using test::day;

const Area huimin = area("421102001015");

class Groups : public test::InBothWorlds {
 protected:
  void SetUp() override {
    InBothWorlds::SetUp();
    officer = add("Wu", 12);
    volunteer = add("Zhou", 14);
    tie("officer_of", officer.text, world().company.text);
    tie("volunteer_of", volunteer.text, world().company.text);
  }
  PersonId add(const std::string& name, int order) {
    const auto id = new_id<Person>(world().now);
    EXPECT_TRUE(as(world().program, add_person,
                   {.id = id,
                    .name = name,
                    .citizen_id = test::citizen_id("1980-01-01", order),
                    .area = huimin,
                    .phone = "",
                    .address = "",
                    .guardian = "",
                    .household_kind = ""}));
    return id;
  }
  NewTie a_tie(const std::string& kind, const std::string& from, const std::string& to,
               const std::string& to_kind = "organisation",
               const std::string& from_kind = "person") {
    return {.id = new_id<Tie>(world().now),
            .kind = kind,
            .from_kind = from_kind,
            .from_id = from,
            .to_kind = to_kind,
            .to_id = to,
            .title = "",
            .from = day("2026-01-01")};
  }
  void tie(const std::string& kind, const std::string& from, const std::string& to) {
    const auto made = as(world().district, add_tie, a_tie(kind, from, to));
    EXPECT_TRUE(made) << code_of(made);
  }
  NewGroup a_triple() {
    return {.id = new_id<Group>(world().now),
            .kind = "triple",
            .from = day("2026-02-01"),
            .parts = {{"holder", "person", world().person.text},
                      {"officer", "person", officer.text},
                      {"volunteer", "person", volunteer.text}}};
  }
  // With what the death brings about (reactions.cc).
  void die(const PersonId& person, const std::string& on) {
    world().run("UPDATE registry_person SET died_on = " + std::to_string(number(day(on))) +
                " WHERE id = '" + person.text + "'");
    world().within(world().program, [&](const Call& call) {
      EXPECT_TRUE(end_ties_of(call, person));
      EXPECT_TRUE(end_groups_of(call, person, "died"));
      return 0;
    });
  }
  std::string refusal(const NewGroup& in) { return code_of(as(world().town, add_group, in)); }
  SiteId a_house() {
    const SiteId id = new_id<Site>(world().now);
    EXPECT_TRUE(as(world().town, add_site,
                   {.id = id,
                    .kind = "disability_home",
                    .name = "H",
                    .area = huimin,
                    .address = "",
                    .from = day("2022-09-01")}));
    return id;
  }
  // As above, in a place whose packs ask more of a chair.
  std::string refusal_where_offices_go_together(const NewTie& in) {
    packs::Catalogue stricter = test::shipped_packs();
    stricter.ties.ties.at("chair_of").concurrent = {
        {.of = "association", .with = {"secretary_of", "director_of"}}};
    return world().db().write([&](Tx& tx) {
      const Deployment deployment{
          .packs = stricter, .keys = world().keys, .files = world().files, .zone = stricter.zone};
      return code_of(add_tie(Call{tx, world().district, world().now, deployment}, in));
    });
  }

  PersonId officer;
  PersonId volunteer;
};
ON_BOTH_DATABASES(Groups);

TEST_P(Groups, have_exactly_one_of_each) {
  NewGroup in = a_triple();
  in.parts.pop_back();
  EXPECT_EQ(refusal(in), "registry.group.part_missing/parts");
  in = a_triple();
  in.parts.push_back({"volunteer", "person", officer.text});
  EXPECT_EQ(refusal(in), "registry.group.part_twice/parts/3/part");
  in.parts[3].part = "neighbour";
  EXPECT_EQ(refusal(in), "registry.group.part_unknown/parts/3/part");
  in = a_triple();
  in.parts[2].party_id = officer.text;
  EXPECT_EQ(refusal(in), "registry.group.same/parts/2/party_id");
  in = a_triple();
  in.parts[2] = {"volunteer", "organisation", world().company.text};
  EXPECT_EQ(refusal(in), "registry.tie.end_kind/parts/2/party_kind");
  in.kind = "quartet";
  EXPECT_EQ(refusal(in), "registry.group.kind/kind");
  EXPECT_EQ(world().count("registry_group"), 0);  // What fails leaves no trace.
  in = a_triple();
  EXPECT_EQ(refusal(in), "fine");
  EXPECT_EQ(refusal(in), "fine");
  EXPECT_EQ(world().count("registry_group_person_public"), 3);
}

TEST_P(Groups, ask_for_a_severe_holder_and_tell_what_is_not_known) {
  NewGroup in = a_triple();
  std::swap(in.parts[0].party_id, in.parts[2].party_id);
  const auto unknown = as(world().town, add_group, in);
  EXPECT_EQ(code_of(unknown), "registry.condition.unknown/parts/0/party_id");
  // What is missing is told by its name.
  EXPECT_EQ(unknown.error().arguments.at(1).value, "level of disability");
  in = a_triple();
  in.from = day("2019-01-01");  // Before the certificate was issued.
  EXPECT_EQ(refusal(in), "registry.condition.unknown/parts/0/party_id");
  world().run("UPDATE registry_validity SET level = 3");
  const auto unmet = as(world().town, add_group, a_triple());
  EXPECT_EQ(code_of(unmet), "registry.condition.unmet/parts/0/party_id");
  // .. and so is whom the condition lets in: in words, not as the program reads it.
  EXPECT_EQ(unmet.error().arguments.at(1).name, "who@en");
  EXPECT_EQ(unmet.error().arguments.at(1).value, "People with a disability of level 1 or 2");
}

TEST_P(Groups, take_nobody_who_died_and_no_officer_without_office) {
  world().run("UPDATE registry_person SET died_on = 20000 WHERE id = '" + volunteer.text + "'");
  EXPECT_EQ(refusal(a_triple()), "registry.condition.dead/parts/2/party_id");
  world().run("UPDATE registry_person SET died_on = NULL");
  world().run("UPDATE registry_tie SET until_day = 20480 WHERE kind = 'officer_of'");
  EXPECT_EQ(refusal(a_triple()), "registry.group.holds/parts/1/party_id");
}

TEST_P(Groups, replace_one_and_keep_the_history) {
  const NewGroup in = a_triple();
  EXPECT_EQ(refusal(in), "fine");
  const PersonId next = add("Zheng", 16);
  tie("member_of", next.text, world().company.text);
  Replacement change{.group = in.id,
                     .part = "volunteer",
                     .party_kind = "person",
                     .party_id = next.text,
                     .from = day("2026-02-01"),
                     .reason = "moved"};
  EXPECT_EQ(code_of(as(world().town, replace_part, change)), "registry.span.order/from");
  change.from = day("2026-06-01");
  EXPECT_EQ(code_of(as(world().stranger, replace_part, change)), "registry.group.absent");
  EXPECT_TRUE(as(world().town, replace_part, change));
  const auto again = as(world().town, replace_part, change);
  ASSERT_TRUE(again);
  ASSERT_EQ(again->parts.size(), 4u);
  EXPECT_EQ(again->parts[2].party_id, next.text);
  EXPECT_EQ(again->parts[3].party_id, volunteer.text);
  EXPECT_EQ(again->parts[3].until, day("2026-06-01"));
  // On each day there is exactly one in each part.
  for (const char* on : {"20500", "20605", "20700"})
    EXPECT_EQ(world().count(std::string("registry_group_person_public WHERE from_day <= ") + on +
                            " AND " + on + " < until_day"),
              3);
  EXPECT_EQ(code_of(as(world().town, end_group, {in.id, day("2026-06-01"), "done"})),
            "registry.span.order/on");
  EXPECT_TRUE(as(world().town, end_group, {in.id, day("2026-11-01"), "done"}));
  EXPECT_TRUE(as(world().town, end_group, {in.id, day("2026-11-01"), "done"}));
  change.from = day("2026-12-01");
  change.party_id = volunteer.text;
  EXPECT_EQ(code_of(as(world().town, replace_part, change)), "registry.group.ended");
  // The holder is free for another group.
  NewGroup second = a_triple();
  second.from = day("2026-11-01");
  EXPECT_EQ(refusal(second), "fine");
}

TEST_P(Groups, a_holder_is_in_one_triple_at_a_time) {
  EXPECT_EQ(refusal(a_triple()), "fine");
  const auto refused = as(world().town, add_group, a_triple());
  EXPECT_EQ(code_of(refused), "registry.group.taken/parts/0/party_id");
  EXPECT_EQ(refused.error().fault, Fault::conflict);
  EXPECT_EQ(world().count("registry_group"), 1);
  EXPECT_EQ(as(world().town, find_groups, {.party = volunteer.text})->items.size(), 1u);
  EXPECT_EQ(as(world().stranger, find_groups, {})->items.size(), 0u);
}

// ---- deaths
// --------------------------------------------------------------------------------------

TEST_P(Groups, whose_holder_died_end_whole) {
  const NewGroup in = a_triple();
  EXPECT_EQ(refusal(in), "fine");
  die(world().person, "2026-11-04");
  const GroupLine ended = as(world().town, open_group, {in.id}).value();
  EXPECT_EQ(ended.state, GroupState::ended);
  EXPECT_EQ(ended.until, day("2026-11-04"));
  EXPECT_EQ(ended.end_reason, "died");
  for (const GroupPartLine& part : ended.parts) EXPECT_EQ(part.until, day("2026-11-04"));
  EXPECT_EQ(as(world().town, find_groups, {.state = GroupState::ended})->items.size(), 1u);
  EXPECT_EQ(as(world().town, find_groups, {.state = GroupState::holds})->items.size(), 0u);
}

TEST_P(Groups, whose_volunteer_died_wait_for_a_replacement) {
  const NewGroup in = a_triple();
  EXPECT_EQ(refusal(in), "fine");
  EXPECT_EQ(as(world().town, open_group, {in.id})->state, GroupState::holds);
  die(volunteer, "2026-11-04");
  const GroupLine waiting = as(world().town, open_group, {in.id}).value();
  EXPECT_EQ(waiting.state, GroupState::waits);
  EXPECT_EQ(waiting.waits_for, std::vector<std::string>{"volunteer"});
  EXPECT_FALSE(waiting.until);
  EXPECT_EQ(as(world().town, find_groups, {.state = GroupState::waits})->items.size(), 1u);
  EXPECT_EQ(as(world().town, find_groups, {.state = GroupState::holds})->items.size(), 0u);
  const PersonId next = add("Zheng", 16);
  tie("member_of", next.text, world().company.text);
  Replacement change{.group = in.id,
                     .part = "volunteer",
                     .party_kind = "person",
                     .party_id = next.text,
                     .from = day("2026-11-03"),
                     .reason = "died"};
  EXPECT_EQ(code_of(as(world().town, replace_part, change)), "registry.span.overlap/from");
  change.from = day("2026-11-05");
  const auto whole = as(world().town, replace_part, change);
  ASSERT_TRUE(whole) << code_of(whole);
  EXPECT_EQ(whole->state, GroupState::holds);
  EXPECT_EQ(whole->parts.back().until, day("2026-11-04"));
  EXPECT_EQ(as(world().town, find_groups, {.state = GroupState::waits})->items.size(), 0u);
}

TEST_P(Groups, count_on_the_days_on_which_somebody_stands_in_each_part) {
  const NewGroup in = a_triple();  // From 1 February 2026 on.
  EXPECT_EQ(refusal(in), "fine");
  const auto counts = [&](const char* view, const std::string& on) {
    const std::string day_number = std::to_string(number(day(on)));
    return world().count(std::string(view) + " WHERE from_day <= " + day_number + " AND " +
                         day_number + " < until_day");
  };
  const auto groups = [&](const std::string& on) { return counts("registry_group_public", on); };
  const auto people = [&](const std::string& on) {
    return counts("registry_group_person_public", on);
  };
  EXPECT_EQ(groups("2026-11-05"), 1);
  die(volunteer, "2026-10-20");
  EXPECT_EQ(groups("2026-10-19"), 1);
  EXPECT_EQ(people("2026-10-19"), 3);
  EXPECT_EQ(groups("2026-10-20"), 0);  // It waits, and two are no three.
  EXPECT_EQ(people("2026-10-20"), 0);
  die(officer, "2026-10-25");  // Two parts wait.
  const PersonId next = add("Zheng", 16);
  tie("member_of", next.text, world().company.text);
  const PersonId clerk = add("Feng", 20);
  tie("officer_of", clerk.text, world().company.text);
  const auto replace = [&](const char* part, const PersonId& who, const std::string& from) {
    const auto done = as(world().town, replace_part,
                         {.group = in.id,
                          .part = part,
                          .party_kind = "person",
                          .party_id = who.text,
                          .from = day(from),
                          .reason = "died"});
    EXPECT_TRUE(done) << code_of(done);
  };
  replace("volunteer", next, "2026-10-28");
  EXPECT_EQ(groups("2026-10-30"), 0);
  replace("officer", clerk, "2026-11-01");
  EXPECT_EQ(groups("2026-10-31"), 0);
  EXPECT_EQ(groups("2026-11-01"), 1);
  EXPECT_EQ(people("2026-11-05"), 3);
  EXPECT_TRUE(as(world().town, end_group, {in.id, day("2026-11-04"), "done"}));
  EXPECT_EQ(groups("2026-11-03"), 1);
  EXPECT_EQ(groups("2026-11-04"), 0);
  EXPECT_EQ(people("2026-11-04"), 0);
}

TEST_P(Groups, ties_end_with_a_person_at_either_end_but_who_invited_whom_stays_so) {
  const PersonId child = add("Wu", 18);
  for (const PersonId& each : {child, officer})
    EXPECT_TRUE(as(world().town, give_consent,
                   {.person = each,
                    .id = new_id<Consent>(world().now),
                    .purpose = "show_inviter",
                    .way = "spoken"}));
  EXPECT_TRUE(
      as(world().district, add_tie, a_tie("invited_by", child.text, officer.text, "person")));
  EXPECT_TRUE(as(world().district, add_tie, a_tie("parent", officer.text, child.text, "person")));
  EXPECT_TRUE(as(world().district, add_tie, a_tie("carer", child.text, officer.text, "person")));
  die(officer, "2026-11-04");
  std::map<std::string, std::optional<Day>> ends;
  const auto ties = as(world().district, find_ties, {.party = officer.text});
  for (const TieLine& each : ties->items) ends[each.kind] = each.until;
  EXPECT_EQ(ends, (std::map<std::string, std::optional<Day>>{{"invited_by", {}},
                                                             {"officer_of", day("2026-11-04")},
                                                             {"parent", day("2026-11-04")},
                                                             {"carer", day("2026-11-04")}}));
}

// ---- ties with a rule --------------------------------------------------------------------------

TEST_P(Groups, a_tie_may_end_at_a_site_and_a_site_has_one_operator) {
  const SiteId house = a_house();
  NewTie runs = a_tie("operates", world().company.text, house.text, "site", "organisation");
  EXPECT_TRUE(as(world().district, add_tie, runs));
  EXPECT_EQ(as(world().district, open_site, {house})->line.operated_by,
            as(world().district, open_organisation, world().company)->name);
  runs.id = new_id<Tie>(world().now);
  EXPECT_EQ(code_of(as(world().district, add_tie, runs)), "registry.tie.exclusive");
  EXPECT_EQ(code_of(as(world().district, add_tie,
                       a_tie("operates", world().company.text, "nowhere", "site", "organisation"))),
            "registry.tie.end/to_id");
  // The database itself keeps it to one.
  const std::string row =
      "INSERT INTO registry_tie (id, kind, from_kind, from_id, to_kind, to_id,"
      " area, title, from_day, until_day, sole, recorded_at, recorded_by)"
      " SELECT 'other', kind, from_kind, from_id, to_kind, to_id, area, title,"
      " from_day, until_day, sole, 0, 'x' FROM registry_tie"
      " WHERE kind = 'operates'";
  EXPECT_ANY_THROW(world().run(row));
}

TEST_P(Groups, an_office_is_in_the_body_it_belongs_to) {
  EXPECT_EQ(code_of(as(world().district, add_tie,
                       a_tie("secretary_of", officer.text, world().company.text))),
            "registry.tie.end_of/to_id");
}

TEST_P(Groups, a_chair_may_have_to_be_the_secretary_too) {
  const OrganisationId association = new_id<Organisation>(world().now);
  const OrganisationId branch = new_id<Organisation>(world().now);
  for (const auto& [id, kind] : {std::pair(association, "association"), {branch, "party_branch"}})
    EXPECT_TRUE(
        as(world().district, add_organisation,
           {.id = id, .kind = kind, .name = kind, .area = huimin, .contact = "", .strengths = ""}));
  const NewTie chair = a_tie("chair_of", officer.text, association.text);
  EXPECT_EQ(refusal_where_offices_go_together(chair), "registry.tie.concurrent/from_id");
  tie("secretary_of", officer.text, branch.text);
  EXPECT_EQ(refusal_where_offices_go_together(chair), "fine");
  EXPECT_EQ(world().count("registry_concurrent_public WHERE tie = 'chair_of'"
                          " AND with_tie = 'secretary_of'"),
            1);
}

TEST_P(Groups, a_member_of_several_bodies_is_one_person) {
  tie("member_of", volunteer.text, world().company.text);
  EXPECT_EQ(world().count("registry_member_public WHERE person_id = '" + volunteer.text + "'"), 2);
  EXPECT_EQ(world().count("SELECT count(DISTINCT person_id) FROM registry_member_public"), 2);
}

TEST_P(Groups, ties_come_in_pages) {
  TieQuery query{.limit = 1};
  std::vector<std::string> seen;
  for (int i = 0; i < 5; ++i) {
    const auto page = as(world().district, find_ties, query).value();
    for (const TieLine& line : page.items) seen.push_back(line.kind);
    if (!page.next_cursor) break;
    query.cursor = page.next_cursor;
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"officer_of", "volunteer_of"}));
  query.cursor = "1/2";
  EXPECT_EQ(code_of(as(world().district, find_ties, query)), "registry.cursor/cursor");
  EXPECT_EQ(as(world().district, find_ties, {.party = officer.text})->items.size(), 1u);
}

}  // namespace
}  // namespace zhulian::registry
