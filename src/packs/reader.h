// The parts of load(), one file of src/packs for each kind of pack file.
#pragma once

#include <set>
#include <string>

#include "packs/load.h"
#include "packs/yaml.h"

namespace zhulian::packs {

// What packs name as a source: key -> name.
using Documents = std::map<std::string, Text, std::less<>>;

// What a reader adds to, and what it may refer to.
struct PolicyReading;  // load_policies.h

struct Reading {
  Catalogue& catalogue;
  Faults& faults;
  const PackInfo& pack;
  Documents& documents;  // Those that may be named so far.
  Area area{};           // The pack's place; "" for the country.

  // Tells a document that no pack declares.
  void check_document(const Item& where, const std::string& document) const;
};

void read_codes(Reading&, const std::string& file, const std::string& name,
                const std::string& content);
void read_areas(Reading&, const std::string& file, const std::string& content);
void read_roles(Reading&, const Item&);
void read_registry(Reading&, const Item&);
void read_needs(Reading&, const Item&);
void read_events(Reading&, const Item&);
void read_roster(Reading&, const Item&);
void read_sites(Reading&, const Item&);
void read_calendar(Reading&, const Item&);
void read_ties(Reading&, const Item&);
void read_figures(Reading&, const Item&);
void read_report(Reading&, const Item&);

// What is published has a bound and a kind that the program knows.
void check_published_words(const Item&, const Published&);

// What can only be checked when all packs are read: references between figures, required
// lists and parameters, filters.
void check_whole(Catalogue&, Faults&);

}  // namespace zhulian::packs
