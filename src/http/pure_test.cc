// Targets, forms, problems and files: what needs neither socket nor database.
#include <filesystem>
#include <fstream>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/http_world.h"
#include "http/metrics.h"
#include "http/multipart.h"
#include "http/problem.h"
#include "http/static.h"
#include "http/target.h"
#include "http/wire.h"

namespace zhulian::http {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Targets, escapes_are_decoded_once_and_must_be_sound) {
  EXPECT_EQ(decode("a%20b"), "a b");
  EXPECT_EQ(decode("%2525"), "%25");
  EXPECT_EQ(decode("a+b", true), "a b");
  EXPECT_EQ(decode("a+b"), "a+b");
  EXPECT_EQ(decode("%e6%9d%91"), "\u6751");
  for (const std::string_view broken : {"%", "%2", "%zz", "%00", "%ff", "%c0%af", "%ed%a0%80"})
    EXPECT_EQ(decode(broken), std::nullopt) << broken;
  EXPECT_EQ(decode(encode("a/b \u6751")), "a/b \u6751");
}

TEST(Targets, a_query_keeps_twins_and_empty_values) {
  Request request;
  ASSERT_TRUE(read_target("/people?q=%E7%8E%8B&level=1&level=2&village=&flag", request));
  EXPECT_EQ(request.path, "/people");
  EXPECT_EQ(request.query.find("q")->second, "\u738b");
  EXPECT_EQ(request.query.count("level"), 2u);
  EXPECT_EQ(request.query.find("village")->second, "");
  EXPECT_EQ(request.query.count("flag"), 1u);
}

TEST(Targets, a_whole_url_is_its_path) {
  Request request;
  ASSERT_TRUE(read_target("http://host:80/a?b=c", request));
  EXPECT_EQ(request.path, "/a");
  Request bare;
  ASSERT_TRUE(read_target("http://host?b=c", bare));
  EXPECT_EQ(bare.path, "/");
  EXPECT_EQ(bare.query.count("b"), 1u);
}

TEST(Targets, what_is_no_target_is_malformed) {
  for (const std::string_view target : {"", "a", "*", "/a b", "/a#b", "/?a=%", "?a"}) {
    Request request;
    const auto read = read_target(target, request);
    ASSERT_FALSE(read) << target;
    EXPECT_EQ(read.error().fault, Fault::malformed);
  }
  std::string many = "/?";
  for (int i = 0; i < 101; ++i) many += "a=1&";
  Request request;
  EXPECT_EQ(read_target(many, request).error().code, "http.too_many_parameters");
}

TEST(Targets, parts_that_would_climb_are_none) {
  EXPECT_THAT(path_parts("/people/a%20b").value(), ElementsAre("people", "a b"));
  EXPECT_THAT(path_parts("/people/").value(), ElementsAre("people", ""));
  for (const std::string_view path : {"/a/../b", "/a/%2e%2e/b", "/a/%2fb", "/a/./b", "/a%5cb"})
    EXPECT_EQ(path_parts(path), std::nullopt) << path;
}

TEST(Targets, preferences_are_weighed) {
  EXPECT_EQ(preference("gzip, br;q=0.5", "br"), 500);
  EXPECT_EQ(preference("gzip;q=0", "gzip"), 0);
  EXPECT_EQ(preference("*", "br"), 1000);
  EXPECT_EQ(preference("gzip", "br"), -1);
  EXPECT_EQ(preference("br;q=bad", "br"), 0);
  Request request;
  EXPECT_EQ(language_of(request), Language::zh);
  for (const auto& [list, language] : {std::pair{"en-US,en;q=0.9", Language::en},
                                       {"zh-CN,en;q=0.8", Language::zh},
                                       {"fr", Language::zh},
                                       {"*", Language::zh},
                                       {"en;q=0.5, zh;q=0.4", Language::en}}) {
    request.headers["accept-language"] = list;
    EXPECT_EQ(language_of(request), language) << list;
  }
}

