#include "dmn/tck.h"

#include <string>

#include <gtest/gtest.h>

namespace zhulian::dmn {
namespace {

std::string cases(const std::string& inside) {
  return "<testCases xmlns=\"http://www.omg.org/spec/DMN/20160719/testcase\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
         "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><modelName> m.dmn\n</modelName>" +
         inside + "</testCases>";
}

// The text of what a test expects.
std::string expected(const std::string& value) {
  const auto read = read_tck(cases("<testCase id=\"1\"><resultNode name=\"r\"><expected>" + value +
                                   "</expected></resultNode></testCase>"),
                             "t.xml");
  if (!read) return read.error().code;
  return feel::to_text((*read)->cases.at(0).results.at(0).value).value();
}

std::string typed(const std::string& type, const std::string& text) {
  return expected("<value xsi:type=\"xsd:" + type + "\">" + text + "</value>");
}

TEST(TestCases, values_are_read_by_their_type) {
  EXPECT_EQ(typed("string", " a "), " a ");
  EXPECT_EQ(typed("boolean", "true"), "true");
  EXPECT_EQ(typed("decimal", " 1.50 "), "1.5");
  EXPECT_EQ(typed("double", "1E3"), "1000");
  EXPECT_EQ(typed("date", "2020-02-29"), "2020-02-29");
  EXPECT_EQ(typed("time", "10:00:00Z"), "10:00:00Z");
  EXPECT_EQ(typed("dateTime", "2020-02-29T10:00:00+08:00"), "2020-02-29T10:00:00+08:00");
  EXPECT_EQ(typed("duration", "P1Y2M"), "P1Y2M");
  EXPECT_EQ(typed("duration", "P1DT2H"), "P1DT2H");
  EXPECT_EQ(expected("<value>plain</value>"), "plain");
}

TEST(TestCases, nil_lists_and_components_are_read) {
  EXPECT_EQ(expected("<value xsi:nil=\"true\"/>"), "null");
  EXPECT_EQ(expected("<list xsi:nil=\"true\"/>"), "null");
  EXPECT_EQ(expected("<list/>"), "[]");
  EXPECT_EQ(expected("<list><item><value xsi:type=\"xsd:decimal\">1</value></item><item>"
                     "<value xsi:nil=\"true\"/></item></list>"),
            "[1, null]");
  EXPECT_EQ(expected("<component name=\"a\"><component name=\"b\"><value>x</value></component>"
                     "</component><component name=\"c\" xsi:nil=\"true\"/>"),
            "{a: {b: \"x\"}, c: null}");
}

TEST(TestCases, a_value_that_is_not_of_its_type_is_told_with_its_place) {
  EXPECT_EQ(typed("decimal", "one"), "dmn.tck.value");
  EXPECT_EQ(typed("date", "2020-02-30"), "dmn.tck.value");
  EXPECT_EQ(typed("boolean", "yes"), "dmn.tck.value");
}

TEST(TestCases, a_case_names_what_it_calls) {
  const auto read = read_tck(
      cases("<testCase id=\"a\" type=\"decisionService\" invocableName=\"s\"><inputNode "
            "name=\"i\"><value>x</value></inputNode><resultNode name=\"r\" errorResult=\"true\"/>"
            "</testCase><testCase id=\"b\" type=\"bkm\" invocableName=\"k\"/>"),
      "t.xml");
  ASSERT_TRUE(read);
  const TckFile& file = **read;
  EXPECT_EQ(file.model, "m.dmn");
  EXPECT_EQ(file.cases.at(0).kind, TckCase::Kind::service);
  EXPECT_EQ(file.cases.at(0).invocable, "s");
  EXPECT_EQ(file.cases.at(0).inputs.at(0).name, "i");
  EXPECT_TRUE(file.cases.at(0).results.at(0).error);
  EXPECT_EQ(file.cases.at(1).kind, TckCase::Kind::knowledge);
}

TEST(TestCases, other_xml_is_passed_over_and_broken_xml_told) {
  EXPECT_FALSE(*read_tck("<project/>", "pom.xml"));
  EXPECT_EQ(read_tck("<testCases", "t.xml").error().code, "dmn.xml.malformed");
  EXPECT_EQ(read_tck(cases("<testCase type=\"magic\"/>"), "t.xml").error().code, "dmn.tck.type");
}

TEST(TestCases, numbers_are_near_and_all_else_is_the_same) {
  const auto number = [](const char* text) { return feel::Value(*feel::Decimal::parse(text)); };
  EXPECT_TRUE(tck_equal(number("1"), number("1.000000001")));
  EXPECT_FALSE(tck_equal(number("1"), number("1.0000001")));
  EXPECT_TRUE(tck_equal({}, {}));
  EXPECT_FALSE(tck_equal({}, number("1")));
  EXPECT_FALSE(tck_equal("1", number("1")));
  EXPECT_TRUE(tck_equal(feel::List{number("1")}, feel::List{number("1.0")}));
  EXPECT_FALSE(tck_equal(feel::List{number("1")}, feel::List{}));
  EXPECT_TRUE(
      tck_equal(feel::Context{{"a", "x"}, {"b", "y"}}, feel::Context{{"b", "y"}, {"a", "x"}}));
  EXPECT_FALSE(tck_equal(feel::Context{{"a", "x"}}, feel::Context{{"a", "x"}, {"b", {}}}));
}

}  // namespace
}  // namespace zhulian::dmn
