#include "dmn/xml.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feel/feel.h"

namespace zhulian::dmn {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string dmn13 = "https://www.omg.org/spec/DMN/20191111/MODEL/";
const std::string dmn15 = "https://www.omg.org/spec/DMN/20230324/MODEL/";

std::string definitions(const std::string& inside, const std::string& space = dmn15) {
  return "<definitions xmlns=\"" + space + "\" id=\"_d\" name=\"a  model\" namespace=\"urn:x\">" +
         inside + "</definitions>";
}

Model must_read(const std::string& xml) {
  const auto model = read(xml, "x.dmn");
  if (!model) throw std::runtime_error(model.error().code);
  return *model;
}

std::string argument(const Error& error, std::string_view name) {
  for (const Argument& one : error.arguments) {
    if (one.name == name) return one.value;
  }
  return "none";
}

Error must_refuse(const std::string& xml, const ReadLimits& limits = {}) {
  const auto model = read(xml, "x.dmn", limits);
  if (model) throw std::runtime_error("was read");
  return model.error();
}

// The only decision's expression as that form.
template <class Form>
const Form& form_of(const Model& model) {
  return std::get<Form>(model.decisions.at(0).expression->form);
}

std::string decision(const std::string& expression) {
  return definitions("<decision name=\"d\">" + expression + "</decision>");
}

std::string literal(const std::string& text) {
  return "<literalExpression><text>" + text + "</text></literalExpression>";
}

const std::string& text_of(const BoxedPtr& boxed) {
  return std::get<Literal>(boxed->form).text.text;
}

TEST(ModelFile, every_version_and_prefix_reads_alike) {
  for (const std::string version : {"http://www.omg.org/spec/DMN/20180521/MODEL/", dmn13.c_str(),
                                    "https://www.omg.org/spec/DMN/20211108/MODEL/", dmn15.c_str(),
                                    "http://www.omg.org/spec/DMN/20230324/MODEL"}) {
    const Model model = must_read("<p:definitions xmlns:p=\"" + version +
                                  "\" name=\"m\" namespace=\"n\"><p:inputData id=\"i\" "
                                  "name=\"in\"/></p:definitions>");
    EXPECT_EQ(model.inputs.at(0).name, "in") << version;
    EXPECT_EQ(model.inputs.at(0).variable.name, "in") << version;
  }
}

TEST(ModelFile, another_language_is_refused_with_what_was_found) {
  for (const std::string xml :
       {"<definitions xmlns=\"http://www.omg.org/spec/DMN/20151101/dmn.xsd\"/>", "<a/>",
        "<definitions/>", "<p:definitions/>"}) {
    const Error error = must_refuse(xml);
    EXPECT_EQ(error.code, "dmn.model.not_dmn") << xml;
    EXPECT_EQ(argument(error, "line"), "1");
    EXPECT_EQ(argument(error, "file"), "x.dmn");
  }
}

TEST(ModelFile, names_have_single_spaces) {
  const Model model = must_read(definitions("<inputData name=\" a \n\t b&#xA0;c\"/>"));
  EXPECT_EQ(model.inputs.at(0).name, "a b c");
  EXPECT_EQ(model.name, "a model");
}

TEST(ModelFile, a_type_stands_in_an_attribute_or_an_element) {
  const Model model = must_read(
      definitions("<itemDefinition name=\"t\" isCollection=\"true\"><typeRef>string</typeRef>"
                  "<allowedValues><text>\"a\"</text></allowedValues>"
                  "<typeConstraint><text>count(?) &gt; 1</text></typeConstraint>"
                  "</itemDefinition><itemDefinition name=\"f\"><functionItem "
                  "outputTypeRef=\"number\"><parameters name=\"p\" typeRef=\"date\"/>"
                  "</functionItem></itemDefinition><itemDefinition name=\"c\"><itemComponent "
                  "name=\"x\"><itemComponent name=\"y\"><typeRef>feel:number</typeRef>"
                  "</itemComponent></itemComponent></itemDefinition><inputData name=\"i\">"
                  "<variable name=\"i\" typeRef=\"t\"/></inputData>"));
  ASSERT_EQ(model.items.size(), 3u);
  EXPECT_EQ(model.items[0].type_ref, "string");
  EXPECT_TRUE(model.items[0].is_collection);
  EXPECT_EQ(model.items[0].allowed_values->text, "\"a\"");
  EXPECT_EQ(model.items[0].type_constraint->text, "count(?) > 1");
  EXPECT_EQ(model.items[1].function->output_type_ref, "number");
  EXPECT_EQ(model.items[1].function->parameters.at(0).type_ref, "date");
  EXPECT_EQ(model.items[2].components.at(0).components.at(0).type_ref, "feel:number");
  EXPECT_EQ(model.inputs.at(0).variable.type_ref, "t");
}

TEST(ModelFile, a_table_is_read_whole) {
  const Model model = must_read(decision(
      "<decisionTable hitPolicy=\"COLLECT\" aggregation=\"SUM\" outputLabel=\"o\">"
      "<input label=\"l\"><inputExpression typeRef=\"number\"><text>a</text></inputExpression>"
      "<inputValues><text>1,2</text></inputValues></input>"
      "<output name=\"n\" typeRef=\"number\"><outputValues><text>3</text></outputValues>"
      "<defaultOutputEntry><text>0</text></defaultOutputEntry></output><annotation name=\"why\"/>"
      "<rule id=\"r\"><inputEntry><text>-</text></inputEntry><outputEntry><text>3</text>"
      "</outputEntry><annotationEntry><text>law</text></annotationEntry></rule></decisionTable>"));
  const auto& table = form_of<DecisionTable>(model);
  EXPECT_EQ(table.hit_policy, HitPolicy::collect);
  EXPECT_EQ(table.aggregation, Aggregation::sum);
  EXPECT_EQ(table.output_label, "o");
  EXPECT_EQ(table.inputs.at(0).label, "l");
  EXPECT_EQ(table.inputs.at(0).expression.text, "a");
  EXPECT_EQ(table.inputs.at(0).type_ref, "number");
  EXPECT_EQ(table.inputs.at(0).values->text, "1,2");
  EXPECT_EQ(table.outputs.at(0).values->text, "3");
  EXPECT_EQ(table.outputs.at(0).default_entry->text, "0");
  EXPECT_THAT(table.annotation_names, ElementsAre("why"));
  EXPECT_EQ(table.rules.at(0).tests.at(0).text, "-");
  EXPECT_EQ(table.rules.at(0).outputs.at(0).text, "3");
  EXPECT_EQ(table.rules.at(0).annotations.at(0).text, "law");
}

TEST(ModelFile, a_table_without_a_policy_is_unique) {
  EXPECT_EQ(form_of<DecisionTable>(must_read(decision("<decisionTable/>"))).hit_policy,
            HitPolicy::unique);
}

TEST(ModelFile, a_row_that_does_not_fit_its_table_is_told_by_number) {
  const Error error = must_refuse(decision(
      "<decisionTable><input><inputExpression><text>a</text></inputExpression></input><output/>"
      "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry>"
      "</rule>\n<rule><outputEntry><text>1</text></outputEntry></rule></decisionTable>"));
  EXPECT_EQ(error.code, "dmn.model.entries");
  EXPECT_EQ(argument(error, "row"), "2");
  EXPECT_EQ(argument(error, "line"), "2");
  EXPECT_EQ(argument(error, "found"), "0");
}

TEST(ModelFile, unknown_words_are_all_told_at_once) {
  const Error error = must_refuse(
      definitions("<decision><decisionTable hitPolicy=\"LAST\" aggregation=\"MEAN\"/></decision>"
                  "<businessKnowledgeModel name=\"b\"><encapsulatedLogic kind=\"C\"/>"
                  "</businessKnowledgeModel>"));
  EXPECT_EQ(error.code, "dmn.model.name");
  ASSERT_EQ(error.others.size(), 3u);
  EXPECT_EQ(error.others[0].code, "dmn.model.hit_policy");
  EXPECT_EQ(error.others[1].code, "dmn.model.aggregation");
  EXPECT_EQ(error.others[2].code, "dmn.model.function_kind");
}

TEST(ModelFile, boxed_forms_are_read) {
  const auto in = "<in typeRef=\"t\">" + literal("xs") + "</in>";
  const Model conditional =
      must_read(decision("<conditional><if>" + literal("a") + "</if><then>" + literal("b") +
                         "</then><else>" + literal("c") + "</else></conditional>"));
  EXPECT_EQ(text_of(form_of<Conditional>(conditional).condition), "a");
  EXPECT_EQ(text_of(form_of<Conditional>(conditional).otherwise), "c");
  const Model filter =
      must_read(decision("<filter>" + in + "<match>" + literal("m") + "</match></filter>"));
  EXPECT_EQ(text_of(form_of<Filter>(filter).match), "m");
  const Model loop = must_read(decision("<for iteratorVariable=\"i\">" + in + "<return>" +
                                        literal("i") + "</return></for>"));
  EXPECT_EQ(form_of<Iterator>(loop).kind, Iterator::Kind::for_each);
  EXPECT_EQ(form_of<Iterator>(loop).type_ref, "t");
  EXPECT_EQ(text_of(form_of<Iterator>(loop).body), "i");
  const Model every = must_read(decision("<every iteratorVariable=\"i\">" + in + "<satisfies>" +
                                         literal("i") + "</satisfies></every>"));
  EXPECT_EQ(form_of<Iterator>(every).kind, Iterator::Kind::every);
  const Model relation =
      must_read(decision("<relation><column name=\"x\"/><column name=\"y\"/><row>" + literal("1") +
                         literal("2") + "</row></relation>"));
  EXPECT_EQ(text_of(form_of<Relation>(relation).rows.at(0).at(1)), "2");
  const Model list = must_read(decision("<list>" + literal("1") + literal("2") + "</list>"));
  EXPECT_EQ(form_of<BoxedList>(list).items.size(), 2u);
  const Model context = must_read(
      decision("<context><contextEntry><variable name=\"a\" typeRef=\"number\"/>" + literal("1") +
               "</contextEntry><contextEntry>" + literal("a") + "</contextEntry></context>"));
  EXPECT_EQ(form_of<BoxedContext>(context).entries.at(0).variable->type_ref, "number");
  EXPECT_FALSE(form_of<BoxedContext>(context).entries.at(1).variable);
  const Model invocation =
      must_read(decision("<invocation>" + literal("f") + "<binding><parameter name=\"p\"/>" +
                         literal("1") + "</binding></invocation>"));
  EXPECT_EQ(text_of(form_of<Invocation>(invocation).function), "f");
  EXPECT_EQ(form_of<Invocation>(invocation).bindings.at(0).first.name, "p");
  const Model function =
      must_read(decision("<functionDefinition kind=\"Java\"><formalParameter name=\"p\"/><context/>"
                         "</functionDefinition>"));
  EXPECT_EQ(form_of<FunctionDefinition>(function).kind, FunctionDefinition::Kind::java);
}

TEST(ModelFile, what_is_left_out_is_an_empty_text) {
  const Model model = must_read(decision("<conditional/>"));
  EXPECT_EQ(text_of(form_of<Conditional>(model).then), "");
  EXPECT_EQ(must_read(definitions("<decision name=\"d\"/>")).decisions.at(0).expression, nullptr);
}

TEST(ModelFile, what_a_decision_requires_is_read) {
  const Model model = must_read(definitions(
      "<import name=\"i\" namespace=\"n\" importType=\"t\" locationURI=\"l\"/><decision "
      "name=\"d\"><informationRequirement><requiredInput href=\"#a\"/></informationRequirement>"
      "<informationRequirement><requiredDecision href=\"n#b\"/></informationRequirement>"
      "<knowledgeRequirement><requiredKnowledge href=\"#c\"/></knowledgeRequirement></decision>"
      "<decisionService name=\"s\"><outputDecision href=\"#o\"/><encapsulatedDecision "
      "href=\"#e\"/><inputDecision href=\"#i\"/><inputData href=\"#j\"/></decisionService>"));
  EXPECT_EQ(model.imports.at(0).location, "l");
  const auto& needs = model.decisions.at(0).requirements;
  ASSERT_EQ(needs.size(), 3u);
  EXPECT_EQ(needs[0].kind, Requirement::Kind::input);
  EXPECT_EQ(needs[1].href, "n#b");
  EXPECT_EQ(needs[2].kind, Requirement::Kind::knowledge);
  EXPECT_EQ(model.services.at(0).output_decisions.at(0).href, "#o");
  EXPECT_EQ(model.services.at(0).input_data.at(0).href, "#j");
}

TEST(ModelFile, elements_of_others_are_no_part_of_the_model) {
  const Model model = must_read(
      definitions("<x:decision xmlns:x=\"urn:other\" name=\"no\"/><extensionElements><decision "
                  "name=\"inner\"/></extensionElements>"));
  EXPECT_TRUE(model.decisions.empty());
}

// The position feel names, as a reader of the file finds it.
std::pair<int, int> place_of_fault(const std::string& xml) {
  const Model model = must_read(xml);
  const Text& text = form_of<Literal>(model).text;
  const auto parsed = feel::parse(text.text, {}, text.at);
  if (parsed) throw std::runtime_error("parsed");
  const feel::Position told{.line = std::stoi(argument(parsed.error(), "line")),
                            .column = std::stoi(argument(parsed.error(), "column"))};
  const feel::Position found = text.in_file(told);
  return {found.line, found.column};
}

TEST(ModelFile, a_fault_in_a_text_points_into_the_file) {
  const std::string before = definitions("\n<decision name=\"d\">\n<literalExpression><text>");
  const std::string head = before.substr(0, before.find("</definitions>"));
  const std::string tail = "</text></literalExpression></decision></definitions>";
  const auto place = [&](const std::string& text) { return place_of_fault(head + text + tail); };
  using P = std::pair<int, int>;
  EXPECT_EQ(place("1 + }"), P(3, 30));
  EXPECT_EQ(place("a &lt; }"), P(3, 33));
  EXPECT_EQ(place("a &lt; b and\n  c &gt;= }"), P(4, 11));
  EXPECT_EQ(place("<![CDATA[a < }]]>"), P(3, 39));
  EXPECT_EQ(place("a <!-- \n\n --> + }"), P(5, 8));
  EXPECT_EQ(place("1 +&#10;2 + }"), P(3, 38));
  EXPECT_EQ(place("\"\xE5\xA7\x93\" + }"), P(3, 32));
  EXPECT_EQ(place("1 +\r\n }"), P(4, 2));
}

TEST(ModelFile, saves_what_it_did_not_understand_in_the_namespace_of_1_3) {
  const std::string xml =
      "<?xml version=\"1.0\"?>\n<!-- before -->\n"
      "<d:definitions xmlns:d=\"" +
      dmn15 +
      "\" xmlns:dmndi=\"https://www.omg.org/spec/DMN/20230324/DMNDI/\" "
      "xmlns:dc=\"http://www.omg.org/spec/DMN/20180521/DC/\" xmlns:v=\"urn:v\" name=\"m\" "
      "namespace=\"urn:x\" expressionLanguage=\"https://www.omg.org/spec/DMN/20230324/FEEL/\">\n"
      "  <d:extensionElements><v:any at=\"1 &lt; 2 &quot; &#10;\"/></d:extensionElements>\n"
      "  <?tool keep me?><!-- c -->\n"
      "  <d:decision name=\"x\"><d:literalExpression><d:text>1 &lt; 2 &amp; <![CDATA[<b>]]>"
      "</d:text></d:literalExpression></d:decision>\n"
      "  <dmndi:DMNDI><dc:Bounds x=\"1\"/></dmndi:DMNDI>\n</d:definitions>\n<!-- after -->";
  const std::string saved = save(must_read(xml));
  EXPECT_THAT(saved, HasSubstr("xmlns:d=\"" + dmn13 + "\""));
  EXPECT_THAT(saved, HasSubstr("\"https://www.omg.org/spec/DMN/20191111/DMNDI/\""));
  EXPECT_THAT(saved, HasSubstr("\"https://www.omg.org/spec/DMN/20191111/FEEL/\""));
  EXPECT_THAT(saved, HasSubstr("<v:any at=\"1 &lt; 2 &quot; &#10;\"/>"));
  EXPECT_THAT(saved, HasSubstr("<?tool keep me?><!-- c -->"));
  EXPECT_THAT(saved, HasSubstr("<dmndi:DMNDI><dc:Bounds x=\"1\"/></dmndi:DMNDI>"));
  EXPECT_THAT(saved, HasSubstr("1 &lt; 2 &amp; &lt;b&gt;"));
  EXPECT_THAT(saved, HasSubstr("<!-- before -->"));
  EXPECT_THAT(saved, HasSubstr("<!-- after -->"));
  EXPECT_THAT(saved, Not(HasSubstr("20230324")));
  EXPECT_EQ(save(must_read(saved)), saved);
}

TEST(ModelFile, broken_xml_is_told_with_its_place) {
  const Error error = must_refuse("<definitions>\n  <a></b>\n");
  EXPECT_EQ(error.code, "dmn.xml.malformed");
  EXPECT_EQ(argument(error, "line"), "2");
  for (const std::string xml : {"", "<", "<a", "<a/><b/>", "\xFF\xFE<", "<a>\xC3</a>"})
    EXPECT_EQ(must_refuse(xml).code, "dmn.xml.malformed") << xml;
}

TEST(ModelFile, entities_are_refused_before_they_grow) {
  const Error bomb = must_refuse(
      "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<definitions>&b;"
      "</definitions>");
  EXPECT_EQ(bomb.code, "dmn.xml.entities");
  EXPECT_EQ(must_refuse("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>").code, "dmn.xml.entities");
}

TEST(ModelFile, what_is_too_large_or_deep_ends_soon) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(must_refuse(deep).code, "dmn.xml.too_deep");
  std::string many = "<a>";
  for (int i = 0; i < 2000; ++i) many += "<b/>";
  EXPECT_EQ(must_refuse(many + "</a>", {.elements_max = 1000}).code, "dmn.xml.too_large");
  EXPECT_EQ(must_refuse("<a>" + std::string(2000, ' ') + "</a>", {.bytes_max = 1000}).code,
            "dmn.xml.too_large");
  std::string entities = "<a>";
  for (int i = 0; i < 2000; ++i) entities += "&lt;";
  EXPECT_EQ(must_refuse(entities + "</a>", {.elements_max = 1000}).code, "dmn.xml.too_large");
  EXPECT_EQ(must_refuse("<a x=\"" + std::string(30u << 20, 'x') + "\"/>").code,
            "dmn.xml.too_large");
}

}  // namespace
}  // namespace zhulian::dmn
