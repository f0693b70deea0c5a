// A write that is asked for again answers what it answered the first time.
//
//   if (auto answer = TRY(begin_answer(call, key, print))) return *answer;  // Had before.
//   .. the work ..
//   keep_answer(call, key, {201, body});
//
// The answer is kept in the transaction of the write: either both are there or neither. What
// was refused leaves nothing, and may be asked again. Two at once with one key are settled by
// the database: the second waits for the first and gets its answer.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "platform/call.h"

namespace zhulian {

struct KeptAnswer {
  int status = 0;
  std::string body{};
  bool operator==(const KeptAnswer&) const = default;
};

// A day: a phone is back in the network by then.
inline constexpr std::chrono::milliseconds answers_kept = std::chrono::hours(24);

// A hash of what was asked.
std::string fingerprint(std::string_view verb, std::string_view path, std::string_view body);

// The answer given before, or nullopt and the key is ours: keep_answer() must follow in this
// transaction. The actor's own keys only; without a signed-in actor there are none to keep.
//   platform.idempotency.other_body  the key was used for something else
//   platform.idempotency.bad_key     not 1 to 200 visible ASCII characters
Result<std::optional<KeptAnswer>> begin_answer(const Call&, std::string_view key,
                                               std::string_view fingerprint);
void keep_answer(const Call&, std::string_view key, const KeptAnswer&);

std::int64_t sweep_answers(Tx&, Instant now);

}  // namespace zhulian
