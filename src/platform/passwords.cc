#include "platform/passwords.h"

#include <array>
#include <condition_variable>
#include <mutex>
#include <new>
#include <stdexcept>

#include <sodium.h>

#include "base/text.h"

namespace zhulian {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = std::size_t{64} << 20;
constexpr int at_once_max = 2;
constexpr std::size_t password_bytes_max = 1000;
constexpr std::size_t password_length_min = 8;

// A mutex and a condition rather than std::counting_semaphore, which in g++ 12.2 can sleep
// through its wake-up (GCC bug 104928).
struct Turns {
  std::mutex mutex;
  std::condition_variable changed;
  int free = at_once_max;
};
Turns& turns() {
  static Turns all;
  return all;
}

class Turn {
 public:
  Turn() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
    std::unique_lock lock(turns().mutex);
    turns().changed.wait(lock, [] { return turns().free > 0; });
    --turns().free;
  }
  ~Turn() {
    {
      const std::lock_guard lock(turns().mutex);
      ++turns().free;
    }
    turns().changed.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
};

}  // namespace

Result<void> check_new_password(std::string_view password) {
  if (text::length(password) < password_length_min)
    return fail(Fault::invalid, "platform.password.too_short", "/password",
                {{"min", std::to_string(password_length_min)}});
  if (password.size() > password_bytes_max)
    return fail(Fault::invalid, "platform.password.too_long", "/password");
  return {};
}

std::string hash_password(std::string_view password) {
  const Turn turn;
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return hash.data();
}

bool password_fits(const std::optional<std::string>& hash, std::string_view password) {
  const bool too_long = password.size() > password_bytes_max;
  if (too_long) password = password.substr(0, password_bytes_max);
  const Turn turn;
  if (hash && !too_long)
    return crypto_pwhash_str_verify(hash->c_str(), password.data(), password.size()) == 0;
  std::array<unsigned char, 32> key{};
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  if (crypto_pwhash(key.data(), key.size(), password.data(), password.size(), salt.data(), passes,
                    memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return false;
}

}  // namespace zhulian
