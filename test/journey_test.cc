// Plays the stories of test/journeys/*.journey against the real routes, on both databases, with
// a fixed clock. A story is text that an officer can read:
//
//   # A ramp for Mr Wang: from the wish to the evaluation.
//   # proves: 000-06 001-06
//   liaison POST /needs {"id": "$need", "person": "$person", ..} -> 201 {"state": "open"}
//   guest   GET /board -> 200 {"items": [{"id": "$listing"}]} without $person
//   -- 12 days later
//
// - Who acts: the cast of test/world.h, `rival` (claimant of $team), `village` (the association),
//   `centre` (staff of a centre in the town) and `guest`, who is not signed in.
// - `$name` in a request is a new id the first time and the same one afterwards. In an
//   expectation a name not used before takes what was answered. $person, $company and $team are
//   there from the start, and so are $district, $town and $village, the codes of the areas where
//   the cast is at home; $today, $today+3 are days.
// - `# place: jimo` in the head plays the story there, with that place's pack; huangzhou otherwise.
// - What is expected is a part: members not named may be anything, lists are compared in full;
//   "*" is anything at all. `without WORD ..`: the answer contains none of these.
// - `PHOTO /files "name"` sends up a photo that says where it was taken.
// - `-- policies decided` determines everybody as of that day.
// - A line that begins with a blank continues the one before. Time only passes in `--` lines,
//   and with it what follows from the deeds before (src/reactions.cc).
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "base/embedded.h"
#include "events/http.h"
#include "figures/http.h"
#include "http/program.h"
#include "http/router.h"
#include "http/session_routes.h"
#include "needs/http.h"
#include "packs/load.h"
#include "platform/images_world.h"
#include "platform/sessions.h"
#include "platform/users.h"
#include "policy/http.h"
#include "policy/run.h"
#include "reactions.h"
#include "registry/http.h"
#include "registry/registry.h"
#include "test/world.h"

namespace zhulian::test {
namespace {

namespace json = boost::json;

const Messages& shipped_messages() {
  static const Messages messages = [] {
    std::vector<std::pair<std::string, std::string>> files;
    for (const EmbeddedFile& file : embedded())
      if (file.path.starts_with("messages/")) files.emplace_back(file.path, file.content);
    return packs::load_messages(files).value();
  }();
  return messages;
}

std::optional<Rights> rights_of(std::string_view role) {
  const auto& roles = shipped_packs().roles;
  const auto found = roles.find(role);
  return found == roles.end() ? std::nullopt : std::optional(found->second.rights);
}

struct Step {
  int line = 0;
  std::string text;
};

// The steps of a story: comments dropped, continued lines joined.
std::vector<Step> read_story(const std::filesystem::path& path) {
  std::vector<Step> steps;
  std::ifstream file(path);
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with(' ') && !steps.empty())
      steps.back().text += line;
    else
      steps.push_back({number, line});
  }
  return steps;
}

// Where it is played: `# place: jimo` in its head.
std::string place_of(const std::filesystem::path& path) {
  constexpr std::string_view word = "# place: ";
  std::ifstream file(path);
  for (std::string line; std::getline(file, line) && line.starts_with('#');)
    if (line.starts_with(word)) return line.substr(word.size());
  return "huangzhou";
}

class Stage {
 public:
  Stage(const std::string& kind, const std::string& place) : world_(kind, place) {
    const auto team = new_id<registry::Organisation>(world_.now);
    const Home& home = world_.home;
    names_ = {{"person", world_.person.text},
              {"company", world_.company.text},
              {"team", team.text},
              {"district", home.district},
              {"town", home.town},
              {"village", home.village}};
    EXPECT_TRUE(world_.as(world_.program, registry::add_organisation,
                          {.id = team,
                           .kind = "volunteer_team",
                           .name = "\u7ea2\u5de2\u5fd7\u613f\u961f",
                           .area = area(home.district),
                           .contact = "",
                           .strengths = ""}));
    cast_ = {{"district", world_.district},
             {"town", world_.town},
             {"liaison", world_.liaison},
             {"claimant", world_.claimant},
             {"resident", world_.resident},
             {"auditor", world_.auditor},
             {"stranger", world_.stranger},
             {"rival", add_user("rival", "claimant", {}, team)},
             {"village", add_user("village", "association", {area(home.village)}, {})},
             {"centre", add_user("centre", "centre", {area(home.town)}, {})}};
    for (const http::Routes& routes :
         {http::session_routes(), registry::routes, needs::needs_routes(), events::events_routes(),
          figures::figures_routes(), policy::policy_routes()})
      program_.routes.insert(program_.routes.end(), routes.begin(), routes.end());
    router_ = std::make_unique<http::Router>(program_);
  }

