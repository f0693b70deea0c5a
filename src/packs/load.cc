#include "packs/load.h"

#include <algorithm>
#include <charconv>

#include "packs/load_policies.h"
#include "packs/reader.h"

namespace zhulian::packs {
namespace {

// "+08:00" -> 480 minutes.
std::optional<std::chrono::minutes> parse_zone(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  int hours = 0;
  int minutes = 0;
  if (std::from_chars(text.data() + 1, text.data() + 3, hours).ptr != text.data() + 3 ||
      std::from_chars(text.data() + 4, text.data() + 6, minutes).ptr != text.data() + 6 ||
      hours > 14 || minutes > 59)
    return std::nullopt;
  const auto offset = std::chrono::minutes{hours * 60 + minutes};
  return text[0] == '-' ? -offset : offset;
}

PackInfo read_pack(const Item& item, Catalogue& catalogue, Documents& documents) {
  item.only({"id", "name", "version", "needs", "areas", "time_zone", "documents"});
  PackInfo pack{.id = item.text("id"),
                .name = item.both("name"),
                .version = item.text("version"),
                .needs = item.texts("needs")};
  for (const std::string& needed : pack.needs)
    if (std::ranges::find(catalogue.packs, needed, &PackInfo::id) == catalogue.packs.end())
      item.at("needs").fault("packs.needs_other", {{"pack", pack.id}, {"needs", needed}});
  if (std::ranges::find(catalogue.packs, pack.id, &PackInfo::id) != catalogue.packs.end())
    item.fault("packs.twice", {{"pack", pack.id}});
  for (const std::string& code : item.texts("areas")) {
    const auto area = Area::parse(code);
    if (!area)
      item.at("areas").fault("packs.bad_area", {{"code", code}});
    else if (!pack.area)
      pack.area = area;
  }
  if (const auto zone = item.find("time_zone")) {
    const auto offset = parse_zone(zone->text());
    if (offset)
      catalogue.zone = *offset;
    else
      zone->fault("packs.bad_zone", {{"text", zone->text()}});
  }
  if (const auto list = item.find("documents"))
    for (const auto& [key, document] : list->map()) {
      document.only({"zh", "en", "dated"});
      documents[key] = {.zh = document.text("zh"), .en = document.text("en")};
    }
  return pack;
}

void read_files(Reading& reading, PolicyReading& policies, const Source& source) {
  const auto is_codes = [](std::string_view path) {
    return path.starts_with("codes/") && path.ends_with(".csv");
  };
  // Code lists first: the other files name their codes.
  for (const auto& [path, content] : source.files)
    if (is_codes(path))
      read_codes(reading, source.folder + "/" + path, path.substr(6, path.size() - 10), content);
  // .. and golden cases speak of facts.
  constexpr std::string_view facts = "facts.yaml";
  if (const auto found = source.files.find(facts); found != source.files.end())
    read_policy_file(reading, policies, source.folder + "/" + found->first, found->first,
                     found->second);
  for (const auto& [path, content] : source.files) {
    const std::string file = source.folder + "/" + path;
    const auto yaml = [&](auto read) {
      if (const auto item = Item::parse(file, content, reading.faults)) read(reading, *item);
    };
    if (is_codes(path)) continue;
    if (path.starts_with("sample/"))
      reading.catalogue.samples[path] = content;
    else if (path == "areas.csv")
      read_areas(reading, file, content);
    else if (path == "roles.yaml")
      yaml(read_roles);
    else if (path == "registry.yaml")
      yaml(read_registry);
    else if (path == "needs.yaml")
      yaml(read_needs);
    else if (path == "events.yaml")
      yaml(read_events);
    else if (path == "sheets/roster.yaml")
      yaml(read_roster);
    else if (path == "sites.yaml")
      yaml(read_sites);
    else if (path == "calendar.yaml")
      yaml(read_calendar);
    else if (path == "ties.yaml")
      yaml(read_ties);
    else if (path.starts_with("figures/") && path.ends_with(".yaml"))
      yaml(read_figures);
    else if (path == "report.yaml")
      yaml(read_report);
    else if (is_policy_file(path) && path != facts)
      read_policy_file(reading, policies, file, path, content);
    else if (path != "pack.yaml" && path != facts)
      reading.faults.add(file, 1, "packs.unknown_file");
  }
}

}  // namespace

void Reading::check_document(const Item& where, const std::string& document) const {
  if (!document.empty() && !documents.contains(document))
    where.fault("packs.unknown_document", {{"document", document}});
}

Result<Catalogue> load(const std::vector<Source>& sources) {
  Catalogue catalogue;
  Faults faults;
  Documents documents;
  PolicyReading policies;
  for (const Source& source : sources) {
    const auto item =
        Item::parse(source.folder + "/pack.yaml", source.files.at("pack.yaml"), faults);
    if (!item) continue;
    const PackInfo pack = read_pack(*item, catalogue, documents);
    Reading reading{.catalogue = catalogue,
                    .faults = faults,
                    .pack = pack,
                    .documents = documents,
                    .area = pack.area.value_or(Area{})};
    read_files(reading, policies, source);
    catalogue.packs.push_back(pack);
  }
  finish_policies(catalogue, std::move(policies), documents, faults);
  check_whole(catalogue, faults);
  TRY(std::move(faults).verdict());
  return catalogue;
}

Result<Messages> load_messages(const std::vector<std::pair<std::string, std::string>>& files) {
  Messages messages;
  Faults faults;
  for (const auto& [path, content] : files) {
    const auto file = Item::parse(path, content, faults);
    if (!file) continue;
    for (const auto& [code, item] : file->map())
      messages.add(code, item.text("zh"), item.text("en"));
  }
  TRY(std::move(faults).verdict());
  return messages;
}

}  // namespace zhulian::packs
