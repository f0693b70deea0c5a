#include "db/postgresql.h"

#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "db/postgresql_cells.h"

namespace zhulian::postgresql {
namespace {

using Kind = DatabaseError::Kind;

// Appendix A of the PostgreSQL manual.
Kind kind_of(std::string_view state) {
  if (state == "23505") return Kind::unique;
  if (state == "23503") return Kind::foreign_key;
  if (state == "23514" || state == "23502") return Kind::check;
  if (state == "P0001" || state == "22021") return Kind::check;  // A trigger; no UTF-8.
  if (state == "40001" || state == "40P01") return Kind::serialization;
  if (state == "55P03" || state == "53300") return Kind::busy;
  if (state == "53100") return Kind::full;
  if (state == "08P01") return Kind::other;  // Values that do not fit the parameters.
  if (state == "57P01" || state == "57P02" || state == "57P03" || state.starts_with("08"))
    return Kind::lost;
  if (state == "XX001" || state == "XX002") return Kind::corrupt;
  return Kind::other;
}

// The arrays libpq wants for the parameters of one call.
class Parameters {
 public:
  explicit Parameters(const Values& values) : numbers_(values.size()) {
    for (std::size_t i = 0; i < values.size(); ++i) add(values[i], numbers_[i]);
  }
  int count() const { return static_cast<int>(pointers_.size()); }
  const char* const* pointers() const { return pointers_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add(const Value& value, std::uint64_t& number) {
    const bool binary = value.kind() != Value::Kind::text && value.kind() != Value::Kind::any;
    const char* at = nullptr;
    std::size_t length = 0;
    if (!value.null()) {
      if (value.kind() == Value::Kind::integer || value.kind() == Value::Kind::real) {
        number = value.kind() == Value::Kind::integer ? static_cast<std::uint64_t>(value.integer())
                                                      : std::bit_cast<std::uint64_t>(value.real());
        if constexpr (std::endian::native == std::endian::little)
          number = __builtin_bswap64(number);
        at = reinterpret_cast<const char*>(&number);
        length = sizeof number;
      } else {
        if (!binary) refuse_nul(value.bytes());
        at = value.bytes().c_str();
        length = value.bytes().size();
      }
    }
    pointers_.push_back(at);
    lengths_.push_back(static_cast<int>(length));
    formats_.push_back(binary ? 1 : 0);
  }

  std::vector<std::uint64_t> numbers_;
  std::vector<const char*> pointers_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

Oid oid_of(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::integer:
      return oid_int8;
    case Value::Kind::real:
      return oid_float8;
    case Value::Kind::text:
      return oid_text;
    case Value::Kind::blob:
      return oid_bytea;
    case Value::Kind::any:
      break;
  }
  return 0;  // The statement says.
}

bool failed(const PGresult* result) {
  switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_COPY_IN:
      return false;
    default:
      return true;
  }
}

void ignore_notice(void*, const char*) {}

}  // namespace

void refuse_nul(std::string_view text) {
  if (text.find('\0') != std::string_view::npos)
    throw DatabaseError(Kind::check, "a text holds a NUL byte");
}

Connection::Connection(const std::string& url, std::chrono::milliseconds wait) {
  // What stands after dbname outranks the URL, what stands before gives way to it.
  const std::array<const char*, 5> keys{"connect_timeout", "fallback_application_name", "dbname",
                                        "client_encoding", nullptr};
  const std::array<const char*, 5> values{"5", "zhulian", url.c_str(), "UTF8", nullptr};
  handle_ = PQconnectdbParams(keys.data(), values.data(), 1);
  try {
    if (handle_ == nullptr) throw std::bad_alloc();
    if (!sound())
      throw DatabaseError(Kind::lost, fmt::format("postgresql: {}", PQerrorMessage(handle_)));
    PQsetNoticeProcessor(handle_, ignore_notice, nullptr);
    run("SET TIME ZONE 'UTC'");
    run("SET bytea_output = 'hex'");
    run("SET extra_float_digits = 1");
    run("SET standard_conforming_strings = on");
    run(fmt::format("SET lock_timeout = {}", wait.count()).c_str());
  } catch (...) {
    PQfinish(handle_);
    throw;
  }
}

Connection::~Connection() {
  PQfinish(handle_);
}

DatabaseError Connection::error(const PGresult* result, std::string_view sql) {
  const char* const state =
      result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const char* const words =
      result != nullptr ? PQresultErrorMessage(result) : PQerrorMessage(handle_);
  const Kind kind = sound() && state != nullptr ? kind_of(state) : Kind::lost;
  lost_ = kind == Kind::lost;
  return {kind, fmt::format("postgresql {}: {} [{}]", state != nullptr ? state : "-", words,
                            sql.substr(0, 200))};
}

ResultPtr Connection::run(const char* sql) {
  settle();
  ResultPtr result(PQexec(handle_, sql));
  if (failed(result.get())) throw error(result.get(), sql);
  return result;
}

void Connection::end_reading() {
  if (PQsendQuery(handle_, "COMMIT") != 1) throw error(nullptr, "COMMIT");
  settling_ = true;
}

void Connection::settle() {
  if (!settling_) return;
  settling_ = false;
  ResultPtr first(PQgetResult(handle_));
  while (const ResultPtr rest{PQgetResult(handle_)}) {
  }
  if (failed(first.get())) throw error(first.get(), "COMMIT");
}

void Connection::roll_back() noexcept {
  if (!sound() || settling_) return;
  if (PQtransactionStatus(handle_) != PQTRANS_IDLE) ResultPtr(PQexec(handle_, "ROLLBACK"));
}

const char* Connection::statement(std::string_view sql, const Values& values) {
  std::string key;
  key.reserve(values.size() + 1 + sql.size());
  for (const Value& value : values) key += static_cast<char>('0' + static_cast<int>(value.kind()));
  key += ' ';
  key += sql;
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    kept_.splice(kept_.begin(), kept_, found->second);
    return kept_.front().name.c_str();
  }
  if (kept_.size() >= statements_max) {
    run(("DEALLOCATE " + kept_.back().name).c_str());
    by_key_.erase(kept_.back().key);
    kept_.pop_back();
  }
  std::vector<Oid> types;
  for (const Value& value : values) types.push_back(oid_of(value.kind()));
  std::string name = "s" + std::to_string(++made_);
  const ResultPtr result(PQprepare(handle_, name.c_str(), std::string(sql).c_str(),
                                   static_cast<int>(types.size()), types.data()));
  if (failed(result.get())) throw error(result.get(), sql);
  kept_.push_front({.key = std::move(key), .name = std::move(name)});
  by_key_.emplace(kept_.front().key, kept_.begin());
  return kept_.front().name.c_str();
}

