// Attachments and uploads: sealed files under the data folder, a row for each in the database.
//
// The idea: the heavy part comes before the transaction. prepare() looks at the bytes, takes the
// position out of a photo, seals the rest and puts it on the disk under a random name;
// add() only writes the row. A file whose row was never kept is an orphan and is swept later:
// nothing on the disk is ever overwritten.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/record.h"
#include "platform/call.h"
#include "platform/keys.h"

namespace zhulian {

// What the content is, by its first bytes; what a name ends in is not asked.
enum class FileKind { jpeg, png, webp, xlsx, ods, csv, xls, pdf };
constexpr Names<FileKind, 8> file_kind_names{{{
    {FileKind::jpeg, "jpeg"},
    {FileKind::png, "png"},
    {FileKind::webp, "webp"},
    {FileKind::xlsx, "xlsx"},
    {FileKind::ods, "ods"},
    {FileKind::csv, "csv"},
    {FileKind::xls, "xls"},
    {FileKind::pdf, "pdf"},
}}};
constexpr const auto& names_of(FileKind) {
  return file_kind_names;
}

// nullopt for anything else. Text without NUL bytes is csv; a zip is xlsx or ods by its parts.
std::optional<FileKind> sniff_file(std::string_view bytes);
std::string_view media_type(FileKind);

struct Acceptance {
  std::set<FileKind> kinds;
  std::int64_t bytes_max;
};
Acceptance photos();  // jpeg, png, webp up to 20 MB.
Acceptance sheets();  // xlsx, ods, csv up to 50 MB; xls too, for the sheet room to explain.

struct StoredFile {
  Id<StoredFile> id{};
  FileKind kind{};
  std::string name{};
  std::int64_t bytes = 0;
  std::string sha256{};
  std::string purpose{};
  Area area{};
  Instant added_at{};
  std::string added_by{};
  std::optional<Instant> expires_at{};
};
ZHULIAN_RECORD(StoredFile, id, kind, name, bytes, sha256, purpose, area, added_at, added_by,
               expires_at);

// On the disk already, in no row yet.
struct PreparedFile {
  std::string stored_as;
  FileKind kind;
  std::int64_t bytes;
  std::string sha256;
};

struct NewFile {
  Id<StoredFile> id;
  std::string name;     // As the uploader called it; only its last part is kept.
  std::string purpose;  // "delivery.evidence"
  Area area;
  std::optional<Instant> expires_at{};
};

class Files {
 public:
  // `folder` is made when it is absent.
  Files(std::filesystem::path folder, const Keyring&);

  //   platform.file.empty
  //   platform.file.too_large    (max, in MB)
  //   platform.file.unsupported
  //   platform.file.heic         an iPhone's own format: how to send JPEG instead
  //   platform.image.*           see images.h
  // A full disk throws, and leaves nothing.
  Result<PreparedFile> prepare(std::string_view bytes, const Acceptance&) const;

  // The row; again with the same id and content answers the first one. The caller has decided
  // that the actor may do this. platform.file.other_content when the id is another file's.
  Result<StoredFile> add(const Call&, const PreparedFile&, const NewFile&) const;

  // platform.file.absent. Throws when the row is there and the file is gone or damaged: then
  // the disk or the backup is at fault, not the caller.
  Result<std::string> read(Tx&, const Id<StoredFile>&) const;

  // Takes expired rows away and then every file without a row that is older than a day (a
  // transaction may still be on its way to a younger one): how many files went.
  int sweep(Database&, Instant now) const;

  // Rows whose file is absent or does not open: their ids. For `verify`; reads everything.
  std::vector<std::string> damaged(Database&) const;

 private:
  std::filesystem::path path_of(std::string_view stored_as) const;
  std::string open(std::string_view stored_as) const;

  std::filesystem::path folder_;
  const Keyring& keys_;
};

// Something has taken the file: it no longer expires. False when it is gone.
bool keep_file(Tx&, const Id<StoredFile>&);

// Without regard to areas: whether the actor may see it is for the context it belongs to.
std::optional<StoredFile> find_file(Tx&, const Id<StoredFile>&);
// Within the actor's areas. platform.file.absent.
Result<StoredFile> find_file(const Call&, const Id<StoredFile>&);

}  // namespace zhulian
