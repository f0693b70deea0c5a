// The router owns what every request of the API shares: the session, the right, the
// transaction, repeated writes, and turning errors into problems (RFC 9457). In this order:
//
//   address -> session -> right -> input -> transaction { repeated? -> operation } -> answer
//
// so that who may not ask learns nothing of what would have been wrong with the question.
// It needs no socket: journeys and tests drive the real routes with handle() and a fixed clock.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/exchange.h"
#include "http/program.h"
#include "http/route.h"

namespace zhulian::http {

inline constexpr std::string_view api_root = "/api/v1";
inline constexpr std::string_view session_cookie = "zhulian_session";

// The token of the caller, whether or not it is good: "Authorization: Bearer" before the cookie.
struct Token {
  std::string_view text;  // "" when there is none.
  bool is_cookie = false;
};
Token token_of(const Request& request);

class Router {
 public:
  // Two routes of one verb and one path are a programmer's mistake (std::logic_error), as is a
  // template that does not parse. `program` outlives the router.
  explicit Router(Program& program);
  ~Router();

  // The answer to anything below /api/v1, whatever it is. Never throws: what breaks inside
  // becomes one 500 with an incident id. HEAD comes as GET.
  Response handle(const Request& request, Instant now) const;

  // Bytes that a body may have there; small where there is no such route.
  std::size_t body_max(std::string_view verb, std::string_view path) const;

  // An error in the language of the request.
  Response refuse(const Error& error, const Request& request) const;

  // All of them, with those the router adds; for the document and the access matrix.
  const Routes& routes() const { return program_.routes; }
  const std::string& openapi() const { return openapi_; }

 private:
  struct Node;
  struct Identity;

  const Node* find(std::string_view path, std::vector<std::string>& parts) const;
  Response respond(const Request& request, Instant now, std::string_view& template_path) const;
  Result<Response> run(const Route& route, const Request& request, Instant now) const;
  Result<Response> read(const Route& route, const Request& request, Instant now) const;
  Result<Response> write(const Route& route, const Request& request, const Identity& identity,
                         Instant now) const;
  Identity identify(Tx& tx, const Request& request, Instant now) const;
  Result<void> allow(const Route& route, const Identity& identity) const;
  void touch(const Identity& identity, Instant now) const;

  Program& program_;
  std::unique_ptr<Node> root_;
  std::string openapi_;
};

}  // namespace zhulian::http
