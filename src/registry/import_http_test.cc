// Importing in the browser: the real routes and the real jobs, without a socket.
#include "registry/import_http.h"

#include <fstream>
#include <sstream>

#include <boost/json.hpp>

#include "http/program.h"
#include "http/target.h"
#include "platform/jobs.h"
#include "registry/import.h"
#include "sheet/workbook.h"
#include "test/world.h"

namespace zhulian::registry {
namespace {

namespace json = boost::json;
using test::citizen_id;

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

class Imports : public test::InBothWorlds {
 protected:
  void SetUp() override {
    test::InBothWorlds::SetUp();
    program = std::make_unique<http::Program>(http::Program{.database = world().db(),
                                                            .deployment = world().deployment,
                                                            .messages = messages,
                                                            .roles = roles,
                                                            .routes = import_routes()});
    jobs = std::make_unique<JobRunner>(world().db(), [this] { return world().now; });
    add_import_jobs(*jobs, world().db(), world().deployment, roles);
  }

  Result<http::Response> ask(const Actor& actor, std::string_view verb, std::string_view path,
                             http::Request request) {
    for (const http::Route& route : program->routes) {
      if (route.verb != verb || route.path != path) continue;
      if (!actor.may(*route.right)) return fail(Fault::forbidden, "no right");
      if (route.handle_outside) return route.handle_outside(*program, actor, world().now, request);
      const auto prepared = route.handle(request);
      if (!prepared) return std::unexpected(prepared.error());
      return world().within(actor, *prepared);
    }
    return fail(Fault::not_found, "no route");
  }
  Result<json::object> ask_json(const Actor& actor, std::string_view verb, std::string_view path,
                                http::Request request) {
    auto response = ask(actor, verb, path, std::move(request));
    if (!response) return std::unexpected(response.error());
    return json::parse(response->content()).as_object();
  }

  static http::Request form(const std::string& file, const std::string& id,
                            const std::string& area = {}) {
    http::Request request{.verb = "POST", .path = "/api/v1/imports"};
    request.headers["content-type"] = "multipart/form-data; boundary=XX";
    request.body =
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\n" + file +
        "\r\n";
    const auto field = [&](const char* name, const std::string& value) {
      if (!value.empty())
        request.body += std::string("--XX\r\nContent-Disposition: form-data; name=\"") + name +
                        "\"\r\n\r\n" + value + "\r\n";
    };
    field("id", id);
    field("area", area);
    request.body += "--XX--\r\n";
    return request;
  }
  static http::Request of(const std::string& id, std::string body = {}) {
    http::Request request{.verb = "GET", .path = "/api/v1/imports/" + id};
    request.parts["import"] = id;
    if (!body.empty()) {
      request.verb = "POST";
      request.headers["content-type"] = "application/json";
      request.body = std::move(body);
    }
    return request;
  }
  std::string sheet() const { return content_of("test/rosters/every-fault.csv"); }
  std::int64_t count_of(const json::object& view, const char* name) {
    return view.at("counts").at(name).to_number<std::int64_t>();
  }

