// The router with routes of its own, without sockets: what every request of the API shares.
#include "http/router.h"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/http_world.h"
#include "http/openapi.h"
#include "http/session_routes.h"
#include "http/target.h"
#include "platform/passwords.h"
#include "platform/platform_world.h"

namespace zhulian::http::thing {

struct Thing {
  std::int64_t number = 0;
  std::string words{};
  std::int64_t revision = 1;
};
ZHULIAN_RECORD(Thing, number, words, revision);

struct NewThing {
  std::int64_t number = 0;
  std::string words{};
};
ZHULIAN_RECORD(NewThing, number, words);
constexpr auto record_notes(const NewThing*) {
  return std::array{record::Note{.field = "words", .max_length = 10, .min_length = 1}};
}

struct ThingEdit {
  std::int64_t number = 0;
  std::string words{};
  std::int64_t revision = 0;
};
ZHULIAN_RECORD(ThingEdit, number, words, revision);

struct ThingQuery {
  std::optional<std::int64_t> limit{};
  std::optional<std::string> q{};
  std::vector<std::string> word{};
};
ZHULIAN_RECORD(ThingQuery, limit, q, word);

struct OneThing {
  std::int64_t number = 0;
};
ZHULIAN_RECORD(OneThing, number);

Result<Page<Thing>> find(const Call& call, const ThingQuery& query) {
  Page<Thing> page;
  for (const auto& row : call.tx.query("SELECT number, words FROM thing ORDER BY number"))
    page.items.push_back({.number = row.integer(0), .words = row.get<std::string>(1)});
  for (const std::string& word : query.word) page.items.push_back({.words = word});
  return page;
}
Result<Thing> open(const Call& call, const OneThing& one) {
  const auto row = call.tx.one("SELECT words FROM thing WHERE number = $1", {one.number});
  if (!row) return fail(Fault::not_found, "http.not_found");
  return Thing{.number = one.number, .words = row->get<std::string>(0)};
}
Result<Thing> add(const Call& call, const NewThing& thing) {
  call.tx.execute("INSERT INTO thing (number, words) VALUES ($1, $2)", {thing.number, thing.words});
  if (thing.words == "refused") return fail(Fault::conflict, "http.not_found");
  return Thing{.number = thing.number, .words = thing.words};
}
Result<Thing> edit(const Call&, const ThingEdit& edit) {
  if (edit.revision != 1)
    return fail(Fault::stale, "http.not_found", {}, {{"current", R"({"revision":1})"}});
  return Thing{.number = edit.number, .words = edit.words, .revision = 2};
}
Result<void> remove(const Call& call, const OneThing& one) {
  call.tx.execute("DELETE FROM thing WHERE number = $1", {one.number});
  return {};
}
Result<Thing> open_public(const Call&) {
  return Thing{};
}
Result<Thing> breaks(const Call&) {
  throw std::runtime_error("the secret of the house");
}

Routes routes() {
  return {get<find>("/things", Right::audit_read, "Things."),
          get<open>("/things/{number}", Right::audit_read, "One thing."),
          make<add>("/things", Right::audit_read, "Adds a thing."),
          change<edit>("/things/{number}", Right::audit_read, "Edits a thing."),
          take_away<remove>("/things/{number}", Right::users_manage, "Removes a thing."),
          get<open_public>("/things/public", anyone, "For everybody."),
          get<breaks>("/broken", anyone, "Breaks.")};
}

}  // namespace zhulian::http::thing

namespace zhulian::http {
namespace {

using test::morning;
using testing::HasSubstr;
using testing::Not;

class RouterTest : public test::PlatformTest {
 protected:
  void SetUp() override {
    PlatformTest::SetUp();
    db().write([](Tx& tx) {
      tx.script("CREATE TABLE thing (number BIGINT PRIMARY KEY, words TEXT NOT NULL)");
    });
    static const std::string hash = hash_password("correct horse");
    for (const auto& [id, name, role] :
         {std::tuple{"018f0000-0000-7000-8000-00000000000a", "boss", "admin"},
          std::tuple{"018f0000-0000-7000-8000-00000000000b", "zhang", "town"}})
      ASSERT_TRUE(as(admin, [&](const Call& call) {
        return add_user(call,
                        {.id = {id},
                         .name = name,
                         .display_name = "Shown",
                         .role = role,
                         .areas = {test::area("421102")},
                         .password = "correct horse"},
                        hash, test::two_roles);
      }));
    program.emplace(
        Program{.database = db(),
                .deployment = deployment,
                .messages = test::shipped_messages(),
                .roles = test::two_roles,
                .routes = thing::routes(),
                .area_name = [](Tx&, const Area& area) { return "at " + area.code(); }});
    for (Route& route : session_routes()) program->routes.push_back(std::move(route));
    router.emplace(*program);
  }

