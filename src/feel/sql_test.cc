// The law of sql.h, held against real SQLite: a row is kept exactly when the interpreter says true.
#include "feel/sql.h"

#include <memory>
#include <random>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace zhulian::feel {
namespace {

class Database {
 public:
  Database() {
    sqlite3* raw = nullptr;
    EXPECT_EQ(sqlite3_open(":memory:", &raw), SQLITE_OK);
    db_.reset(raw);
    run("CREATE TABLE t (id INTEGER, a INTEGER, b INTEGER, r REAL, s TEXT, u TEXT, flag INTEGER,"
        " born INTEGER, until INTEGER, must INTEGER NOT NULL)");
  }
  void run(const std::string& sql) {
    char* message = nullptr;
    ASSERT_EQ(sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, &message), SQLITE_OK)
        << sql << ": " << message;
  }
  std::vector<int> keep(const SqlCondition& condition, const std::vector<SqlValue>& values,
                        int first) {
    std::vector<int> ids;
    const std::string sql = "SELECT id FROM t WHERE " + condition.text + " ORDER BY id";
    sqlite3_stmt* raw = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &raw, nullptr), SQLITE_OK)
        << sql << ": " << sqlite3_errmsg(db_.get());
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, sqlite3_finalize);
    EXPECT_EQ(sqlite3_bind_parameter_count(raw), static_cast<int>(values.size())) << sql;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::string name = "$" + std::to_string(static_cast<std::size_t>(first) + i);
      const int place = sqlite3_bind_parameter_index(raw, name.c_str());
      EXPECT_GT(place, 0) << name << " in " << sql;
      if (const auto* whole = std::get_if<std::int64_t>(&values[i])) {
        sqlite3_bind_int64(raw, place, *whole);
      } else if (const auto* real = std::get_if<double>(&values[i])) {
        sqlite3_bind_double(raw, place, *real);
      } else {
        sqlite3_bind_text(raw, place, std::get<std::string>(values[i]).c_str(), -1,
                          SQLITE_TRANSIENT);
      }
    }
    while (sqlite3_step(raw) == SQLITE_ROW) ids.push_back(sqlite3_column_int(raw, 0));
    return ids;
  }

 private:
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> db_{nullptr, sqlite3_close};
};

SqlSchema schema() {
  SqlSchema schema;
  schema.columns = {
      {"a", {.type = Kind::number, .sql = "t.a"}},
      {"b", {.type = Kind::number, .sql = "t.b"}},
      {"r", {.type = Kind::number, .sql = "t.r", .stored = Stored::real}},
      {"person.street", {.type = Kind::string, .sql = "t.s"}},
      {"second text", {.type = Kind::string, .sql = "t.u"}},
      {"flag", {.type = Kind::boolean, .sql = "t.flag"}},
      {"date of birth", {.type = Kind::date, .sql = "t.born"}},
      {"until", {.type = Kind::date, .sql = "t.until"}},
      {"must", {.type = Kind::number, .sql = "t.must", .required = true}},
  };
  schema.parameters = {{"as of", Kind::date}, {"limit", Kind::number}};
  return schema;
}

const Context parameters{{"as of", Value(Date{.year = 1970, .month = 1, .day = 4})},
                         {"limit", Value::number(2)}};

// Random conditions of the subset; every operand comes from few values, so that rows agree often.
class Author {
 public:
  explicit Author(unsigned seed) : random_(seed) {}

  int pick(int n) { return std::uniform_int_distribution(0, n - 1)(random_); }
  std::string one(std::initializer_list<const char*> of) {
    return *(of.begin() + pick(static_cast<int>(of.size())));
  }

  std::string number() {
    return one({"a", "b", "a", "must", "1", "2", "3", "-1", "limit", "a + b", "a - 1", "2 * b",
                "-a", "must + 1", "null", "1.5", "string length(second text)", "1 + 1"});
  }
  std::string real() { return one({"r", "r", "0.1", "1.5", "2", "a", "limit", "null", "r"}); }
  std::string text() {
    return one({"person.street", "second text", "\"x\"", "\"xy\"", "\"\"", "\"\\u59d3\"", "null",
                "\"z\""});
  }
  std::string day() {
    return one({"date of birth", "until", "date(\"1970-01-03\")", "as of", "@\"1970-01-02\"",
                "as of - duration(\"P1M\")", "date of birth + duration(\"P2D\")",
                "until - duration(\"P1D\")", "null"});
  }
  std::string op() { return one({"=", "!=", "<", "<=", ">", ">="}); }

