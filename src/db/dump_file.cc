#include "db/dump_file.h"

#include <bit>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace zhulian {
namespace {
constexpr std::string_view first_line = "zhulian-dump 1\n";

std::uint64_t hashed(std::uint64_t hash, const char* bytes, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    hash = (hash ^ static_cast<unsigned char>(bytes[i])) * 1099511628211ULL;
  return hash;
}

// Writes to the disk what was written to the file.
void sync(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = file >= 0 && fsync(file) == 0;
  if (file >= 0) close(file);
  if (!done) throw std::system_error(errno, std::generic_category(), path);
}
}  // namespace

DumpWriter::DumpWriter(const std::string& path) : path_(path) {
  const int made = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (made < 0) throw std::system_error(errno, std::generic_category(), path);
  close(made);
  file_.exceptions(std::ios::failbit | std::ios::badbit);
  file_.open(path, std::ios::binary);
  put(first_line.data(), first_line.size());
}

void DumpWriter::put(const char* bytes, std::size_t size) {
  hash_ = hashed(hash_, bytes, size);
  file_.write(bytes, static_cast<std::streamsize>(size));
}

void DumpWriter::mark(char kind) {
  put(&kind, 1);
}

void DumpWriter::number(std::uint64_t value) {
  char bytes[8];
  for (char& byte : bytes) {
    byte = static_cast<char>(value & 0xff);
    value >>= 8;
  }
  put(bytes, sizeof bytes);
}

void DumpWriter::text(std::string_view bytes) {
  number(bytes.size());
  put(bytes.data(), bytes.size());
}

void DumpWriter::cell(const Cell& cell) {
  switch (cell.kind) {
    case Cell::Kind::null:
      return mark('n');
    case Cell::Kind::integer:
      mark('i');
      return number(static_cast<std::uint64_t>(cell.integer));
    case Cell::Kind::real:
      mark('d');
      return number(std::bit_cast<std::uint64_t>(cell.real));
    case Cell::Kind::text:
      mark('t');
      return text(cell.bytes);
    case Cell::Kind::blob:
      mark('b');
      return text(cell.bytes);
    case Cell::Kind::decimal:
      throw std::logic_error("a table with a NUMERIC column: it has no place on SQLite");
  }
}

void DumpWriter::finish(std::uint64_t rows) {
  mark('E');
  number(rows);
  number(hash_);
  file_.close();
  sync(path_);
}

DumpReader::DumpReader(const std::string& path) : file_(path, std::ios::binary) {
  std::error_code fault;
  const auto size = std::filesystem::file_size(path, fault);
  if (!fault) left_ = size;
}

void DumpReader::get(char* bytes, std::size_t size) {
  if (size > left_) throw DumpDamaged{};
  left_ -= size;
  file_.read(bytes, static_cast<std::streamsize>(size));
  if (!file_) throw DumpDamaged{};
  hash_ = hashed(hash_, bytes, size);
}

void DumpReader::head() {
  std::string line(first_line.size(), '\0');
  get(line.data(), line.size());
  if (line != first_line) throw DumpDamaged{};
}

char DumpReader::mark() {
  char kind = 0;
  get(&kind, 1);
  return kind;
}

std::uint64_t DumpReader::number() {
  char bytes[8];
  get(bytes, sizeof bytes);
  std::uint64_t value = 0;
  for (int i = 7; i >= 0; --i) value = (value << 8) | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::string DumpReader::text() {
  const std::uint64_t size = number();
  if (size > left_) throw DumpDamaged{};  // Before room is made for it.
  std::string bytes(size, '\0');
  get(bytes.data(), bytes.size());
  return bytes;
}

Value DumpReader::value() {
  switch (mark()) {
    case 'n':
      return {};
    case 'i':
      return static_cast<std::int64_t>(number());
    case 'd':
      return std::bit_cast<double>(number());
    case 't':
      return text();
    case 'b':
      return Blob{text()};
    default:
      throw DumpDamaged{};
  }
}

void DumpReader::finish(std::uint64_t rows) {
  if (number() != rows) throw DumpDamaged{};
  const std::uint64_t hash = hash_;
  if (number() != hash || left_ != 0) throw DumpDamaged{};
}

}  // namespace zhulian
