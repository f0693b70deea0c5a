#include <iostream>

#include "app/commands.h"
#include "packs/source.h"

namespace zhulian::app {

Exit init(const InitOptions& options, const Voice& voice) {
  std::vector<packs::Source> sources;
  for (const fs::path& folder : options.packs) {
    auto source = packs::read_folder(folder);
    if (!source) return refuse(source.error(), voice);
    sources.push_back(*std::move(source));
  }
  const auto made = House::make(options.where, sources, now());
  if (!made) return refuse(made.error(), voice);
  if (voice.json)
    print({{"migrations", made->migrations},
           {"packs_changed", made->packs_changed},
           {"key_made", made->key_made},
           {"areas_changed", made->areas_changed}});
  else
    std::cerr << "migrations " << made->migrations << ", packs "
              << (made->packs_changed ? "loaded" : "unchanged") << ", areas changed "
              << made->areas_changed << (made->key_made ? ", new key made" : "") << '\n';
  return Exit::done;
}

}  // namespace zhulian::app