TEST(Targets, the_first_cookie_of_a_name_is_meant) {
  EXPECT_EQ(cookie("a=1; session=x=y ;session=z", "session"), "x=y");
  EXPECT_EQ(cookie("mysession=1", "session"), "");
}

constexpr std::string_view form_type = "multipart/form-data; boundary=XX";

TEST(Forms, parts_come_in_their_order_with_their_bytes) {
  const auto parts = read_multipart(
      form_type,
      "--XX\r\nContent-Disposition: form-data; name=\"area\"\r\n\r\n421102\r\n"
      "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\x\\roster.xlsx\"\r\n"
      "Content-Type: application/zip\r\n\r\nPK\r\n--XY\r\n\r\n--XX--\r\n");
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2u);
  EXPECT_EQ((*parts)[0].content, "421102");
  const Part* file = find_part(*parts, "file");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->file_name, "roster.xlsx");
  EXPECT_EQ(file->type, "application/zip");
  EXPECT_EQ(file->content, "PK\r\n--XY\r\n");
}

TEST(Forms, an_empty_file_is_a_file) {
  const auto parts = read_multipart(
      form_type, "--XX\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\n\r\n--XX--");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->front().content, "");
}

TEST(Forms, what_is_cut_or_unnamed_is_malformed) {
  for (const std::string_view body :
       {"", "--XX", "--XX\r\n", "--XX\r\n\r\nx\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--XX\r\n",
        "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nx--XX--",
        "--XX\r\nContent-Disposition: form-data; name=a; filename=\"\xff\"\r\n\r\nx\r\n--XX--"}) {
    const auto parts = read_multipart(form_type, body);
    ASSERT_FALSE(parts) << body;
    EXPECT_EQ(parts.error().code, "http.bad_multipart");
  }
  std::string many;
  for (int i = 0; i < 21; ++i)
    many += "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n";
  EXPECT_FALSE(read_multipart(form_type, many + "--XX--"));
  for (const std::string_view type :
       {"text/plain", "multipart/form-data", "multipart/form-data; boundary=\"\""})
    EXPECT_EQ(read_multipart(type, "").error().code, "http.not_multipart");
}

TEST(Problems, say_what_happened_in_the_callers_language_with_every_fault) {
  Error error{.fault = Fault::invalid,
              .code = "json.too_long",
              .field = "/letter/strengths",
              .arguments = {{"max", "5"}}};
  error.others.push_back({.fault = Fault::invalid, .code = "json.required", .field = "/place"});
  const Response response = problem(error, test::shipped_messages(), Language::en);
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.type, "application/problem+json");
  const auto body = boost::json::parse(response.body);
  EXPECT_EQ(body.at("type"), "/problems/json.too_long");
  EXPECT_EQ(body.at("detail"), "This is too long. Write at most 5 characters.");
  EXPECT_EQ(body.at("field"), "/letter/strengths");
  ASSERT_EQ(body.at("errors").as_array().size(), 2u);
  EXPECT_EQ(body.at("errors").at(1).at("field"), "/place");
}

TEST(Problems, a_stale_edit_shows_the_present_state) {
  const Response response =
      problem({.fault = Fault::stale, .code = "x", .arguments = {{"current", R"({"a":1})"}}},
              test::shipped_messages(), Language::zh);
  EXPECT_EQ(response.status, 412);
  EXPECT_EQ(boost::json::parse(response.body).at("current").at("a"), 1);
}

TEST(Wire, a_date_is_an_imf_fixdate) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Measures, are_prometheus_text) {
  Metrics metrics;
  metrics.count("GET", "/people/{id}", 200, std::chrono::milliseconds(3));
  metrics.count("GET", "", 404, std::chrono::seconds(60));
  const std::string page = metrics.page({process_samples});
  EXPECT_THAT(
      page,
      HasSubstr(R"(zhulian_http_requests_total{route="/people/{id}",verb="GET",status="200"} 1)"));
  EXPECT_THAT(page, HasSubstr(R"(_bucket{route="/people/{id}",le="0.0025"} 0)"));
  EXPECT_THAT(page, HasSubstr(R"(_bucket{route="/people/{id}",le="0.005"} 1)"));
  EXPECT_THAT(page, HasSubstr(R"(_bucket{route="other",le="10"} 0)"));
  EXPECT_THAT(page, HasSubstr(R"(_bucket{route="other",le="+Inf"} 1)"));
  EXPECT_THAT(page, HasSubstr("\nprocess_resident_memory_bytes "));
}