  void play(const Step& step) {
    static const std::regex pause(R"(-- (?:next (day)|(\d+) (days?|hours?) later))");
    if (step.text == "-- policies decided") return decide_policies();
    static const std::regex deed(
        R"((\w+)\s+(GET|POST|PATCH|DELETE|PHOTO)\s+(\S+)(?:\s+(\{.*\}|"[^"]*"))?\s+->\s+(\d+)(?:\s+(\{.*\}|\[.*\]))?(?:\s+without\s+(.+))?\s*)");
    std::smatch part;
    if (std::regex_match(step.text, part, pause)) {
      const int count = part[1].matched ? 1 : std::stoi(part[2]);
      const bool hours = part[3].str().starts_with("hour");
      // What the deeds so far bring about happens meanwhile.
      Dispatcher dispatcher(world_.db(), world_.deployment, reactions());
      while (dispatcher.run_due(world_.now) > 0) continue;
      EXPECT_EQ(dispatcher.stats().troubled, 0);
      world_.now += hours ? std::chrono::hours(count) : std::chrono::hours(24 * count);
      return;
    }
    ASSERT_TRUE(std::regex_match(step.text, part, deed)) << "not a step: " << step.text;
    const http::Response answer = ask(part[1], part[2], fill(part[3]), part[4]);
    const std::string body(answer.content());
    EXPECT_EQ(answer.status, std::stoi(part[5])) << body;
    if (part[6].matched) {
      boost::system::error_code broken;
      const json::value got = json::parse(body, broken);
      ASSERT_FALSE(broken) << body;
      compare(json::parse(part[6].str()), got, "");
    }
    std::istringstream words(fill(part[7]));
    for (std::string word; words >> word;)
      EXPECT_EQ(body.find(word), std::string::npos) << word << " in " << body;
  }

 private:
  void decide_policies() {
    const auto result = policy::run(
        world_.db(), world_.deployment, world_.program, world_.now,
        {.as_of = day_at(world_.now, world_.deployment.zone), .area = {}, .rules = "journey"});
    EXPECT_TRUE(result);
  }

  Actor add_user(const std::string& name, const std::string& role, std::vector<Area> areas,
                 std::optional<Id<registry::Organisation>> organisation) {
    return world_.within(world_.program, [&](const Call& call) {
      const NewUser user{.id = new_id<Actor>(world_.now),
                         .name = name,
                         .display_name = name,
                         .role = role,
                         .areas = areas,
                         .organisation = organisation};
      EXPECT_TRUE(zhulian::add_user(call, user, "no password", rights_of));
      return actor_of(call.tx, user.id, rights_of, call.today()).value();
    });
  }

  // A session that lasts as long as the story: signing in is told elsewhere.
  const std::string& token_of(const std::string& who) {
    auto& token = tokens_[who];
    if (token.empty()) {
      token = "token-of-" + who;
      const Instant end = world_.now + std::chrono::hours(24 * 1000);
      world_.database->write([&](Tx& tx) {
        tx.execute(
            "INSERT INTO platform_session (token_hash, user_id, peer, made_at, seen_at, idle_ms,"
            " ends_at) VALUES ($1, $2, 'journey', $3, $3, $4, $5)",
            {session_hash(token), cast_.at(who).id, world_.now,
             std::int64_t{1000} * 3600 * 24 * 1000, end});
      });
    }
    return token;
  }

  http::Response ask(const std::string& who, const std::string& verb, const std::string& target,
                     const std::string& body) {
    const auto mark = target.find('?');
    http::Request request{.verb = verb == "PHOTO" ? "POST" : verb,
                          .path = "/api/v1" + target.substr(0, mark)};
    if (mark != std::string::npos) {
      std::istringstream query(target.substr(mark + 1));
      for (std::string pair; std::getline(query, pair, '&');)
        request.query.emplace(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
    }
    if (who != "guest") {
      EXPECT_TRUE(cast_.contains(who)) << "nobody is called " << who;
      request.headers["authorization"] = "Bearer " + token_of(who);
    }
    if (verb == "PHOTO") {
      request.headers["content-type"] = "multipart/form-data; boundary=edge";
      request.body =
          "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n"
          "Content-Type: image/jpeg\r\n\r\n" +
          jpeg_with_position() + "\r\n--edge--\r\n";
    } else if (!body.empty()) {
      request.headers["content-type"] = "application/json";
      request.body = fill(body);
    }
    return router_->handle(request, world_.now);
  }

  // $name -> its id, $today+3 -> a day.
  std::string fill(const std::string& text) {
    static const std::regex name(R"(\$([a-z_0-9]+)([+-]\d+)?)");
    std::string filled;
    auto rest = text.cbegin();
    for (std::sregex_iterator found(text.begin(), text.end(), name), end; found != end; ++found) {
      filled.append(rest, (*found)[0].first);
      rest = (*found)[0].second;
      filled += value_of((*found)[1], (*found)[2]);
    }
    return filled.append(rest, text.cend());
  }
  std::string value_of(const std::string& name, const std::string& offset) {
    if (name == "today")
      return to_string(day_at(world_.now, world_.deployment.zone) +
                       std::chrono::days{offset.empty() ? 0 : std::stoi(offset)});
    auto& value = names_[name];
    if (value.empty()) value = new_uuid(world_.now);
    return value + offset;
  }

  void compare(const json::value& expected, const json::value& got, const std::string& path) {
    if (const auto* object = expected.if_object()) {
      ASSERT_TRUE(got.is_object()) << path << ": " << got;
      for (const auto& [key, value] : *object) {
        ASSERT_TRUE(got.as_object().contains(key)) << path << '/' << std::string(key);
        compare(value, got.as_object().at(key), path + '/' + std::string(key));
      }
    } else if (const auto* list = expected.if_array()) {
      ASSERT_TRUE(got.is_array()) << path << ": " << got;
      ASSERT_EQ(list->size(), got.as_array().size()) << path << ": " << got;
      for (std::size_t i = 0; i < list->size(); ++i)
        compare((*list)[i], got.as_array()[i], path + '/' + std::to_string(i));
    } else if (expected.is_string()) {
      const std::string word(expected.as_string());
      if (word == "*") return;
      ASSERT_TRUE(got.is_string()) << path << ": " << got;
      const std::string actual(got.as_string());
      const bool is_name = word.starts_with('$') && !word.starts_with("$today");
      if (is_name && !names_.contains(word.substr(1))) {
        names_[word.substr(1)] = actual;
        return;
      }
      EXPECT_EQ(fill(word), actual) << path;
    } else {
      EXPECT_EQ(expected, got) << path;
    }
  }

  World world_;
  std::map<std::string, Actor> cast_;
  std::map<std::string, std::string> tokens_;
  std::map<std::string, std::string> names_;
  http::Program program_{.database = world_.db(),
                         .deployment = world_.deployment,
                         .messages = shipped_messages(),
                         .roles = rights_of};
  std::unique_ptr<http::Router> router_;
};