void PostgresqlTx::do_select(std::string_view sql, const Values& values, bool whole, TakeRow take) {
  PGconn* const handle = connection_.handle();
  const Parameters given(values);
  const char* const name = connection_.statement(sql, values);
  CellReader reader;
  if (whole) {
    const ResultPtr result(PQexecPrepared(handle, name, given.count(), given.pointers(),
                                          given.lengths(), given.formats(), 0));
    if (failed(result.get())) throw connection_.error(result.get(), sql);
    for (int row = 0; row < PQntuples(result.get()); ++row)
      if (!take(reader.row(result.get(), row))) return;
    return;
  }
  if (PQsendQueryPrepared(handle, name, given.count(), given.pointers(), given.lengths(),
                          given.formats(), 0) != 1)
    throw connection_.error(nullptr, sql);
  PQsetSingleRowMode(handle);
  bool wanted = true;
  std::exception_ptr thrown;
  // All results must be taken, or the connection cannot be used again.
  while (const ResultPtr result{PQgetResult(handle)}) {
    if (!wanted) continue;
    try {
      if (failed(result.get())) throw connection_.error(result.get(), sql);
      for (int row = 0; wanted && row < PQntuples(result.get()); ++row)
        wanted = take(reader.row(result.get(), row));
    } catch (...) {
      thrown = std::current_exception();
      wanted = false;
    }
  }
  if (thrown) std::rethrow_exception(thrown);
  if (!connection_.sound()) throw connection_.error(nullptr, sql);
}

std::int64_t PostgresqlTx::do_execute(std::string_view sql, const Values& values) {
  const Parameters given(values);
  const char* const name = connection_.statement(sql, values);
  const ResultPtr result(PQexecPrepared(connection_.handle(), name, given.count(), given.pointers(),
                                        given.lengths(), given.formats(), 0));
  if (failed(result.get())) throw connection_.error(result.get(), sql);
  const char* const count = PQcmdTuples(result.get());
  return *count == '\0' ? 0 : std::stoll(count);
}

void PostgresqlTx::do_script(std::string_view sql) {
  connection_.run(std::string(sql).c_str());
  if (!connection_.in_transaction())
    throw std::logic_error("a script ended the transaction it ran in");
}

std::int64_t PostgresqlTx::do_insert_many(std::string_view table,
                                          const std::vector<std::string>& columns, NextRow next) {
  std::string sql = fmt::format("COPY {}({}) FROM STDIN", table, fmt::join(columns, ", "));
  PGconn* const handle = connection_.handle();
  connection_.run(sql.c_str());
  constexpr std::size_t portion = 1 << 16;
  std::string lines;
  const auto put = [&] {
    if (PQputCopyData(handle, lines.data(), static_cast<int>(lines.size())) != 1)
      throw connection_.error(nullptr, sql);
    lines.clear();
  };
  std::exception_ptr thrown;
  try {
    Values row;
    while (row.clear(), next(row)) {
      if (row.size() != columns.size())
        throw std::logic_error(fmt::format("{} values for {}", row.size(), sql));
      append_copy_line(lines, row);
      if (lines.size() >= portion) put();
    }
    put();
  } catch (...) {
    thrown = std::current_exception();
  }
  PQputCopyEnd(handle, thrown ? "given up" : nullptr);
  const ResultPtr result(PQgetResult(handle));
  while (const ResultPtr rest{PQgetResult(handle)}) {
  }
  // Where the server has said why, that outranks "the connection is broken".
  if (!thrown && failed(result.get())) throw connection_.error(result.get(), sql);
  if (thrown) std::rethrow_exception(thrown);
  return std::stoll(PQcmdTuples(result.get()));
}

}  // namespace zhulian::postgresql
