#include "http/log.h"

#include <atomic>
#include <random>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace zhulian::http {
namespace {

std::atomic<bool> requests_wanted = true;

spdlog::logger& logger() {
  static const auto made = [] {
    auto fresh =
        std::make_shared<spdlog::logger>("http", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    fresh->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    fresh->flush_on(spdlog::level::warn);
    return fresh;
  }();
  return *made;
}

}  // namespace

void log_request(std::string_view verb, std::string_view route, int status,
                 std::chrono::nanoseconds took) {
  if (!requests_wanted.load(std::memory_order_relaxed)) return;
  logger().info("{} {} {} {:.1f}ms", verb, route.empty() ? "other" : route, status,
                std::chrono::duration<double, std::milli>(took).count());
}

void log_note(std::string_view what) {
  logger().info("{}", what);
}

std::string log_incident(std::string_view route, std::string_view what) {
  std::random_device random;
  std::string incident = fmt::format("{:08x}", random());
  logger().error("incident {} at {}: {}", incident, route.empty() ? "other" : route, what);
  return incident;
}

void log_requests(bool wanted) {
  requests_wanted = wanted;
}

}  // namespace zhulian::http
