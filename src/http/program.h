// The running program as one value: what the router and the operations outside transactions
// work with. Made by main, or by a test; nothing in it is global.
#pragma once

#include <functional>
#include <string>

#include "db/db.h"
#include "http/route.h"
#include "platform/messages.h"
#include "platform/sessions.h"

namespace zhulian::http {

struct Program {
  Database& database;
  const Deployment& deployment;
  const Messages& messages;
  RoleRights roles;
  Routes routes;  // Of all contexts.

  // Names for the answer of /session; http knows no contexts. "" when there is none.
  std::function<std::string(Tx&, const Area&)> area_name{};
  std::function<std::string(Tx&, const Id<registry::Organisation>&)> party_name{};

  SlowDown slow_down{};
  SessionLimits session_limits{};
  bool secure_cookies = false;  // Behind HTTPS.
};

}  // namespace zhulian::http
