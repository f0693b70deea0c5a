#include "platform/idempotency.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <sodium.h>

#include "platform/keys.h"

namespace zhulian {
namespace {

constexpr std::size_t key_length_max = 200;

bool is_key(std::string_view key) {
  return !key.empty() && key.size() <= key_length_max &&
         std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~'; });
}

std::string context(const Call& call, std::string_view key) {
  return "platform_idempotency.body " + call.actor.id.text + ' ' + std::string(key);
}

}  // namespace

std::string fingerprint(std::string_view verb, std::string_view path, std::string_view body) {
  crypto_generichash_state state;
  std::array<unsigned char, 32> hash{};
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  for (const auto part : {verb, path, body}) {
    const std::string length = std::to_string(part.size()) + ' ';
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(length.data()),
                              length.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                              part.size());
  }
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::string hex(2 * hash.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

Result<std::optional<KeptAnswer>> begin_answer(const Call& call, std::string_view key,
                                               std::string_view print) {
  if (!is_key(key)) return fail(Fault::malformed, "platform.idempotency.bad_key");
  assert(call.actor.is_signed_in());
  call.tx.execute(
      "DELETE FROM platform_idempotency WHERE actor = $1 AND name = $2 AND expires_at <= $3",
      {call.actor.id, key, call.now});
  const auto ours = call.tx.execute(
      "INSERT INTO platform_idempotency (actor, name, fingerprint, made_at, expires_at)"
      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
      {call.actor.id, key, print, call.now, call.now + answers_kept});
  if (ours == 1) return std::nullopt;
  const auto row = call.tx.one(
      "SELECT fingerprint, status, body FROM platform_idempotency WHERE actor = $1 AND name = $2",
      {call.actor.id, key});
  // Swept or expired between the two statements: a moment ago it was there.
  if (!row) return fail(Fault::busy, "platform.idempotency.again");
  if (row->text(0) != print) return fail(Fault::conflict, "platform.idempotency.other_body");
  std::string body = TRY(call.deployment.keys.open(row->blob(2), context(call, key)));
  return KeptAnswer{.status = row->get<int>(1), .body = std::move(body)};
}

void keep_answer(const Call& call, std::string_view key, const KeptAnswer& answer) {
  assert(answer.status != 0);
  [[maybe_unused]] const auto kept = call.tx.execute(
      "UPDATE platform_idempotency SET status = $3, body = $4 WHERE actor = $1 AND name = $2",
      {call.actor.id, key, answer.status,
       Blob{call.deployment.keys.seal(answer.body, context(call, key))}});
  assert(kept == 1);
}

std::int64_t sweep_answers(Tx& tx, Instant now) {
  return tx.execute("DELETE FROM platform_idempotency WHERE expires_at <= $1", {now});
}

}  // namespace zhulian
