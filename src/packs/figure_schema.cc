#include "packs/figure_schema.h"

#include <algorithm>

#include "packs/mention.h"

namespace zhulian::packs {
namespace {

feel::Type type_of(const ViewColumn& column, const Catalogue& catalogue) {
  switch (column.type) {
    case ColumnType::number:
    case ColumnType::amount:
      return feel::Kind::number;
    case ColumnType::truth:
      return feel::Kind::boolean;
    case ColumnType::day:
      return feel::Kind::date;
    case ColumnType::id:
    case ColumnType::area:
      return feel::Kind::string;
    case ColumnType::code:
      break;
  }
  const auto list = catalogue.lists.find(column.codes);
  if (list == catalogue.lists.end()) return feel::Kind::string;
  std::vector<std::string> codes;
  for (const Code& code : list->second.codes) codes.push_back(code.code);
  return feel::coded(std::move(codes));
}

feel::SqlSchema schema_of(const View& view, const Catalogue& catalogue, std::string_view alias,
                          Sift sift) {
  feel::SqlSchema schema;
  for (const ViewColumn& column : view.columns)
    schema.columns.emplace(
        column.name,
        feel::SqlColumn{.type = type_of(column, catalogue),
                        .sql = column_sql(column.type, alias, column.name, sift),
                        .stored = column.type == ColumnType::amount ? feel::Stored::real
                                                                    : feel::Stored::plain});
  for (const char* day : {"as_of", "from", "to"})
    schema.parameters.emplace(day, feel::Type(feel::Kind::date));
  return schema;
}

}  // namespace

std::string column_sql(ColumnType type, std::string_view alias, std::string_view name, Sift sift) {
  const std::string column = std::string(alias) + "." + std::string(name);
  if (sift == Sift::leads) return column;
  switch (type) {
    case ColumnType::number:
    case ColumnType::amount:
    case ColumnType::truth:
    case ColumnType::day:
      return "(" + column + " + 0)";
    case ColumnType::id:
    case ColumnType::area:
    case ColumnType::code:
      break;
  }
  return "(" + column + " || '')";
}

Result<feel::SqlCondition> compile_filter(const Figure& figure, const Catalogue& catalogue,
                                          int next, std::string_view alias, Sift sift) {
  const View* of = view(figure.view);
  if (!of) return fail(Fault::invalid, "packs.figures.unknown_view", {}, {{"view", figure.view}});
  return feel::compile_sql(figure.filter, schema_of(*of, catalogue, alias, sift), next);
}

Result<feel::Checked> check_formula(const Figure& figure, const Catalogue& catalogue) {
  feel::Schema schema{{"as_of", feel::Type(feel::Kind::date)}};
  for (const Figure& other : catalogue.figures)
    if (other.id != figure.id) schema.emplace(other.id, feel::Type(feel::Kind::number));
  return feel::check(figure.formula, schema, feel::Kind::number);
}

std::vector<std::string> figures_in(const Figure& figure, const Catalogue& catalogue) {
  std::vector<std::string> ids;
  for (const Figure& other : catalogue.figures)
    if (mentions(figure.formula, other.id)) ids.push_back(other.id);
  return ids;
}

}  // namespace zhulian::packs
