// Who acts in a demonstration: its organisations, and the users who record, publish, claim,
// choose and judge. Every deed of the sample bears one of them, as it would in real life.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/demo_people.h"
#include "platform/users.h"
#include "registry/registry.h"

namespace zhulian::app::sample {

struct Player {
  Actor actor{};
  std::string user{};     // Name at sign-in.
  std::string where{};    // For the list of sign-ins: a place, a body, a person.
  bool signs_in = false;  // Gets a password that somebody is told; the others' nobody knows.
};

struct Cast {
  std::vector<registry::NewOrganisation> bodies;
  std::vector<Player> players;
  std::vector<registry::NewTie> ties;

  // The first player of a role; asserts that there is one.
  std::size_t of_role(std::string_view role) const;
  std::optional<std::size_t> of_body(const registry::OrganisationId&) const;  // A claimant.
  std::optional<std::size_t> of_person(const registry::PersonId&) const;
};

// The sample's bodies and staff, and an officer for every other body that may claim.
// `areas` names places.
using AreaNames = std::map<std::string, std::string>;
Cast cast_of(const Sample&, const packs::Catalogue&, const AreaNames&, std::chrono::minutes zone);

// A user for somebody of the sample: bound to the person.
Player resident(const Sample&, const packs::Catalogue&, const Neighbour&, std::string user,
                std::chrono::minutes zone);

// Of a pack without a sample: the federations of its counties and towns, one body that claims,
// one person, and a user of every role.
struct Bare {
  Cast cast;
  Neighbour person;
};
Bare bare_cast(const packs::Catalogue&, const packs::PackInfo&, Day today,
               std::chrono::minutes zone);

// "42 1102 .." -> name, of the packs' and the sample's own places.
AreaNames names_of_areas(const packs::Catalogue&, const std::vector<packs::AreaRow>& more);

}  // namespace zhulian::app::sample
