// The rows of certificates, of what befell them, and of the days they hold.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/keys.h"
#include "registry/validity.h"

namespace zhulian::registry::store {

struct CardRecord : Card {
  std::string number_hash{};
  bool current = false;
  std::string halt{};
  Instant recorded_at{};
};

// In the order of their succession, with their events.
std::vector<CardRecord> cards(Tx&, const PersonId&);

// `number` in clear; it is sealed here.
Blob sealed_number(const Keyring&, const Id<Certificate>&, const std::string& number);
const std::vector<std::string>& card_columns();
Values card_row(const Call&, const PersonId&, const Area&, const CardRecord&, const Blob& number);
void insert_card(const Call&, const PersonId&, const Area&, const CardRecord&,
                 const std::string& number);
void correct_dates(Tx&, const Id<Certificate>&, Day issued, Day expires);
void set_standing(Tx&, const Id<Certificate>&, bool current, std::string_view halt);

// False when the event is known already.
bool insert_event(const Call&, const std::string& id, const Id<Certificate>&, Happening, Day on,
                  std::string_view reason);

void replace_validity(Tx&, const PersonId&, const std::vector<ValidSpan>&);
const std::vector<std::string>& validity_columns();
Values validity_row(const PersonId&, const ValidSpan&);
std::vector<ValidSpan> validity(Tx&, const PersonId&);

struct CardOwner {
  PersonId person;
  Area area;
};
std::optional<CardOwner> owner_of(Tx&, const Id<Certificate>&);

struct EventRecord {
  std::string id;
  Id<Certificate> certificate;
  Happening kind;
  Day on;
  std::string reason;
  Instant recorded_at;
};
std::vector<EventRecord> events_of(Tx&, const PersonId&);
std::optional<EventRecord> find_event(Tx&, const std::string& id);

// The numbers in clear, the current one first.
std::vector<std::string> numbers(const Call&, const PersonId&);
std::string number_of(const Call&, const Id<Certificate>&);

}  // namespace zhulian::registry::store
