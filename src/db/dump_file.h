// Writes and reads the file of db/upkeep.h, with its checksum.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

#include "db/row.h"

namespace zhulian {

class DumpWriter {
 public:
  // Makes `path`, readable by its owner alone; std::ios::failure when it cannot.
  explicit DumpWriter(const std::string& path);
  void mark(char kind);
  void number(std::uint64_t value);
  void text(std::string_view bytes);
  void cell(const Cell& cell);
  // The end mark, the rows, the checksum; on disk when it returns.
  void finish(std::uint64_t rows);

 private:
  void put(const char* bytes, std::size_t size);
  std::string path_;
  std::ofstream file_;
  std::uint64_t hash_ = 14695981039346656037ULL;
};

struct DumpDamaged {};  // Thrown by DumpReader where the file is not what it should be.

class DumpReader {
 public:
  explicit DumpReader(const std::string& path);
  bool open() const { return file_.is_open(); }
  void head();  // Reads the first line.
  char mark();
  std::uint64_t number();
  std::string text();
  Value value();
  // After 'E': DumpDamaged unless rows and checksum are right and nothing follows.
  void finish(std::uint64_t rows);

 private:
  void get(char* bytes, std::size_t size);
  std::ifstream file_;
  std::uint64_t left_ = 0;  // Bytes of the file not yet read.
  std::uint64_t hash_ = 14695981039346656037ULL;
};

}  // namespace zhulian
