// Walks every route x every role x at home and elsewhere, on both databases, and holds what
// happens to the lines of test/access_matrix.txt.
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "app/routes.h"
#include "events/bookings.h"
#include "events/campaigns.h"
#include "events/centre_days.h"
#include "events/plans.h"
#include "figures/pledges.h"
#include "http/router.h"
#include "needs/needs.h"
#include "platform/keys.h"
#include "platform/sessions.h"
#include "platform/users.h"
#include "registry/areas.h"
#include "registry/groups.h"
#include "test/world.h"

namespace zhulian::test {
namespace {

namespace json = boost::json;

const std::vector<std::string> all_roles{"province", "district", "town",     "association",
                                         "liaison",  "centre",   "claimant", "resident",
                                         "auditor",  "admin"};

struct Line {
  int number = 0;
  std::string verb;
  std::string target;  // With $names.
  std::set<std::string> roles;
  bool everybody = false;
  std::string elsewhere;  // 404, refused, staff404, empty, public, own
  std::string body;
};

std::vector<Line> read_matrix() {
  std::vector<Line> lines;
  std::ifstream file("test/access_matrix.txt");
  static const std::regex shape(
      R"((\w+)\s+(\S+)\s*\|\s*([a-z ]+?)\s*\|\s*(404|refused|staff404|empty|public|own)\s*(?:\|\s*(.*))?)");
  int number = 0;
  for (std::string text; std::getline(file, text);) {
    ++number;
    if (text.empty() || text.starts_with('#')) continue;
    std::smatch part;
    if (!std::regex_match(text, part, shape)) {
      ADD_FAILURE() << "access_matrix.txt:" << number << ": not a line";
      continue;
    }
    Line line{.number = number,
              .verb = part[1],
              .target = part[2],
              .elsewhere = part[4],
              .body = part[5]};
    std::istringstream words(part[3].str());
    for (std::string word; words >> word;) line.roles.insert(word);
    line.everybody = line.roles.contains("everybody");
    lines.push_back(std::move(line));
  }
  return lines;
}

std::optional<Rights> rights_of(std::string_view role) {
  const auto& roles = shipped_packs().roles;
  const auto found = roles.find(role);
  return found == roles.end() ? std::nullopt : std::optional(found->second.rights);
}

class Access : public InBothWorlds {
 protected:
  void SetUp() override {
    InBothWorlds::SetUp();
    make_things();
    program_ = std::make_unique<http::Program>(http::Program{.database = world().db(),
                                                             .deployment = world().deployment,
                                                             .messages = app::messages(),
                                                             .roles = rights_of,
                                                             .routes = app::all_routes()});
    router_ = std::make_unique<http::Router>(*program_);
    for (const std::string& role : all_roles) {
      add_user(role, "home", "421102", world().company, world().person);
      add_user(role, "elsewhere", "440703", foreign_company_, foreign_person_);
    }
  }

