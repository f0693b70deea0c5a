#include "db/sqlite.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace zhulian::sqlite {
namespace {

using Kind = DatabaseError::Kind;

Kind kind_of(int extended, int system) {
  switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return Kind::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return Kind::foreign_key;
    default:
      break;
  }
  switch (extended & 0xff) {
    case SQLITE_CONSTRAINT:
      return Kind::check;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Kind::busy;
    case SQLITE_FULL:
      return Kind::full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return Kind::read_only;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      if (extended == SQLITE_IOERR_SHMSIZE || extended == SQLITE_IOERR_WRITE) return Kind::full;
      return kind_of_system(system);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Kind::corrupt;
    default:
      return Kind::other;
  }
}

}  // namespace

Kind kind_of_system(int error) {
  if (error == ENOSPC || error == EDQUOT) return Kind::full;
  if (error == EROFS || error == EACCES || error == EPERM) return Kind::read_only;
  return Kind::other;
}

DatabaseError error_of(sqlite3* connection, std::string_view sql) {
  const int code = sqlite3_extended_errcode(connection);
  return {kind_of(code, sqlite3_system_errno(connection)),
          fmt::format("sqlite {}: {} [{}]", code, sqlite3_errmsg(connection), sql.substr(0, 200))};
}

Statement::Statement(sqlite3* connection, std::string_view sql) : connection_(connection) {
  const char* rest = nullptr;
  if (sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement_, &rest) != SQLITE_OK)
    throw error_of(connection, sql);
  const auto wrong = [&](const char* why) {
    sqlite3_finalize(statement_);
    return std::logic_error(fmt::format("{}: {}", why, sql));
  };
  if (statement_ == nullptr) throw wrong("an empty statement");
  const std::string_view left = sql.substr(static_cast<std::size_t>(rest - sql.data()));
  if (left.find_first_not_of(" \t\r\n;") != std::string_view::npos)
    throw wrong("several statements belong in script()");
  const int count = sqlite3_bind_parameter_count(statement_);
  for (int i = 1; i <= count; ++i) {
    const char* const name = sqlite3_bind_parameter_name(statement_, i);
    const std::string_view digits = name != nullptr ? name + 1 : "";
    std::size_t n = 0;
    const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    if (name == nullptr || *name != '$' || fault != std::errc{} ||
        stop != digits.data() + digits.size() || n == 0)
      throw wrong("parameters are $1, $2 ..");
    numbers_.push_back(n - 1);
    values_needed_ = std::max(values_needed_, n);
  }
  cells_.resize(static_cast<std::size_t>(sqlite3_column_count(statement_)));
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

void Statement::bind(const Values& values) {
  if (values.size() != values_needed_)
    throw std::logic_error(fmt::format("{} values for {} parameters: {}", values.size(),
                                       values_needed_, sqlite3_sql(statement_)));
  for (std::size_t position = 0; position < numbers_.size(); ++position) {
    const Value& value = values[numbers_[position]];
    const int at = static_cast<int>(position) + 1;
    int code = SQLITE_OK;
    if (value.null()) {
      code = sqlite3_bind_null(statement_, at);
    } else {
      switch (value.kind()) {
        case Value::Kind::integer:
          code = sqlite3_bind_int64(statement_, at, value.integer());
          break;
        case Value::Kind::real:
          code = sqlite3_bind_double(statement_, at, value.real());
          break;
        case Value::Kind::blob:
          code = sqlite3_bind_blob64(statement_, at, value.bytes().data(), value.bytes().size(),
                                     SQLITE_STATIC);
          break;
        case Value::Kind::text:
        case Value::Kind::any:
          if (value.bytes().find('\0') != std::string::npos)
            throw DatabaseError(Kind::check, "a text holds a NUL byte");
          code = sqlite3_bind_text64(statement_, at, value.bytes().data(), value.bytes().size(),
                                     SQLITE_STATIC, SQLITE_UTF8);
      }
    }
    if (code != SQLITE_OK) throw error_of(connection_, sqlite3_sql(statement_));
  }
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw error_of(connection_, sqlite3_sql(statement_));
}

Row Statement::row() {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const int at = static_cast<int>(i);
    Cell& cell = cells_[i];
    switch (sqlite3_column_type(statement_, at)) {
      case SQLITE_INTEGER:
        cell = {.kind = Cell::Kind::integer, .integer = sqlite3_column_int64(statement_, at)};
        break;
      case SQLITE_FLOAT:
        cell = {.kind = Cell::Kind::real, .real = sqlite3_column_double(statement_, at)};
        break;
      case SQLITE_TEXT: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, at));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, at));
        cell = {.kind = Cell::Kind::text, .bytes = {text, size}};
        break;
      }
      case SQLITE_BLOB: {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, at));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, at));
        cell = {.kind = Cell::Kind::blob,
                .bytes = size > 0 ? std::string_view(bytes, size) : std::string_view()};
        break;
      }
      default:
        cell = {};
    }
  }
  return Row(cells_);
}

