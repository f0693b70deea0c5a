// The web app's files, read into memory once at start. A request only ever looks a name up in
// that table, so no path can lead out of the folder.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/exchange.h"

namespace zhulian::http {

class StaticFiles {
 public:
  // No files at all: every path is unknown.
  StaticFiles() = default;

  // Every regular file below `folder`; links that lead out of it are left away. "x.js.br" and
  // "x.js.gz" are not files of their own but what a browser gets that takes them. Throws
  // std::runtime_error when the folder cannot be read or holds more than `bytes_max`.
  explicit StaticFiles(const std::string& folder, std::size_t bytes_max = 256u << 20);

  // The answer to a GET or HEAD, or nullopt when the path is none of ours. Names with a hash
  // in them ("/assets/app-D4wtotQw.js") never change and are kept by the browser for a year;
  // all others are asked for again with their ETag. A path of the app itself ("/people/7")
  // that accepts HTML gets index.html.
  std::optional<Response> find(const Request& request) const;

  std::size_t size() const { return files_.size(); }

 private:
  struct Variant {
    std::shared_ptr<const std::string> bytes;
    std::string etag;
  };
  struct File {
    std::string type;
    bool immutable = false;
    Variant plain;
    Variant brotli{};
    Variant gzip{};
  };
  Response answer(const Request& request, const File& file) const;

  std::map<std::string, File, std::less<>> files_;
};

}  // namespace zhulian::http