  // One need of Huangzhou on its way to the evaluation, and what hangs on it.
  void make_things() {
    World& w = world();
    const std::string certificate = certificate_of(w.person);
    // A county elsewhere, with a village of its own.
    w.within(w.program, [](const Call& call) {
      std::vector<packs::AreaRow> rows;
      for (const char* code : {"44", "4407", "440703", "440703001", "440703001001"})
        rows.push_back({.area = area(code),
                        .level = area(code).level(),
                        .name = code,
                        .from = day("2000-01-01"),
                        .until = day("9999-12-31"),
                        .source = "test"});
      EXPECT_TRUE(registry::load_areas(call, rows));
    });
    foreign_company_ = new_id<registry::Organisation>(w.now);
    foreign_person_ = new_id<registry::Person>(w.now);
    ASSERT_TRUE(as(w.program, registry::add_organisation,
                   {.id = foreign_company_,
                    .kind = "company",
                    .name = "Foreign",
                    .area = area("440703"),
                    .contact = "",
                    .strengths = ""}));
    ASSERT_TRUE(as(w.program, registry::add_person,
                   {.id = foreign_person_,
                    .name = "Foreign",
                    .citizen_id = citizen_id("1980-02-03", 7),
                    .area = area("440703001001"),
                    .phone = "",
                    .address = "",
                    .guardian = "",
                    .household_kind = ""}));
    const auto need = new_id<needs::Need>(w.now);
    const auto listing = new_id<needs::Listing>(w.now);
    const auto claim = new_id<needs::Claim>(w.now);
    const auto delivery = new_id<needs::Delivery>(w.now);
    const auto tie = new_id<registry::Tie>(w.now);
    const std::string words = "We have done this for many years in this town.";
    ASSERT_TRUE(as(w.town, needs::record_need,
                   {.id = need,
                    .person = w.person,
                    .category = "medical.cataract",
                    .words = "a ramp at the door",
                    .channel = "visit",
                    .mode = "home",
                    .urgency = "soon"}));
    ASSERT_TRUE(as(w.town, needs::publish,
                   {.id = listing,
                    .area = area("421102001"),
                    .batch = "1",
                    .title = "A ramp",
                    .scope = "Build a ramp",
                    .place = "Chibi",
                    .needs = {need}}));
    ASSERT_TRUE(as(w.claimant, needs::claim,
                   {.id = claim, .listing = listing, .letter = {words, words, words}}));
    ASSERT_TRUE(as(w.town, needs::select, {.claim = claim, .reason = "nearest"}));
    ASSERT_TRUE(
        as(w.claimant, needs::deliver, {.id = delivery, .claim = claim, .words = "It is done."}));
    ASSERT_TRUE(as(w.district, registry::add_tie,
                   {.id = tie,
                    .kind = "liaison_of",
                    .from_kind = "user",
                    .from_id = w.liaison.id.text,
                    .to_kind = "area",
                    .to_id = "421102001015",
                    .title = "L",
                    .from = day("2026-01-01")}));
    const auto site = new_id<registry::Site>(w.now);
    const auto event = new_id<events::Event>(w.now);
    const auto enrolment = new_id<events::Enrolment>(w.now);
    const auto campaign = new_id<events::Campaign>(w.now);
    const auto plan = new_id<events::Plan>(w.now);
    ASSERT_TRUE(
        as(w.town, events::add_plan, {.id = plan, .kind = "solo_living", .person = w.person}));
    ASSERT_TRUE(as(w.district, registry::add_site,
                   {.id = site,
                    .kind = "care_centre",
                    .name = "C",
                    .area = area("421102001015"),
                    .address = "1",
                    .from = day("2022-09-01")}));
    ASSERT_TRUE(as(w.town, events::record_event,
                   {.id = event,
                    .kind = "activity",
                    .activity_type = "handicraft",
                    .area = area("421102001015"),
                    .on = day("2026-11-04"),
                    .persons = {w.person}}));
    ASSERT_TRUE(as(w.town, events::enrol,
                   {.id = enrolment, .site = site, .person = w.person, .care_mode = "day_care"}));
    ASSERT_TRUE(as(w.district, events::add_campaign,
                   {.id = campaign,
                    .kind = "disability_day",
                    .name = "D",
                    .area = area("421102"),
                    .from = day("2026-05-17")}));
    make_group();
    const auto open_day = new_id<events::Event>(w.now);
    const auto slot = new_id<events::Slot>(w.now);
    const auto booking = new_id<events::Booking>(w.now);
    ASSERT_TRUE(as(
        w.town, events::record_event,
        {.id = open_day, .kind = "open_day", .site = site, .on = day("2026-11-09"), .held = {}}));
    ASSERT_TRUE(
        as(w.town, events::add_slot,
           {.event = open_day, .id = slot, .starts_at = "09:00", .ends_at = "10:00", .places = 3}));
    ASSERT_TRUE(as(w.town, events::book, {.slot = slot, .id = booking, .person = w.person}));
    const auto pledge = new_id<figures::Pledge>(w.now);
    ASSERT_TRUE(as(w.district, figures::add_pledge,
                   {.id = pledge,
                    .area = area("421102001"),
                    .year = 2026,
                    .name = "visits",
                    .figure = "home_visits",
                    .target = 10}));
    const std::string award = make_award();
    things_ = {{"site", site.text},
               {"pledge", pledge.text},
               {"award", award},
               {"group", group_.text},
               {"village", "421102001015"},
               {"event", event.text},
               {"slot", slot.text},
               {"booking", booking.text},
               {"enrolment", enrolment.text},
               {"campaign", campaign.text},
               {"plan", plan.text},
               {"person", w.person.text},
               {"need", need.text},
               {"listing", listing.text},
               {"claim", claim.text},
               {"delivery", delivery.text},
               {"certificate", certificate},
               {"organisation", w.company.text},
               {"tie", tie.text}};
  }

