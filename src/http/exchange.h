// What is asked and what is answered: plain values, made by the server from bytes, by a test
// from nothing. A Response is complete in memory; what is shared between answers (a file of
// the web app) is borrowed, not copied.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhulian::http {

struct Request {
  std::string verb;  // "GET"; HEAD comes as GET.
  std::string path;  // As it came: "/api/v1/needs/n%31".
  std::multimap<std::string, std::string, std::less<>> query{};  // Decoded, twins kept.
  std::map<std::string, std::string, std::less<>> headers{};     // Names in lower case.
  std::string body{};
  std::string peer{};  // The address the request came from: "127.0.0.1".

  std::map<std::string, std::string, std::less<>> parts{};  // From the path, decoded.

  // "" when absent.
  std::string_view header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
  }
};

struct Response {
  int status = 200;
  std::string body{};
  std::string type = "application/json; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers{};
  std::shared_ptr<const std::string> shared{};  // The body, where it is borrowed.

  // The template of the route that answered, "/people/{id}": what the log and the metrics
  // call it, because a real path may name a person. Outlives the response.
  std::string_view route{};

  std::string_view content() const { return shared ? *shared : body; }
  // "" when absent.
  std::string_view header(std::string_view name) const {
    for (const auto& [known, value] : headers)
      if (known == name) return value;
    return {};
  }
};

}  // namespace zhulian::http
