#include "app/demo_load.h"

#include <algorithm>
#include <memory>
#include <numeric>

#include "app/demo_facts.h"
#include "app/demo_pictures.h"
#include "app/demo_signins.h"
#include "app/demo_year_load.h"
#include "needs/evidence.h"
#include "platform/audit.h"
#include "platform/passwords.h"
#include "registry/areas.h"
#include "registry/enrol.h"

namespace zhulian::app::sample {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr std::size_t people_a_piece = 2000;
constexpr std::size_t rows_a_piece = 1000;
constexpr std::size_t deeds_a_piece = 250;

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};

struct Loader {
  const Plan& plan;
  const House& house;

  Call call(Tx& tx, const Actor& actor, Instant at) const {
    return {.tx = tx, .actor = actor, .now = at, .deployment = house.deployment()};
  }
  Call program(Tx& tx, Instant at) const { return call(tx, house.operator_actor(), at); }
  Instant hour(Day day, int hour) const {
    return start_of(day, house.deployment().zone) + hours(hour);
  }

  // Who was made up is marked as such, also for who reads one page only.
  void note(Tx& tx, std::string_view what, std::size_t count) const {
    audit(program(tx, hour(plan.registered, 9)), "demo." + std::string(what), "registry_area",
          plan.place.code(), plan.place,
          {{"source", plan.source}, {"count", static_cast<std::int64_t>(count)}});
  }

  Result<void> add_place(Tx& tx, Instant now) const;
  Result<void> add_users(Tx& tx, Instant now, const std::string& hash) const;
  // With the first certificate in bulk; later ones and what ended one, person by person.
  struct Intake {
    Day on{};  // Of the last of them.
    std::vector<std::size_t> people;
  };
  Day first_day(const Neighbour& one) const;
  registry::Enrolment paper(const Neighbour& one, const CardPlan& card) const;
  bool is_placed_later(const Neighbour& one) const {
    return one.placed_on && first_day(one) < *one.placed_on;
  }
  std::vector<Intake> intakes() const;
  std::vector<registry::Prepared> prepared(const Intake& intake) const;
  Result<void> enrol(Tx& tx, const Intake& intake,
                     const std::vector<registry::Prepared>& papers) const;
  Result<void> follow(Tx& tx, const Neighbour& one) const;
  Result<void> add_residents(Tx& tx, std::size_t from, std::size_t to) const;
  Result<void> add_facts(Tx& tx, Day on, std::size_t from, std::size_t to) const;
  Result<void> add_homes(Tx& tx, std::size_t from, std::size_t to) const;
  Result<void> perform(Tx& tx, const YearDeed& deed) const;
  Result<void> perform(Tx& tx, const Deed& deed,
                       const std::map<std::string, PreparedFile>& photos) const;
};

Result<void> Loader::add_place(Tx& tx, Instant now) const {
  TRY(registry::load_areas(program(tx, now), plan.areas));
  for (const auto& body : plan.cast.bodies)
    TRY(registry::add_organisation(program(tx, hour(body.from.value_or(plan.registered), 9)),
                                   body));
  return {};
}

Result<void> Loader::add_users(Tx& tx, Instant now, const std::string& hash) const {
  for (const Player& player : plan.cast.players)
    TRY(add_user(program(tx, now),
                 {.id = player.actor.id,
                  .name = player.user,
                  .display_name = player.actor.name.empty() ? player.user : player.actor.name,
                  .role = player.actor.role,
                  .areas = player.actor.areas,
                  .organisation = player.actor.organisation,
                  .person = player.actor.person,
                  .valid_from = plan.registered},
                 hash, house.roles()));
  for (const auto& tie : plan.cast.ties) TRY(registry::add_tie(program(tx, now), tie));
  return {};
}

Day Loader::first_day(const Neighbour& one) const {
  return std::max(one.from, one.cards.front().issued + days{1});
}

