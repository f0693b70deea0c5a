#include "http/server.h"

#include <atomic>
#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/http_world.h"
#include "http/log.h"
#include "http/problem.h"
#include "http/target.h"

namespace zhulian::http {
namespace {

using namespace std::chrono_literals;
using test::body_in;
using test::Client;
using test::Running;
using test::status_in;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view get_hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

// Says what it was asked; "/wait" waits for the test, "/throw" throws.
class Servers : public testing::Test {
 protected:
  Service echo() {
    return {.body_max =
                [](std::string_view, std::string_view path) {
                  return path == "/large" ? std::size_t{1} << 20 : std::size_t{1000};
                },
            .at_once = [](const Request& request) -> std::optional<Response> {
              if (request.path == "/now") return Response{.body = "now"};
              return std::nullopt;
            },
            .work =
                [this](const Request& request) {
                  ++begun;
                  if (request.path == "/wait") go.get_future().wait();
                  if (request.path == "/throw") throw std::runtime_error("on purpose");
                  return Response{.body = request.verb + ' ' + request.path + ' ' + request.body,
                                  .type = "text/plain"};
                },
            .refuse =
                [](const Error& error, const Request& request) {
                  return problem(error, test::shipped_messages(), language_of(request));
                }};
  }
  void wait_until_begun(int count) {
    while (begun < count) std::this_thread::sleep_for(1ms);
  }

  std::atomic<int> begun = 0;
  std::promise<void> go;
};

TEST_F(Servers, one_connection_carries_many_requests) {
  Running running({}, echo());
  Client client(running.port());
  EXPECT_EQ(body_in(client.ask(get_hello)), "GET /hello ");
  EXPECT_EQ(body_in(client.ask("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nxyz")),
            "POST /a xyz");
  EXPECT_EQ(body_in(client.ask("GET /now HTTP/1.1\r\nHost: x\r\n\r\n")), "now");
}

TEST_F(Servers, pipelined_requests_are_answered_in_their_order) {
  Running running({}, echo());
  Client client(running.port());
  std::string all;
  for (int i = 0; i < 50; ++i)
    all += i % 2 ? "GET /now HTTP/1.1\r\nHost: x\r\n\r\n" : std::string(get_hello);
  client.send(all);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(body_in(client.receive()), i % 2 ? "now" : "GET /hello ");
}

TEST_F(Servers, a_chunked_body_arrives_whole_and_within_its_limit) {
  Running running({}, echo());
  Client client(running.port());
  const std::string head = "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(body_in(client.ask(head + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")), "POST /a abcde");
  const std::string large(600, 'x');
  EXPECT_EQ(
      status_in(client.ask(head + "258\r\n" + large + "\r\n258\r\n" + large + "\r\n0\r\n\r\n")),
      413);
}