  // As somewhere with awards would have it: Huangzhou itself names no kinds of them.
  std::string make_award() {
    World& w = world();
    const std::string id = new_uuid(w.now);
    w.within(w.district, [&](const Call& call) {
      const std::string reason =
          call.deployment.keys.seal("came every week", "events_award.reason:" + id);
      call.tx.execute(
          "INSERT INTO events_award (id, kind, year, nominee_kind, nominee_id, area, nominated_on,"
          " nominated_by, reason_sealed, recorded_at, recorded_by)"
          " VALUES ($1, 'award_guidance', 2026, 'person', $2, '421102001015', $3, '', $4, $5, $6)",
          {id, w.person, call.today(), Blob{reason}, call.now, call.actor.id});
    });
    return id;
  }

  // A holder, an officer and a volunteer of the village.
  void make_group() {
    World& w = world();
    group_ = new_id<registry::Group>(w.now);
    registry::NewGroup group{
        .id = group_, .kind = "triple", .from = day("2026-02-01"), .parts = {}};
    group.parts.push_back({.part = "holder", .party_kind = "person", .party_id = w.person.text});
    int order = 31;
    for (const auto& [part, kind] :
         {std::pair("officer", "officer_of"), std::pair("volunteer", "volunteer_of")}) {
      const auto person = new_id<registry::Person>(w.now);
      ASSERT_TRUE(as(w.program, registry::add_person,
                     {.id = person,
                      .name = "H",
                      .citizen_id = citizen_id("1980-02-03", order++),
                      .area = area("421102001015"),
                      .phone = "",
                      .address = "",
                      .guardian = "",
                      .household_kind = ""}));
      ASSERT_TRUE(as(w.district, registry::add_tie,
                     {.id = new_id<registry::Tie>(w.now),
                      .kind = kind,
                      .from_kind = "person",
                      .from_id = person.text,
                      .to_kind = "organisation",
                      .to_id = w.company.text,
                      .title = "",
                      .from = day("2026-01-01")}));
      group.parts.push_back({.part = part, .party_kind = "person", .party_id = person.text});
    }
    ASSERT_TRUE(as(w.town, registry::add_group, group));
  }

  std::string certificate_of(const Id<registry::Person>& person) {
    const auto page = as(world().district, registry::open_person, {.person = person});
    return page->certificates.at(0).id.text;
  }

  void add_user(const std::string& role, const std::string& where, const std::string& code,
                const Id<registry::Organisation>& organisation,
                const Id<registry::Person>& person) {
    const std::string name = role + "-" + where;
    NewUser user{
        .id = new_id<Actor>(world().now), .name = name, .display_name = name, .role = role};
    if (role != "claimant" && role != "resident") user.areas = {area(code)};
    if (role == "claimant") user.organisation = organisation;
    if (role == "resident") user.person = person;
    world().within(world().program, [&](const Call& call) {
      EXPECT_TRUE(zhulian::add_user(call, user, "no password", rights_of));
      call.tx.execute(
          "INSERT INTO platform_session (token_hash, user_id, peer, made_at, seen_at, idle_ms,"
          " ends_at) VALUES ($1, $2, 'test', $3, $3, $4, $5)",
          {session_hash("token-" + name), user.id, call.now, std::int64_t{3600} * 1000,
           call.now + std::chrono::hours(10)});
    });
  }

