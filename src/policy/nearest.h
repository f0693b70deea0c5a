// The near miss: of somebody who is not entitled, the fewest conditions that stand between.
//
// One idea: among the rows that would have given an amount, the one with the fewest failed cells;
// a failed cell that asks another decision is followed into that decision's own table.
#pragma once

#include <vector>

#include "policy/words.h"

namespace zhulian::policy {

std::vector<ConditionLine> nearest_failed(const packs::Policies&, const dmn::Rules&,
                                          const std::string& decision, const feel::Context& inputs,
                                          const Words&);

// What the row of a decision's table says it rests on: its first annotation, in words.
std::string basis_of(const dmn::Rules&, std::string_view decision, int row, const Words&);

// The parameters that a row's outputs name: their keys.
std::vector<std::string> parameters_of(const dmn::Rules&, std::string_view decision, int row);

// The decisions it is decided with, requirements first, itself last: their names.
std::vector<std::string> decisions_of(const dmn::Rules&, std::string_view decision);

// The decision's table as its file says it; nullptr where it is none.
const dmn::DecisionTable* table_of(const dmn::Rules&, std::string_view decision);

}  // namespace zhulian::policy
