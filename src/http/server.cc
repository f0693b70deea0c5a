#include "http/server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <list>
#include <system_error>

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "http/log.h"
#include "http/target.h"
#include "http/wire.h"
#include "http/words.h"
#include "http/workers.h"

// Lambdas and aggregates are named before they meet co_await: g++ 12.2 destroys those made
// inside the awaited expression twice.

namespace zhulian::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Parser = beast::http::request_parser<beast::http::string_body>;
using ErrorCode = boost::system::error_code;

// After a refusal, how long and how much of what the client still sends is read and thrown
// away: closing at once would reset the connection and the refusal with it.
constexpr std::chrono::milliseconds linger_time{2'000};
constexpr std::size_t linger_bytes = 1u << 20;

std::chrono::milliseconds time_for(std::uint64_t bytes, std::size_t rate) {
  return std::chrono::milliseconds(bytes * 1000 / std::max<std::size_t>(rate, 1));
}

// Headers of the same name are one list (RFC 9110 section 5.3); cookies join by ";" (RFC 9113
// section 8.2.3). Which of two Hosts or two credentials is meant nobody knows.
Result<Request> request_of(const Parser::value_type& message, std::string peer) {
  Request request{.verb = std::string(message.method_string()), .path = {}};
  request.peer = std::move(peer);
  for (const auto& field : message) {
    const std::string name = lower(field.name_string());
    const auto [known, fresh] = request.headers.emplace(name, field.value());
    if (fresh) continue;
    if (name == "host" || name == "authorization" || name == "content-type")
      return fail(Fault::malformed, "http.header_twice", {}, {{"name", name}});
    known->second += name == "cookie" ? "; " : ", ";
    known->second += field.value();
  }
  const auto target = message.target();
  const bool asks_server = message.method() == beast::http::verb::options && target == "*";
  TRY(read_target(asks_server ? "/" : std::string_view(target), request));
  if (message.version() >= 11 && !request.headers.contains("host"))
    return fail(Fault::malformed, "http.no_host");
  return request;
}

Error error_of(const ErrorCode& code) {
  using beast::http::error;
  if (code == error::header_limit || code == error::buffer_overflow)
    return {.fault = Fault::too_large, .code = "http.head_too_large"};
  if (code == error::body_limit) return {.fault = Fault::too_large, .code = "http.body_too_large"};
  return {.fault = Fault::malformed, .code = "http.bad_request"};
}

}  // namespace