  std::string fill(std::string text) {
    for (const auto& [name, id] : things_) replace(text, "$" + name, id);
    while (text.find("$new") != std::string::npos)
      text.replace(text.find("$new"), 4, new_uuid(world().now));
    return text;
  }
  static void replace(std::string& text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what)) {
      // $need is not the beginning of $needs.
      const auto end = at + what.size();
      if (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end]))) return;
      text.replace(at, what.size(), with);
    }
  }

  http::Response ask(const Line& line, const std::string& who) {
    const std::string target = fill(line.target);
    const auto asks = target.find('?');
    http::Request request{.verb = line.verb, .path = "/api/v1" + target.substr(0, asks)};
    if (asks != std::string::npos) {
      const auto is = target.find('=', asks);
      request.query.emplace(target.substr(asks + 1, is - asks - 1), target.substr(is + 1));
    }
    if (!who.empty()) request.headers["authorization"] = "Bearer token-" + who;
    if (line.verb == "POST" || line.verb == "PATCH") {
      request.headers["content-type"] = "application/json";
      request.body = fill(line.body.empty() ? "{}" : line.body);
    }
    return router_->handle(request, world().now);
  }

  std::unique_ptr<http::Program> program_;
  std::unique_ptr<http::Router> router_;
  Id<registry::Organisation> foreign_company_;
  Id<registry::Person> foreign_person_;
  Id<registry::Group> group_;
  std::map<std::string, std::string> things_;
};
ON_BOTH_DATABASES(Access);

std::string shape_of(const std::string& target) {
  return std::regex_replace(
      target.substr(0, target.find('?')),
      std::regex(R"(\$\w+|(/figures/)holders|(/places/)huangzhou|(/policies/)\w+)"), "$1$2$3{}");
}
std::string shape_of_route(std::string_view path) {
  return std::regex_replace(std::string(path), std::regex(R"(\{\w+\})"), "{}");
}

TEST_P(Access, every_route_has_an_expectation_and_every_expectation_a_route) {
  std::set<std::string> expected;
  for (const Line& line : read_matrix()) expected.insert(line.verb + " " + shape_of(line.target));
  std::set<std::string> served;
  for (const http::Route& route : router_->routes())
    served.insert(std::string(route.verb) + " " + shape_of_route(route.path));
  EXPECT_EQ(expected, served);
}

TEST_P(Access, a_visitor_sees_only_what_is_public) {
  for (const Line& line : read_matrix()) {
    const int status = ask(line, "").status;
    if (line.everybody)
      EXPECT_NE(status, 403) << line.verb << ' ' << line.target;
    else
      EXPECT_EQ(status, 401) << line.verb << ' ' << line.target;
  }
}

TEST_P(Access, a_role_may_what_its_line_says_and_nothing_else) {
  for (const Line& line : read_matrix()) {
    if (line.verb + line.target == "DELETE/session") continue;  // Would sign everybody out.
    for (const std::string& role : all_roles) {
      const http::Response answer = ask(line, role + "-home");
      const std::string what = "line " + std::to_string(line.number) + ": " + role + " " +
                               line.verb + " " + line.target + ": " + std::string(answer.content());
      EXPECT_LT(answer.status, 500) << what;
      if (line.everybody || line.roles.contains(role))
        EXPECT_NE(answer.status, 401) << what;
      else
        EXPECT_EQ(answer.status, 403) << what;
    }
  }
}

TEST_P(Access, elsewhere_it_does_not_exist) {
  for (const Line& line : read_matrix()) {
    if (line.elsewhere == "public" || line.elsewhere == "own") continue;
    for (const std::string& role : all_roles) {
      if (!line.everybody && !line.roles.contains(role)) continue;
      const http::Response answer = ask(line, role + "-elsewhere");
      const std::string body(answer.content());
      const std::string what = "line " + std::to_string(line.number) + ": " + role + " " +
                               line.verb + " " + line.target + ": " + body;
      if (line.elsewhere == "refused") {
        EXPECT_TRUE(answer.status == 404 || answer.status == 409 || answer.status == 422) << what;
        continue;
      }
      if (line.elsewhere == "404" || (line.elsewhere == "staff404" && role != "claimant")) {
        EXPECT_EQ(answer.status, 404) << what;
        continue;
      }
      if (line.elsewhere == "staff404") {  // What the board shows of it, and nobody's claim.
        EXPECT_EQ(body.find(things_.at("claim")), std::string::npos) << what;
        EXPECT_EQ(body.find(things_.at("need")), std::string::npos) << what;
        continue;
      }
      EXPECT_EQ(answer.status, 200) << what;
      for (const auto& [name, id] : things_) EXPECT_EQ(body.find(id), std::string::npos) << what;
    }
  }
}

}  // namespace
}  // namespace zhulian::test
