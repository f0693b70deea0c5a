// The site as a whole, over sockets: API, app and machine room at one address.
#include "http/site.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/http_world.h"
#include "http/session_routes.h"
#include "http/target.h"
#include "platform/platform_world.h"

namespace zhulian::http {
namespace {

using test::body_in;
using test::Client;
using test::status_in;
using testing::HasSubstr;
using testing::Not;

class Sites : public test::PlatformTest {
 protected:
  void SetUp() override {
    PlatformTest::SetUp();
    std::filesystem::create_directory(folder / "web");
    std::ofstream(folder / "web/index.html") << "the app";
    program.emplace(Program{.database = db(),
                            .deployment = deployment,
                            .messages = test::shipped_messages(),
                            .roles = test::two_roles,
                            .routes = session_routes()});
    router.emplace(*program);
    site.emplace(*program, *router, StaticFiles((folder / "web").string()),
                 [] { return test::morning; });
    running.emplace(ServerOptions{}, site->service());
    site->add_samples(running->server.samples());
  }
  void TearDown() override { running.reset(); }
  std::string ask(std::string_view verb, std::string_view target, std::string_view headers = "") {
    Client client(running->port());
    return client.ask(std::string(verb) + ' ' + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" +
                      std::string(headers) + "\r\n");
  }

  std::optional<Program> program;
  std::optional<Router> router;
  std::optional<Site> site;
  std::optional<test::Running> running;
};
ON_BOTH_DATABASES(Sites);

TEST_P(Sites, alive_and_ready_are_two_questions) {
  EXPECT_EQ(body_in(ask("GET", "/healthz")), "alive\n");
  EXPECT_EQ(body_in(ask("GET", "/readyz")), "ready\n");
}

TEST_P(Sites, the_metrics_are_for_this_machine_and_name_no_path) {
  ask("GET", "/api/v1/session");
  ask("GET", "/api/v1/people/a-name");
  const std::string page = body_in(ask("GET", "/metrics"));
  EXPECT_THAT(page, HasSubstr(R"(route="/session",verb="GET",status="401"} 1)"));
  EXPECT_THAT(page, HasSubstr("\nzhulian_db_reads_total "));
  EXPECT_THAT(page, HasSubstr("\nzhulian_http_connections "));
  EXPECT_THAT(page, Not(HasSubstr("a-name")));
  EXPECT_EQ(status_in(ask("GET", "/metrics", "X-Forwarded-For: 10.0.0.1\r\n")), 404);
  Request far = make_request("GET", "/metrics");
  far.peer = "192.0.2.1";
  EXPECT_EQ(site->work(far).status, 404);
}

TEST_P(Sites, the_app_answers_its_own_paths_and_the_api_its_own) {
  EXPECT_EQ(body_in(ask("GET", "/")), "the app");
  EXPECT_EQ(body_in(ask("GET", "/people/7", "Accept: text/html\r\n")), "the app");
  EXPECT_THAT(ask("GET", "/api/v1/nothing", "Accept: text/html\r\n"),
              HasSubstr("application/problem+json"));
  EXPECT_EQ(status_in(ask("GET", "/key")), 404);
  EXPECT_EQ(status_in(ask("POST", "/", "Content-Length: 0\r\n")), 405);
}

}  // namespace
}  // namespace zhulian::http
