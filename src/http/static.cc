#include "http/static.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "http/target.h"

namespace zhulian::http {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json; charset=utf-8"},
    {".map", "application/json; charset=utf-8"},
    {".webmanifest", "application/manifest+json; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".pdf", "application/pdf"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
}};

std::string_view type_of(std::string_view extension) {
  for (const auto& [known, type] : types)
    if (known == extension) return type;
  return "application/octet-stream";
}

// FNV-1a, 64 bits: tells versions of one file apart; nothing is guarded by it.
std::uint64_t hash_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

// "app-D4wtotQw.js" as Vite names what it bundles: eight or more characters of base64url after
// a dash, at least one of them no small letter (else "two-columns.css" would be one).
bool has_hash(std::string_view name) {
  const auto dot = name.find('.');
  const auto dash = name.substr(0, dot).find('-');
  if (dot == std::string_view::npos || dash == std::string_view::npos || dot < 9) return false;
  const std::string_view hash = name.substr(dot - 8, 8);
  return dash < dot - 8 && name[dot - 9] == '-' &&
         std::ranges::any_of(
             hash, [](char c) { return c < 'a' || c > 'z'; }) &&
         std::ranges::all_of(
             hash,
             [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '-' || c == '_';
             });
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return std::move(bytes).str();
}

// Whether the list of an If-None-Match names the tag; comparison is weak (RFC 9110 13.1.2).
bool names_tag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    std::string_view one = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == "*" || one == tag) return true;
  }
  return false;
}

}  // namespace

StaticFiles::StaticFiles(const std::string& folder, std::size_t bytes_max) {
  const fs::path root = fs::canonical(folder);
  std::map<std::string, std::string> found;
  std::size_t total = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const fs::path real = fs::canonical(entry.path()).lexically_relative(root);
    if (real.begin() == real.end() || *real.begin() == "..") continue;
    total += entry.file_size();
    if (total > bytes_max)
      throw std::runtime_error(fmt::format("{} holds more than {} bytes: is this the web folder?",
                                           root.string(), bytes_max));
    found["/" + entry.path().lexically_relative(root).generic_string()] = contents(entry.path());
  }
  const auto variant = [&](const std::string& name, std::string_view suffix) {
    const auto known = found.find(name);
    if (known == found.end()) return Variant{};
    return Variant{.bytes = std::make_shared<const std::string>(known->second),
                   .etag = fmt::format("\"{:016x}{}\"", hash_of(known->second), suffix)};
  };
  for (const auto& [name, bytes] : found) {
    const fs::path path(name);
    const std::string extension = path.extension().string();
    if ((extension == ".br" || extension == ".gz") &&
        found.contains(name.substr(0, name.size() - extension.size())))
      continue;
    files_[name] = File{.type = std::string(type_of(extension)),
                        .immutable = has_hash(path.filename().string()),
                        .plain = variant(name, ""),
                        .brotli = variant(name + ".br", "-br"),
                        .gzip = variant(name + ".gz", "-gz")};
  }
}

Response StaticFiles::answer(const Request& request, const File& file) const {
  const std::string_view accepted = request.header("accept-encoding");
  const int brotli = file.brotli.bytes ? preference(accepted, "br") : -1;
  const int gzip = file.gzip.bytes ? preference(accepted, "gzip") : -1;
  Response response{.type = file.type, .route = "/static"};
  const Variant* chosen = &file.plain;
  std::string_view encoding;
  if (brotli > 0 && brotli >= gzip) {
    chosen = &file.brotli;
    encoding = "br";
  } else if (gzip > 0) {
    chosen = &file.gzip;
    encoding = "gzip";
  }
  response.headers = {
      {"Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"},
      {"ETag", chosen->etag},
      {"Vary", "Accept-Encoding"}};
  if (names_tag(request.header("if-none-match"), chosen->etag)) {
    response.status = 304;
    return response;
  }
  if (!encoding.empty()) response.headers.emplace_back("Content-Encoding", encoding);
  response.shared = chosen->bytes;
  return response;
}

std::optional<Response> StaticFiles::find(const Request& request) const {
  const auto path = decode(request.path);
  if (!path) return std::nullopt;
  if (const auto file = files_.find(*path); file != files_.end() && *path != "/index.html")
    return answer(request, file->second);
  // A missing picture or script is missing: the app's page instead would only confuse.
  const bool is_file = path->starts_with("/assets/");
  const bool wants_page = preference(request.header("accept"), "text/html") > 0;
  const auto index = files_.find("/index.html");
  if (index == files_.end()) return std::nullopt;
  if (*path == "/" || *path == "/index.html" ||
      (!is_file && wants_page && path_parts(request.path)))
    return answer(request, index->second);
  return std::nullopt;
}

}  // namespace zhulian::http