struct Played {
  std::string story;
  std::string database;
};

std::vector<Played> all_stories() {
  std::vector<Played> stories;
  for (const auto& entry : std::filesystem::directory_iterator("test/journeys"))
    if (entry.path().extension() == ".journey")
      for (const char* database : {"sqlite", "postgresql"})
        stories.push_back({entry.path().stem().string(), database});
  std::ranges::sort(stories, {},
                    [](const Played& played) { return std::pair(played.story, played.database); });
  return stories;
}

class Journey : public ::testing::TestWithParam<Played> {};
INSTANTIATE_TEST_SUITE_P(On, Journey, ::testing::ValuesIn(all_stories()), [](const auto& tested) {
  std::string name = tested.param.story + "_on_" + tested.param.database;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST_P(Journey, goes_as_told) {
  const std::filesystem::path path = "test/journeys/" + GetParam().story + ".journey";
  const auto steps = read_story(path);
  ASSERT_FALSE(steps.empty()) << path;
  Stage stage(GetParam().database, place_of(path));
  for (const Step& step : steps) {
    SCOPED_TRACE(path.string() + ':' + std::to_string(step.line));
    stage.play(step);
    if (HasFatalFailure()) return;
  }
}

// Every story says which mechanisms it proves.
TEST(Journeys, name_the_mechanisms_they_prove) {
  static const std::regex proves(R"(# proves:( \d{3}-\d{2})+)");
  for (const auto& entry : std::filesystem::directory_iterator("test/journeys")) {
    if (entry.path().extension() != ".journey") continue;
    std::ifstream file(entry.path());
    bool found = false;
    for (std::string line; std::getline(file, line);) found |= std::regex_match(line, proves);
    EXPECT_TRUE(found) << entry.path();
  }
}

}  // namespace
}  // namespace zhulian::test
