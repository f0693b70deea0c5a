// The rows of consents, and who may agree for whom.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/where.h"
#include "registry/consents.h"

namespace zhulian::registry::store {

std::optional<ConsentLine> find_consent(const Call&, const Id<Consent>&, bool lock);
// The newest first, withdrawn ones too. Names as they are, notes open.
std::vector<ConsentLine> consents_of(const Call&, const PersonId&);
// False when the id is taken, or one for the purpose stands.
bool insert_consent(const Call&, const ConsentLine&);
void insert_withdrawal(const Call&, const ConsentLine&, Day on, const std::string& reason);
bool is_live(Tx&, const PersonId&, std::string_view purpose, Day);
bool stands(Tx&, const PersonId&, std::string_view purpose);

// People with a tie of one of the kinds to the person on a day, by name.
std::vector<ConsentGiver> givers_of(Tx&, const PersonId&, const std::vector<std::string>& kinds,
                                    Day);

// True of a tie (alias t) whose kind asks for no consent, or whose people both have a live one.
// The pairs are kinds and purposes.
void add_consented(Where&, const std::vector<std::pair<std::string, std::string>>& kinds, Day);

}  // namespace zhulian::registry::store
