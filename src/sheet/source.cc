#include "sheet/source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zhulian::sheet {

Result<Source> Source::file(std::filesystem::path path) {
  const auto absent = [&] {
    return fail(Fault::not_found, "sheet.not_found", {}, {{"file", path.filename().string()}});
  };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return absent();
  Source source;
  source.descriptor_ = std::shared_ptr<const int>(new int(descriptor), [](const int* owned) {
    ::close(*owned);
    delete owned;
  });
  struct stat about{};
  if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) return absent();
  source.size_ = static_cast<std::uint64_t>(about.st_size);
  source.path_ = std::move(path);
  return source;
}

Source Source::memory(std::string bytes) {
  Source source;
  source.size_ = bytes.size();
  source.bytes_ = std::make_shared<const std::string>(std::move(bytes));
  return source;
}

std::size_t Source::read_at(std::uint64_t offset, std::span<char> into) const {
  if (offset >= size_) return 0;
  const auto wanted = std::min<std::uint64_t>(into.size(), size_ - offset);
  if (bytes_) {
    std::memcpy(into.data(), bytes_->data() + offset, wanted);
    return wanted;
  }
  std::size_t have = 0;
  while (have < wanted) {
    const auto n =
        ::pread(*descriptor_, into.data() + have, wanted - have, static_cast<off_t>(offset + have));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw std::system_error(errno, std::generic_category(), "read workbook");
    if (n == 0) break;
    have += static_cast<std::size_t>(n);
  }
  return have;
}

std::string Source::head(std::size_t bytes) const {
  std::string text(bytes, '\0');
  text.resize(read_at(0, text));
  return text;
}

}  // namespace zhulian::sheet
