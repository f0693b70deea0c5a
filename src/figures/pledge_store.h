// The rows of pledges: the one thing that figures write down. Only pledges.cc includes this.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "figures/pledges.h"
#include "platform/where.h"

namespace zhulian::figures::store {

struct PledgeRow {
  PledgeId id{};
  Area area{};
  std::int64_t year = 0;
  std::string name{};
  std::string figure{};
  double target = 0;
  std::optional<OrganisationId> lead{};
  std::string lead_name{};
  std::string words{};
  Day published_on{};
  std::optional<PledgeId> corrects{};
  std::string reason{};  // Of a correction.
  bool stands = true;
  Instant recorded_at{};
  std::string recorded_by{};
  std::optional<PledgeState> outcome{};  // Of its closing, as the next.
  std::optional<ClosedPledge> closing{};
};

// Within the actor's areas.
std::optional<PledgeRow> find_pledge(const Call&, const PledgeId&);
// Without regard to who asks.
std::optional<PledgeRow> find_any_pledge(Tx&, const PledgeId&);
std::vector<PledgeRow> list_pledges(const Call&, const std::optional<Area>&, std::int64_t year,
                                    std::int64_t limit);
// The last of those that stand for it; itself where it stands.
PledgeId newest_of(Tx&, const PledgeId&);

void lock_pledge(Tx&, const PledgeId&);
// `corrects` steps aside. False when the id is taken, or a pledge of this name stands there.
bool add_pledge(const Call&, const PledgeRow&, Day begins_on);
void add_closing(const Call&, const PledgeId&, PledgeState outcome, const ClosedPledge&);

bool is_body(Tx&, const OrganisationId&);

}  // namespace zhulian::figures::store
