// What the machine room wants to know, in the text format of Prometheus (0.0.4). Labels are
// route templates, never paths: a path may name a person, and a stranger could make a million.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace zhulian::http {

class Metrics {
 public:
  // One answered request. `route` is a template; "" is counted as "other".
  void count(std::string_view verb, std::string_view route, int status,
             std::chrono::nanoseconds took);

  // Gauges and counters that somebody else keeps.
  struct Sample {
    std::string_view name;  // "zhulian_db_writes_total"
    std::string_view kind;  // "counter" or "gauge"
    std::string_view help;
    double value;
  };
  using Source = std::function<void(std::function<void(const Sample&)>)>;

  // The page. Its sources are asked now.
  std::string page(const std::vector<Source>& sources) const;

  // Upper bounds in seconds of the latency histogram.
  static constexpr std::array bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                     0.1,   0.25,   0.5,   1.0,  2.5,   10.0};

 private:
  struct Latency {
    std::array<std::uint64_t, bounds.size() + 1> buckets{};
    double seconds = 0;
    std::uint64_t requests = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::tuple<std::string, std::string, int>, std::uint64_t, std::less<>> requests_;
  std::map<std::string, Latency, std::less<>> latencies_;
};

// The program's own figures: resident memory, start time, CPU.
void process_samples(const std::function<void(const Metrics::Sample&)>& take);

}  // namespace zhulian::http
