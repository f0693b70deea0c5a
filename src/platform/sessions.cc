#include "platform/sessions.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <sodium.h>

#include "platform/audit.h"
#include "platform/keys.h"
#include "platform/passwords.h"
#include "platform/users_inside.h"

namespace zhulian {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds touch_every = std::chrono::minutes(1);
constexpr milliseconds kept_after_end = std::chrono::days(7);

std::string base64url(const unsigned char* bytes, std::size_t size) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(size, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, size, variant);
  text.pop_back();  // The NUL.
  return text;
}

// The token is 256 random bits, so a plain hash cannot be tried back.
std::string digest(std::string_view purpose, std::string_view token) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()),
                     token.size(), reinterpret_cast<const unsigned char*>(purpose.data()),
                     purpose.size());
  return base64url(hash.data(), hash.size());
}

std::string new_token() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  std::array<unsigned char, 32> random{};
  randombytes_buf(random.data(), random.size());
  return base64url(random.data(), random.size());
}

milliseconds delay_after(std::int64_t failures, int free, const SlowDown& rules) {
  if (failures < free) return milliseconds(0);
  milliseconds delay = rules.delay_first;
  for (std::int64_t i = free; i < failures && delay < rules.delay_max; ++i) delay *= 2;
  return std::min(delay, rules.delay_max);
}

// Counts one more failure of the subject, or says how long it has to wait first.
Result<void> count_failure(Tx& tx, const std::string& subject, int free, Instant now,
                           const SlowDown& rules) {
  tx.execute(
      "INSERT INTO platform_sign_in_guard (subject, failures, since, last_at)"
      " VALUES ($1, 0, $2, $2) ON CONFLICT DO NOTHING",
      {subject, now});
  // The lock puts tries at once in a row.
  const auto row =
      tx.one("SELECT failures, since, last_at FROM platform_sign_in_guard WHERE subject = $1" +
                 std::string(tx.for_update()),
             {subject});
  std::int64_t count = row->integer(0);
  Instant since = row->instant(1);
  if (count == 0 || since + rules.window <= now) {
    count = 0;
    since = now;
  }
  const Instant next = row->instant(2) + delay_after(count, free, rules);
  if (count > 0 && now < next) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(next - now).count();
    return fail(Fault::too_many, "platform.sign_in.wait", {},
                {{"seconds", std::to_string(seconds)}});
  }
  tx.execute(
      "UPDATE platform_sign_in_guard SET failures = $2, since = $3, last_at = $4"
      " WHERE subject = $1",
      {subject, count + 1, since, now});
  return {};
}

struct Try {
  std::string user_subject;
  std::string peer_subject;
  std::optional<Id<Actor>> user{};
  std::optional<std::string> password_hash{};
};

Result<Try> begin_try(Tx& tx, const std::string& name, std::string_view peer, Instant now,
                      const SignInRules& rules) {
  Try made{.user_subject = "user:" + rules.deployment.keys.lookup_hash("sign_in.name", name),
           .peer_subject = "peer:" + std::string(peer)};
  const SlowDown& slow = rules.slow_down;
  TRY(count_failure(tx, made.user_subject, slow.user_free, now, slow));
  TRY(count_failure(tx, made.peer_subject, slow.peer_free, now, slow));
  if (const auto row =
          tx.one("SELECT id, password_hash FROM platform_user WHERE name = $1", {name})) {
    made.user = row->get<Id<Actor>>(0);
    made.password_hash = row->get<std::string>(1);
  }
  return made;
}

void forgive(Tx& tx, const Try& tried) {
  tx.execute("UPDATE platform_sign_in_guard SET failures = 0 WHERE subject = $1",
             {tried.user_subject});
  tx.execute(
      "UPDATE platform_sign_in_guard SET failures = failures - 1"
      " WHERE subject = $1 AND failures > 0",
      {tried.peer_subject});
}

std::unexpected<Error> refused() {
  return fail(Fault::unauthenticated, "platform.sign_in.refused");
}

}  // namespace