registry::Enrolment Loader::paper(const Neighbour& one, const CardPlan& card) const {
  registry::Enrolment paper{.citizen_id = *one.citizen_id,
                            .name = one.name,
                            .area = one.area,
                            .certificate = CertificateNumber{.citizen_id = one.citizen_id->text,
                                                             .category = card.category,
                                                             .level = card.level,
                                                             .reissue = card.reissue},
                            .issued_on = card.issued,
                            .expires_on = card.expires,
                            .phone = one.phone,
                            .address = one.address,
                            .guardian = one.guardian,
                            .guardian_phone = one.guardian_phone,
                            .household_kind = one.household_kind,
                            .remark = plan.source,
                            .source = plan.source,
                            .as_of = one.from,
                            .id_if_new = one.id};
  if (one.low_income) paper.low_income = true;
  return paper;
}

// Those who come with their first certificate in one month, so many at most, in order of time.
std::vector<Loader::Intake> Loader::intakes() const {
  std::vector<std::size_t> order(plan.folk.with_certificate);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return first_day(plan.folk.all[i]); });
  const auto month = [](Day day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
  };
  std::vector<Intake> intakes;
  for (const std::size_t i : order) {
    const Day on = first_day(plan.folk.all[i]);
    if (intakes.empty() || month(intakes.back().on) != month(on) ||
        intakes.back().people.size() == rows_a_piece)
      intakes.emplace_back();
    intakes.back().on = on;
    intakes.back().people.push_back(i);
  }
  return intakes;
}

std::vector<registry::Prepared> Loader::prepared(const Intake& intake) const {
  std::vector<registry::Prepared> papers;
  for (const std::size_t i : intake.people) {
    const Neighbour& one = plan.folk.all[i];
    registry::Enrolment first = paper(one, one.cards.front());
    if (is_placed_later(one)) first.area = first.area.at(AreaLevel::village).value_or(first.area);
    papers.push_back(registry::prepare(house.deployment(), std::move(first)));
    registry::expect_new(house.deployment(), hour(intake.on, 9), papers.back());
  }
  return papers;
}

Result<void> Loader::enrol(Tx& tx, const Intake& intake,
                           const std::vector<registry::Prepared>& papers) const {
  std::vector<registry::Entry> entries;
  for (const registry::Prepared& paper : papers) entries.push_back({&paper, paper.in.area});
  for (const auto& outcome : registry::enrol_all(program(tx, hour(intake.on, 9)), entries))
    if (!outcome) return std::unexpected(outcome.error());
  return {};
}

Result<void> Loader::follow(Tx& tx, const Neighbour& one) const {
  if (is_placed_later(one)) {
    registry::Enrolment placed = paper(one, one.cards.front());
    placed.as_of = one.placed_on;
    TRY(registry::enrol(program(tx, hour(*one.placed_on, 9)), placed));
  }
  for (std::size_t n = 1; n < one.cards.size(); ++n) {
    const Day on = std::max(one.from, one.cards[n].issued + days{1});
    TRY(registry::enrol(program(tx, hour(on, 9)), paper(one, one.cards[n])));
  }
  if (!one.halt) return {};
  const Call then = program(tx, hour(one.halt->on, 10));
  const auto page = TRY(registry::open_person(then, {.person = one.id}));
  for (const auto& card : page.certificates)
    if (card.current)
      TRY(registry::record_event(then, {.id = {one.id.text},
                                        .certificate = card.id,
                                        .kind = one.halt->kind,
                                        .on = one.halt->on,
                                        .reason = plan.source}));
  return {};
}

Result<void> Loader::add_residents(Tx& tx, std::size_t from, std::size_t to) const {
  std::vector<registry::NewResident> residents;
  for (std::size_t i = from; i < to; ++i) {
    const Neighbour& one = plan.folk.all[i];
    residents.push_back({.id = one.id,
                         .name = one.name,
                         .sex = one.sex,
                         .birth = one.birth,
                         .area = one.area,
                         .from = one.from});
  }
  note(tx, "residents", residents.size());
  return registry::add_residents(program(tx, hour(plan.registered, 9)), residents);
}

