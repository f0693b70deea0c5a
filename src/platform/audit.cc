#include "platform/audit.h"

#include <algorithm>
#include <array>
#include <map>

#include <sodium.h>

#include "db/bulk.h"

namespace zhulian {
namespace {

// Of a chain before its first row.
constexpr std::string_view no_hash = "";

class Hash {
 public:
  Hash() { crypto_generichash_init(&state_, nullptr, 0, size); }
  Hash& add(std::string_view text) {
    add_number(static_cast<std::int64_t>(text.size()));
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(text.data()),
                              text.size());
    return *this;
  }
  Hash& add_number(std::int64_t number) {
    std::array<unsigned char, 8> bytes{};
    for (std::size_t i = 0; i < 8; ++i)
      bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
    crypto_generichash_update(&state_, bytes.data(), bytes.size());
    return *this;
  }
  std::string hex() {
    std::array<unsigned char, size> raw{};
    crypto_generichash_final(&state_, raw.data(), raw.size());
    std::string text(2 * size + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), raw.data(), raw.size());
    text.pop_back();
    return text;
  }

 private:
  static constexpr std::size_t size = 32;
  crypto_generichash_state state_;
};

// The columns the hash covers, in this order, from column 0 of the row.
constexpr std::string_view hashed_columns =
    "id, happened_at, actor, deed, subject_kind, subject, area, details, chain";

std::string hash_of(std::string_view previous, std::int64_t number, const Row& row) {
  Hash hash;
  hash.add(previous).add_number(number);
  hash.add(row.text(0)).add_number(row.integer(1));
  for (std::size_t i = 2; i <= 8; ++i) hash.add(row.text(i));
  return hash.hex();
}

struct End {
  std::int64_t number = 0;
  std::string hash{no_hash};
};

std::string mark_of(const Keyring& keys, std::string_view chain, const End& end) {
  return keys.lookup_hash("audit.end",
                          std::string(chain) + ' ' + std::to_string(end.number) + ' ' + end.hash);
}

std::string chain_of(const Area& area) {
  const auto county = area.at(AreaLevel::county);
  return county ? county->code() : std::string();
}

}  // namespace

void audit(const Call& call, std::string_view deed, std::string_view subject_kind,
           std::string_view subject_id, const Area& area, const boost::json::object& details) {
  call.tx.execute(
      "INSERT INTO platform_audit"
      " (id, happened_at, actor, deed, subject_kind, subject, area, details, chain)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {new_uuid(call.now), call.now, call.actor.id, deed, subject_kind, subject_id, area,
       boost::json::serialize(details), chain_of(area)});
}

void audit_all(const Call& call, std::string_view deed, std::string_view subject_kind,
               const std::vector<Deed>& deeds, const boost::json::object& details) {
  const std::string told = boost::json::serialize(details);
  insert_each(
      call.tx, "platform_audit",
      {"id", "happened_at", "actor", "deed", "subject_kind", "subject", "area", "details", "chain"},
      deeds, [&](const Deed& one) {
        return Values{new_uuid(call.now), call.now,    call.actor.id, deed,
                      subject_kind,       one.subject, one.area,      told,
                      chain_of(one.area)};
      });
}

int seal_audit(Database& database, const Keyring& keys, int batch) {
  // Most turns find nothing, and that is learnt without the writer.
  const bool waiting = database.read([](Tx& tx) {
    return tx.one("SELECT 1 FROM platform_audit WHERE number IS NULL LIMIT 1").has_value();
  });
  if (!waiting) return 0;
  return database.write([&](Tx& tx) {
    // The chain '' is also what sealers take turns by.
    tx.execute(
        "INSERT INTO platform_audit_chain (chain, number, hash, mark) VALUES ('', 0, '', $1)"
        " ON CONFLICT DO NOTHING",
        {mark_of(keys, "", {})});
    tx.one("SELECT number FROM platform_audit_chain WHERE chain = ''" +
           std::string(tx.for_update()));

    std::map<std::string, End, std::less<>> ends;
    const auto rows = tx.query("SELECT " + std::string(hashed_columns) +
                                   " FROM platform_audit WHERE number IS NULL"
                                   " ORDER BY id LIMIT $1",
                               {batch});
    for (const Row& row : rows) {
      const std::string chain(row.text(8));
      auto found = ends.find(chain);
      if (found == ends.end()) {
        End end;
        const auto known =
            tx.one("SELECT number, hash FROM platform_audit_chain WHERE chain = $1", {chain});
        if (known) end = {.number = known->integer(0), .hash = std::string(known->text(1))};
        found = ends.emplace(chain, std::move(end)).first;
      }
      End& end = found->second;
      end.hash = hash_of(end.hash, end.number + 1, row);
      ++end.number;
      tx.execute("UPDATE platform_audit SET number = $1, hash = $2 WHERE id = $3",
                 {end.number, end.hash, row.text(0)});
    }
    for (const auto& [chain, end] : ends)
      tx.execute(
          "INSERT INTO platform_audit_chain (chain, number, hash, mark) VALUES ($1, $2, $3, $4)"
          " ON CONFLICT (chain) DO UPDATE SET number = $2, hash = $3, mark = $4",
          {chain, end.number, end.hash, mark_of(keys, chain, end)});
    return static_cast<int>(rows.size());
  });
}

