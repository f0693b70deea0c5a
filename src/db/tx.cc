#include "db/db.h"

namespace zhulian {

// Holds both databases to PostgreSQL's rules: no statement while rows stream, none after one
// has failed.
template <class F>
auto Tx::guarded(F&& deed) {
  if (streaming_) throw std::logic_error("the transaction is used while it streams rows");
  if (spoiled_) throw std::logic_error("the transaction is used after a statement failed");
  try {
    return deed();
  } catch (const DatabaseError&) {
    spoiled_ = true;
    throw;
  }
}

namespace {
// Sets a flag for a while, whatever happens.
class While {
 public:
  explicit While(bool& flag) : flag_(flag) { flag_ = true; }
  ~While() { flag_ = false; }
  While(const While&) = delete;

 private:
  bool& flag_;
};
}  // namespace

void Tx::stream(std::string_view sql, const Values& values, bool whole, TakeRow take) {
  guarded([&] {
    const While streaming(streaming_);
    do_select(sql, values, whole, take);
  });
}

std::vector<OwnedRow> Tx::query(std::string_view sql, const Values& values) {
  std::vector<OwnedRow> rows;
  guarded([&] {
    do_select(sql, values, true, [&](const Row& row) {
      rows.emplace_back(row);
      return true;
    });
  });
  return rows;
}

std::optional<OwnedRow> Tx::one(std::string_view sql, const Values& values) {
  std::optional<OwnedRow> answer;
  guarded([&] {
    do_select(sql, values, true, [&](const Row& row) {
      if (answer) throw std::logic_error("more than one row: " + std::string(sql));
      answer.emplace(row);
      return true;
    });
  });
  return answer;
}

std::int64_t Tx::execute(std::string_view sql, const Values& values) {
  return guarded([&] { return do_execute(sql, values); });
}

void Tx::script(std::string_view sql) {
  guarded([&] { do_script(sql); });
}

std::int64_t Tx::insert_many(std::string_view table, const std::vector<std::string>& columns,
                             NextRow next) {
  return guarded([&] {
    const While streaming(streaming_);
    try {
      return do_insert_many(table, columns, next);
    } catch (...) {
      spoiled_ = true;  // PostgreSQL gives the transaction up when COPY is broken off.
      throw;
    }
  });
}

std::int64_t Tx::insert_many(std::string_view table, const std::vector<std::string>& columns,
                             std::vector<Values> rows) {
  auto at = rows.begin();
  return insert_many(table, columns, [&](Values& row) {
    if (at == rows.end()) return false;
    row.swap(*at++);
    return true;
  });
}

void Tx::inside_savepoint(FunctionRef<bool()> part) {
  const std::string name = "part_" + std::to_string(++depth_);
  const auto undo = [&] {
    --depth_;
    // Where the whole transaction is gone (full disk, lost server) there is no savepoint left,
    // and the transaction stays spoiled.
    try {
      do_execute("ROLLBACK TO SAVEPOINT " + name, {});
      do_execute("RELEASE SAVEPOINT " + name, {});
      spoiled_ = false;
    } catch (const DatabaseError&) {
      spoiled_ = true;
    }
  };
  try {
    guarded([&] { do_execute("SAVEPOINT " + name, {}); });
  } catch (...) {
    --depth_;
    throw;
  }
  bool keep = false;
  try {
    keep = part();
    if (keep && spoiled_) throw std::logic_error("a statement failed and the part went on");
  } catch (...) {
    undo();
    throw;
  }
  if (!keep) return undo();
  guarded([&] { do_execute("RELEASE SAVEPOINT " + name, {}); });
  --depth_;
}

}  // namespace zhulian
