// The rows of people who are new, gathered and then written table by table.
//
// The idea: what costs time (sealing, hashing, the sounds of a name) needs no database, so it is
// worked out before the transaction, on any thread. Inside it nothing is left but rows in bulk,
// each table's in the order of its key: COPY on PostgreSQL, pages met once on SQLite.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/keys.h"
#include "registry/certificate_store.h"
#include "registry/people_store.h"

namespace zhulian::registry::store {

// Somebody new with what follows from the paper alone. Where they live is settled with the
// database: a group or grid may have to be made first.
struct Newcomer {
  PersonRecord person{};  // Without the area.
  std::vector<SearchKey> keys{};
  Values sealed{};  // The sealed columns of registry_person, in the order of its columns.
  // Of the certificate, where the paper has one.
  Id<Certificate> card{};
  std::string number_hash{};
  Blob number_sealed{};
};

// Seals and hashes. `person` has its id; `number` is "" without a certificate.
Newcomer newcomer(const Keyring&, PersonRecord person, std::vector<SearchKey> keys,
                  const Id<Certificate>& card, const std::string& number);

// What is stated of somebody since a day.
struct NewFact {
  std::string kind;
  std::string value;
  Day from;
  std::string source;
};

// A newcomer and what the transaction settled.
struct Admission {
  const Newcomer* one;
  Area area{};
  Day since{};  // The first day of the residence.
  std::optional<CardRecord> card{};
  std::vector<ValidSpan> spans{};
  std::optional<NewFact> fact{};
};

void admit(const Call&, const std::vector<Admission>&);

// Who has these identities already, by hash.
using Owners = std::unordered_map<std::string, PersonId>;
Owners owners_of(Tx&, std::span<const std::string> hashes);

struct Identity {
  std::string hash;
  PersonId person;
};
// Claims each for its person. Answers in their order who has it, where somebody had it before
// (also under this very id) or an earlier one of these claimed it: who came first has it, two
// that enrol one person at once meet here.
std::vector<std::optional<PersonId>> claim_identities(Tx&, const std::vector<Identity>&);

}  // namespace zhulian::registry::store
