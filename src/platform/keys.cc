#include "platform/keys.h"

#include <array>
#include <cassert>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <vector>

#include <botan/aead.h>
#include <botan/mac.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/disk.h"
#include "platform/settings.h"

namespace zhulian {
namespace {

constexpr std::size_t master_bytes = 32;
constexpr std::string_view file_mark = "zhulian-key-1";
constexpr std::string_view check_setting = "key.check";

// The first byte of what is sealed.
constexpr char sealed_standard = 1;
constexpr char sealed_gm = 2;

constexpr std::size_t standard_nonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t standard_tag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
// 96 random bits. NIST SP 800-38D 8.3 allows 2^32 of them under one key: a province's fields,
// each rewritten hundreds of times.
constexpr std::size_t gm_nonce = 12;
constexpr std::size_t gm_tag = 16;
constexpr std::size_t gm_key = 16;

constexpr std::size_t hash_bytes = 16;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
}

// Botan's ciphers are costly to make and used by one thread at a time: a few are kept.
template <class T>
class Kept {
 public:
  explicit Kept(std::function<std::unique_ptr<T>()> make) : make_(std::move(make)) {}

  template <class F>
  auto use(F&& f) {
    std::unique_ptr<T> one;
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        one = std::move(idle_.back());
        idle_.pop_back();
      }
    }
    if (!one) one = make_();
    auto answer = f(*one);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(one));
    return answer;
  }

 private:
  std::function<std::unique_ptr<T>()> make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> idle_;
};

std::string base64url(std::string_view raw) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(raw.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes(raw), raw.size(), variant);
  text.pop_back();  // The NUL.
  return text;
}

// What the tag covers besides the text: a version that cannot be exchanged, and the place.
std::string associated(char version, std::string_view context) {
  return std::string(1, version) + std::string(context);
}

std::unexpected<Error> damaged() {
  return fail(Fault::invalid, "platform.sealed.damaged");
}

}  // namespace

struct Keyring::Secrets {
  CipherFamily family = CipherFamily::standard;
  std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES> seal_key{};
  std::array<unsigned char, crypto_generichash_KEYBYTES> hash_key{};
  Botan::secure_vector<std::uint8_t> gm_seal_key;
  Botan::secure_vector<std::uint8_t> gm_hash_key;
  Kept<Botan::AEAD_Mode> gm_seal{[this] { return gm_cipher(Botan::ENCRYPTION); }};
  Kept<Botan::AEAD_Mode> gm_open{[this] { return gm_cipher(Botan::DECRYPTION); }};
  Kept<Botan::MessageAuthenticationCode> gm_hash{[this] { return gm_mac(gm_hash_key); }};

  Secrets(CipherFamily chosen, const Botan::secure_vector<std::uint8_t>& master) : family(chosen) {
    crypto_kdf_derive_from_key(seal_key.data(), seal_key.size(), 1, "zhulseal", master.data());
    crypto_kdf_derive_from_key(hash_key.data(), hash_key.size(), 2, "zhulhash", master.data());
    gm_seal_key = gm_derive(master, "zhulian seal");
    gm_seal_key.resize(gm_key);
    gm_hash_key = gm_derive(master, "zhulian hash");
  }
  ~Secrets() {
    sodium_memzero(seal_key.data(), seal_key.size());
    sodium_memzero(hash_key.data(), hash_key.size());
  }
  Secrets(const Secrets&) = delete;
  Secrets& operator=(const Secrets&) = delete;

  static std::unique_ptr<Botan::MessageAuthenticationCode> gm_mac(
      const Botan::secure_vector<std::uint8_t>& key) {
    auto mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(SM3)");
    mac->set_key(key);
    return mac;
  }
  static Botan::secure_vector<std::uint8_t> gm_derive(
      const Botan::secure_vector<std::uint8_t>& master, const std::string& purpose) {
    const auto mac = gm_mac(master);
    mac->update(purpose);
    return mac->final();
  }
  std::unique_ptr<Botan::AEAD_Mode> gm_cipher(Botan::Cipher_Dir way) const {
    auto cipher = Botan::AEAD_Mode::create_or_throw("SM4/GCM", way);
    cipher->set_key(gm_seal_key);
    return cipher;
  }

  std::string seal_standard(std::string_view plain, std::string_view context) const {
    const std::string beside = associated(sealed_standard, context);
    std::string sealed(1 + standard_nonce + plain.size() + standard_tag, '\0');
    sealed[0] = sealed_standard;
    unsigned char* nonce = bytes(sealed) + 1;
    randombytes_buf(nonce, standard_nonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + standard_nonce, nullptr, bytes(plain),
                                               plain.size(), bytes(beside), beside.size(), nullptr,
                                               nonce, seal_key.data());
    return sealed;
  }

  Result<std::string> open_standard(std::string_view sealed, std::string_view context) const {
    if (sealed.size() < 1 + standard_nonce + standard_tag) return damaged();
    const std::string beside = associated(sealed_standard, context);
    const auto nonce = sealed.substr(1, standard_nonce);
    const auto body = sealed.substr(1 + standard_nonce);
    std::string plain(body.size() - standard_tag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(plain), nullptr, nullptr, bytes(body),
                                                   body.size(), bytes(beside), beside.size(),
                                                   bytes(nonce), seal_key.data()) != 0)
      return damaged();
    return plain;
  }

  std::string seal_gm(std::string_view plain, std::string_view context) {
    const std::string beside = associated(sealed_gm, context);
    std::string sealed(1 + gm_nonce, sealed_gm);
    randombytes_buf(bytes(sealed) + 1, gm_nonce);
    return gm_seal.use([&](Botan::AEAD_Mode& cipher) {
      cipher.set_associated_data(bytes(beside), beside.size());
      cipher.start(bytes(sealed) + 1, gm_nonce);
      Botan::secure_vector<std::uint8_t> text(plain.begin(), plain.end());
      cipher.finish(text);
      sealed.append(text.begin(), text.end());
      return sealed;
    });
  }

  Result<std::string> open_gm(std::string_view sealed, std::string_view context) {
    if (sealed.size() < 1 + gm_nonce + gm_tag) return damaged();
    const std::string beside = associated(sealed_gm, context);
    return gm_open.use([&](Botan::AEAD_Mode& cipher) -> Result<std::string> {
      cipher.set_associated_data(bytes(beside), beside.size());
      cipher.start(bytes(sealed) + 1, gm_nonce);
      const auto body = sealed.substr(1 + gm_nonce);
      Botan::secure_vector<std::uint8_t> text(body.begin(), body.end());
      try {
        cipher.finish(text);
      } catch (const Botan::Integrity_Failure&) {
        cipher.reset();
        return damaged();
      }
      return std::string(text.begin(), text.end());
    });
  }
};

