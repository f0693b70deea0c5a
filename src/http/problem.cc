#include "http/problem.h"

#include <array>
#include <utility>

#include <boost/json.hpp>

namespace zhulian::http {
namespace {

namespace json = boost::json;

constexpr std::string_view problem_type = "application/problem+json";

json::object base(int status, std::string_view code, std::string detail) {
  return {{"type", "/problems/" + std::string(code)},
          {"title", title_of(status)},
          {"status", status},
          {"code", code},
          {"detail", std::move(detail)}};
}

Response response(int status, const json::object& body) {
  Response made{.status = status, .body = json::serialize(body), .type = std::string(problem_type)};
  if (status == 503) made.headers.emplace_back("Retry-After", "1");
  if (status == 401) made.headers.emplace_back("WWW-Authenticate", "Bearer");
  return made;
}

// Refusals that only HTTP knows and no fault of an operation stands for.
constexpr std::array<std::pair<std::string_view, int>, 5> statuses{{{"http.head_too_large", 431},
                                                                    {"http.bad_expectation", 417},
                                                                    {"http.wrong_host", 421},
                                                                    {"http.if_match_missing", 428},
                                                                    {"http.incident", 500}}};

int status_of(const Error& error) {
  for (const auto& [code, status] : statuses)
    if (code == error.code) return status;
  return http::status_of(error.fault);
}

}  // namespace

int status_of(Fault fault) {
  switch (fault) {
    case Fault::malformed:
      return 400;
    case Fault::unauthenticated:
      return 401;
    case Fault::forbidden:
      return 403;
    case Fault::not_found:
      return 404;
    case Fault::conflict:
      return 409;
    case Fault::stale:
      return 412;
    case Fault::too_large:
      return 413;
    case Fault::unsupported:
      return 415;
    case Fault::invalid:
      return 422;
    case Fault::too_many:
      return 429;
    case Fault::busy:
      return 503;
  }
  return 500;
}

std::string_view title_of(int status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    default:
      return "Unknown";
  }
}

Response problem(const Error& error, const Messages& messages, Language language) {
  const int status = status_of(error);
  json::object body = base(status, error.code, messages.say(error, language));
  if (!error.field.empty() || !error.others.empty()) {
    body["field"] = error.field;
    json::array errors;
    const auto add = [&](const Error& one) {
      errors.push_back(
          {{"field", one.field}, {"detail", messages.say(one, language)}, {"code", one.code}});
    };
    add(error);
    for (const Error& other : error.others) add(other);
    body["errors"] = std::move(errors);
  }
  if (error.fault == Fault::stale || error.fault == Fault::conflict)
    for (const auto& [name, value] : error.arguments)
      if (name == "current") {
        boost::system::error_code broken;
        json::value current = json::parse(value, broken);
        if (!broken) body["current"] = std::move(current);
      }
  Response made = response(status, body);
  if (error.fault == Fault::too_many)
    for (const auto& [name, value] : error.arguments)
      if (name == "seconds") made.headers.emplace_back("Retry-After", value);
  return made;
}

Response incident_problem(int status, std::string_view code, std::string_view incident,
                          const Messages& messages, Language language) {
  json::object body =
      base(status, code, messages.say(code, {{"incident", std::string(incident)}}, language));
  body["incident"] = incident;
  return response(status, body);
}

Response method_not_allowed(std::string_view allow, const Messages& messages, Language language) {
  Response made = response(405, base(405, "http.method_not_allowed",
                                     messages.say("http.method_not_allowed",
                                                  {{"allow", std::string(allow)}}, language)));
  made.headers.emplace_back("Allow", allow);
  return made;
}

}  // namespace zhulian::http
