#include "registry/enrol.h"

#include <chrono>
#include <random>

#include "registry/areas.h"
#include "registry/cards.h"
#include "registry/people_store.h"
#include "test/world.h"

namespace zhulian::registry {
namespace {

using test::area;
using test::citizen_id;
using test::day;

const Area huimin = area("421102001015");
const Area dadi = area("421102001010");

class Enrolling : public test::InBothWorlds {
 protected:
  static Enrolment somebody(std::string_view birth = "1980-02-29", int order = 2) {
    const auto id = read_citizen_id(citizen_id(birth, order)).id.value();
    return {.citizen_id = id,
            .name = "\u674e\u5c0f\u82b1",
            .area = huimin,
            .certificate = CertificateNumber{id.text, 4, 3},
            .issued_on = day("2018-06-01"),
            .expires_on = day("2028-05-31"),
            .phone = "13900000002",
            .low_income = false,
            .source = "roster"};
  }
  Result<EnrolOutcome> take(const Enrolment& in) {
    return world().within(world().district, [&](const Call& call) { return enrol(call, in); });
  }
  EnrolOutcome taken(const Enrolment& in) { return take(in).value(); }
  PersonPage page(const PersonId& id) { return as(world().district, open_person, {id}).value(); }
};
ON_BOTH_DATABASES(Enrolling);

TEST_P(Enrolling, a_new_person_has_everything_the_paper_said) {
  const auto outcome = taken(somebody());
  EXPECT_EQ(outcome.what, Enrolled::created);
  const PersonPage shown = page(outcome.person);
  EXPECT_EQ(shown.birth, day("1980-02-29"));
  EXPECT_EQ(shown.age, 46);
  EXPECT_EQ(shown.sex, "female");
  EXPECT_EQ(shown.phone_masked, "*******0002");
  ASSERT_EQ(shown.certificates.size(), 1u);
  EXPECT_EQ(shown.certificates[0].level, 3);
  EXPECT_EQ(shown.certificates[0].state, CertificateState::valid);
  ASSERT_EQ(shown.facts.size(), 1u);
  EXPECT_EQ(shown.facts[0].kind + '=' + shown.facts[0].value, "dibao=no");
}

TEST_P(Enrolling, the_same_paper_again_writes_nothing) {
  taken(somebody());
  const auto audited = world().count("platform_audit");
  const auto outcome = taken(somebody());
  EXPECT_EQ(outcome.what, Enrolled::unchanged);
  EXPECT_EQ(world().count("platform_audit"), audited);
  EXPECT_EQ(world().count("registry_person_history"), 0);
}

TEST_P(Enrolling, what_the_paper_leaves_out_stays) {
  const auto first = taken(somebody());
  Enrolment later = somebody();
  later.phone.reset();
  later.low_income.reset();
  later.name = "\u674e\u6653\u82b1";
  EXPECT_EQ(taken(later).what, Enrolled::updated);
  const PersonPage shown = page(first.person);
  EXPECT_EQ(shown.name, later.name);
  EXPECT_EQ(shown.revision, 2);
  EXPECT_EQ(shown.phone_masked, "*******0002");
}

TEST_P(Enrolling, a_changed_level_supersedes_the_old_certificate) {
  const auto first = taken(somebody());
  Enrolment later = somebody();
  later.certificate->level = 2;
  later.issued_on = day("2024-01-10");
  later.expires_on = day("2034-01-09");
  EXPECT_EQ(taken(later).what, Enrolled::updated);
  const auto cards = page(first.person).certificates;
  ASSERT_EQ(cards.size(), 2u);
  EXPECT_TRUE(cards[0].current);
  EXPECT_EQ(cards[0].level, 2);
  EXPECT_FALSE(cards[1].current);
  EXPECT_EQ(cards[1].state, CertificateState::cancelled);
  EXPECT_EQ(
      world().count("registry_validity WHERE person_id = '" + first.person.text +
                    "' AND level = 3 AND until_day = " + std::to_string(number(day("2024-01-10")))),
      1);
  // The paper of before, found in a drawer, turns nothing back.
  EXPECT_EQ(taken(somebody()).what, Enrolled::unchanged);
}

TEST_P(Enrolling, a_changed_category_with_the_old_issue_holds_from_today) {
  const auto first = taken(somebody());
  Enrolment later = somebody();
  later.certificate->category = 7;
  EXPECT_EQ(taken(later).what, Enrolled::updated);
  const auto cards = page(first.person).certificates;
  ASSERT_EQ(cards.size(), 2u);
  EXPECT_EQ(cards[0].category, 7);
  EXPECT_TRUE(cards[0].current);
  EXPECT_EQ(world().count(
                "registry_validity WHERE person_id = '" + first.person.text +
                "' AND category = 7 AND from_day = " + std::to_string(number(day("2026-11-05")))),
            1);
}

TEST_P(Enrolling, a_renewal_bears_the_old_number_and_is_a_certificate_of_its_own) {
  Enrolment old = somebody();
  old.issued_on = day("2010-01-01");
  old.expires_on = day("2019-12-31");
  const auto first = taken(old);
  EXPECT_EQ(page(first.person).certificates[0].state, CertificateState::expired);
  Enrolment renewed = somebody();
  renewed.issued_on = day("2021-02-01");
  renewed.expires_on = day("2031-01-31");
  EXPECT_EQ(taken(renewed).what, Enrolled::updated);
  const auto cards = page(first.person).certificates;
  ASSERT_EQ(cards.size(), 2u);
  EXPECT_EQ(cards[0].state, CertificateState::valid);
  EXPECT_EQ(world().count("registry_validity WHERE person_id = '" + first.person.text + "'"), 2);
  EXPECT_EQ(taken(renewed).what, Enrolled::unchanged);
}

TEST_P(Enrolling, a_reissue_after_a_loss_is_a_new_certificate) {
  const auto first = taken(somebody());
  Enrolment lost = somebody();
  lost.certificate->reissue = 1;
  lost.issued_on = day("2025-04-01");
  taken(lost);
  const auto cards = page(first.person).certificates;
  ASSERT_EQ(cards.size(), 2u);
  EXPECT_EQ(cards[0].reissue, 1);
  EXPECT_TRUE(cards[0].number_masked.ends_with("43B1"));
}

TEST_P(Enrolling, an_older_certificate_becomes_history) {
  const auto first = taken(somebody());
  Enrolment older = somebody();
  older.certificate->level = 4;
  older.issued_on = day("2010-01-01");
  older.expires_on = day("2019-12-31");
  taken(older);
  const auto cards = page(first.person).certificates;
  ASSERT_EQ(cards.size(), 2u);
  EXPECT_EQ(cards[0].level, 3);
  EXPECT_TRUE(cards[0].current);
}

TEST_P(Enrolling, a_wrong_expiry_is_put_right_in_place) {
  const auto first = taken(somebody());
  Enrolment right = somebody();
  right.expires_on = day("2028-06-30");
  EXPECT_EQ(taken(right).what, Enrolled::updated);
  const auto cards = page(first.person).certificates;
  ASSERT_EQ(cards.size(), 1u);
  EXPECT_EQ(cards[0].expires_on, day("2028-06-30"));
}

TEST_P(Enrolling, a_certificate_without_dates_counts_from_today) {
  Enrolment bare = somebody();
  bare.issued_on.reset();
  bare.expires_on.reset();
  const auto first = taken(bare);
  EXPECT_FALSE(page(first.person).certificates[0].expires_on);
  EXPECT_EQ(taken(bare).what, Enrolled::unchanged);
}

TEST_P(Enrolling, a_missing_expiry_follows_from_ten_years) {
  Enrolment half = somebody();
  half.expires_on.reset();
  const auto first = taken(half);
  EXPECT_EQ(page(first.person).certificates[0].expires_on, day("2028-05-31"));
}

TEST_P(Enrolling, another_village_is_a_move) {
  const auto first = taken(somebody());
  Enrolment moved = somebody();
  moved.area = dadi;
  moved.as_of = day("2026-09-01");
  EXPECT_EQ(taken(moved).what, Enrolled::updated);
  EXPECT_EQ(page(first.person).area, dadi);
  EXPECT_EQ(world().count("platform_event WHERE event = 'registry.person.moved'"), 1);
  const std::string of = "WHERE person_id = '" + first.person.text + "'";
  EXPECT_EQ(world().count("registry_residence " + of), 2);
  EXPECT_EQ(world().count("registry_search " + of + " AND area = '" + huimin.code() + "'"), 0);
  EXPECT_EQ(world().count("registry_certificate " + of + " AND area = '" + dadi.code() + "'"), 1);
  EXPECT_EQ(world().count("registry_fact " + of + " AND area = '" + dadi.code() + "'"), 1);
}

TEST_P(Enrolling, a_sheet_of_villages_takes_nobody_out_of_a_grid) {
  const Area grid = world().within(world().district, [](const Call& call) {
    return place_below(call, huimin, {.estate = "A", .group = "B", .grid = "C"}).value();
  });
  Enrolment deep = somebody();
  deep.area = grid;
  const auto first = taken(deep);
  EXPECT_EQ(taken(somebody()).what, Enrolled::unchanged);
  EXPECT_EQ(page(first.person).area, grid);
}

TEST_P(Enrolling, low_income_that_changed_is_two_facts) {
  const auto first = taken(somebody());
  world().run("UPDATE registry_fact SET from_day = from_day - 400");
  Enrolment poorer = somebody();
  poorer.low_income = true;
  EXPECT_EQ(taken(poorer).what, Enrolled::updated);
  const auto facts = page(first.person).facts;
  ASSERT_EQ(facts.size(), 2u);
  EXPECT_EQ(facts[0].until, day("2026-11-04"));
  EXPECT_EQ(facts[1].value, "yes");
}

TEST_P(Enrolling, many_at_once_are_new_known_or_refused_each_for_itself) {
  const auto known = taken(somebody());
  const auto before = world().count("registry_person");
  Enrolment wrong = somebody();
  wrong.certificate->level = 5;
  Enrolment fresh = somebody();
  fresh.citizen_id = *read_citizen_id(citizen_id("1990-07-08", 3)).id;
  fresh.certificate->citizen_id = fresh.citizen_id.text;
  fresh.id_if_new = new_id<Person>(world().now);
  Enrolment moved = fresh;
  moved.name = "Other";
  const std::vector<Enrolment> papers{fresh, wrong, somebody(), fresh, moved};
  for (const bool is_new : {true, false}) {  // Whatever was thought before the transaction.
    const auto outcomes = world().within(world().district, [&](const Call& call) {
      std::vector<Prepared> prepared;
      for (const Enrolment& in : papers) {
        prepared.push_back(prepare(call.deployment, in));
        if (is_new) expect_new(call.deployment, call.now, prepared.back());
      }
      std::vector<Entry> entries;
      for (const Prepared& paper : prepared) entries.push_back({&paper, paper.in.area});
      return enrol_all(call, entries);
    });
    ASSERT_EQ(outcomes.size(), papers.size());
    EXPECT_EQ(outcomes[0]->what, is_new ? Enrolled::created : Enrolled::updated);
    EXPECT_EQ(outcomes[1].error().code, "registry.certificate.level");
    EXPECT_EQ(outcomes[2]->what, Enrolled::unchanged);
    EXPECT_EQ(outcomes[2]->person, known.person);
    EXPECT_EQ(outcomes[3]->what, Enrolled::unchanged);
    EXPECT_EQ(outcomes[4]->what, Enrolled::updated);
    EXPECT_EQ(outcomes[4]->person, fresh.id_if_new);
  }
  EXPECT_EQ(page(fresh.id_if_new).name, "Other");
  EXPECT_EQ(world().count("registry_person"), before + 1);
}

TEST_P(Enrolling, somebody_elses_area_is_refused_and_tells_nothing) {
  taken(somebody());
  const auto outcome =
      world().within(world().stranger, [](const Call& call) -> Result<EnrolOutcome> {
        Enrolment in = somebody();
        in.area = area("440703001001");
        return enrol(call, in);
      });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "registry.person.known");
  EXPECT_TRUE(outcome.error().arguments.empty());
}

TEST_P(Enrolling, a_contradicting_certificate_is_refused) {
  Enrolment other = somebody();
  other.certificate->citizen_id = citizen_id("1981-01-01", 2);
  EXPECT_EQ(take(other).error().code, "registry.certificate.other_person");
  Enrolment level = somebody();
  level.certificate->level = 5;
  EXPECT_EQ(take(level).error().code, "registry.certificate.level");
  Enrolment dates = somebody();
  dates.expires_on = dates.issued_on;
  EXPECT_EQ(take(dates).error().code, "registry.certificate.dates");
  Enrolment future = somebody();
  future.issued_on = day("2027-01-01");
  EXPECT_EQ(take(future).error().code, "registry.certificate.issued_later");
  EXPECT_EQ(world().count("registry_person"), 1);  // The cast's.
}

// ---- the projection ----------------------------------------------------------------------------

// Whether the holder of these rows was valid on a day, by the words of the rule and nothing else.
std::optional<std::int64_t> valid_level(const std::vector<store::CardRecord>& cards,
                                        std::optional<Day> died_on, Day on) {
  if (died_on && *died_on <= on) return std::nullopt;
  std::optional<std::int64_t> level;
  std::optional<Day> before_ended;
  for (const auto& card : cards) {
    bool holds = card.issued <= on && on <= card.expires && (!before_ended || *before_ended <= on);
    std::string halt;
    for (const auto& event : card.events) {
      if (event.on > on) continue;
      if (event.kind == Happening::frozen && halt.empty()) halt = "frozen";
      if (event.kind == Happening::thawed && halt == "frozen") halt.clear();
      if (event.kind != Happening::frozen && event.kind != Happening::thawed) halt = "ended";
    }
    if (holds && halt.empty()) level = card.level;
    if (const auto ended = card.superseded())
      before_ended = std::max(ended.value(), before_ended.value_or(*ended));
  }
  return level;
}

TEST_P(Enrolling, validity_equals_the_rule_day_by_day_after_random_histories) {
  std::mt19937 random(20261105);
  const auto pick = [&](int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random);
  };
  const int people = on_sqlite() ? 40 : 15;
  for (int who = 0; who < people; ++who) {
    Enrolment paper = somebody("1975-03-04", 2 * who + 101);
    std::optional<PersonId> id;
    for (int step = 0; step < 7; ++step) {
      if (!id || pick(0, 2) == 0) {
        paper.certificate->level = pick(1, 4);
        paper.certificate->reissue = pick(0, 1);
        paper.issued_on = day("2012-01-01") + std::chrono::days{pick(0, 900)};
        paper.expires_on = *paper.issued_on + std::chrono::days{pick(30, 1200)};
        if (pick(0, 3) == 0) paper.issued_on.reset();
        if (pick(0, 3) == 0) paper.expires_on.reset();
        id = taken(paper).person;
      } else {
        constexpr std::array kinds{"frozen", "thawed", "cancelled", "dead"};
        const auto cards = page(*id).certificates;
        const auto kind = kinds[static_cast<std::size_t>(pick(0, 9) < 8 ? pick(0, 1) : pick(2, 3))];
        // Many are refused: what is refused leaves no trace either.
        (void)as(
            world().district, record_event,
            {.id = new_id<CertificateEvent>(world().now),
             .certificate =
                 cards[static_cast<std::size_t>(pick(0, static_cast<int>(cards.size()) - 1))].id,
             .kind = kind,
             .on = day("2012-06-01") + std::chrono::days{pick(0, 1500)},
             .reason = ""});
      }
      world().within(world().district, [&](const Call& call) {
        const auto cards = store::cards(call.tx, *id);
        const auto spans = store::validity(call.tx, *id);
        const auto died = store::find_person(call, *id, false)->died_on;
        for (Day on = day("2011-12-30"); on < day("2019-01-01"); on += std::chrono::days{1}) {
          std::optional<std::int64_t> told;
          for (const ValidSpan& span : spans)
            if (span.from <= on && on < span.until) told = span.level;
          ASSERT_EQ(told, valid_level(cards, died, on)) << to_string(on) << " of " << id->text;
        }
        ASSERT_EQ(std::ranges::count(cards, true, &store::CardRecord::current), 1);
      });
    }
  }
}

}  // namespace
}  // namespace zhulian::registry