void Statement::reset() noexcept {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Connection::Connection(const std::string& path, Use use, bool durable,
                       std::chrono::milliseconds wait) {
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (use == Use::write ? SQLITE_OPEN_CREATE : 0);
  try {
    if (sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) != SQLITE_OK)
      throw error_of(handle_, path);
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, static_cast<int>(wait.count()));
    run("PRAGMA foreign_keys = ON");
    run("PRAGMA trusted_schema = OFF");
    if (use == Use::write) {
      // 4 KiB pages; WAL is a property of the file, so the writer sets it once.
      run("PRAGMA journal_mode = WAL");
      run(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
      // 32 MiB of log before it is folded into the file: a bulk load touches the same pages
      // again and again, and only their last state is copied.
      run("PRAGMA wal_autocheckpoint = 8192");
      run("PRAGMA journal_size_limit = 33554432");
      run("PRAGMA cache_size = -32768");
    } else {
      run("PRAGMA query_only = ON");
      run("PRAGMA cache_size = -8192");
    }
  } catch (...) {
    by_sql_.clear();
    kept_.clear();
    sqlite3_close(handle_);
    throw;
  }
}

Connection::~Connection() {
  by_sql_.clear();
  kept_.clear();
  sqlite3_close(handle_);
}

Statement& Connection::statement(std::string_view sql) {
  if (const auto found = by_sql_.find(sql); found != by_sql_.end()) {
    kept_.splice(kept_.begin(), kept_, found->second);
    return *kept_.front().statement;
  }
  auto statement = std::make_unique<Statement>(handle_, sql);
  if (kept_.size() >= statements_max) {
    by_sql_.erase(kept_.back().sql);
    kept_.pop_back();
  }
  kept_.push_front({.sql = std::string(sql), .statement = std::move(statement)});
  by_sql_.emplace(kept_.front().sql, kept_.begin());
  return *kept_.front().statement;
}

namespace {
// Ends a run of a kept statement, whatever happens.
class Running {
 public:
  explicit Running(Statement& statement) : statement_(statement) {}
  Running(Statement& statement, const Values& values) : Running(statement) {
    statement.bind(values);  // This object is whole already: a throw ends the run.
  }
  ~Running() { statement_.reset(); }
  Running(const Running&) = delete;

 private:
  Statement& statement_;
};
}  // namespace

std::int64_t Connection::run(std::string_view sql) {
  Statement& prepared = statement(sql);
  const Running running(prepared, {});
  while (prepared.step()) {
  }
  return sqlite3_changes64(handle_);
}

void Connection::roll_back() noexcept {
  if (in_transaction()) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void SqliteTx::do_select(std::string_view sql, const Values& values, bool, TakeRow take) {
  Statement& statement = connection_.statement(sql);
  const Running running(statement, values);
  while (statement.step())
    if (!take(statement.row())) return;
}

std::int64_t SqliteTx::do_execute(std::string_view sql, const Values& values) {
  Statement& statement = connection_.statement(sql);
  const Running running(statement, values);
  // sqlite3_changes64 keeps the number of an earlier statement when this one changes nothing
  // by its nature (SAVEPOINT, CREATE): the total tells.
  const auto before = sqlite3_total_changes64(connection_.handle());
  while (statement.step()) {
  }
  const bool changed = sqlite3_total_changes64(connection_.handle()) != before;
  return changed ? sqlite3_changes64(connection_.handle()) : 0;
}

void SqliteTx::do_script(std::string_view sql) {
  const std::string text(sql);
  if (sqlite3_exec(connection_.handle(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw error_of(connection_.handle(), sql);
  if (!connection_.in_transaction())
    throw std::logic_error("a script ended the transaction it ran in");
}

namespace {

// "INSERT INTO t(a, b) VALUES ($1, $2), ($3, $4)". OR FAIL: nothing is kept to undo the rows of a
// statement before the one that fails, for the caller undoes them all.
std::string insertion(std::string_view table, const std::vector<std::string>& columns,
                      std::size_t rows) {
  std::string sql =
      fmt::format("INSERT OR FAIL INTO {}({}) VALUES ", table, fmt::join(columns, ", "));
  for (std::size_t mark = 0; mark < rows * columns.size(); ++mark) {
    const bool begins = mark % columns.size() == 0;
    sql += fmt::format("{}${}{}", begins ? mark > 0 ? ", (" : "(" : ", ", mark + 1,
                       (mark + 1) % columns.size() == 0 ? ")" : "");
  }
  return sql;
}

}  // namespace

// Several rows a statement: what a statement costs before its first row (cursors, lists of allowed
// values) is half of what a row costs.
std::int64_t SqliteTx::do_insert_many(std::string_view table,
                                      const std::vector<std::string>& columns, NextRow next) {
  constexpr std::size_t rows_a_statement = 16;
  Values values;
  Values row;
  std::int64_t count = 0;
  std::size_t rows = 0;
  Statement* many = nullptr;
  const auto insert = [&] {
    if (rows == 0) return;
    const bool whole = rows == rows_a_statement;
    if (whole && !many) many = &connection_.statement(insertion(table, columns, rows));
    Statement& statement = whole ? *many : connection_.statement(insertion(table, columns, rows));
    const Running running(statement, values);
    statement.step();
    count += static_cast<std::int64_t>(rows);
    rows = 0;
    values.clear();
  };
  while (row.clear(), next(row)) {
    if (row.size() != columns.size())
      throw std::logic_error(
          fmt::format("{} values for {} columns of {}", row.size(), columns.size(), table));
    std::ranges::move(row, std::back_inserter(values));
    if (++rows == rows_a_statement) insert();
  }
  insert();
  return count;
}

}  // namespace zhulian::sqlite