  std::string leaf() {
    switch (pick(16)) {
      case 0:
      case 1:
        return number() + " " + op() + " " + number();
      case 2:
        return real() + " " + op() + " " + real();
      case 3:
      case 4:
        return text() + " " + op() + " " + text();
      case 5:
      case 6:
        return day() + " " + op() + " " + day();
      case 7:
        return one({"flag", "flag = true", "flag != false", "flag = null", "flag != null", "true",
                    "false", "null", "flag = flag"});
      case 8:
        return "a in (" +
               one({"1, 2", "1, null", "< 2, 3", "[1..2]", "(1..3), -1", "]0..2[", "null",
                    ">= limit", "!= 2", "limit"}) +
               ")";
      case 9:
        return "a in " + one({"[1, 2, 3]", "[1..3)", "> 1", "[null, 2]", "[[1..2], 3]", "[limit]"});
      case 10:
        return "starts with(person.street, " + one({"\"x\"", "\"\"", "\"xy\"", "\"\\u59d3\""}) +
               ")";
      case 11:
        return "list contains([\"x\", \"z\"], second text)";
      case 12:
        return number() + " between " + number() + " and " + number();
      case 13:
        return "(a > 1) = " + one({"true", "false"});
      case 14:
        return "until - date of birth " + op() + " duration(\"P1D\")";
      default:
        return "date of birth in [@\"1970-01-01\"..as of]";
    }
  }
  std::string condition(int depth) {
    if (depth == 0) return leaf();
    switch (pick(6)) {
      case 0:
      case 1:
        return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 2:
        return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 3:
      case 4:
        return "not(" + condition(depth - 1) + ")";
      default:
        return "(if " + condition(depth - 1) + " then " + condition(depth - 1) + " else " +
               condition(depth - 1) + ")";
    }
  }

 private:
  std::mt19937 random_;
};

struct Row {
  std::string sql;
  Context names;
};

Row random_row(Author& author, int id) {
  Context names, person;
  std::string sql = "INSERT INTO t VALUES (" + std::to_string(id);
  auto whole = [&](const char* name) {
    const int n = author.pick(6) - 2;
    if (n == 3) {
      names.put(name, Value());
      sql += ", NULL";
    } else {
      names.put(name, Value::number(n));
      sql += ", " + std::to_string(n);
    }
  };
  auto text = [&](Context& to, const char* name) {
    const std::string value = author.one({"x", "xy", "xyz", "z", "", "\xE5\xA7\x93", "y", "null"});
    to.put(name, value == "null" ? Value() : Value(value));
    sql += value == "null" ? ", NULL" : ", '" + value + "'";
  };
  auto day = [&](const char* name) {
    const int n = author.pick(7) - 1;
    names.put(name, n == 5 ? Value() : Value(*date_of(n)));
    sql += n == 5 ? ", NULL" : ", " + std::to_string(n);
  };
  whole("a");
  whole("b");
  const std::string real = author.one({"0.1", "1.5", "2.0", "-1.0", "NULL"});
  names.put("r", real == "NULL" ? Value() : Value(*Decimal::parse(real)));
  sql += ", " + real;
  text(person, "street");
  text(names, "second text");
  const std::string flag = author.one({"0", "1", "NULL"});
  names.put("flag", flag == "NULL" ? Value() : Value(flag == "1"));
  sql += ", " + flag;
  day("date of birth");
  day("until");
  const int must = author.pick(4);
  names.put("must", Value::number(must));
  names.put("person", Value(person));
  for (const auto& [name, value] : parameters.entries()) names.put(name, value);
  return {sql + ", " + std::to_string(must) + ")", names};
}

