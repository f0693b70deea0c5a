#include "http/site.h"

#include "http/log.h"
#include "http/problem.h"
#include "http/target.h"

namespace zhulian::http {
namespace {

constexpr std::string_view plain_text = "text/plain; charset=utf-8";

bool is_below(std::string_view path, std::string_view root) {
  return path == root || (path.starts_with(root) && path[root.size()] == '/');
}

void database_samples(const Database::Stats& now,
                      const std::function<void(const Metrics::Sample&)>& take) {
  const auto say = [&](std::string_view name, std::string_view kind, std::string_view help,
                       std::int64_t value) {
    take({.name = name, .kind = kind, .help = help, .value = static_cast<double>(value)});
  };
  say("zhulian_db_writes_total", "counter", "Writes asked for.", now.writes);
  say("zhulian_db_groups_total", "counter", "Commits that kept them.", now.groups);
  say("zhulian_db_repeats_total", "counter", "Works that ran again.", now.repeats);
  say("zhulian_db_reads_total", "counter", "Readings.", now.reads);
  say("zhulian_db_refused_total", "counter", "Gave up waiting.", now.refused);
  say("zhulian_db_queued", "gauge", "Waiting for the writer or a connection.", now.queued);
  say("zhulian_db_busy", "gauge", "Connections at work.", now.busy);
}

}  // namespace

Site::Site(const Program& program, const Router& router, StaticFiles files, Clock clock)
    : program_(program),
      router_(router),
      files_(std::move(files)),
      clock_(std::move(clock)),
      sources_{process_samples, [this](const std::function<void(const Metrics::Sample&)>& take) {
                 database_samples(program_.database.stats(), take);
               }} {}

std::optional<Response> Site::at_once(const Request& request) const {
  if (is_below(request.path, "/api") || request.path == "/readyz" || request.path == "/metrics")
    return std::nullopt;
  const bool is_read = request.verb == "GET";
  if (request.path == "/healthz" && is_read)
    return Response{.body = "alive\n", .type = std::string(plain_text), .route = "/healthz"};
  if (request.verb == "OPTIONS")
    return Response{.status = 204, .headers = {{"Allow", "GET, HEAD, OPTIONS"}}};
  if (!is_read)
    return method_not_allowed("GET, HEAD, OPTIONS", program_.messages, language_of(request));
  if (auto found = files_.find(request)) return found;
  return router_.refuse({.fault = Fault::not_found, .code = "http.not_found"}, request);
}

Response Site::ready(const Request& request) const {
  try {
    program_.database.read([](Tx& tx) { tx.query("SELECT 1"); });
    return {.body = "ready\n", .type = std::string(plain_text), .route = "/readyz"};
  } catch (const std::exception& broken) {
    log_note(broken.what());
    Response refusal = router_.refuse({.fault = Fault::busy, .code = "http.not_ready"}, request);
    refusal.route = "/readyz";
    return refusal;
  }
}

Response Site::work(const Request& request) const {
  const bool is_read = request.verb == "GET";
  if (request.path == "/readyz" && is_read) return ready(request);
  if (request.path == "/metrics" && is_read && is_loopback(request.peer) &&
      request.header("x-forwarded-for").empty() && request.header("forwarded").empty())
    return {.body = metrics_.page(sources_),
            .type = "text/plain; version=0.0.4; charset=utf-8",
            .route = "/metrics"};
  return router_.handle(request, clock_());
}

Service Site::service() {
  return {
      .body_max = [this](std::string_view verb,
                         std::string_view path) { return router_.body_max(verb, path); },
      .at_once = [this](const Request& request) { return at_once(request); },
      .work = [this](const Request& request) { return work(request); },
      .refuse = [this](const Error& error,
                       const Request& request) { return router_.refuse(error, request); },
      .answered =
          [this](std::string_view verb, const Response& response, std::chrono::nanoseconds took) {
            metrics_.count(verb, response.route, response.status, took);
            if (response.route != "/healthz" && response.route != "/static")
              log_request(verb, response.route, response.status, took);
          }};
}

}  // namespace zhulian::http