TEST_F(Servers, head_is_a_get_without_its_body) {
  Running running({}, echo());
  Client client(running.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string answer = client.receive(true);
  EXPECT_THAT(answer, HasSubstr("Content-Length: 11\r\n"));
  EXPECT_EQ(body_in(client.ask(get_hello)), "GET /hello ");
}

TEST_F(Servers, every_answer_bears_the_guards) {
  Running running({}, echo());
  Client client(running.port());
  for (const std::string_view request :
       {get_hello, std::string_view("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n"),
        std::string_view("nonsense\r\n\r\n")}) {
    const std::string answer = client.ask(request);
    EXPECT_THAT(answer, HasSubstr("Content-Security-Policy: default-src 'self';"));
    EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(answer, HasSubstr("Cache-Control: no-store\r\n"));
    EXPECT_THAT(answer, HasSubstr("Cross-Origin-Opener-Policy: same-origin\r\n"));
  }
}

TEST_F(Servers, an_exception_is_one_500_and_the_next_request_is_answered) {
  Running running({}, echo());
  Client client(running.port());
  const std::string answer = client.ask("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(status_in(answer), 500);
  EXPECT_THAT(answer, Not(HasSubstr("on purpose")));
  EXPECT_THAT(answer, Not(HasSubstr("{incident}")));
  EXPECT_EQ(body_in(client.ask(get_hello)), "GET /hello ");
}

TEST_F(Servers, a_slow_head_is_closed_at_its_deadline_however_it_trickles) {
  Running running({.head = 300ms}, echo());
  Client client(running.port());
  const auto start = std::chrono::steady_clock::now();
  std::jthread trickle([&](const std::stop_token& over) {
    client.send("GET / HTTP/1.1\r\n");
    while (!over.stop_requested()) {
      client.send("x");
      std::this_thread::sleep_for(50ms);
    }
  });
  EXPECT_TRUE(client.is_closed());
  EXPECT_GE(std::chrono::steady_clock::now() - start, 250ms);
  trickle.request_stop();
}

TEST_F(Servers, a_body_slower_than_the_least_rate_is_closed) {
  Running running({.grace = 200ms, .body_rate_min = 100'000}, echo());
  Client client(running.port());
  client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nxyz");
  EXPECT_TRUE(client.is_closed(5s));
  EXPECT_EQ(begun, 0);
}

TEST_F(Servers, an_idle_connection_is_closed_at_its_deadline) {
  Running running({.idle = 200ms}, echo());
  Client client(running.port());
  client.ask(get_hello);
  EXPECT_TRUE(client.is_closed(10s));
}

TEST_F(Servers, a_head_too_large_is_431) {
  Running running({}, echo());
  Client client(running.port());
  const std::string answer =
      client.ask("GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + std::string(20'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(status_in(answer), 431);
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
}

TEST_F(Servers, a_body_too_large_is_413_before_it_is_read) {
  Running running({}, echo());
  Client client(running.port());
  client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n");
  EXPECT_EQ(status_in(client.receive()), 413);
  Client large(running.port());
  EXPECT_EQ(status_in(large.ask("POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n" +
                                std::string(1001, 'x'))),
            200);
}

TEST_F(Servers, a_client_that_expects_to_be_asked_for_its_body_is_asked) {
  Running running({}, echo());
  Client client(running.port());
  const std::string head =
      "POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: ";
  client.send(head + "3\r\n\r\n");
  EXPECT_EQ(client.receive(true), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  EXPECT_EQ(body_in(client.receive()), "POST /a abc");
  EXPECT_EQ(status_in(client.ask(head + "5000\r\n\r\n")), 413);
}

TEST_F(Servers, a_full_queue_is_503_at_once) {
  Running running({.workers = 1, .queue_max = 1}, echo());
  Client busy(running.port());
  Client waiting(running.port());
  Client refused(running.port());
  busy.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  wait_until_begun(1);
  waiting.send(get_hello);
  while (running.server.stats().queued == 0) std::this_thread::sleep_for(1ms);
  const std::string answer = refused.ask(get_hello);
  EXPECT_EQ(status_in(answer), 503);
  EXPECT_THAT(answer, HasSubstr("Retry-After: 1\r\n"));
  EXPECT_EQ(body_in(refused.ask("GET /now HTTP/1.1\r\nHost: x\r\n\r\n")), "now");
  go.set_value();
  EXPECT_EQ(status_in(busy.receive()), 200);
  EXPECT_EQ(status_in(waiting.receive()), 200);
  EXPECT_EQ(running.server.stats().refused, 1u);
}

TEST_F(Servers, a_graceful_stop_finishes_what_is_under_way) {
  Running running({}, echo());
  Client busy(running.port());
  Client idle(running.port());
  idle.ask(get_hello);
  busy.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  wait_until_begun(2);
  running.server.stop();
  EXPECT_TRUE(idle.is_closed(10s));
  EXPECT_THROW(Client late(running.port()), std::runtime_error);
  go.set_value();
  const std::string answer = busy.receive();
  EXPECT_EQ(body_in(answer), "GET /wait ");
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
  EXPECT_TRUE(running.stop());
}

TEST_F(Servers, a_stop_does_not_wait_longer_than_its_limit) {
  Running running({.stop_limit = 200ms}, echo());
  Client busy(running.port());
  busy.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  wait_until_begun(1);
  EXPECT_FALSE(running.stop());
  go.set_value();
}

TEST_F(Servers, of_too_many_connections_the_longest_idle_one_goes) {
  Running running({.connections_max = 2}, echo());
  Client first(running.port());
  first.ask(get_hello);
  Client second(running.port());
  second.ask(get_hello);
  Client third(running.port());
  EXPECT_EQ(body_in(third.ask(get_hello)), "GET /hello ");
  EXPECT_TRUE(first.is_closed(10s));
  EXPECT_EQ(body_in(second.ask(get_hello)), "GET /hello ");
}

TEST_F(Servers, what_is_no_http_is_400_and_closed) {
  Running running({}, echo());
  for (const std::string_view request :
       {"GET / HTTP/1.1\r\n\r\n", "GET  HTTP/1.1\r\nHost: x\r\n\r\n", "\x16\x03\x01\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "GET /%zz?%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        "\r\n"}) {
    Client client(running.port());
    EXPECT_EQ(status_in(client.ask(request)), 400) << request;
    EXPECT_TRUE(client.is_closed(10s)) << request;
  }
  EXPECT_EQ(begun, 0);
}

TEST_F(Servers, names_that_are_not_its_own_are_misdirected) {
  Running running({.hosts = {"demo.example"}}, echo());
  Client client(running.port());
  EXPECT_EQ(status_in(client.ask("GET /a HTTP/1.1\r\nHost: demo.example:80\r\n\r\n")), 200);
  EXPECT_EQ(status_in(client.ask("GET /a HTTP/1.1\r\nHost: evil.example\r\n\r\n")), 421);
}

TEST_F(Servers, a_header_value_cannot_begin_another_header) {
  Service service = echo();
  service.work = [](const Request&) {
    return Response{.headers = {{"X-Name", "a\r\nSet-Cookie: b"}}};
  };
  Running running({}, service);
  Client client(running.port());
  EXPECT_THAT(client.ask(get_hello), HasSubstr("X-Name: aSet-Cookie: b\r\n"));
}

}  // namespace
}  // namespace zhulian::http