class Server::Inside {
 public:
  Inside(ServerOptions options, Service service)
      : options_(std::move(options)),
        service_(std::move(service)),
        acceptor_(io_),
        signals_(io_),
        stop_timer_(io_),
        retry_(io_),
        workers_(options_.workers, options_.queue_max) {
    const tcp::endpoint endpoint(asio::ip::make_address(options_.host), options_.port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
    port_ = acceptor_.local_endpoint().port();
    if (options_.signals) {
      signals_.add(SIGINT);
      signals_.add(SIGTERM);
      await_signal();
    }
    asio::co_spawn(io_, accept(), asio::detached);
  }

  std::uint16_t port() const { return port_; }

  bool run() {
    while (true) {
      try {
        io_.run();
        return connections_.empty();
      } catch (const std::exception& broken) {
        log_incident("server", broken.what());
      }
    }
  }

  void stop() {
    asio::post(io_, [this] { begin_stop(); });
  }

  Stats stats() const {
    return {.connections = open_.load(),
            .connections_total = total_.load(),
            .queued = workers_.waiting(),
            .running = workers_.running(),
            .refused = refused_.load(),
            .timed_out = timed_out_.load()};
  }

 private:
  struct Connection {
    Connection(Inside& owner, tcp::socket socket) : inside(owner), stream(std::move(socket)) {
      ErrorCode unknown;
      const auto peer_endpoint = stream.socket().remote_endpoint(unknown);
      if (!unknown) peer = peer_endpoint.address().to_string();
      stream.socket().set_option(tcp::no_delay(true), unknown);
      inside.connections_.push_back(this);
      place = std::prev(inside.connections_.end());
      ++inside.open_;
      ++inside.total_;
    }
    ~Connection() {
      inside.connections_.erase(place);
      inside.bodies_ -= reserved;
      --inside.open_;
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Inside& inside;
    beast::tcp_stream stream;
    beast::flat_buffer buffer;  // Bytes read and not yet used: the next request's.
    std::string peer;
    bool idle = false;         // Between requests.
    bool unread = false;       // The client may still be sending what nobody will read.
    std::size_t reserved = 0;  // Of bodies_max.
    std::list<Connection*>::iterator place;
  };

  // What became of reading one request.
  struct Reading {
    std::optional<Request> request;
    std::optional<Response> refusal;  // Neither: the connection is over.
    bool is_head = false;
    bool keep_alive = false;
  };

  void await_signal() {
    signals_.async_wait([this](const ErrorCode& error, int) {
      if (error) return;
      if (stopping_) return io_.stop();
      begin_stop();
      await_signal();
    });
  }

  void begin_stop() {
    if (stopping_) return;
    stopping_ = true;
    ErrorCode ignored;
    acceptor_.close(ignored);
    if (connections_.empty()) return io_.stop();
    for (Connection* connection : connections_)
      if (connection->idle) connection->stream.cancel();
    stop_timer_.expires_after(options_.stop_limit);
    stop_timer_.async_wait([this](const ErrorCode& error) {
      if (!error) io_.stop();
    });
  }

  asio::awaitable<void> accept() {
    while (!stopping_) {
      ErrorCode error;
      auto token = asio::redirect_error(asio::use_awaitable, error);
      tcp::socket socket = co_await acceptor_.async_accept(token);
      if (error) {
        // Out of descriptors, or the client left: neither may spin or end the loop.
        if (stopping_) co_return;
        retry_.expires_after(std::chrono::milliseconds(20));
        co_await retry_.async_wait(token);
        continue;
      }
      if (connections_.size() >= static_cast<std::size_t>(options_.connections_max) &&
          !make_room()) {
        ++refused_;
        continue;  // The socket closes: there is nobody to be sent away kindly.
      }
      asio::co_spawn(io_, serve(std::move(socket)), asio::detached);
    }
  }

  // Ends the connection that has been idle the longest; false when all are at work.
  bool make_room() {
    for (Connection* connection : connections_) {
      if (!connection->idle) continue;
      connection->idle = false;
      connection->stream.cancel();
      return true;
    }
    return false;
  }

  asio::awaitable<void> serve(tcp::socket socket) {
    {
      Connection connection(*this, std::move(socket));
      try {
        bool more = true;
        while (more) more = co_await exchange(connection);
        if (connection.unread) co_await linger(connection);
      } catch (const std::exception& broken) {
        log_incident("connection", broken.what());
      }
      ErrorCode ignored;
      connection.stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
    }
    if (stopping_ && connections_.empty()) io_.stop();
  }

  // One request and its answer; whether another may follow.
  asio::awaitable<bool> exchange(Connection& connection) {
    if (connection.buffer.size() == 0 && !co_await next_bytes(connection)) co_return false;
    Reading reading = co_await read(connection);
    if (!reading.request && !reading.refusal) co_return false;

    const auto start = Clock::now();
    const std::string verb = reading.request ? reading.request->verb : "";
    Response response;
    if (reading.refusal) {
      response = *std::move(reading.refusal);
      reading.keep_alive = false;
      connection.unread = true;
    } else {
      response = co_await answer(*reading.request);
      reading.request.reset();
      bodies_ -= std::exchange(connection.reserved, 0);
    }
    const auto took = Clock::now() - start;
    const bool keep_alive = reading.keep_alive && !stopping_;
    const bool written = co_await write(connection, response, keep_alive, reading.is_head);
    if (service_.answered) service_.answered(verb, response, took);
    co_return written&& keep_alive;
  }

  // Waits for a request to begin.
  asio::awaitable<bool> next_bytes(Connection& connection) {
    if (stopping_) co_return false;
    // The longest idle stands first.
    connections_.splice(connections_.end(), connections_, connection.place);
    connection.idle = true;
    connection.stream.expires_after(options_.idle);
    ErrorCode error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    const std::size_t got =
        co_await connection.stream.async_read_some(connection.buffer.prepare(4096), token);
    connection.idle = false;
    connection.buffer.commit(got);
    co_return !error && got > 0;
  }

  asio::awaitable<Reading> read(Connection& connection) {
    Reading reading;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(options_.head_max));
    parser.body_limit(boost::none);  // Known when the head is.
    connection.stream.expires_after(options_.head);
    ErrorCode error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    co_await beast::http::async_read_header(connection.stream, connection.buffer, parser, token);
    if (!error) {
      const auto& message = parser.get();
      reading.is_head = message.method() == beast::http::verb::head;
      reading.keep_alive = parser.keep_alive();
      auto request = request_of(message, connection.peer);
      const auto allowed = request ? allow_body(connection, parser, *request) : Result<void>{};
      if (!request || !allowed) {
        const Error refused = request ? allowed.error() : request.error();
        reading.refusal = refuse(refused, request.value_or(Request{}));
        co_return reading;
      }
      error = co_await read_body(connection, parser);
      if (!error) {
        if (reading.is_head) request->verb = "GET";
        request->body = std::move(parser.get().body());
        reading.request = *std::move(request);
        co_return reading;
      }
    }
    if (error == beast::error::timeout) {
      ++timed_out_;
    } else if (error.category() == make_error_code(beast::http::error::bad_method).category() &&
               error != beast::http::error::end_of_stream &&
               error != beast::http::error::partial_message) {
      reading.refusal = refuse(error_of(error), Request{});
    }
    co_return reading;
  }

  // Whether the body may come, by what the head says of it.
  Result<void> allow_body(Connection& connection, Parser& parser, const Request& request) {
    if (!options_.hosts.empty()) {
      std::string_view host = request.header("host");
      if (!host.starts_with('[')) host = host.substr(0, host.find(':'));
      if (std::ranges::find(options_.hosts, host) == options_.hosts.end())
        return fail(Fault::malformed, "http.wrong_host");
    }
    const auto expect = request.header("expect");
    if (!expect.empty() && !beast::iequals(expect, "100-continue"))
      return fail(Fault::malformed, "http.bad_expectation");
    const auto length = parser.content_length();
    if (!parser.chunked() && (!length || *length == 0)) return {};
    const std::size_t most =
        std::min(service_.body_max(request.verb, request.path), options_.body_max);
    if (length && *length > most) return fail(Fault::too_large, "http.body_too_large");
    parser.body_limit(most);
    const std::size_t wanted = length ? static_cast<std::size_t>(*length) : most;
    if (bodies_ + wanted > options_.bodies_max) {
      ++refused_;
      return fail(Fault::busy, "http.busy");
    }
    bodies_ += wanted;
    connection.reserved = wanted;
    return {};
  }

  asio::awaitable<ErrorCode> read_body(Connection& connection, Parser& parser) {
    ErrorCode error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    if (!parser.is_done() &&
        beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) {
      constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await asio::async_write(connection.stream, asio::buffer(go_on), token);
      if (error) co_return error;
    }
    const auto start = Clock::now();
    const auto length = parser.content_length().value_or(0);
    const auto deadline = start + std::max(options_.body, time_for(length, options_.upload_rate));
    std::uint64_t got = 0;
    while (!error && !parser.is_done()) {
      // The moment at which what has come would be too little.
      const auto too_slow = start + options_.grace + time_for(got, options_.body_rate_min);
      connection.stream.expires_at(std::min(deadline, too_slow));
      got += co_await beast::http::async_read_some(connection.stream, connection.buffer, parser,
                                                   token);
    }
    co_return error;
  }

  asio::awaitable<Response> answer(const Request& request) {
    if (auto response = at_once(request)) co_return *std::move(response);
    if (workers_.is_full()) {
      ++refused_;
      co_return refuse(Error{.fault = Fault::busy, .code = "http.busy"}, request);
    }
    auto start = [this, &request](auto handler) {
      const auto executor = asio::get_associated_executor(handler, io_.get_executor());
      workers_.push([this, &request, executor, handler = std::move(handler)]() mutable {
        Response response = work(request);
        auto deliver = [handler = std::move(handler), response = std::move(response)]() mutable {
          std::move(handler)(std::move(response));
        };
        asio::post(executor, std::move(deliver));
      });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(
        start, asio::use_awaitable);
  }

  asio::awaitable<bool> write(Connection& connection, const Response& response, bool keep_alive,
                              bool is_head) {
    const std::string head = head_of(response, keep_alive, date());
    const bool has_no_body = is_head || response.status == 204 || response.status == 304;
    const std::string_view body = has_no_body ? std::string_view{} : response.content();
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(body)};
    connection.stream.expires_after(
        std::max(options_.write, time_for(body.size(), options_.upload_rate)));
    ErrorCode error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    co_await asio::async_write(connection.stream, buffers, token);
    if (error == beast::error::timeout) ++timed_out_;
    co_return !error;
  }

  asio::awaitable<void> linger(Connection& connection) {
    ErrorCode error;
    connection.stream.socket().shutdown(tcp::socket::shutdown_send, error);
    connection.stream.expires_after(linger_time);
    std::array<char, 4096> thrown_away;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    std::size_t got = 0;
    error = {};
    while (!error && got < linger_bytes)
      got += co_await connection.stream.async_read_some(asio::buffer(thrown_away), token);
  }

  // The service behind a wall: what it throws is one incident.
  template <class F>
  Response guarded(const Request& request, F&& make) {
    std::string incident;
    try {
      return make();
    } catch (const std::exception& broken) {
      incident = log_incident("service", broken.what());
    } catch (...) {
      incident = log_incident("service", "not an exception");
    }
    try {
      return service_.refuse(
          Error{
              .fault = Fault::busy, .code = "http.incident", .arguments = {{"incident", incident}}},
          request);
    } catch (...) {
      return Response{.status = 500, .type = "text/plain; charset=utf-8"};
    }
  }
  std::optional<Response> at_once(const Request& request) {
    std::optional<Response> made;
    Response broken = guarded(request, [&] {
      made = service_.at_once(request);
      return Response{.status = 0};
    });
    return broken.status == 0 ? std::move(made) : std::move(broken);
  }
  Response work(const Request& request) {
    return guarded(request, [&] { return service_.work(request); });
  }
  Response refuse(const Error& error, const Request& request) {
    return guarded(request, [&] { return service_.refuse(error, request); });
  }

  std::string_view date() {
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    if (now != date_of_) {
      date_of_ = now;
      date_ = http_date(now);
    }
    return date_;
  }

  const ServerOptions options_;
  const Service service_;
  std::uint16_t port_ = 0;
  std::atomic<std::uint64_t> open_ = 0;
  std::atomic<std::uint64_t> total_ = 0;
  std::atomic<std::uint64_t> refused_ = 0;
  std::atomic<std::uint64_t> timed_out_ = 0;

  // Of the network's thread alone. Coroutines die with io_, and look at what stands above it.
  std::list<Connection*> connections_;
  std::size_t bodies_ = 0;
  bool stopping_ = false;
  std::time_t date_of_ = 0;
  std::string date_;
  asio::io_context io_{1};
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer stop_timer_;
  asio::steady_timer retry_;

  Workers workers_;  // Ends first: a job looks at a request that a coroutine holds.
};

// Asio throws an error of its own kind.
Server::Server(ServerOptions options, Service service) try
    : inside_(std::make_unique<Inside>(std::move(options), std::move(service))) {
} catch (const boost::system::system_error& refused) {
  throw std::system_error(refused.code());
}
Server::~Server() = default;

std::uint16_t Server::port() const {
  return inside_->port();
}
bool Server::run() {
  return inside_->run();
}
void Server::stop() {
  inside_->stop();
}
Server::Stats Server::stats() const {
  return inside_->stats();
}

Metrics::Source Server::samples() const {
  return [this](const std::function<void(const Metrics::Sample&)>& take) {
    const Stats now = stats();
    const auto say = [&](std::string_view name, std::string_view kind, std::string_view help,
                         std::uint64_t value) {
      take({.name = name, .kind = kind, .help = help, .value = static_cast<double>(value)});
    };
    say("zhulian_http_connections", "gauge", "Connections open now.", now.connections);
    say("zhulian_http_connections_total", "counter", "Connections ever.", now.connections_total);
    say("zhulian_http_queued", "gauge", "Requests that wait for a worker.", now.queued);
    say("zhulian_http_running", "gauge", "Requests with a worker.", now.running);
    say("zhulian_http_refused_total", "counter", "Turned away because there was no room.",
        now.refused);
    say("zhulian_http_timed_out_total", "counter", "Connections closed at a deadline.",
        now.timed_out);
  };
}

}  // namespace zhulian::http