Result<void> Loader::add_facts(Tx& tx, Day on, std::size_t from, std::size_t to) const {
  std::vector<registry::FoundOut> found;
  for (std::size_t i = from; i < to; ++i) {
    auto one = found_out(plan.folk.all[i], plan.seed);
    if (!one.facts.empty()) found.push_back(std::move(one));
  }
  note(tx, "facts", found.size());
  registry::record_facts(program(tx, hour(on, 15)), on, survey_source, found);
  return {};
}

Result<void> Loader::add_homes(Tx& tx, std::size_t from, std::size_t to) const {
  std::vector<registry::NewHousehold> households;
  for (std::size_t i = from; i < to; ++i) {
    const Home& home = plan.folk.homes[i];
    registry::NewHousehold household{.id = home.id, .area = home.area, .from = plan.registered};
    for (const auto& [at, relation] : home.members)
      household.members.push_back({plan.folk.all[at].id, relation});
    households.push_back(std::move(household));
  }
  note(tx, "households", households.size());
  return registry::add_households(program(tx, hour(plan.registered, 9)), households);
}

Result<void> Loader::perform(Tx& tx, const YearDeed& deed) const {
  const Actor& actor = deed.player ? plan.cast.players[*deed.player].actor : house.operator_actor();
  return sample::perform(call(tx, actor, deed.at), deed.act, plan.seed);
}

Result<void> Loader::perform(Tx& tx, const Deed& deed,
                             const std::map<std::string, PreparedFile>& photos) const {
  const Call now = call(tx, plan.cast.players[deed.player].actor, deed.at);
  for (const Photo& photo : deed.photos)
    TRY(house.deployment().files.add(now, photos.at(photo.id.text),
                                     {.id = photo.id,
                                      .name = plan.source + ".png",
                                      .purpose = std::string(needs::evidence_purpose),
                                      .area = photo.area}));
  const auto done = [](auto&& answer) -> Result<void> {
    if (!answer) return std::unexpected(answer.error());
    return {};
  };
  return std::visit(
      Overloaded{
          [&](const needs::NewNeed& in) { return done(needs::record_need(now, in)); },
          [&](const needs::Ending& in) { return done(needs::end_need(now, in)); },
          [&](const needs::NewListing& in) { return done(needs::publish(now, in)); },
          [&](const needs::ListingWithdrawal& in) {
            return done(needs::withdraw_listing(now, in));
          },
          [&](const needs::NewClaim& in) { return done(needs::claim(now, in)); },
          [&](const needs::ClaimWithdrawal& in) { return done(needs::withdraw_claim(now, in)); },
          [&](const needs::Selection& in) { return done(needs::select(now, in)); },
          [&](const needs::NewDelivery& in) { return done(needs::deliver(now, in)); },
          [&](const needs::NewEvaluation& in) { return done(needs::evaluate(now, in)); }},
      deed.act);
}

// work(tx, from, to) over a list, so many at a time.
template <class F>
void cut(std::vector<Piece>& pieces, std::size_t from, std::size_t to, std::size_t step, F work) {
  for (; from < to; from += step)
    pieces.push_back({.prepare = {}, .act = [work, from, end = std::min(to, from + step)](Tx& tx) {
                        return work(tx, from, end);
                      }});
}

}  // namespace

