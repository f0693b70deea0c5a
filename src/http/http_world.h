// What the tests of this room share: messages as they ship, and a client made of a bare socket,
// so that what stands on the wire is seen as it is.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <yaml-cpp/yaml.h>

#include "http/server.h"
#include "platform/messages.h"

namespace zhulian::test {

inline const Messages& shipped_messages() {
  static const Messages messages = [] {
    Messages made;
    for (const char* file : {"messages/http.yaml", "messages/json.yaml", "messages/platform.yaml"})
      for (const auto& entry : YAML::LoadFile(file))
        made.add(entry.first.as<std::string>(), entry.second["zh"].as<std::string>(),
                 entry.second["en"].as<std::string>());
    return made;
  }();
  return messages;
}

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("cannot connect");
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  // One whole answer; what came of it when the server closed or `patience` ended. `bodiless`
  // after a HEAD.
  std::string receive(bool bodiless = false,
                      std::chrono::milliseconds patience = std::chrono::seconds(20)) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
      const auto head = buffer_.find("\r\n\r\n");
      if (head != std::string::npos) {
        std::size_t size = head + 4;
        const auto length = buffer_.find("Content-Length: ");
        if (!bodiless && length < head) size += std::stoul(buffer_.substr(length + 16));
        if (buffer_.size() >= size) {
          const std::string answer = buffer_.substr(0, size);
          buffer_.erase(0, size);
          return answer;
        }
      }
      if (!more(end)) return std::exchange(buffer_, {});
    }
  }

  std::string ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }

  // Whether the server ends the connection within `patience`.
  bool is_closed(std::chrono::milliseconds patience = std::chrono::seconds(20)) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (more(end)) {
    }
    return closed_;
  }

 private:
  bool more(std::chrono::steady_clock::time_point end) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
    char bytes[65536];
    const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
    closed_ = got <= 0;
    if (!closed_) buffer_.append(bytes, static_cast<std::size_t>(got));
    return !closed_;
  }

  int socket_;
  bool closed_ = false;
  std::string buffer_;
};

// A server on a thread of its own, stopped at the end.
class Running {
 public:
  Running(http::ServerOptions options, http::Service service) : server(make(options), service) {}
  ~Running() { stop(); }
  bool stop() {
    server.stop();
    if (thread_.joinable()) thread_.join();
    return finished_;
  }
  std::uint16_t port() const { return server.port(); }

  http::Server server;

 private:
  static http::ServerOptions make(http::ServerOptions options) {
    options.signals = false;
    return options;
  }
  bool finished_ = false;
  std::thread thread_{[this] { finished_ = server.run(); }};
};

inline int status_in(std::string_view answer) {
  return answer.starts_with("HTTP/1.1 ") ? std::stoi(std::string(answer.substr(9, 3))) : 0;
}

inline std::string body_in(std::string_view answer) {
  const auto head = answer.find("\r\n\r\n");
  return head == std::string_view::npos ? "" : std::string(answer.substr(head + 4));
}

}  // namespace zhulian::test