Keyring::Keyring(std::unique_ptr<Secrets> secrets) : secrets_(std::move(secrets)) {}
Keyring::Keyring(Keyring&&) noexcept = default;
Keyring& Keyring::operator=(Keyring&&) noexcept = default;
Keyring::~Keyring() = default;

CipherFamily Keyring::family() const {
  return secrets_->family;
}

Result<void> Keyring::create(const std::filesystem::path& path, CipherFamily family) {
  start_sodium();
  Botan::secure_vector<std::uint8_t> master(master_bytes);
  randombytes_buf(master.data(), master.size());
  std::string text = std::string(file_mark) + ' ' + std::string(word(family)) + ' ';
  std::string hex(2 * master_bytes + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), master.data(), master.size());
  hex.back() = '\n';
  text += hex;
  const bool made = disk::write_new(path, text);
  sodium_memzero(hex.data(), hex.size());
  sodium_memzero(text.data(), text.size());
  if (!made) return fail(Fault::conflict, "platform.key.exists", {}, {{"path", path.string()}});
  return {};
}

Result<Keyring> Keyring::open(const std::filesystem::path& path) {
  start_sodium();
  const auto refuse = [&](Fault fault, std::string code) {
    return fail(fault, std::move(code), {}, {{"path", path.string()}});
  };
  const disk::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) {
    if (errno == ENOENT || errno == ENOTDIR)
      return refuse(Fault::not_found, "platform.key.missing");
    return refuse(Fault::forbidden, "platform.key.unreadable");
  }
  struct stat about{};
  if (::fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode))
    return refuse(Fault::invalid, "platform.key.malformed");
  if ((about.st_mode & 077) != 0) return refuse(Fault::forbidden, "platform.key.open_to_others");

  std::array<char, 256> text{};
  const ssize_t size = ::read(file.get(), text.data(), text.size());
  if (size < 0) return refuse(Fault::forbidden, "platform.key.unreadable");
  std::string_view line(text.data(), static_cast<std::size_t>(size));
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);

  const auto take_word = [&line] {
    const auto space = line.find(' ');
    const auto taken = line.substr(0, space);
    line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
    return taken;
  };
  const bool ours = take_word() == file_mark;
  const auto family = cipher_family_names.find(take_word());
  Botan::secure_vector<std::uint8_t> master(master_bytes);
  std::size_t read = 0;
  const char* end = nullptr;
  const bool hex = line.size() == 2 * master_bytes &&
                   sodium_hex2bin(master.data(), master.size(), line.data(), line.size(), nullptr,
                                  &read, &end) == 0 &&
                   read == master_bytes;
  sodium_memzero(text.data(), text.size());
  if (!ours || !family || !hex) return refuse(Fault::invalid, "platform.key.malformed");
  return Keyring(std::make_unique<Secrets>(*family, master));
}

Result<void> Keyring::bind(Tx& tx, Instant now) const {
  const auto known = find_setting(tx, check_setting);
  if (known) return check(tx);
  set_setting(tx, check_setting, lookup_hash("key.check", word(family())), now);
  return {};
}

Result<void> Keyring::check(Tx& tx) const {
  const auto known = find_setting(tx, check_setting);
  if (!known) return fail(Fault::conflict, "platform.key.unbound");
  if (*known != lookup_hash("key.check", word(family())))
    return fail(Fault::conflict, "platform.key.other_database");
  return {};
}

std::string Keyring::seal(std::string_view plain, std::string_view context) const {
  if (family() == CipherFamily::gm) return secrets_->seal_gm(plain, context);
  return secrets_->seal_standard(plain, context);
}

Result<std::string> Keyring::open(std::string_view sealed, std::string_view context) const {
  if (sealed.empty()) return damaged();
  if (sealed[0] == sealed_standard) return secrets_->open_standard(sealed, context);
  if (sealed[0] == sealed_gm) return secrets_->open_gm(sealed, context);
  return damaged();
}

std::string Keyring::lookup_hash(std::string_view kind, std::string_view plain) const {
  // A kind ends at the NUL, so that ("ab", "c") and ("a", "bc") differ.
  assert(kind.find('\0') == std::string_view::npos);
  std::string text(kind);
  text += '\0';
  text += plain;
  std::string hash(hash_bytes, '\0');
  if (family() == CipherFamily::gm) {
    const auto whole = secrets_->gm_hash.use([&](Botan::MessageAuthenticationCode& mac) {
      mac.update(text);
      return mac.final();
    });
    hash.assign(whole.begin(), whole.begin() + hash_bytes);
  } else {
    crypto_generichash(bytes(hash), hash.size(), bytes(text), text.size(),
                       secrets_->hash_key.data(), secrets_->hash_key.size());
  }
  return base64url(hash);
}

}  // namespace zhulian