Result<SignIn> sign_in(Database& database, const Credentials& given, std::string_view peer,
                       Instant now, const SignInRules& rules) {
  // Beyond that it is no name, and hashing it is work for nothing.
  if (given.user.size() > 1000) return refused();
  const std::string name = user_name(given.user);
  const Try tried =
      TRY(database.write([&](Tx& tx) { return begin_try(tx, name, peer, now, rules); }));
  const bool fits = password_fits(tried.password_hash, given.password);
  if (!tried.user) return refused();

  // What is refused is written down too, so the work answers a value either way.
  auto made = database.write([&](Tx& tx) -> std::optional<SignIn> {
    const Day today = day_at(now, rules.deployment.zone);
    auto actor = actor_of(tx, *tried.user, rules.roles, today);
    // The password may have been changed while it was hashed.
    const bool unchanged =
        tx.one("SELECT 1 FROM platform_user WHERE id = $1 AND password_hash = $2",
               {*tried.user, *tried.password_hash})
            .has_value();
    const Area home = actor && !actor->areas.empty() ? actor->areas.front() : Area();
    const boost::json::object details{{"peer", peer}};
    if (!fits || !unchanged || !actor) {
      const Actor program = the_program("sign-in");
      audit({tx, program, now, rules.deployment}, "platform.sign_in.refused", "platform_user",
            tried.user->text, home, details);
      return std::nullopt;
    }
    forgive(tx, tried);
    SignIn session{.token = new_token(), .ends_at = now + rules.limits.absolute};
    session.csrf = csrf_token(session.token);
    tx.execute(
        "INSERT INTO platform_session (token_hash, user_id, peer, made_at, seen_at, idle_ms,"
        " ends_at) VALUES ($1, $2, $3, $4, $4, $5, $6)",
        {session_hash(session.token), *tried.user, peer, now, rules.limits.idle.count(),
         session.ends_at});
    audit({tx, *actor, now, rules.deployment}, "platform.sign_in.made", "platform_user",
          tried.user->text, home, details);
    session.actor = *std::move(actor);
    return session;
  });
  if (!made) return refused();
  return *std::move(made);
}

std::string session_hash(std::string_view token) {
  return digest("zhulian session token", token);
}
std::string csrf_token(std::string_view token) {
  return digest("zhulian session csrf ", token);
}

bool csrf_fits(std::string_view token, std::string_view given) {
  const std::string wanted = csrf_token(token);
  return given.size() == wanted.size() &&
         sodium_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
}

std::optional<LiveSession> find_session(Tx& tx, std::string_view hash, Instant now,
                                        const RoleRights& roles, std::chrono::minutes zone) {
  std::vector<User> users;
  LiveSession session;
  tx.each("SELECT " + std::string(user_columns) + ", s.ends_at, s.seen_at" +
              std::string(user_tables) +
              " JOIN platform_session s ON s.user_id = u.id"
              " WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.ends_at > $2"
              " AND s.seen_at + s.idle_ms > $2 ORDER BY a.area",
          {hash, now}, [&](const Row& row) {
            take_user(row, users);
            session.ends_at = row.instant(user_columns_count);
            session.to_touch = row.instant(user_columns_count + 1) + touch_every <= now;
          });
  if (users.empty()) return std::nullopt;
  auto actor = actor_from(users.front(), roles, day_at(now, zone));
  if (!actor) return std::nullopt;
  session.actor = *std::move(actor);
  return session;
}

void touch_session(Tx& tx, std::string_view hash, Instant now) {
  tx.execute(
      "UPDATE platform_session SET seen_at = $2"
      " WHERE token_hash = $1 AND seen_at < $2 AND ended_at IS NULL",
      {hash, now});
}

void sign_out(Tx& tx, std::string_view hash, Instant now) {
  tx.execute("UPDATE platform_session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL",
             {hash, now});
}

void end_sessions(Tx& tx, const Id<Actor>& user, std::string_view kept_session, Instant now) {
  tx.execute(
      "UPDATE platform_session SET ended_at = $3"
      " WHERE user_id = $1 AND token_hash <> $2 AND ended_at IS NULL",
      {user, kept_session, now});
}

std::int64_t sweep_sessions(Tx& tx, Instant now, const SlowDown& rules) {
  return tx.execute("DELETE FROM platform_session WHERE ends_at < $1", {now - kept_after_end}) +
         tx.execute("DELETE FROM platform_sign_in_guard WHERE since < $1",
                    {now - rules.window - rules.delay_max});
}

}  // namespace zhulian
