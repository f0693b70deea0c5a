// Golden cases: cases/*.yaml.
#pragma once

#include "packs/policies.h"
#include "packs/reader.h"

namespace zhulian::packs {

// Facts are read before cases.
void read_cases(Policies&, const Item&);
// Their references, once all packs are read: policies, facts, documents.
void check_cases(const Policies&, const Documents&, Faults&);

}  // namespace zhulian::packs
