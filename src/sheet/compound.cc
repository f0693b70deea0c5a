#include "sheet/compound.h"

#include <array>
#include <string>
#include <string_view>

namespace zhulian::sheet {

namespace {

constexpr std::size_t entry_bytes = 128;

// MS-CFB 2.6.1: a directory entry opens with its name in UTF-16, padded with zeros to 64
// bytes; then the length in bytes with the closing zero, and the kind of object (1 a storage,
// 2 a stream, 5 the root).
bool is_entry(std::string_view entry, std::string_view name) {
  const std::size_t length = 2 * (name.size() + 1);
  if (static_cast<unsigned char>(entry[64]) != length || entry[65] != 0) return false;
  if (entry[66] != 1 && entry[66] != 2) return false;
  for (std::size_t i = 0; i < 64; ++i) {
    const char expected = i % 2 == 0 && i / 2 < name.size() ? name[i / 2] : '\0';
    if (entry[i] != expected) return false;
  }
  return true;
}

}  // namespace

bool is_compound(std::string_view head) {
  return head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

// Entries stand at multiples of 128 bytes in sectors of 512 or 4096: looking at each of them
// needs no trust in the chains of the file, which may be broken or run in circles.
Error refuse_compound(const Source& source) {
  bool old_workbook = false;
  bool other = false;
  std::array<char, 512 * entry_bytes> block;
  for (std::uint64_t offset = 0; offset < source.size(); offset += block.size()) {
    const std::size_t n = source.read_at(offset, block);
    for (std::size_t at = 0; at + entry_bytes <= n; at += entry_bytes) {
      const std::string_view entry(block.data() + at, entry_bytes);
      if (is_entry(entry, "EncryptedPackage") || is_entry(entry, "EncryptionInfo"))
        return {.fault = Fault::unsupported, .code = "sheet.password"};
      old_workbook |= is_entry(entry, "Workbook") || is_entry(entry, "Book");
      other |= is_entry(entry, "WordDocument") || is_entry(entry, "PowerPoint Document");
    }
  }
  const bool named = other && !old_workbook;
  return {.fault = Fault::unsupported,
          .code = named ? "sheet.not_a_workbook" : "sheet.old_workbook"};
}

}  // namespace zhulian::sheet
