#include "sheet/archive.h"

#include <algorithm>

#include <fmt/format.h>
#include <zip.h>

namespace zhulian::sheet {

namespace {

// A workbook has tens of parts. libzip keeps about 200 bytes for each of the 46 or more
// that an entry takes in the directory, so the directory itself must be bounded.
constexpr std::uint64_t directory_bytes_max = 8u << 20;
constexpr std::uint64_t parts_max = 65'535;

std::unexpected<Error> damaged(std::string_view part) {
  return fail(Fault::invalid, "sheet.damaged", {}, {{"part", std::string(part)}});
}

std::unexpected<Error> bomb(std::string_view part, std::uint64_t bytes) {
  return fail(Fault::too_large, "sheet.zip_bomb", {},
              {{"part", std::string(part)}, {"size", fmt::format("{} MB", bytes >> 20)}});
}

std::string key_of(std::string_view name) {
  std::string key(name);
  for (char& c : key) {
    if (c == '\\') c = '/';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return key;
}

std::uint64_t little(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = width; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

// APPNOTE.TXT 4.3.14 to 4.3.16: the end records, in the last 64 KiB, say how large the
// directory is. All that could be meant are looked at, because libzip may choose any.
bool directory_is_small(const Source& source) {
  constexpr std::size_t tail_bytes = 65'536 + 22 + 20;
  const std::uint64_t from = source.size() > tail_bytes ? source.size() - tail_bytes : 0;
  std::string tail(std::min<std::uint64_t>(tail_bytes, source.size()), '\0');
  tail.resize(source.read_at(from, tail));
  for (auto at = tail.find("PK\5\6"); at != tail.npos; at = tail.find("PK\5\6", at + 1)) {
    if (at + 22 > tail.size()) break;
    const auto bytes = little(tail, at + 12, 4);
    const auto offset = little(tail, at + 16, 4);
    if (bytes != 0xFFFFFFFF && bytes > directory_bytes_max && offset + bytes <= from + at)
      return false;
  }
  for (auto at = tail.find("PK\6\7"); at != tail.npos; at = tail.find("PK\6\7", at + 1)) {
    if (at + 20 > tail.size()) break;
    std::string end(56, '\0');
    end.resize(source.read_at(little(tail, at + 8, 8), end));
    if (end.size() < 56 || !end.starts_with("PK\6\6")) continue;
    if (little(end, 32, 8) > parts_max || little(end, 40, 8) > directory_bytes_max) return false;
  }
  return true;
}

}  // namespace

void Part::Close::operator()(zip_file* file) const {
  zip_fclose(file);
}
void Archive::Discard::operator()(zip* archive) const {
  zip_discard(archive);
}

Result<std::size_t> Part::read(std::span<char> into) {
  const auto n = zip_fread(file_.get(), into.data(), into.size());
  if (n < 0) return damaged(name_);
  seen_ += static_cast<std::uint64_t>(n);
  if (seen_ > allowed_) return bomb(name_, seen_);
  // More than the directory declares: somebody lied to pass the check at the door.
  if (seen_ > declared_) return damaged(name_);
  return static_cast<std::size_t>(n);
}

Result<Archive> Archive::open(Source source, const Limits& limits) {
  if (!directory_is_small(source)) return damaged("zip");
  Archive archive(std::move(source));
  archive.limits_ = limits;

  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* bytes = archive.source_.bytes()
                            ? zip_source_buffer_create(archive.source_.bytes()->data(),
                                                       archive.source_.size(), 0, &error)
                            : zip_source_file_create(archive.source_.path().c_str(), 0, -1, &error);
  if (bytes) {
    archive.zip_.reset(zip_open_from_source(bytes, ZIP_RDONLY, &error));
    if (!archive.zip_) zip_source_free(bytes);
  }
  zip_error_fini(&error);
  if (!archive.zip_) return damaged("zip");

  std::uint64_t total = 0;
  const auto entries = zip_get_num_entries(archive.zip_.get(), 0);
  for (zip_int64_t i = 0; i < entries; ++i) {
    zip_stat_t about;
    if (zip_stat_index(archive.zip_.get(), static_cast<zip_uint64_t>(i), 0, &about) != 0 ||
        !(about.valid & ZIP_STAT_NAME))
      return damaged("zip");
    // Two parts of one name: each reader would take another one, so none is taken.
    if (!archive.index_of_.emplace(key_of(about.name), static_cast<std::uint64_t>(i)).second)
      return fail(Fault::invalid, "sheet.duplicate_part", {}, {{"part", about.name}});
    if (about.valid & ZIP_STAT_SIZE)
      total = about.size > limits.total_bytes ? about.size : total + about.size;
    if (total > limits.total_bytes) return bomb(about.name, total);
  }
  return archive;
}

bool Archive::has(std::string_view name) const {
  return index_of_.contains(key_of(name));
}

Result<Part> Archive::part(std::string_view name) const {
  const auto found = index_of_.find(key_of(name));
  if (found == index_of_.end()) return damaged(name);
  zip_stat_t about;
  if (zip_stat_index(zip_.get(), found->second, 0, &about) != 0) return damaged(name);
  if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) && about.encryption_method != ZIP_EM_NONE)
    return fail(Fault::unsupported, "sheet.password");

  Part part;
  part.name_ = name;
  part.declared_ = about.size;
  const std::uint64_t by_ratio = about.comp_size < limits_.part_bytes / limits_.ratio
                                     ? std::max(limits_.ratio_from, about.comp_size * limits_.ratio)
                                     : limits_.part_bytes;
  part.allowed_ = std::min(limits_.part_bytes, by_ratio);
  if (about.size > part.allowed_) return bomb(name, about.size);
  part.file_.reset(zip_fopen_index(zip_.get(), found->second, 0));
  if (!part.file_) return damaged(name);
  return part;
}

Result<std::string> Archive::text(std::string_view name, std::size_t bytes_max) const {
  Part whole = TRY(part(name));
  std::string text(bytes_max + 1, '\0');
  std::size_t have = 0;
  while (have < text.size()) {
    const std::size_t n = TRY(whole.read(std::span(text).subspan(have)));
    if (n == 0) {
      text.resize(have);
      return text;
    }
    have += n;
  }
  return damaged(name);
}

}  // namespace zhulian::sheet
