// Reading the values that a sample's files share: weights, ranges, lists of words. A value that
// is none adds a fault with file and line and answers something harmless, as packs::Item does.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "app/demo_sample.h"
#include "packs/yaml.h"

namespace zhulian::app::sample {

std::int64_t number_of(const packs::Item&);  // 0 or more.
std::int64_t number_or(const packs::Item& parent, std::string_view key, std::int64_t otherwise);
Weights weights_of(const packs::Item&);  // {a: 3, b: 1}; one of them is more than 0.
Range range_of(const packs::Item&);      // [from, to]
Bands bands_of(const packs::Item&);      // [[from, to, weight], ..]
// Monday is 1.
std::vector<std::int64_t> weekdays_or(const packs::Item& parent, std::string_view key,
                                      std::vector<std::int64_t> otherwise);
Words words_of(const packs::Item&);  // Not empty.
WordsBy words_by(const packs::Item&);
Words characters_of(const packs::Item&);  // Each character of a text by itself.

// A pattern whose braces hold nothing but these names.
std::string pattern_of(const packs::Item& parent, std::string_view key,
                       std::initializer_list<std::string_view> names);

}  // namespace zhulian::app::sample
