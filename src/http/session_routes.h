// Signing in, asking who one is, signing out: POST, GET and DELETE /session.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "http/route.h"

namespace zhulian::http {

struct SessionPlace {
  Area code{};
  std::string name{};
};
ZHULIAN_RECORD(SessionPlace, code, name);

struct SessionParty {
  Id<registry::Organisation> id{};
  std::string name{};
};
ZHULIAN_RECORD(SessionParty, id, name);

struct SessionUser {
  Id<Actor> id{};
  std::string name{};          // As typed at sign-in.
  std::string display_name{};  // As others see it.
  std::string role{};
  std::optional<SessionPlace> area{};  // The first of `areas`; a relation may stand instead.
  std::vector<SessionPlace> areas{};
  std::optional<SessionParty> party{};
  std::optional<Id<registry::Person>> person{};
};
ZHULIAN_RECORD(SessionUser, id, name, display_name, role, area, areas, party, person);

struct SessionView {
  SessionUser user{};
  std::vector<Right> rights{};
  std::string csrf_token{};
  std::optional<std::string> token{};  // Only in the answer to signing in.
  Instant ends_at{};
};
ZHULIAN_RECORD(SessionView, user, rights, csrf_token, token, ends_at);
constexpr auto record_notes(const SessionView*) {
  return std::array{
      record::Note{.field = "csrf_token", .meaning = "For X-CSRF-Token on writes by cookie."},
      record::Note{.field = "token", .meaning = "For Authorization: Bearer."}};
}

Routes session_routes();

// The address that tries to sign in. A proxy on this machine says whom it speaks for; a
// stranger's own X-Forwarded-For is not believed.
std::string caller_address(const Request& request);

}  // namespace zhulian::http