std::map<std::string, std::int64_t> counts(const Plan& plan) {
  std::map<std::string, std::int64_t> counts;
  counts["organisations"] = std::ssize(plan.cast.bodies);
  counts["users"] = std::ssize(plan.cast.players);
  counts["households"] = std::ssize(plan.folk.homes);
  for (const char* name : {"residents", "holders", "needs", "listings", "claims", "selections",
                           "deliveries", "evaluations", "photos"})
    counts[name] = 0;
  for (const Neighbour& one : plan.folk.all) {
    counts["residents"] += !one.halt || one.halt->kind != "dead";
    counts["holders"] += one.holds;
  }
  for (const Deed& deed : plan.deeds) {
    counts["needs"] += std::holds_alternative<needs::NewNeed>(deed.act);
    counts["listings"] += std::holds_alternative<needs::NewListing>(deed.act);
    counts["claims"] += std::holds_alternative<needs::NewClaim>(deed.act);
    counts["selections"] += std::holds_alternative<needs::Selection>(deed.act);
    counts["deliveries"] += std::holds_alternative<needs::NewDelivery>(deed.act);
    counts["evaluations"] += std::holds_alternative<needs::NewEvaluation>(deed.act);
    counts["photos"] += std::ssize(deed.photos);
  }
  count(plan.year, counts);
  return counts;
}

std::vector<Piece> pieces_of(const Plan& plan, const House& house, Instant now) {
  const Loader loader{plan, house};
  std::vector<Piece> pieces;
  pieces.push_back({.prepare = {}, .act = [=](Tx& tx) { return loader.add_place(tx, now); }});
  const auto papers = std::make_shared<std::vector<registry::Prepared>>();
  for (const Loader::Intake& intake : loader.intakes())
    pieces.push_back({.prepare = [=]() -> Result<void> {
                        *papers = loader.prepared(intake);
                        return {};
                      },
                      .act = [=](Tx& tx) { return loader.enrol(tx, intake, *papers); }});
  cut(pieces, 0, plan.folk.with_certificate, people_a_piece,
      [=](Tx& tx, std::size_t from, std::size_t to) -> Result<void> {
        for (; from < to; ++from) TRY(loader.follow(tx, loader.plan.folk.all[from]));
        return {};
      });
  const Day surveyed = survey_day(day_at(now, house.deployment().zone));
  cut(pieces, 0, plan.folk.with_certificate, people_a_piece,
      [=](Tx& tx, std::size_t from, std::size_t to) {
        return loader.add_facts(tx, surveyed, from, to);
      });
  cut(pieces, plan.folk.with_certificate, plan.folk.all.size(), rows_a_piece,
      [=](Tx& tx, std::size_t from, std::size_t to) { return loader.add_residents(tx, from, to); });
  cut(pieces, 0, plan.folk.homes.size(), rows_a_piece,
      [=](Tx& tx, std::size_t from, std::size_t to) { return loader.add_homes(tx, from, to); });

  // Until sign-ins are asked for nobody knows a password.
  const auto hash = std::make_shared<std::string>();
  pieces.push_back({.prepare = [hash]() -> Result<void> {
                      *hash = hash_password(new_password());
                      return {};
                    },
                    .act = [=](Tx& tx) { return loader.add_users(tx, now, *hash); }});

  cut(pieces, 0, plan.year.size(), deeds_a_piece,
      [=](Tx& tx, std::size_t from, std::size_t to) -> Result<void> {
        for (; from < to; ++from) TRY(loader.perform(tx, loader.plan.year[from]));
        return {};
      });
  for (std::size_t from = 0; from < plan.deeds.size(); from += deeds_a_piece) {
    const std::size_t to = std::min(plan.deeds.size(), from + deeds_a_piece);
    const auto photos = std::make_shared<std::map<std::string, PreparedFile>>();
    pieces.push_back({.prepare = [=]() -> Result<void> {
                        for (std::size_t i = from; i < to; ++i)
                          for (const Photo& photo : loader.plan.deeds[i].photos)
                            photos->insert_or_assign(
                                photo.id.text,
                                TRY(loader.house.deployment().files.prepare(
                                    draw_picture(photo.picture), zhulian::photos())));
                        return {};
                      },
                      .act = [=](Tx& tx) -> Result<void> {
                        for (std::size_t i = from; i < to; ++i)
                          TRY(loader.perform(tx, loader.plan.deeds[i], *photos));
                        return {};
                      }});
  }
  return pieces;
}

}  // namespace zhulian::app::sample