TEST(Sql, keeps_the_rows_the_interpreter_calls_true) {
  Author author(20261122);
  Database database;
  std::vector<Row> rows;
  for (int id = 0; id < 40; ++id) {
    rows.push_back(random_row(author, id));
    database.run(rows.back().sql);
  }
  int compiled = 0, refused = 0;
  for (int round = 0; round < 1500; ++round) {
    const std::string text = author.condition(author.pick(4));
    const auto condition = compile_sql(text, schema(), 3);
    if (!condition) {
      ++refused;
      ASSERT_TRUE(condition.error().code.starts_with("feel.")) << condition.error().code;
      continue;
    }
    const auto values = condition->bind(parameters);
    if (!values) {
      ++refused;
      continue;
    }
    ++compiled;
    const auto parsed = parse(text, Names::of(rows[0].names));
    ASSERT_TRUE(parsed) << text;
    std::vector<int> wanted;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (evaluate(*parsed, rows[i].names).value.is_true()) wanted.push_back(static_cast<int>(i));
    }
    ASSERT_EQ(database.keep(*condition, *values, 3), wanted) << text << "\n" << condition->text;
  }
  RecordProperty("compiled", compiled);
  EXPECT_GT(compiled, 700) << refused << " refused";
}

std::string sql_of(const std::string& text) {
  const auto condition = compile_sql(text, schema());
  return condition ? condition->text : condition.error().code;
}

TEST(Sql, reads_as_one_would_write_it) {
  EXPECT_EQ(sql_of("a >= 3"), "(t.a >= CAST($1 AS BIGINT))");
  EXPECT_EQ(sql_of("person.street = \"x\""), "(t.s = CAST($1 AS TEXT))");
  EXPECT_EQ(sql_of("until = null"), "(t.until IS NULL)");
  EXPECT_EQ(sql_of("flag and not(flag)"), "((t.flag = 1 AND t.flag = 0))");
  EXPECT_EQ(sql_of("not(a = 3)"), "((t.a <> CAST($1 AS BIGINT) OR t.a IS NULL))");
  EXPECT_EQ(sql_of("must != 3"), "(t.must <> CAST($1 AS BIGINT))");
  EXPECT_EQ(sql_of("a in (1, 2)"), "(t.a IN (CAST($1 AS BIGINT), CAST($2 AS BIGINT)))");
  EXPECT_EQ(sql_of("starts with(person.street, \"4211\")"),
            "((t.s >= CAST($1 AS TEXT) AND t.s < CAST($2 AS TEXT)))");
}

TEST(Sql, binds_what_is_told_at_run_time) {
  const auto condition = compile_sql("date of birth <= as of - duration(\"P60Y\")", schema(), 7);
  ASSERT_TRUE(condition);
  EXPECT_EQ(condition->text, "(t.born <= CAST($7 AS BIGINT))");
  const auto values = condition->bind({{"as of", Value(Date{.year = 2030, .month = 1, .day = 1})}});
  ASSERT_TRUE(values);
  EXPECT_EQ(*values, (std::vector<SqlValue>{std::int64_t{0}}));
  EXPECT_EQ(condition->bind({}).error().code, "feel.sql.null_value");
}

TEST(Sql, refuses_with_the_place_what_it_cannot_say) {
  const auto refusal = compile_sql("a = 1 and\n  matches(person.street, \"x\")", schema());
  ASSERT_FALSE(refusal);
  EXPECT_EQ(refusal.error().code, "feel.sql.unsupported");
  EXPECT_EQ(refusal.error().arguments, (std::vector<Argument>{{"line", "2"}, {"column", "3"}}));
  EXPECT_EQ(sql_of("a / 2 = 1"), "feel.sql.unsupported");
  EXPECT_EQ(sql_of("r + 0.1 = 1"), "feel.sql.unsupported");
  EXPECT_EQ(sql_of("a * b = 1"), "feel.sql.unsupported");
  EXPECT_EQ(sql_of("r = 0.12345678901234567890123"), "feel.sql.inexact");
  EXPECT_EQ(sql_of("person.street = \"\\u0000\""), "feel.sql.inexact");
  EXPECT_EQ(sql_of("a in [3..1]"), "feel.sql.range");
  EXPECT_EQ(sql_of("a"), "feel.check.type");
  EXPECT_EQ(sql_of("a = \"x\""), "feel.check.operands");
  EXPECT_EQ(sql_of("nobody = 1"), "feel.check.unknown_name");
  const auto turned = compile_sql("a in [limit..1]", schema());
  ASSERT_TRUE(turned);
  EXPECT_EQ(turned->bind(parameters).error().code, "feel.sql.range");
}

}  // namespace
}  // namespace zhulian::feel
