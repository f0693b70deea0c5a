#include "http/router.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "http/log.h"
#include "http/openapi.h"
#include "http/problem.h"
#include "http/target.h"
#include "platform/disk.h"
#include "platform/idempotency.h"

namespace zhulian::http {
namespace {

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  if (path.starts_with('/')) path.remove_prefix(1);
  for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    parts.push_back(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
  parts.push_back(path);
  return parts;
}

bool is_unsafe(std::string_view verb) {
  return verb != "GET" && verb != "HEAD" && verb != "OPTIONS";
}

}  // namespace

Token token_of(const Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view header = request.header("authorization");
  const bool is_bearer =
      header.size() > scheme.size() &&
      std::ranges::equal(header.substr(0, scheme.size()), scheme, [](char a, char b) {
        return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b) ||
               (b >= 'A' && b <= 'Z' && b - 'A' + 'a' == a);
      });
  if (is_bearer) return {.text = header.substr(scheme.size())};
  return {.text = cookie(request.header("cookie"), session_cookie), .is_cookie = true};
}

// A tree of path parts; a name in braces takes any part that no literal takes.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> any;
  std::map<std::string_view, const Route*> routes;  // By verb.
};

// Who asks, as far as the token says.
struct Router::Identity {
  Actor actor{};
  std::string hash{};
  bool to_touch = false;
  bool token_is_bad = false;  // A bearer token that is no session (any more).
  bool needs_csrf = false;    // A write by cookie without the page's own token: not the actor.
};

Router::Router(Program& program) : program_(program), root_(std::make_unique<Node>()) {
  const auto has_document = [](const Route& route) { return route.path == openapi_path; };
  if (std::ranges::none_of(program_.routes, has_document))
    program_.routes.push_back(openapi_route());
  openapi_ = openapi_document(program_.routes);
  for (const Route& route : program_.routes) {
    if (!route.path.starts_with('/') ||
        (route.work == Work::outside ? !route.handle_outside : !route.handle))
      throw std::logic_error(fmt::format("route {} {} is incomplete", route.verb, route.path));
    Node* node = root_.get();
    for (const std::string_view part : split(route.path)) {
      const bool is_name = part.starts_with('{') && part.ends_with('}') && part.size() > 2;
      std::unique_ptr<Node>& next = is_name ? node->any : node->literals[std::string(part)];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
    }
    if (!node->routes.emplace(route.verb, &route).second)
      throw std::logic_error(fmt::format("two routes are {} {}", route.verb, route.path));
  }
}

Router::~Router() = default;

const Router::Node* Router::find(std::string_view path, std::vector<std::string>& parts) const {
  if (!path.starts_with(api_root) || path.size() <= api_root.size() || path[api_root.size()] != '/')
    return nullptr;
  auto decoded = path_parts(path.substr(api_root.size()));
  if (!decoded) return nullptr;
  parts = *std::move(decoded);
  const auto walk = [&](const auto& self, const Node& node, std::size_t at) -> const Node* {
    if (at == parts.size()) return node.routes.empty() ? nullptr : &node;
    if (const auto next = node.literals.find(parts[at]); next != node.literals.end())
      if (const Node* found = self(self, *next->second, at + 1)) return found;
    // An empty part names nothing: "/people/" is not a person.
    return node.any && !parts[at].empty() ? self(self, *node.any, at + 1) : nullptr;
  };
  return walk(walk, *root_, 0);
}

std::size_t Router::body_max(std::string_view verb, std::string_view path) const {
  std::vector<std::string> parts;
  const Node* node = find(path, parts);
  if (!node) return body_max_default;
  const auto route = node->routes.find(verb);
  return route == node->routes.end() ? body_max_default : route->second->body_max;
}

Response Router::refuse(const Error& error, const Request& request) const {
  return problem(error, program_.messages, language_of(request));
}

Response Router::handle(const Request& request, Instant now) const {
  std::string_view route;
  const auto broken = [&](int status, std::string_view code, std::string_view what) {
    const std::string incident = log_incident(route, what);
    return incident_problem(status, code, incident, program_.messages, language_of(request));
  };
  Response response;
  try {
    response = respond(request, now, route);
  } catch (const DatabaseError& error) {
    switch (error.kind()) {
      case DatabaseError::Kind::busy:
      case DatabaseError::Kind::serialization:
        response = refuse({.fault = Fault::busy, .code = "http.busy"}, request);
        break;
      case DatabaseError::Kind::lost:
        response = broken(503, "http.database_lost", error.what());
        break;
      case DatabaseError::Kind::full:
        response = broken(507, "http.disk_full", error.what());
        break;
      // The operation should have asked; the database kept the rule all the same.
      case DatabaseError::Kind::unique:
        response = broken(409, "http.already_there", error.what());
        break;
      case DatabaseError::Kind::foreign_key:
      case DatabaseError::Kind::check:
        response = broken(422, "http.refused_by_database", error.what());
        break;
      default:
        response = broken(500, "http.incident", error.what());
    }
  } catch (const std::exception& error) {
    response = disk::is_full(error)
                   ? broken(507, "http.disk_full", error.what())  // A file had no room.
                   : broken(500, "http.incident", error.what());
  } catch (...) {
    response = broken(500, "http.incident", "not an exception");
  }
  response.route = route;
  return response;
}