  const std::string id = "018f0000-0000-7000-8000-0000000000aa";
  const std::string one = "/imports/{import}";
  Messages messages;
  RoleRights roles = [](std::string_view role) -> std::optional<Rights> {
    const auto& known = test::shipped_packs().roles;
    const auto found = known.find(role);
    return found == known.end() ? std::nullopt : std::optional(found->second.rights);
  };
  std::unique_ptr<http::Program> program;
  std::unique_ptr<JobRunner> jobs;
};
ON_BOTH_DATABASES(Imports);

TEST_P(Imports, a_roster_is_tried_then_taken_and_its_refused_rows_come_back) {
  const Actor& town = world().town;
  const auto before = world().count("registry_person");
  const auto sent = ask_json(town, "POST", "/imports", form(sheet(), id));
  ASSERT_TRUE(sent) << sent.error().code;
  EXPECT_EQ(sent->at("state"), "uploaded");
  EXPECT_TRUE(sent->at("layout").at("missing").as_array().empty());

  ASSERT_TRUE(ask_json(town, "POST", one + "/preview", of(id, R"({"mapping":[]})")));
  ASSERT_TRUE(jobs->run_next());
  const auto tried = ask_json(town, "GET", one, of(id)).value();
  EXPECT_EQ(tried.at("state"), "previewed");
  EXPECT_EQ(tried.at("job_state"), "done");
  EXPECT_TRUE(tried.at("is_trial").as_bool());
  EXPECT_GT(count_of(tried, "created"), 0);
  EXPECT_EQ(world().count("registry_person"), before);

  ASSERT_TRUE(ask_json(town, "POST", one + "/run", of(id)));
  const auto twice = ask_json(town, "POST", one + "/run", of(id));  // A double click.
  ASSERT_TRUE(twice) << twice.error().code;
  ASSERT_TRUE(jobs->run_next());
  EXPECT_FALSE(jobs->run_next());
  const auto taken = ask_json(town, "GET", one, of(id)).value();
  EXPECT_EQ(taken.at("state"), "done");
  EXPECT_FALSE(taken.at("is_trial").as_bool());
  EXPECT_EQ(count_of(taken, "created"), count_of(tried, "created"));
  EXPECT_EQ(world().count("registry_person"), before + count_of(taken, "created"));
  EXPECT_EQ(taken.at("faults").as_array().size(),
            taken.at("faults_total").to_number<std::size_t>());

  const auto errors = ask(town, "GET", one + "/errors", of(id));
  ASSERT_TRUE(errors) << errors.error().code;
  const auto book = sheet::Workbook::open_bytes(errors->body).value();
  int rows = 0;
  ASSERT_TRUE(book->rows(0, [&](int, std::span<const sheet::Cell>) { return ++rows > 0; }));
  EXPECT_EQ(rows, 1 + count_of(taken, "rejected"));
}

TEST_P(Imports, one_whose_job_the_machine_broke_has_failed_and_may_be_run_again) {
  const Actor& town = world().town;
  ASSERT_TRUE(ask_json(town, "POST", "/imports", form(sheet(), id)));
  ASSERT_TRUE(ask_json(town, "POST", one + "/run", of(id)));
  JobRunner broken(world().db(), [this] { return world().now; });
  broken.add_kind(std::string(import_kind), [](JobRun&) -> Result<json::object> {
    throw std::runtime_error("the disk is gone");
  });
  ASSERT_TRUE(broken.run_next());
  EXPECT_EQ(ask_json(town, "GET", one, of(id)).value().at("state"), "failed");
  const auto list = ask_json(town, "GET", "/imports", {}).value();
  EXPECT_EQ(list.at("items").at(0).at("state"), "failed");
  ASSERT_TRUE(ask_json(town, "POST", one + "/run", of(id)));
  ASSERT_TRUE(jobs->run_next());
  EXPECT_EQ(ask_json(town, "GET", one, of(id)).value().at("state"), "done");
}

TEST_P(Imports, sending_the_same_again_is_the_same_import) {
  ASSERT_TRUE(ask_json(world().town, "POST", "/imports", form(sheet(), id)));
  ASSERT_TRUE(ask_json(world().town, "POST", "/imports", form(sheet(), id)));
  EXPECT_EQ(world().count("registry_import"), 1);
  EXPECT_EQ(ask(world().district, "POST", "/imports", form(sheet(), id)).error().code,
            "roster.import.id_taken");
  const auto list = ask_json(world().town, "GET", "/imports", {}).value();
  EXPECT_EQ(list.at("items").as_array().size(), 1u);
}

TEST_P(Imports, nobody_outside_the_area_sees_it_and_nobody_without_the_right_sends) {
  ASSERT_TRUE(ask_json(world().district, "POST", "/imports", form(sheet(), id)));
  EXPECT_EQ(ask(world().town, "GET", one, of(id)).error().code, "roster.import.absent");
  EXPECT_EQ(ask(world().stranger, "GET", one + "/errors", of(id)).error().code,
            "roster.import.absent");
  EXPECT_EQ(ask(world().stranger, "POST", one + "/run", of(id, "{}")).error().code,
            "roster.import.absent");
  EXPECT_EQ(ask(world().town, "POST", "/imports", form(sheet(), "", "421102")).error().code,
            "roster.area_outside");
  EXPECT_EQ(ask(world().auditor, "POST", "/imports", form(sheet(), "")).error().code, "no right");
  EXPECT_EQ(ask(world().claimant, "GET", "/roster", {}).error().code, "no right");
}

TEST_P(Imports, a_file_that_is_no_table_is_refused_at_the_door) {
  EXPECT_EQ(ask(world().town, "POST", "/imports", form("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", id))
                .error()
                .code,
            "sheet.old_workbook");
  EXPECT_EQ(world().count("registry_import"), 0);
  EXPECT_EQ(world().count("platform_file"), 0);
}

TEST_P(Imports, headings_nobody_knows_are_named_by_a_person) {
  const std::string number = citizen_id("1980-02-29", 2);
  ASSERT_TRUE(ask_json(
      world().town, "POST", "/imports",
      form("Who,Number,Card,Where\nLi," + number + "," + number + "43,\u60e0\u6c11\n", id)));
  auto shown = ask_json(world().town, "GET", one, of(id)).value();
  EXPECT_EQ(shown.at("layout").at("missing").as_array().size(), 6u);
  EXPECT_EQ(shown.at("layout").at("columns").at(0).at("samples").at(0), "Li");
  EXPECT_EQ(ask(world().town, "POST", one + "/preview",
                of(id, R"({"mapping":[{"heading":"Who","key":"nonsense"}]})"))
                .error()
                .code,
            "roster.mapping_unknown");
  ASSERT_TRUE(ask_json(world().town, "POST", one + "/preview", of(id, R"({"mapping":[]})")));
  ASSERT_TRUE(jobs->run_next());
  shown = ask_json(world().town, "GET", one, of(id)).value();
  EXPECT_EQ(shown.at("state"), "previewed");
  EXPECT_TRUE(shown.at("counts").is_null());
  const auto tried = ask_json(
      world().town, "POST", one + "/preview",
      of(id, R"({"mapping":[{"heading":"Who","key":"name"},{"heading":"B","key":"citizen_id"},)"
             R"({"heading":"Card","key":"certificate"},{"heading":"Where","key":"village"}]})"));
  ASSERT_TRUE(tried) << tried.error().code << tried.error().field;
  ASSERT_TRUE(jobs->run_next());
  shown = ask_json(world().town, "GET", one, of(id)).value();
  EXPECT_EQ(count_of(shown, "created"), 1);
  EXPECT_EQ(shown.at("faults").as_array().size(), 0u);
}

TEST_P(Imports, the_download_holds_the_area_and_is_written_down) {
  http::Request request;
  request.query.emplace("area", "421102001");
  const auto file = ask(world().town, "GET", "/roster", request);
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_TRUE(sheet::Workbook::open_bytes(file->body));
  EXPECT_EQ(world().count("platform_audit WHERE deed = 'registry.roster.exported'"), 1);
  http::Request wider;
  wider.query.emplace("area", "421102");
  EXPECT_EQ(ask(world().town, "GET", "/roster", wider).error().code, "roster.area_outside");
}

}  // namespace
}  // namespace zhulian::registry