  Response ask(Request request, Instant now = morning) { return router->handle(request, now); }
  Response ask(std::string verb, std::string_view target, std::string body = {}) {
    Request request = make_request(std::move(verb), target, std::move(body));
    if (!token.empty()) request.headers["authorization"] = "Bearer " + token;
    return ask(request);
  }
  json::value sign_in(std::string user) {
    token.clear();
    const Response response =
        ask("POST", "/api/v1/session",
            json::serialize(json::object{{"user", user}, {"password", "correct horse"}}));
    EXPECT_EQ(response.status, 201) << response.body;
    cookie = response.header("Set-Cookie");
    const json::value body = json::parse(response.body);
    token = body.at("token").as_string();
    return body;
  }
  static std::string code(const Response& response) {
    return std::string(json::parse(response.body).at("code").as_string());
  }

  std::optional<Program> program;
  std::optional<Router> router;
  std::string token;
  std::string cookie;
};
ON_BOTH_DATABASES(RouterTest);

TEST_P(RouterTest, unknown_addresses_are_problems) {
  for (const std::string_view path :
       {"/api/v1/nothing", "/api/v1", "/api/v2/things", "/api/v1/things/", "/api/v1/things/1/2",
        "/api/v1/%2e%2e/things", "/api/v1//things"}) {
    const Response response = ask("GET", path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_EQ(response.type, "application/problem+json");
  }
}

TEST_P(RouterTest, another_verb_is_405_with_those_there_are) {
  const Response response = ask("PUT", "/api/v1/things", "{}");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.header("Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(ask("OPTIONS", "/api/v1/things").status, 204);
}

TEST_P(RouterTest, the_right_is_asked_for_before_the_input_is_looked_at) {
  EXPECT_EQ(ask("POST", "/api/v1/things", "{").status, 401);
  sign_in("zhang");
  const Response response = ask("POST", "/api/v1/things", "{");
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(code(response), "http.forbidden");
  EXPECT_EQ(ask("GET", "/api/v1/things/public").status, 200);
}

TEST_P(RouterTest, signing_in_says_who_one_is_and_signing_out_ends_it) {
  const json::value session = sign_in("boss");
  const json::value& user = session.at("user");
  EXPECT_EQ(user.at("name"), "boss");
  EXPECT_EQ(user.at("display_name"), "Shown");
  EXPECT_EQ(user.at("role"), "admin");
  EXPECT_EQ(user.at("area").at("code"), "421102");
  EXPECT_EQ(user.at("area").at("name"), "at 421102");
  EXPECT_TRUE(user.at("party").is_null());
  EXPECT_TRUE(user.at("person").is_null());
  EXPECT_EQ(session.at("rights").as_array().size(), 2u);
  EXPECT_THAT(cookie, HasSubstr("; Path=/;"));
  EXPECT_THAT(cookie, HasSubstr("; HttpOnly; SameSite=Strict"));
  const Response again = ask("GET", "/api/v1/session");
  EXPECT_EQ(again.status, 200);
  EXPECT_TRUE(json::parse(again.body).at("token").is_null());
  EXPECT_EQ(json::parse(again.body).at("csrf_token"), session.at("csrf_token"));
  const Response ended = ask("DELETE", "/api/v1/session");
  EXPECT_EQ(ended.status, 204);
  EXPECT_THAT(std::string(ended.header("Set-Cookie")), HasSubstr("Max-Age=0"));
  EXPECT_EQ(ask("GET", "/api/v1/session").status, 401);
  EXPECT_EQ(ask("GET", "/api/v1/things").status, 401);
}

TEST_P(RouterTest, a_wrong_password_is_no_session) {
  const Response response =
      ask("POST", "/api/v1/session", R"({"user":"boss","password":"wrong horse"})");
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.header("Set-Cookie"), "");
}

TEST_P(RouterTest, a_write_by_cookie_needs_the_pages_own_token) {
  const json::value session = sign_in("boss");
  Request request = make_request("POST", "/api/v1/things", R"({"number":1,"words":"a"})");
  request.headers["cookie"] = "other=1; zhulian_session=" + token;
  EXPECT_EQ(code(ask(request)), "http.csrf");
  request.headers["x-csrf-token"] = "wrong";
  EXPECT_EQ(ask(request).status, 403);
  EXPECT_EQ(count("thing"), 0);
  Request reading = make_request("GET", "/api/v1/things");
  reading.headers["cookie"] = request.headers["cookie"];
  EXPECT_EQ(ask(reading).status, 200);
  Request end = make_request("DELETE", "/api/v1/session");
  end.headers["cookie"] = request.headers["cookie"];
  EXPECT_EQ(ask(end).status, 401);
  EXPECT_EQ(ask(reading).status, 200);
  request.headers["x-csrf-token"] = session.at("csrf_token").as_string();
  EXPECT_EQ(ask(request).status, 201);
}

TEST_P(RouterTest, a_token_that_is_none_is_401_even_where_anyone_may) {
  token = "made-up";
  EXPECT_EQ(ask("GET", "/api/v1/things/public").status, 401);
}

TEST_P(RouterTest, broken_json_is_400_with_its_place) {
  sign_in("boss");
  const Response response = ask("POST", "/api/v1/things", "{\"number\": 1,\n  \"words\": x}");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(code(response), "http.bad_json");
  Request request = make_request("POST", "/api/v1/things", "{\"number\": 1,\n  \"words\": x}");
  request.headers["authorization"] = "Bearer " + token;
  request.headers["accept-language"] = "en";
  EXPECT_THAT(ask(request).body, HasSubstr("line 2, column 12"));
  for (const std::string& body :
       {std::string("{"), std::string("{} {}"), std::string(100, '['), std::string("\xff"),
        std::string("{\"words\":\"\xff\"}"), std::string("nul")})
    EXPECT_EQ(ask("POST", "/api/v1/things", body).status, 400) << body;
}

TEST_P(RouterTest, a_sound_body_against_a_rule_is_422_with_every_fault) {
  sign_in("boss");
  const Response response =
      ask("POST", "/api/v1/things", R"({"words":"far too many words","extra":1})");
  EXPECT_EQ(response.status, 422);
  std::set<std::string> fields;
  const json::value body = json::parse(response.body);
  for (const auto& error : body.at("errors").as_array())
    fields.insert(std::string(error.at("field").as_string()));
  EXPECT_THAT(fields, testing::ElementsAre("/extra", "/number", "/words"));
}

TEST_P(RouterTest, a_body_that_does_not_say_it_is_json_is_415) {
  sign_in("boss");
  Request request = make_request("POST", "/api/v1/things", R"({"number":1,"words":"a"})");
  request.headers["authorization"] = "bearer " + token;
  for (const char* type : {"text/plain", "application/jsonx", ""}) {
    request.headers["content-type"] = type;
    EXPECT_EQ(ask(request).status, 415) << type;
  }
  request.headers["content-type"] = "Application/JSON; charset=utf-8";
  EXPECT_EQ(ask(request).status, 201);
}

TEST_P(RouterTest, the_path_fills_the_record_and_names_nothing_when_it_cannot) {
  sign_in("boss");
  ask("POST", "/api/v1/things", R"({"number":7,"words":"a"})");
  EXPECT_EQ(json::parse(ask("GET", "/api/v1/things/7").body).at("words"), "a");
  EXPECT_EQ(ask("GET", "/api/v1/things/seven").status, 404);
  EXPECT_EQ(ask("GET", "/api/v1/things/8").status, 404);
  EXPECT_EQ(ask("DELETE", "/api/v1/things/7").status, 204);
  EXPECT_EQ(count("thing"), 0);
}

TEST_P(RouterTest, queries_take_lists_and_refuse_twins) {
  sign_in("boss");
  const Response response = ask("GET", "/api/v1/things?word=a&word=b&q=&limit=5");
  EXPECT_EQ(json::parse(response.body).at("items").as_array().size(), 2u);
  EXPECT_EQ(code(ask("GET", "/api/v1/things?q=a&q=b")), "http.parameter_twice");
  EXPECT_EQ(ask("GET", "/api/v1/things?limit=x").status, 422);
  EXPECT_EQ(ask("GET", "/api/v1/things?unknown=1").status, 422);
}

TEST_P(RouterTest, an_edit_says_what_it_is_based_on) {
  sign_in("boss");
  Request request = make_request("PATCH", "/api/v1/things/1", R"({"words":"a"})");
  request.headers["authorization"] = "Bearer " + token;
  EXPECT_EQ(ask(request).status, 428);
  request.headers["if-match"] = "\"9\"";
  const Response stale = ask(request);
  EXPECT_EQ(stale.status, 412);
  EXPECT_EQ(json::parse(stale.body).at("current").at("revision"), 1);
  request.headers["if-match"] = "\"1\", \"2\"";
  EXPECT_EQ(ask(request).status, 400);
  request.headers["if-match"] = "\"1\"";
  const Response edited = ask(request);
  EXPECT_EQ(edited.status, 200);
  EXPECT_EQ(edited.header("ETag"), "\"2\"");
}

TEST_P(RouterTest, a_write_asked_again_with_its_key_answers_the_same) {
  sign_in("boss");
  Request request = make_request("POST", "/api/v1/things", R"({"number":1,"words":"a"})");
  request.headers["authorization"] = "Bearer " + token;
  request.headers["idempotency-key"] = "k1";
  const Response first = ask(request);
  const Response second = ask(request);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(second.header("ETag"), "\"1\"");
  EXPECT_EQ(count("thing"), 1);
  request.body = R"({"number":2,"words":"a"})";
  EXPECT_EQ(ask(request).status, 409);
  request.headers["idempotency-key"] = "";
}

TEST_P(RouterTest, what_is_refused_leaves_no_trace) {
  sign_in("boss");
  EXPECT_EQ(ask("POST", "/api/v1/things", R"({"number":1,"words":"refused"})").status, 409);
  EXPECT_EQ(count("thing"), 0);
}

TEST_P(RouterTest, a_second_row_the_operation_did_not_ask_about_is_409) {
  sign_in("boss");
  ask("POST", "/api/v1/things", R"({"number":1,"words":"a"})");
  EXPECT_EQ(ask("POST", "/api/v1/things", R"({"number":1,"words":"b"})").status, 409);
}

TEST_P(RouterTest, what_breaks_inside_is_an_incident_and_tells_nothing) {
  const Response response = ask("GET", "/api/v1/broken");
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, Not(HasSubstr("secret")));
  const json::value body = json::parse(response.body);
  EXPECT_THAT(std::string(body.at("detail").as_string()),
              HasSubstr(std::string(body.at("incident").as_string())));
  EXPECT_EQ(response.route, "/broken");
}

TEST_P(RouterTest, the_document_holds_every_route_with_its_right) {
  const json::value document = json::parse(ask("GET", "/api/v1/openapi.json").body);
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  std::set<std::string> ids;
  for (const Route& route : router->routes()) {
    std::string verb(route.verb);
    for (char& c : verb) c = static_cast<char>(std::tolower(c));
    const json::value& operation = document.at("paths").at(route.path).at(verb);
    EXPECT_TRUE(ids.insert(std::string(operation.at("operationId").as_string())).second);
    EXPECT_EQ(operation.at("x-right"),
              route.right ? json::value(word(*route.right)) : json::value(nullptr));
    std::size_t in_path = 0;
    if (const auto* parameters = operation.as_object().if_contains("parameters"))
      for (const auto& parameter : parameters->as_array()) in_path += parameter.at("in") == "path";
    EXPECT_EQ(in_path, part_names(route.path).size());
  }
  const json::value& edit = document.at("paths").at("/things/{number}").at("patch");
  const json::value& schema =
      edit.at("requestBody").at("content").at("application/json").at("schema");
  EXPECT_EQ(schema.at("required"), (json::array{"words"}));
  // Every reference leads somewhere.
  const std::string text = json::serialize(document);
  constexpr std::string_view mark = "#/components/schemas/";
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const auto begin = at + mark.size();
    const auto name = text.substr(begin, text.find('"', begin) - begin);
    EXPECT_TRUE(document.at("components").at("schemas").as_object().contains(name)) << name;
  }
}

TEST_P(RouterTest, a_part_of_a_path_must_be_a_field) {
  EXPECT_THROW(openapi({get<thing::open>("/things/{other}", anyone, "x")}), std::logic_error);
  program->routes.push_back(get<thing::find>("/things", anyone, "Twice."));
  EXPECT_THROW(Router{*program}, std::logic_error);
}

TEST(Callers, a_proxy_on_this_machine_is_believed_and_nobody_else) {
  Request request{.verb = "POST", .path = "/", .peer = "127.0.0.1"};
  EXPECT_EQ(caller_address(request), "127.0.0.1");
  request.headers["x-forwarded-for"] = "1.1.1.1, 10.0.0.7";
  EXPECT_EQ(caller_address(request), "10.0.0.7");
  request.headers["x-forwarded-for"] = "<script>";
  EXPECT_EQ(caller_address(request), "127.0.0.1");
  request.peer = "192.0.2.1";
  request.headers["x-forwarded-for"] = "1.1.1.1";
  EXPECT_EQ(caller_address(request), "192.0.2.1");
}

}  // namespace
}  // namespace zhulian::http
