// The key that makes sensitive fields unreadable without it, and the two things done with it:
// sealing a field, and hashing it so that it can be found again.
//
// The key stands in a file outside the database (mode 600), made once by create(). A backup
// never contains it. A missing file is an error and never a new key: a new key would make
// everything sealed before unreadable and hide that for years.
//
// From the master key come one key for sealing and one for hashing, for each of two families:
//   standard  XChaCha20-Poly1305 and keyed BLAKE2b (libsodium)
//   gm        SM4-GCM and HMAC-SM3 (GB/T 32907, GB/T 32905; Botan)
// The key file says which family is used for what is written. Both are always read.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/names.h"
#include "base/result.h"
#include "db/db.h"

namespace zhulian {

enum class CipherFamily { standard, gm };
constexpr Names<CipherFamily, 2> cipher_family_names{
    {{{CipherFamily::standard, "standard"}, {CipherFamily::gm, "gm"}}}};
constexpr const auto& names_of(CipherFamily) {
  return cipher_family_names;
}

class Keyring {
 public:
  // Makes a new random master key. platform.key.exists when the file is there already.
  // Throws when the folder cannot be written.
  static Result<void> create(const std::filesystem::path&, CipherFamily = CipherFamily::standard);

  // platform.key.missing, .unreadable, .open_to_others (mode wider than 600) or .malformed,
  // each naming the path.
  static Result<Keyring> open(const std::filesystem::path&);

  Keyring(Keyring&&) noexcept;
  Keyring& operator=(Keyring&&) noexcept;
  ~Keyring();

  // Makes this the key of an empty database, or does what check() does. For `init`.
  Result<void> bind(Tx&, Instant now) const;
  // platform.key.unbound when the database has no key yet, platform.key.other_database when
  // this is not its key. Asked before anything is served.
  Result<void> check(Tx&) const;

  // Bytes for a {blob} column: a version byte, a random nonce, the ciphertext and its tag.
  // `context` says where the text stands ("registry_person.phone", better with the row's id):
  // the same text sealed twice differs, and a ciphertext moved elsewhere does not open.
  std::string seal(std::string_view plain, std::string_view context) const;
  // platform.sealed.damaged when it was changed, cut, moved or sealed with another key.
  Result<std::string> open(std::string_view sealed, std::string_view context) const;

  // 22 characters of base64url (128 bits). Equal texts of one kind have equal hashes; without
  // the key nothing can be learnt by trying all citizen ids.
  std::string lookup_hash(std::string_view kind, std::string_view plain) const;

  CipherFamily family() const;

 private:
  struct Secrets;
  explicit Keyring(std::unique_ptr<Secrets>);
  std::unique_ptr<Secrets> secrets_;
};

}  // namespace zhulian