class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "zhulian-web-XXXXXX").string();
    ASSERT_TRUE(::mkdtemp(name.data()));
    folder = name;
    write("web/index.html", "<!doctype html>");
    write("web/index.html.br", "brotli page");
    write("web/assets/app-D4wtotQw.js", "script");
    write("web/assets/app-D4wtotQw.js.br", "br script");
    write("web/assets/app-D4wtotQw.js.gz", "gz script");
    write("web/two-columns.css", "style");
    write("secret.txt", "secret");
    std::filesystem::create_symlink("../secret.txt", folder / "web/link.txt");
    files = StaticFiles((folder / "web").string());
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  void write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << text;
  }
  std::optional<Response> find(std::string_view path,
                               std::map<std::string, std::string, std::less<>> headers = {}) const {
    return files.find({.verb = "GET", .path = std::string(path), .headers = std::move(headers)});
  }

  std::filesystem::path folder;
  StaticFiles files;
};

TEST_F(Files, hashed_names_are_kept_and_others_are_asked_for_again) {
  EXPECT_THAT(find("/assets/app-D4wtotQw.js")->header("Cache-Control"), HasSubstr("immutable"));
  EXPECT_EQ(find("/two-columns.css")->header("Cache-Control"), "no-cache");
  EXPECT_EQ(find("/")->header("Cache-Control"), "no-cache");
}

TEST_F(Files, what_the_browser_has_is_not_sent_again) {
  const std::string tag(find("/two-columns.css")->header("ETag"));
  const auto same = find("/two-columns.css", {{"if-none-match", "\"x\", W/" + tag}});
  EXPECT_EQ(same->status, 304);
  EXPECT_EQ(same->content(), "");
  EXPECT_EQ(same->header("ETag"), tag);
  EXPECT_EQ(find("/two-columns.css", {{"if-none-match", "\"x\""}})->status, 200);
}

TEST_F(Files, the_packed_form_goes_to_whom_it_suits) {
  const std::string path = "/assets/app-D4wtotQw.js";
  const auto brotli = find(path, {{"accept-encoding", "gzip, br"}});
  EXPECT_EQ(brotli->content(), "br script");
  EXPECT_EQ(brotli->header("Content-Encoding"), "br");
  EXPECT_EQ(brotli->header("Vary"), "Accept-Encoding");
  EXPECT_EQ(brotli->type, "text/javascript; charset=utf-8");
  EXPECT_EQ(find(path, {{"accept-encoding", "gzip"}})->content(), "gz script");
  EXPECT_EQ(find(path, {{"accept-encoding", "br;q=0"}})->content(), "script");
  EXPECT_EQ(find(path)->content(), "script");
  EXPECT_NE(brotli->header("ETag"), find(path)->header("ETag"));
  EXPECT_FALSE(find(path + ".br"));
}

TEST_F(Files, a_path_of_the_app_gets_its_page) {
  const std::map<std::string, std::string, std::less<>> page{{"accept", "text/html,*/*;q=0.8"}};
  EXPECT_EQ(find("/people/7", page)->content(), "<!doctype html>");
  EXPECT_FALSE(find("/people/7"));
  EXPECT_FALSE(find("/assets/gone-D4wtotQw.js", page));
}

TEST_F(Files, nothing_outside_the_folder_is_found) {
  for (const std::string_view path :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt",
        "//etc/passwd", "/link.txt", "/..\\secret.txt", "/%00", "/.%2e/secret.txt"})
    EXPECT_FALSE(find(path, {{"accept", "*/*"}})) << path;
}

}  // namespace
}  // namespace zhulian::http
