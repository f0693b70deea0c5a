// figures/*.yaml: what is counted, and what reports say it should be.
#include <algorithm>

#include "packs/figure_schema.h"
#include "packs/reader.h"

namespace zhulian::packs {
namespace {

Published read_published(Reading& reading, const Item& item) {
  Published published{.area = item.text("area"),
                      .value = item.text("value"),
                      .bound = item.text("bound"),
                      .kind = item.text("kind"),
                      .basis = item.text_or("basis", ""),
                      .from = item.text_or("from", ""),
                      .to = item.text_or("to", "")};
  if (!Area::parse(published.area))
    item.at("area").fault("packs.bad_area", {{"code", published.area}});
  check_published_words(item, published);
  reading.check_document(item, item.text_or("document", ""));
  item.day_or("from", beginning_of_time);
  item.day_or("to", beginning_of_time);
  return published;
}

void read_measure(const Item& item, const Catalogue& catalogue, Figure& figure) {
  const Item measure = item.at("measure");
  measure.only({"view", "distinct", "sum"});
  figure.view = measure.text("view");
  figure.key = measure.text("distinct");
  if (figure.kind == FigureKind::sum) figure.amount = measure.text("sum");
  if (const auto time = item.find("time")) {
    time->only({"at", "during"});
    if (const auto at = time->find("at")) {
      figure.time = FigureTime::at;
      if (at->text() != "as_of")
        at->fault("packs.figures.unknown_word", {{"key", "at"}, {"word", at->text()}});
    } else {
      figure.time = FigureTime::during;
      figure.day = time->text("during");
    }
  }
  figure.filter = item.text_or("filter", "");
  figure.among = item.text_or("within", "");
  figure.outside = item.text_or("outside", "");
  const View* known = view(figure.view);
  if (!known) return measure.fault("packs.figures.unknown_view", {{"view", figure.view}});
  const auto need_column = [&](const Item& where, const std::string& name) {
    if (!name.empty() && !known->column(name))
      where.fault("packs.figures.unknown_column", {{"view", figure.view}, {"column", name}});
  };
  need_column(measure, figure.key);
  need_column(measure, figure.amount);
  need_column(item, figure.day);
  if (figure.time == FigureTime::at && !known->is_span())
    item.fault("packs.figures.not_a_span", {{"view", figure.view}});
  if (figure.filter.empty()) return;
  const Item filter = item.at("filter");
  if (const auto checked = compile_filter(figure, catalogue, 1); !checked) {
    filter.fault(checked.error().code, checked.error().arguments);
    for (const Error& other : checked.error().others) filter.fault(other.code, other.arguments);
  }
}

}  // namespace

void check_published_words(const Item& item, const Published& published) {
  const auto one_of = [&](std::string_view key, const std::string& word,
                          std::initializer_list<std::string_view> words) {
    if (std::ranges::find(words, word) == words.end())
      item.at(key).fault("packs.figures.unknown_word", {{"key", std::string(key)}, {"word", word}});
  };
  one_of("bound", published.bound, {"exact", "at_least", "more_than", "about"});
  one_of("kind", published.kind, {"actual", "target"});
}

void read_figures(Reading& reading, const Item& file) {
  file.only({"figures", "published"});
  if (const auto figures = file.find("figures"))
    for (const Item& item : figures->list()) {
      item.only({"id", "name", "definition", "kind", "unit", "measure", "filter", "within",
                 "outside", "time", "numerator", "denominator", "formula", "mechanisms",
                 "published"});
      Figure figure{.id = item.text("id"),
                    .name = item.both("name"),
                    .definition = item.both("definition"),
                    .kind = FigureKind::count,
                    .unit = item.text("unit"),
                    .answers = item.texts("mechanisms"),
                    .place = item.place()};
      if (const auto kind = figure_kind_names.find(item.text("kind")))
        figure.kind = *kind;
      else
        item.at("kind").fault("packs.figures.unknown_word",
                              {{"key", "kind"}, {"word", item.text("kind")}});
      if (figure.kind == FigureKind::rate) {
        figure.numerator = item.text("numerator");
        figure.denominator = item.text("denominator");
      } else if (figure.kind == FigureKind::derived) {
        figure.formula = item.text("formula");
      } else {
        read_measure(item, reading.catalogue, figure);
      }
      if (figure.answers.empty()) item.fault("packs.figures.no_mechanism", {{"figure", figure.id}});
      const auto known = std::ranges::find(reading.catalogue.figures, figure.id, &Figure::id);
      if (known == reading.catalogue.figures.end())
        reading.catalogue.figures.push_back(std::move(figure));
      else
        *known = std::move(figure);
    }
  if (const auto published = file.find("published"))
    for (const Item& item : published->list()) {
      item.only({"id", "mechanisms", "figure", "value", "bound", "kind", "basis", "area", "from",
                 "to", "document", "statement"});
      const std::string id = item.text("figure");
      const auto known = std::ranges::find(reading.catalogue.figures, id, &Figure::id);
      if (known == reading.catalogue.figures.end())
        item.at("figure").fault("packs.figures.unknown_figure", {{"figure", id}});
      else
        known->published.push_back(read_published(reading, item));
    }
}

}  // namespace zhulian::packs