AuditVerdict verify_audit(Tx& tx, const Keyring* keys) {
  AuditVerdict verdict;
  struct Noted {
    End end;
    std::string mark;
  };
  std::map<std::string, Noted, std::less<>> noted;
  tx.each("SELECT chain, number, hash, mark FROM platform_audit_chain", {}, [&](const Row& row) {
    noted[std::string(row.text(0))] = {{row.integer(1), std::string(row.text(2))},
                                       std::string(row.text(3))};
  });

  std::string chain;
  End end;
  bool broken = false;
  const auto close = [&] {
    const auto found = noted.find(chain);
    if (found == noted.end()) {
      if (!broken && end.number > 0)
        verdict.faults.push_back({AuditFault::Kind::missing, chain, end.number});
      return;
    }
    const auto [where, mark] = found->second;
    noted.erase(found);
    if (broken) return;
    if (where.number != end.number || where.hash != end.hash)
      verdict.faults.push_back(
          {AuditFault::Kind::cut, chain, std::min(where.number, end.number) + 1});
    else if (keys && mark != mark_of(*keys, chain, where))
      verdict.faults.push_back({AuditFault::Kind::end_forged, chain, end.number});
  };
  tx.each("SELECT " + std::string(hashed_columns) +
              ", number, hash FROM platform_audit WHERE number IS NOT NULL ORDER BY chain, number",
          {}, [&](const Row& row) {
            ++verdict.sealed;
            if (row.text(8) != chain) {
              close();
              chain = row.text(8);
              end = {};
              broken = false;
            }
            if (broken) return;
            const auto number = row.integer(9);
            if (number != end.number + 1) {
              verdict.faults.push_back({AuditFault::Kind::missing, chain, end.number + 1});
              broken = true;
              return;
            }
            end = {number, hash_of(end.hash, number, row)};
            if (end.hash == row.text(10)) return;
            verdict.faults.push_back(
                {AuditFault::Kind::changed, chain, number, std::string(row.text(0))});
            broken = true;
          });
  close();
  // Chains none of whose rows are left.
  while (!noted.empty()) {
    chain = noted.begin()->first;
    end = {};
    broken = false;
    close();
  }
  verdict.unsealed = tx.one("SELECT count(*) FROM platform_audit WHERE number IS NULL")->integer(0);
  return verdict;
}

std::vector<AuditEntry> find_audit(const Call& call, const AuditQuery& query) {
  std::string sql =
      "SELECT a.id, a.happened_at, a.actor, u.display_name, a.deed, a.subject_kind, a.subject,"
      " a.area, a.details FROM platform_audit a LEFT JOIN platform_user u ON u.id = a.actor WHERE ";
  Values values;
  const auto both = [&](const Condition& condition) {
    sql += condition.text;
    values.insert(values.end(), condition.values.begin(), condition.values.end());
  };
  const auto equal = [&](std::string_view column, const std::optional<std::string>& wanted) {
    if (!wanted) return;
    values.emplace_back(*wanted);
    sql += " AND a." + std::string(column) + " = $" + std::to_string(values.size());
  };
  both(within_areas(call.actor, "a.area", 1));
  if (query.area) {
    sql += " AND ";
    both(within(*query.area, "a.area", static_cast<int>(values.size()) + 1));
  }
  equal("subject_kind", query.subject_kind);
  equal("subject", query.subject);
  equal("actor", query.actor);
  if (query.before) {
    values.emplace_back(*query.before);
    sql += " AND a.id < $" + std::to_string(values.size());
  }
  values.emplace_back(std::clamp<std::int64_t>(query.limit, 1, 500));
  sql += " ORDER BY a.id DESC LIMIT $" + std::to_string(values.size());

  std::vector<AuditEntry> entries;
  call.tx.each(sql, values, [&](const Row& row) {
    entries.push_back({.id = row.get<std::string>(0),
                       .happened_at = row.instant(1),
                       .actor = row.get<std::string>(2),
                       .actor_name = row.get<std::optional<std::string>>(3).value_or(""),
                       .deed = row.get<std::string>(4),
                       .subject_kind = row.get<std::string>(5),
                       .subject = row.get<std::string>(6),
                       .area = row.area(7),
                       .details = boost::json::parse(row.text(8))});
  });
  return entries;
}

}  // namespace zhulian
