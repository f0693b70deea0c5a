#include "http/metrics.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

namespace zhulian::http {

void Metrics::count(std::string_view verb, std::string_view route, int status,
                    std::chrono::nanoseconds took) {
  if (route.empty()) route = "other";
  const double seconds = std::chrono::duration<double>(took).count();
  const auto bucket = std::ranges::lower_bound(bounds, seconds) - bounds.begin();
  const std::scoped_lock lock(mutex_);
  const auto key = std::tuple(route, verb, status);
  auto found = requests_.find(key);
  if (found == requests_.end())
    found = requests_.emplace(std::tuple(std::string(route), std::string(verb), status), 0).first;
  ++found->second;
  auto latency = latencies_.find(route);
  if (latency == latencies_.end()) latency = latencies_.emplace(route, Latency{}).first;
  ++latency->second.buckets[static_cast<std::size_t>(bucket)];
  latency->second.seconds += seconds;
  ++latency->second.requests;
}

std::string Metrics::page(const std::vector<Source>& sources) const {
  std::string out;
  auto to = std::back_inserter(out);
  {
    const std::scoped_lock lock(mutex_);
    out +=
        "# HELP zhulian_http_requests_total Requests answered.\n"
        "# TYPE zhulian_http_requests_total counter\n";
    for (const auto& [key, count] : requests_)
      fmt::format_to(to,
                     "zhulian_http_requests_total{{route=\"{}\",verb=\"{}\",status=\"{}\"}} {}\n",
                     std::get<0>(key), std::get<1>(key), std::get<2>(key), count);
    out +=
        "# HELP zhulian_http_request_seconds From the whole request to the answer.\n"
        "# TYPE zhulian_http_request_seconds histogram\n";
    for (const auto& [route, latency] : latencies_) {
      std::uint64_t below = 0;
      for (std::size_t i = 0; i < bounds.size(); ++i) {
        below += latency.buckets[i];
        fmt::format_to(to, "zhulian_http_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n",
                       route, bounds[i], below);
      }
      fmt::format_to(to,
                     "zhulian_http_request_seconds_bucket{{route=\"{0}\",le=\"+Inf\"}} {1}\n"
                     "zhulian_http_request_seconds_sum{{route=\"{0}\"}} {2}\n"
                     "zhulian_http_request_seconds_count{{route=\"{0}\"}} {1}\n",
                     route, latency.requests, latency.seconds);
    }
  }
  for (const Source& source : sources)
    source([&](const Sample& sample) {
      fmt::format_to(to, "# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", sample.name, sample.help,
                     sample.kind, sample.value);
    });
  return out;
}

void process_samples(const std::function<void(const Metrics::Sample&)>& take) {
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    long total = 0;
    long resident = 0;
    if (std::fscanf(file, "%ld %ld", &total, &resident) == 2)
      take({.name = "process_resident_memory_bytes",
            .kind = "gauge",
            .help = "Memory that is in RAM.",
            .value = static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE))});
    std::fclose(file);
  }
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) == 0) {
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    take({.name = "process_cpu_seconds_total",
          .kind = "counter",
          .help = "CPU time, user and system.",
          .value = seconds(usage.ru_utime) + seconds(usage.ru_stime)});
  }
}

}  // namespace zhulian::http