Response Router::respond(const Request& request, Instant now,
                         std::string_view& template_path) const {
  std::vector<std::string> parts;
  const Node* node = find(request.path, parts);
  if (!node) return refuse({.fault = Fault::not_found, .code = "http.not_found"}, request);
  const auto found = node->routes.find(request.verb);
  if (found == node->routes.end()) {
    std::string allow;
    for (const auto& [verb, route] : node->routes) {
      template_path = route->path;
      allow += verb;
      allow += verb == "GET" ? ", HEAD, " : ", ";
    }
    allow += "OPTIONS";
    if (request.verb == "OPTIONS") return {.status = 204, .headers = {{"Allow", allow}}};
    return method_not_allowed(allow, program_.messages, language_of(request));
  }
  const Route& route = *found->second;
  template_path = route.path;
  if (route.path == openapi_path) return {.body = openapi_};

  Request asked = request;
  const auto patterns = split(route.path);
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (patterns[i].starts_with('{'))
      asked.parts[std::string(patterns[i].substr(1, patterns[i].size() - 2))] = std::move(parts[i]);
  auto answer = run(route, asked, now);
  return answer ? *std::move(answer) : refuse(answer.error(), request);
}

Result<Response> Router::run(const Route& route, const Request& request, Instant now) const {
  if (route.work == Work::reads) return read(route, request, now);
  const Identity identity =
      token_of(request).text.empty()
          ? Identity{}
          : program_.database.read([&](Tx& tx) { return identify(tx, request, now); });
  TRY(allow(route, identity));
  touch(identity, now);
  if (route.work == Work::writes) return write(route, request, identity, now);
  return route.handle_outside(program_, identity.actor, now, request);
}

Result<Response> Router::read(const Route& route, const Request& request, Instant now) const {
  Identity identity;
  auto answer = program_.database.read([&](Tx& tx) -> Result<Response> {
    identity = identify(tx, request, now);
    TRY(allow(route, identity));
    const Prepared operation = TRY(route.handle(request));
    return operation(
        Call{.tx = tx, .actor = identity.actor, .now = now, .deployment = program_.deployment});
  });
  touch(identity, now);
  return answer;
}

Result<Response> Router::write(const Route& route, const Request& request, const Identity& identity,
                               Instant now) const {
  const Prepared operation = TRY(route.handle(request));
  const std::string_view key = request.header("idempotency-key");
  const bool is_kept = !key.empty() && identity.actor.is_signed_in() && is_unsafe(route.verb);
  const std::string print =
      is_kept ? fingerprint(request.verb, request.path, request.body) : std::string();
  const auto attempt = [&] {
    return program_.database.write([&](Tx& tx) -> Result<Response> {
      const Call call{
          .tx = tx, .actor = identity.actor, .now = now, .deployment = program_.deployment};
      if (!is_kept) return operation(call);
      if (const auto before = TRY(begin_answer(call, key, print))) {
        if (before->body.empty()) return Response{.status = before->status};
        return answer(before->status, json::parse(before->body));
      }
      Response response = TRY(operation(call));
      keep_answer(call, key, {.status = response.status, .body = response.body});
      return response;
    });
  };
  // A double click, two requests with one id at once: on PostgreSQL the second waits at the key for
  // a row that it does not see. Once that is committed a second look finds it, and answers alike.
  try {
    auto answer = attempt();
    if (answer || answer.error().fault != Fault::conflict) return answer;
  } catch (const DatabaseError& error) {
    if (error.kind() != DatabaseError::Kind::unique) throw;
  }
  return attempt();
}

Router::Identity Router::identify(Tx& tx, const Request& request, Instant now) const {
  Identity identity;
  const Token token = token_of(request);
  if (token.text.empty()) return identity;
  identity.hash = session_hash(token.text);
  auto session = find_session(tx, identity.hash, now, program_.roles, program_.deployment.zone);
  if (!session) {
    identity.token_is_bad = !token.is_cookie;
    return identity;
  }
  if (token.is_cookie && is_unsafe(request.verb) &&
      !csrf_fits(token.text, request.header("x-csrf-token"))) {
    identity.needs_csrf = true;
    return identity;
  }
  identity.actor = std::move(session->actor);
  identity.to_touch = session->to_touch;
  return identity;
}

Result<void> Router::allow(const Route& route, const Identity& identity) const {
  if (identity.token_is_bad) return fail(Fault::unauthenticated, "http.signed_out");
  if (!route.right || identity.actor.may(*route.right)) return {};
  if (identity.needs_csrf) return fail(Fault::forbidden, "http.csrf");
  if (!identity.actor.is_signed_in()) return fail(Fault::unauthenticated, "http.sign_in");
  return fail(Fault::forbidden, "http.forbidden");
}

void Router::touch(const Identity& identity, Instant now) const {
  if (!identity.to_touch) return;
  try {
    program_.database.write([&](Tx& tx) { touch_session(tx, identity.hash, now); });
  } catch (const DatabaseError& busy) {
    // The answer matters more than the session's clock; the next request moves it.
    log_note(busy.what());
  }
}

}  // namespace zhulian::http
