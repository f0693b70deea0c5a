// A pack from strangers: whatever its files hold, loading ends soon, with a catalogue or with
// faults of which each names a file of the pack and a line.
//
// The first line of the input is the path of the file, the rest its content; an input without a
// known path is tried as pack.yaml. An included codes list gives references something to meet.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "packs/load.h"

namespace {

void hold(bool promise) {
  if (!promise) std::abort();
}

// "fuzz/codes/unit.csv:12"; what is wrong with the whole is told of the first pack.yaml.
bool has_place(const zhulian::Error& error) {
  return !error.code.empty() &&
         (error.field.starts_with("pack.yaml:") || error.field.starts_with("fuzz/"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace zhulian;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto end = text.find('\n');
  const std::string_view path = text.substr(0, end);
  packs::Source source{.folder = "fuzz", .files = {}};
  source.files["pack.yaml"] =
      "id: fuzz\nname: {zh: a, en: a}\nversion: '1'\nneeds: []\nareas: ['421102']\n"
      "documents:\n  d: {zh: a, en: a, dated: '2023'}\n";
  source.files["codes/unit.csv"] = "code,zh,en\nperson,a,Person\nday,b,Day\n";
  if (path.ends_with(".yaml") || path.ends_with(".csv"))
    source.files[std::string(path)] = end == text.npos ? "" : text.substr(end + 1);
  else
    source.files["pack.yaml"] = text;
  const auto loaded = packs::load({source});
  if (loaded) return 0;
  hold(has_place(loaded.error()));
  for (const Error& other : loaded.error().others) hold(has_place(other));
  return 0;
}
