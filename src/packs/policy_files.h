// The two files that tables of policies stand on: facts.yaml and parameters/*.csv (dmn/ground.h).
//
// One idea: a reader tells what no reader could make sense of; whether the rows make sense
// together (days without a value, amounts below nothing) is judged by dmn::check, which also runs
// on files that are not yet part of a pack.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/ground.h"
#include "packs/yaml.h"

namespace zhulian::packs {

// facts: [{key, name, type, codes, source, fresh_days, null, document}].
// Faults: packs.fact.type, .null, .twice and those of YAML.
std::vector<dmn::Fact> read_facts(const std::string& file, const std::string& content, Faults&);

// key,area,from,to,value,unit,document,article.
// Faults: packs.bad_area, packs.parameter.key, .unit and those of CSV.
std::vector<dmn::ParameterRow> read_parameters(const std::string& file, const std::string& content,
                                               Faults&);

// A value in its unit: fen (of yuan too), 1 or 0 of a truth, a whole number of anything else;
// nullopt for what is none.
std::optional<std::int64_t> amount_of(std::string_view value, std::string_view unit);

}  // namespace zhulian::packs
