#include "platform/disk.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/error.h"

namespace zhulian::disk {
namespace {

[[noreturn]] void give_up(const std::filesystem::path& path, const char* deed) {
  throw std::system_error(errno, std::generic_category(), std::string(deed) + ' ' + path.string());
}

// Beside the target, so that giving it its name is one step of the file system.
std::filesystem::path temporary_beside(const std::filesystem::path& path) {
  std::array<unsigned char, 8> random{};
  randombytes_buf(random.data(), random.size());
  std::string hex(2 * random.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), random.data(), random.size());
  hex.pop_back();
  return path.parent_path() / (".tmp-" + hex);
}

void force_folder(const std::filesystem::path& folder) {
  const auto& named = folder.empty() ? std::filesystem::path(".") : folder;
  const Descriptor open(::open(named.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open || ::fsync(open.get()) != 0) give_up(named, "cannot force to disk");
}

struct Removed {
  const std::filesystem::path& path;
  ~Removed() { ::unlink(path.c_str()); }
};

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "zhulian-XXXXXX").string();
  if (!::mkdtemp(name.data())) give_up(name, "cannot make");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

bool write_new(const std::filesystem::path& path, std::string_view bytes) {
  const auto temporary = temporary_beside(path);
  const Descriptor file(
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!file) give_up(temporary, "cannot make");
  const Removed removed{temporary};
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) give_up(temporary, "cannot write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.get()) != 0) give_up(temporary, "cannot force to disk");
  // link() refuses a name that is taken, where rename() would replace it.
  if (::link(temporary.c_str(), path.c_str()) != 0) {
    if (errno == EEXIST) return false;
    give_up(path, "cannot make");
  }
  force_folder(path.parent_path());
  return true;
}

bool is_full(const std::exception& failure) {
  if (const auto* database = dynamic_cast<const DatabaseError*>(&failure))
    return database->kind() == DatabaseError::Kind::full;
  const auto* system = dynamic_cast<const std::system_error*>(&failure);
  return system && (system->code() == std::errc::no_space_on_device ||
                    system->code() == std::error_code(EDQUOT, std::generic_category()));
}

std::string read_all(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) give_up(path, "cannot open");
  struct stat about{};
  if (::fstat(file.get(), &about) != 0) give_up(path, "cannot look at");
  std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t read = ::read(file.get(), bytes.data() + have, bytes.size() - have);
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) give_up(path, "cannot read");
    if (read == 0) break;
    have += static_cast<std::size_t>(read);
  }
  bytes.resize(have);
  return bytes;
}

}  // namespace zhulian::disk
