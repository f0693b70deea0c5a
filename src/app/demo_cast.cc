#include "app/demo_cast.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "app/demo_random.h"

namespace zhulian::app::sample {
namespace {

using std::chrono::days;

constexpr std::uint64_t bare_seed = 1;

Actor actor_of(const packs::Catalogue& packs, std::uint64_t seed, const std::string& user,
               std::string name, const std::string& role, std::vector<Area> areas, Instant at) {
  const auto found = packs.roles.find(role);
  return {.id = {id_of(seed, "user/" + user, at)},
          .name = std::move(name),
          .role = role,
          .rights = found == packs.roles.end() ? Rights{} : found->second.rights,
          .areas = std::move(areas)};
}

bool may_claim(const packs::Catalogue& packs, const std::string& kind) {
  const auto* code = packs.code("organisation_kind", kind);
  return code && code->flag("may_claim");
}

std::string kind_name(const packs::Catalogue& packs, const std::string& kind) {
  const auto* code = packs.code("organisation_kind", kind);
  return code ? code->name.zh : kind;
}

registry::NewTie liaison_tie(std::uint64_t seed, const Player& player, const Area& area, Day from,
                             Instant at) {
  return {.id = {id_of(seed, "tie/" + player.user + area.code(), at)},
          .kind = "liaison_of",
          .from_kind = "user",
          .from_id = player.actor.id.text,
          .to_kind = "area",
          .to_id = area.code(),
          .title = player.actor.name,
          .from = from};
}

}  // namespace

std::size_t Cast::of_role(std::string_view role) const {
  for (std::size_t i = 0; i < players.size(); ++i)
    if (players[i].actor.role == role) return i;
  throw std::logic_error("no player of this role");
}

std::optional<std::size_t> Cast::of_body(const registry::OrganisationId& body) const {
  for (std::size_t i = 0; i < players.size(); ++i)
    if (players[i].actor.role == "claimant" && players[i].actor.organisation == body) return i;
  return std::nullopt;
}

std::optional<std::size_t> Cast::of_person(const registry::PersonId& person) const {
  for (std::size_t i = 0; i < players.size(); ++i)
    if (players[i].actor.person == person) return i;
  return std::nullopt;
}

AreaNames names_of_areas(const packs::Catalogue& packs, const std::vector<packs::AreaRow>& more) {
  AreaNames names;
  for (const auto& row : packs.areas) names[row.area.code()] = row.name;
  for (const auto& row : more) names[row.area.code()] = row.name;
  return names;
}

Cast cast_of(const Sample& sample, const packs::Catalogue& packs, const AreaNames& names,
             std::chrono::minutes zone) {
  Cast cast;
  const Instant founded = start_of(sample.organisations_since, zone);
  std::map<std::string, registry::OrganisationId> ids;
  for (const Body& body : sample.bodies) {
    ids[body.key] = {id_of(sample.seed, "body/" + body.key, founded)};
    cast.bodies.push_back({.id = ids[body.key],
                           .kind = body.kind,
                           .name = body.name,
                           .area = body.area,
                           .from = sample.organisations_since});
    for (const LetterSample& letter : sample.letters)
      if (may_claim(packs, body.kind) && letter.kinds.contains(body.kind)) {
        cast.bodies.back().strengths = letter.letter.strengths;
        break;
      }
  }
  for (const Staff& staff : sample.staff) {
    const auto place = names.find(staff.area.code());
    Player player{.actor = actor_of(packs, sample.seed, staff.user, staff.name, staff.role,
                                    {staff.area}, founded),
                  .user = staff.user,
                  .where = place == names.end() ? staff.area.code() : place->second,
                  .signs_in = true};
    if (!staff.party.empty()) {
      player.actor.organisation = ids[staff.party];
      player.where = std::ranges::find(sample.bodies, staff.party, &Body::key)->name;
    }
    if (staff.role == "liaison")
      cast.ties.push_back(
          liaison_tie(sample.seed, player, staff.area, sample.organisations_since, founded));
    cast.players.push_back(std::move(player));
  }
  for (const Body& body : sample.bodies) {
    if (!may_claim(packs, body.kind) || cast.of_body(ids[body.key])) continue;
    Player officer{.actor = actor_of(packs, sample.seed, body.key, body.name, "claimant",
                                     {body.area}, founded),
                   .user = body.key,
                   .where = body.name};
    officer.actor.organisation = ids[body.key];
    cast.players.push_back(std::move(officer));
  }
  return cast;
}

Player resident(const Sample& sample, const packs::Catalogue& packs, const Neighbour& one,
                std::string user, std::chrono::minutes zone) {
  Player player{.actor = actor_of(packs, sample.seed, user, one.name, "resident", {},
                                  start_of(one.from, zone)),
                .user = std::move(user),
                .where = one.name};
  player.actor.person = one.id;
  player.actor.areas = {sample.estate};
  return player;
}

Bare bare_cast(const packs::Catalogue& packs, const packs::PackInfo& pack, Day today,
               std::chrono::minutes zone) {
  Bare bare;
  Cast& cast = bare.cast;
  const Instant at = start_of(today, zone);
  const Area place = pack.area.value_or(Area{});
  const std::string federation = kind_name(packs, "federation");
  std::map<AreaLevel, Area> first;
  const AreaNames names = names_of_areas(packs, {});
  const auto add = [&](const std::string& kind, const Area& area, const std::string& name) {
    cast.bodies.push_back({.id = {id_of(bare_seed, "body/" + kind + area.code(), at)},
                           .kind = kind,
                           .name = name,
                           .area = area,
                           .from = today});
    return cast.bodies.back().id;
  };
  for (const auto& row : packs.areas) {
    if (!place.contains(row.area) || row.until <= today) continue;
    first.emplace(row.level, row.area);
    if (row.level == AreaLevel::city || row.level == AreaLevel::county)
      add("federation", row.area, row.name + federation);
    if (row.level == AreaLevel::town) add("town_federation", row.area, row.name + federation);
  }
  const auto at_level = [&](AreaLevel level) {
    if (const auto wider = place.at(level)) return *wider;
    const auto found = first.find(level);
    return found == first.end() ? place : found->second;
  };
  const Area county = at_level(AreaLevel::county);
  const Area village = at_level(AreaLevel::village);
  const auto name_of = [&](const Area& area) {
    const auto found = names.find(area.code());
    return found == names.end() ? area.code() : found->second;
  };
  const auto team =
      add("volunteer_team", county, name_of(county) + kind_name(packs, "volunteer_team"));

  // "Sample resident": somebody must be there for who signs in as one.
  Neighbour& person = bare.person;
  person.name = "\u793a\u4f8b\u5c45\u6c11";
  person.sex = Sex::female;
  person.birth = add_years(today, -45);
  person.area = village;
  person.from = today;
  person.id = {id_of(bare_seed, "person/" + village.code(), at)};
  person.citizen_id = invented_id(village.code().substr(0, 4) + "99", person.birth, person.sex, 2);
  const Day issued = add_years(today, -2);
  person.cards.push_back(
      {.category = 4, .level = 2, .issued = issued, .expires = add_years(issued, 10) - days{1}});

  for (const auto& [key, role] : packs.roles) {
    AreaLevel level = AreaLevel::county;
    if (key == "province") level = AreaLevel::province;
    if (key == "town") level = AreaLevel::town;
    if (key == "association" || key == "liaison" || key == "centre") level = AreaLevel::village;
    const Area area = role.reach == packs::Reach::person ? village : at_level(level);
    Player player{.actor = actor_of(packs, bare_seed, key, role.name.zh, key, {area}, at),
                  .user = key,
                  .where = name_of(area),
                  .signs_in = true};
    if (role.reach == packs::Reach::organisation) {
      player.actor.organisation = team;
      player.where = cast.bodies.back().name;
    }
    if (role.reach == packs::Reach::person) {
      player.actor.person = person.id;
      player.where = person.name;
    }
    if (key == "liaison") cast.ties.push_back(liaison_tie(bare_seed, player, area, today, at));
    cast.players.push_back(std::move(player));
  }
  return bare;
}

}  // namespace zhulian::app::sample
