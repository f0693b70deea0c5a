// Files that are whole or not there: written beside, forced to the disk, then given their name.
// Every failure of the machine throws std::system_error naming the path.
#pragma once

#include <exception>
#include <filesystem>
#include <string>
#include <string_view>

namespace zhulian::disk {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

// A new file of mode 600; false when one of that name is there, which is left as it is.
bool write_new(const std::filesystem::path&, std::string_view bytes);

// A new folder that only we can read, gone with all in it: for a file on its way to somebody.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Whether what was thrown, by a file or by the database, means that the disk (or the user's share
// of it) is full.
bool is_full(const std::exception&);

// The whole file; throws when it is absent.
std::string read_all(const std::filesystem::path&);

}  // namespace zhulian::disk
