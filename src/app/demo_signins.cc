#include "app/demo_signins.h"

#include <system_error>

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/passwords.h"

namespace zhulian::app::sample {
namespace {

constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr std::size_t password_length = 14;

[[noreturn]] void broken(const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

void write_whole(int file, std::string_view text, const std::filesystem::path& path) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) broken(path);
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

std::string new_password() {
  std::string password;
  while (password.size() < password_length) {
    unsigned char byte = 0;
    if (::getrandom(&byte, 1, 0) != 1) continue;
    // Bytes beyond the last whole round would favour the first letters.
    if (byte < 256 / alphabet.size() * alphabet.size())
      password += alphabet[byte % alphabet.size()];
  }
  return password;
}

std::vector<SignIn> make_sign_ins(const Cast& cast) {
  std::vector<SignIn> sign_ins;
  for (const Player& player : cast.players) {
    if (!player.signs_in) continue;
    SignIn& made = sign_ins.emplace_back(SignIn{.player = &player, .password = new_password()});
    made.hash = hash_password(made.password);
  }
  return sign_ins;
}

void write_sign_ins(const std::filesystem::path& path, const std::vector<SignIn>& sign_ins) {
  std::string text = "# role\tuser\tpassword\twho\n";
  for (const SignIn& each : sign_ins) {
    const Player& player = *each.player;
    text +=
        player.actor.role + '\t' + player.user + '\t' + each.password + '\t' + player.actor.name;
    if (player.where != player.actor.name)
      text += (player.actor.name.empty() ? "" : ", ") + player.where;
    text += '\n';
  }
  const std::filesystem::path fresh = path.string() + ".new";
  std::error_code ignored;
  std::filesystem::remove(fresh, ignored);
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) broken(fresh);
  try {
    write_whole(file, text, fresh);
    if (::fsync(file) != 0) broken(fresh);
  } catch (...) {
    ::close(file);
    std::filesystem::remove(fresh, ignored);
    throw;
  }
  ::close(file);
  std::filesystem::rename(fresh, path);
}

Result<void> set_passwords(const Call& call, const std::vector<SignIn>& sign_ins) {
  for (const SignIn& each : sign_ins) TRY(change_password(call, each.player->actor.id, each.hash));
  return {};
}

}  // namespace zhulian::app::sample
