// Signing in and staying so.
//
// The idea: a try is counted as failed before its password is looked at, so that tries at once
// count like tries in turn; the password is hashed between two short transactions, never inside
// one. A session is a random token the browser holds and the database only knows the hash of.
//
// The same token serves as cookie and as  Authorization: Bearer.  A cookie is sent by the
// browser on its own, so a write with a cookie must also bring the CSRF token, which only who
// knows the session token can compute.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "platform/users.h"

namespace zhulian {

// Packs may set others.
struct SessionLimits {
  std::chrono::milliseconds idle = std::chrono::hours(2);       // A visit to a home on foot.
  std::chrono::milliseconds absolute = std::chrono::hours(12);  // A working day.
};

// After `user_free` failures for one name, each further try must wait twice as long as the last,
// from `delay_first` to `delay_max`; so for one address after `peer_free`, for a whole office
// may sit behind one. Failures are forgotten `window` after the first of them. A success makes
// a name's failures forgotten, never an address's.
struct SlowDown {
  int user_free = 5;
  int peer_free = 20;
  std::chrono::milliseconds delay_first = std::chrono::seconds(2);
  std::chrono::milliseconds delay_max = std::chrono::minutes(5);
  std::chrono::milliseconds window = std::chrono::hours(1);
};

struct Credentials {
  std::string user{};
  std::string password{};
};
ZHULIAN_RECORD(Credentials, user, password);
constexpr auto record_notes(const Credentials*) {
  return std::array{
      record::Note{.field = "user", .meaning = "The name of the user.", .max_length = 200},
      record::Note{.field = "password",
                   .meaning = "The password.",
                   .max_length = 1000,
                   .privacy = record::Privacy::secret}};
}

struct SignIn {
  std::string token;  // 256 random bits in base64url: the only time it is seen.
  std::string csrf;   // For the header X-CSRF-Token.
  Instant ends_at;
  Actor actor;
};

// What sign_in needs to know of the running program.
struct SignInRules {
  const Deployment& deployment;
  const RoleRights& roles;
  SlowDown slow_down{};
  SessionLimits limits{};
};

// Opens two transactions with the hashing between them; never call it inside one. Successes, and
// failures of names that exist, go into the audit log.
//   platform.sign_in.refused   the name or the password is wrong, or the user may not act now:
//                              which of them is not told
//   platform.sign_in.wait      (seconds) for Retry-After
Result<SignIn> sign_in(Database&, const Credentials&, std::string_view peer, Instant now,
                       const SignInRules&);

// Of a token, whether or not it is one: what the functions below take.
std::string session_hash(std::string_view token);
std::string csrf_token(std::string_view token);
// In constant time.
bool csrf_fits(std::string_view token, std::string_view given);

// Who holds the session, in one query; nullopt when it is unknown, ended, idle for too long or
// its user may not act. `seen_at` lags: when `to_touch`, call touch_session in a write.
struct LiveSession {
  Actor actor;
  Instant ends_at;
  bool to_touch = false;
};
std::optional<LiveSession> find_session(Tx&, std::string_view session_hash, Instant now,
                                        const RoleRights&, std::chrono::minutes zone);
void touch_session(Tx&, std::string_view session_hash, Instant now);

// Signing out twice is signing out.
void sign_out(Tx&, std::string_view session_hash, Instant now);

// Takes away failures and sessions that count no more: how many.
std::int64_t sweep_sessions(Tx&, Instant now, const SlowDown& = {});

}  // namespace zhulian
