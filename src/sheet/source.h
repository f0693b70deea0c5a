// Where the bytes of a workbook are: a file, or memory. Read at any place, never changed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace zhulian::sheet {

class Source {
 public:
  // Errors: sheet.not_found (absent, a folder, no permission).
  static Result<Source> file(std::filesystem::path path);
  static Source memory(std::string bytes);

  std::uint64_t size() const { return size_; }

  // How many bytes were there to read from `offset`: fewer than asked at the end only.
  // Throws std::system_error when the disk fails.
  std::size_t read_at(std::uint64_t offset, std::span<char> into) const;
  std::string head(std::size_t bytes) const;

  // One of the two: the path of the file, or the bytes.
  const std::filesystem::path& path() const { return path_; }
  const std::string* bytes() const { return bytes_.get(); }

 private:
  Source() = default;
  std::filesystem::path path_;
  std::shared_ptr<const int> descriptor_;  // Shared so that a Source may be copied.
  std::shared_ptr<const std::string> bytes_;
  std::uint64_t size_ = 0;
};

}  // namespace zhulian::sheet
