#include "packs/source.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.h"

namespace zhulian::packs {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t file_bytes_max = 16u << 20;

bool is_pack_file(const fs::path& path) {
  const auto ending = path.extension();
  return ending == ".yaml" || ending == ".csv" || ending == ".dmn";
}

std::string read_all(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return std::move(content).str();
}

// The name of the folder is the pack's id, unless pack.yaml says another; load() checks that.
std::string id_of(const Source& source) {
  return fs::path(source.folder).filename().string();
}

}  // namespace

Result<Source> read_folder(const fs::path& folder) {
  const fs::path clean = fs::path(folder / "").lexically_normal().parent_path();
  if (!fs::is_directory(clean))
    return fail(Fault::invalid, "packs.no_folder", {}, {{"folder", folder.string()}});
  Source source{.folder = clean.string()};
  for (const auto& entry : fs::recursive_directory_iterator(clean)) {
    if (!entry.is_regular_file() || !is_pack_file(entry.path())) continue;
    const std::string name = fs::relative(entry.path(), clean).generic_string();
    if (entry.file_size() > file_bytes_max)
      return fail(Fault::invalid, "packs.file_too_large", source.folder + "/" + name);
    std::string content = read_all(entry.path());
    if (content.starts_with("\xEF\xBB\xBF")) content.erase(0, 3);
    if (!text::is_valid(content))
      return fail(Fault::invalid, "packs.not_utf8", source.folder + "/" + name);
    source.files.emplace(name, std::move(content));
  }
  if (!source.files.contains("pack.yaml"))
    return fail(Fault::invalid, "packs.no_pack_yaml", {}, {{"folder", source.folder}});
  return source;
}

Result<bool> store(Tx& tx, const std::vector<Source>& sources, Instant now) {
  std::vector<Source> kept = sources;
  for (Source& source : kept) {
    std::erase_if(source.files, [](const auto& file) { return file.first.starts_with("sample/"); });
    source.folder = id_of(source);
  }
  const auto same = [](const Source& a, const Source& b) {
    return a.folder == b.folder && a.files == b.files;
  };
  if (std::ranges::equal(kept, stored(tx), same)) return false;
  tx.execute("DELETE FROM packs_file");
  tx.execute("DELETE FROM packs_pack");
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const Source& source = kept[i];
    tx.execute("INSERT INTO packs_pack (id, position, loaded_at) VALUES ($1, $2, $3)",
               {source.folder, i, now});
    for (const auto& [path, content] : source.files)
      tx.execute("INSERT INTO packs_file (pack, path, content) VALUES ($1, $2, $3)",
                 {source.folder, path, content});
  }
  return true;
}

std::vector<Source> stored(Tx& tx) {
  std::vector<Source> sources;
  for (const auto& row : tx.query("SELECT id FROM packs_pack ORDER BY position"))
    sources.push_back({.folder = row.get<std::string>(0)});
  for (Source& source : sources)
    for (const auto& row :
         tx.query("SELECT path, content FROM packs_file WHERE pack = $1", {source.folder}))
      source.files.emplace(row.get<std::string>(0), row.get<std::string>(1));
  return sources;
}

}  // namespace zhulian::packs
