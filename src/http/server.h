// The server: bytes of many connections become Requests, Responses become bytes. It knows
// HTTP/1.1 and nothing of what is said in it.
//
// One thread speaks with the network (it never waits for anything else); a few workers run
// Request -> Response synchronously, so that the code of a request reads from top to bottom.
// Between them stands a short queue: when it is full the answer is 503 at once, because a
// request that waits long is asked again and makes the wait longer.
//
// A stranger can hold nothing for long: heads, bodies and answers have absolute deadlines and
// limits, and of too many connections the longest idle one goes first.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/exchange.h"
#include "http/metrics.h"

namespace zhulian::http {

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one, see Server::port().
  int workers = 4;
  int queue_max = 64;  // Requests that wait for a worker.
  int connections_max = 1000;
  std::size_t head_max = 16 * 1024;
  std::size_t body_max = 32u << 20;              // Of any route ..
  std::size_t bodies_max = 256u << 20;           // .. and of all requests under way together.
  std::chrono::milliseconds head{10'000};        // From its first byte to its last.
  std::chrono::milliseconds body{60'000};        // As above, or what its size takes at upload_rate.
  std::chrono::milliseconds idle{75'000};        // Between requests.
  std::chrono::milliseconds write{30'000};       // As `body`.
  std::chrono::milliseconds grace{5'000};        // Before body_rate_min is asked for.
  std::size_t body_rate_min = 1024;              // Bytes a second.
  std::size_t upload_rate = 128 * 1024;          // Bytes a second.
  std::chrono::milliseconds stop_limit{20'000};  // For what is under way when it stops.
  bool signals = true;                           // SIGTERM and SIGINT stop it.
  std::vector<std::string> hosts{};  // Names it answers to ("demo.example"); empty: every one.
};

// What stands behind the server. All but `work` run on the network's thread: they must not
// wait. None may throw; a throw is answered with 500 all the same.
struct Service {
  // Bytes a body may have, by verb and target; asked before the body is read.
  std::function<std::size_t(std::string_view verb, std::string_view path)> body_max;
  // The answer where it needs no waiting (a file in memory), or nothing: then `work` makes it.
  std::function<std::optional<Response>(const Request&)> at_once;
  std::function<Response(const Request&)> work;
  // The server's own refusals, in the caller's language.
  std::function<Response(const Error&, const Request&)> refuse;
  // After each answer. May be empty.
  std::function<void(std::string_view verb, const Response&, std::chrono::nanoseconds took)>
      answered{};
};

class Server {
 public:
  // Binds and listens. Throws std::system_error when the address cannot be had.
  Server(ServerOptions options, Service service);
  ~Server();

  std::uint16_t port() const;

  // Serves on this thread until stop() or a signal, then finishes what is under way: true when
  // all of it was finished within stop_limit. A second signal does not wait for that.
  bool run();

  // From any thread, also before run().
  void stop();

  // For /metrics, from any thread.
  struct Stats {
    std::uint64_t connections = 0;        // Open now.
    std::uint64_t connections_total = 0;  // Ever.
    std::uint64_t queued = 0;             // Requests that wait for a worker now.
    std::uint64_t running = 0;            // Requests with a worker now.
    std::uint64_t refused = 0;            // Answered 503 because the queue was full.
    std::uint64_t timed_out = 0;          // Connections closed at a deadline.
  };
  Stats stats() const;
  Metrics::Source samples() const;  // As gauges and counters; outlived by the server.

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace zhulian::http
