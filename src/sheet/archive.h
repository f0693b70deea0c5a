// The zip around an .xlsx or .ods, read with distrust: sizes are counted as the bytes come,
// whatever the directory of the archive declares.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sheet/byte_stream.h"
#include "sheet/source.h"
#include "sheet/workbook.h"

struct zip;
struct zip_file;

namespace zhulian::sheet {

// One entry, unzipped as it is read.
class Part : public ByteStream {
 public:
  const std::string& name() const override { return name_; }

  // 0 at the end. Errors: sheet.damaged, sheet.zip_bomb.
  Result<std::size_t> read(std::span<char> into) override;

 private:
  friend class Archive;
  struct Close {
    void operator()(zip_file* file) const;
  };
  std::unique_ptr<zip_file, Close> file_;
  std::string name_;
  std::uint64_t seen_ = 0;
  std::uint64_t declared_ = 0;
  std::uint64_t allowed_ = 0;
};

class Archive {
 public:
  // Errors: sheet.damaged, sheet.zip_bomb, sheet.duplicate_part.
  static Result<Archive> open(Source source, const Limits& limits);

  bool has(std::string_view name) const;

  // Names are compared as OPC does, without regard to ASCII case; a backslash, which old
  // .NET writers use, counts as a slash.
  // Errors: sheet.damaged (absent, or packed in a way nobody packs workbooks),
  // sheet.password (the entry is encrypted), sheet.zip_bomb.
  Result<Part> part(std::string_view name) const;

  // The whole of a small part. Errors: as part(), and sheet.damaged above `bytes_max`.
  Result<std::string> text(std::string_view name, std::size_t bytes_max) const;

 private:
  struct Discard {
    void operator()(zip* archive) const;
  };
  explicit Archive(Source source) : source_(std::move(source)) {}

  Source source_;  // libzip reads from it while the archive is open.
  std::unique_ptr<zip, Discard> zip_;
  Limits limits_;
  std::map<std::string, std::uint64_t, std::less<>> index_of_;
};

}  // namespace zhulian::sheet
