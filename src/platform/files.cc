#include "platform/files.h"

#include <array>
#include <chrono>
#include <stdexcept>

#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "platform/disk.h"
#include "platform/images.h"

namespace zhulian {
namespace {

constexpr std::int64_t megabyte = 1'000'000;
constexpr std::chrono::hours orphan_age{24};
constexpr std::size_t name_length_max = 200;

std::string hex(const unsigned char* bytes, std::size_t size) {
  std::string text(2 * size + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();
  return text;
}

std::string random_name() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  std::array<unsigned char, 16> random{};
  randombytes_buf(random.data(), random.size());
  return hex(random.data(), random.size());
}

std::string sha256_of(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  return hex(hash.data(), hash.size());
}

std::string context(std::string_view stored_as) {
  return "platform_file " + std::string(stored_as);
}

std::optional<images::Format> image_format(FileKind kind) {
  switch (kind) {
    case FileKind::jpeg:
      return images::Format::jpeg;
    case FileKind::png:
      return images::Format::png;
    case FileKind::webp:
      return images::Format::webp;
    default:
      return std::nullopt;
  }
}

// "C:\photos\a.jpg" and "../a.jpg" are "a.jpg": the name is shown, never opened.
std::string last_part(std::string_view name) {
  const auto slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string kept = text::normalise(name);
  std::erase_if(kept, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  return text::length(kept) > name_length_max ? text::tail(kept, name_length_max) : kept;
}

bool is_heic(std::string_view bytes) {
  if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp") return false;
  const auto brand = bytes.substr(8, 4);
  return brand == "heic" || brand == "heix" || brand == "mif1" || brand == "msf1" ||
         brand == "hevc" || brand == "avif";
}

constexpr std::string_view file_columns =
    "id, kind, name, bytes, sha256, purpose, area, added_at, added_by, expires_at";

StoredFile file_from(const Row& row) {
  return {.id = row.get<Id<StoredFile>>(0),
          .kind = row.get<FileKind>(1),
          .name = row.get<std::string>(2),
          .bytes = row.integer(3),
          .sha256 = row.get<std::string>(4),
          .purpose = row.get<std::string>(5),
          .area = row.area(6),
          .added_at = row.instant(7),
          .added_by = row.get<std::string>(8),
          .expires_at = row.get<std::optional<Instant>>(9)};
}

}  // namespace

std::optional<FileKind> sniff_file(std::string_view bytes) {
  if (const auto image = images::sniff(bytes)) {
    switch (*image) {
      case images::Format::jpeg:
        return FileKind::jpeg;
      case images::Format::png:
        return FileKind::png;
      case images::Format::webp:
        return FileKind::webp;
    }
  }
  if (bytes.starts_with("PK\x03\x04")) {
    if (bytes.find("application/vnd.oasis.opendocument.spreadsheet") != std::string_view::npos)
      return FileKind::ods;
    if (bytes.find("[Content_Types].xml") != std::string_view::npos) return FileKind::xlsx;
    return std::nullopt;
  }
  if (bytes.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return FileKind::xls;
  if (bytes.starts_with("%PDF-")) return FileKind::pdf;
  if (is_heic(bytes) || bytes.find('\0') != std::string_view::npos) return std::nullopt;
  return FileKind::csv;
}

std::string_view media_type(FileKind kind) {
  switch (kind) {
    case FileKind::jpeg:
      return "image/jpeg";
    case FileKind::png:
      return "image/png";
    case FileKind::webp:
      return "image/webp";
    case FileKind::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case FileKind::ods:
      return "application/vnd.oasis.opendocument.spreadsheet";
    case FileKind::csv:
      return "text/csv";
    case FileKind::xls:
      return "application/vnd.ms-excel";
    case FileKind::pdf:
      return "application/pdf";
  }
  return "application/octet-stream";
}

Acceptance photos() {
  return {.kinds = {FileKind::jpeg, FileKind::png, FileKind::webp}, .bytes_max = 20 * megabyte};
}
Acceptance sheets() {
  return {.kinds = {FileKind::xlsx, FileKind::ods, FileKind::csv, FileKind::xls},
          .bytes_max = 50 * megabyte};
}

Files::Files(std::filesystem::path folder, const Keyring& keys)
    : folder_(std::move(folder)), keys_(keys) {
  std::filesystem::create_directories(folder_);
}

// 256 folders, so that none grows too long to list.
std::filesystem::path Files::path_of(std::string_view stored_as) const {
  return folder_ / stored_as.substr(0, 2) / stored_as;
}

Result<PreparedFile> Files::prepare(std::string_view bytes, const Acceptance& accepted) const {
  if (bytes.empty()) return fail(Fault::invalid, "platform.file.empty");
  if (static_cast<std::int64_t>(bytes.size()) > accepted.bytes_max)
    return fail(Fault::too_large, "platform.file.too_large", {},
                {{"max", std::to_string(accepted.bytes_max / megabyte)}});
  if (is_heic(bytes)) return fail(Fault::unsupported, "platform.file.heic");
  const auto kind = sniff_file(bytes);
  if (!kind || !accepted.kinds.contains(*kind))
    return fail(Fault::unsupported, "platform.file.unsupported");

  std::string picture;
  if (const auto format = image_format(*kind)) {
    picture = TRY(images::without_position(bytes, *format));
    bytes = picture;
  }
  PreparedFile prepared{.stored_as = random_name(),
                        .kind = *kind,
                        .bytes = static_cast<std::int64_t>(bytes.size()),
                        .sha256 = sha256_of(bytes)};
  const auto path = path_of(prepared.stored_as);
  std::filesystem::create_directories(path.parent_path());
  if (!disk::write_new(path, keys_.seal(bytes, context(prepared.stored_as))))
    throw std::runtime_error("a random file name was taken: " + path.string());
  return prepared;
}

Result<StoredFile> Files::add(const Call& call, const PreparedFile& prepared,
                              const NewFile& file) const {
  const auto added = call.tx.execute(
      "INSERT INTO platform_file (id, stored_as, kind, name, bytes, sha256, purpose, area,"
      " added_at, added_by, expires_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING",
      {file.id, prepared.stored_as, prepared.kind, last_part(file.name), prepared.bytes,
       prepared.sha256, file.purpose, file.area, call.now, call.actor.id, file.expires_at});
  auto known = find_file(call.tx, file.id);
  if (added == 0 &&
      (!known || known->sha256 != prepared.sha256 || known->added_by != call.actor.id.text))
    return fail(Fault::conflict, "platform.file.other_content");
  return *std::move(known);
}

std::string Files::open(std::string_view stored_as) const {
  const auto path = path_of(stored_as);
  auto plain = keys_.open(disk::read_all(path), context(stored_as));
  if (!plain) throw std::runtime_error("a stored file is damaged: " + path.string());
  return *std::move(plain);
}

Result<std::string> Files::read(Tx& tx, const Id<StoredFile>& id) const {
  const auto row = tx.one("SELECT stored_as FROM platform_file WHERE id = $1", {id});
  if (!row) return fail(Fault::not_found, "platform.file.absent");
  return open(row->text(0));
}

int Files::sweep(Database& database, Instant now) const {
  database.write(
      [&](Tx& tx) { tx.execute("DELETE FROM platform_file WHERE expires_at <= $1", {now}); });
  int gone = 0;
  // The age is by the disk's clock, which wrote the times compared here.
  const auto youngest = std::filesystem::file_time_type::clock::now() - orphan_age;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_)) {
    if (!entry.is_regular_file(ignored)) continue;
    const auto written = entry.last_write_time(ignored);
    if (ignored) continue;
    const std::string name = entry.path().filename().string();
    const bool named = database.read([&](Tx& tx) {
      return tx.one("SELECT 1 FROM platform_file WHERE stored_as = $1", {name}).has_value();
    });
    if (!named && written <= youngest && std::filesystem::remove(entry.path(), ignored)) ++gone;
  }
  return gone;
}

std::vector<std::string> Files::damaged(Database& database) const {
  std::vector<std::pair<std::string, std::string>> all;
  database.read([&](Tx& tx) {
    tx.each("SELECT id, stored_as FROM platform_file ORDER BY id", {},
            [&](const Row& row) { all.emplace_back(row.text(0), row.text(1)); });
  });
  std::vector<std::string> faulty;
  for (const auto& [id, stored_as] : all) {
    try {
      open(stored_as);
    } catch (const std::exception&) {
      faulty.push_back(id);
    }
  }
  return faulty;
}

bool keep_file(Tx& tx, const Id<StoredFile>& id) {
  return tx.execute("UPDATE platform_file SET expires_at = NULL WHERE id = $1", {id}) == 1;
}

std::optional<StoredFile> find_file(Tx& tx, const Id<StoredFile>& id) {
  const auto row =
      tx.one("SELECT " + std::string(file_columns) + " FROM platform_file WHERE id = $1", {id});
  if (!row) return std::nullopt;
  return file_from(*row);
}

Result<StoredFile> find_file(const Call& call, const Id<StoredFile>& id) {
  const auto file = find_file(call.tx, id);
  if (!file || !reaches(call.actor, file->area))
    return fail(Fault::not_found, "platform.file.absent");
  return *file;
}

}  // namespace zhulian
