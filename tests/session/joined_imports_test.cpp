// Several imports become one system where names and addresses meet.
#include "session/joined_imports.hpp"

#include <algorithm>

#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::joined_imports_test {

namespace {

/// A part of components without anything else, each in a place of its own file.
class PartMaker {
 public:
  explicit PartMaker(SourceFiles& sources) : sources_(sources) {}

  ImportedPart part(const std::string& label, const std::vector<std::string>& names) {
    const FileId file = sources_.add(label + ".yaml", "a: 1\nb: 2\n");
    ImportedPart made{label, {}};
    made.imported.draft.version = Spanned<std::uint32_t>{1, {file, 1, 1, 1}};
    made.imported.draft.files = {file};
    for (const std::string& name : names) {
      DraftComponent component;
      component.name = {name, {file, 2, 1, 1}};
      component.kind = Spanned<std::string>{"container", {file, 2, 1, 1}};
      made.imported.draft.components.push_back(std::move(component));
      made.imported.conclusions.push_back({ConclusionKind::kind,
                                           name,
                                           "container",
                                           "image x",
                                           Strength::declared,
                                           {file, 2, 1, 1}});
    }
    return made;
  }

 private:
  SourceFiles& sources_;
};

void add_need(ImportedPart& part, std::size_t from, const std::string& to) {
  DraftRequirement need;
  need.component = {to, {}};
  part.imported.draft.components[from].depends_on.push_back(std::move(need));
}

std::vector<std::string> names_in(const Imported& imported) {
  std::vector<std::string> names;
  for (const DraftComponent& c : imported.draft.components) names.push_back(c.name.value);
  return names;
}

const DraftComponent& component_in(const Imported& imported, const std::string& name) {
  const auto& all = imported.draft.components;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.name.value == name; });
  REQUIRE(found != all.end());
  return *found;
}

}  // namespace

TEST_CASE("an address that one import names and another answers to is an edge with its reason") {
  SourceFiles sources;
  Diagnostics diagnostics;
  PartMaker maker(sources);
  std::vector<ImportedPart> parts{maker.part("kubernetes", {"web"}),
                                  maker.part("terraform", {"db"})};
  const SourceSpan place{FileId(0U), 2, 1, 1};
  parts[0].imported.unmet = {
      {"web", "shop.rds.example", 5432, "environment DATABASE_URL", false, place},
      {"web", "192.0.2.7", 25, "environment RELAY", false, place},
      {"web", "mail.example", 25, "environment SMTP", false, place}};
  parts[1].imported.answers = {{"shop.rds.example", "db"}};
  const Imported all = join_imports(std::move(parts), {}, sources, diagnostics);
  const DraftComponent& web = component_in(all, "web");
  REQUIRE(web.depends_on.size() == 1);
  CHECK(web.depends_on[0].component.value == "db");
  CHECK(web.depends_on[0].inferred->value == "environment DATABASE_URL (kubernetes.yaml:2)");
  REQUIRE(all.unmet.size() == 2);
  CHECK(all.unmet[1].address == "mail.example");
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(diagnostics.all()[1].rule == "no-entry");
  CHECK(diagnostics.all()[0].rule == "outside-hosts");
  CHECK(has(diagnostics.all()[0].message, "mail.example"));
  CHECK_FALSE(has(diagnostics.all()[0].message, "rds"));
  CHECK_FALSE(has(diagnostics.all()[0].message, "192.0.2.7"));
  CHECK(std::any_of(all.conclusions.begin(), all.conclusions.end(), [](const Conclusion& one) {
    return one.component == "web" && one.what == "needs db" && one.strength == Strength::inferred;
  }));
}

TEST_CASE("equal names of two imports are told apart, with everybody who needs them") {
  SourceFiles sources;
  Diagnostics diagnostics;
  PartMaker maker(sources);
  std::vector<ImportedPart> parts{maker.part("compose", {"web", "db"}),
                                  maker.part("kubernetes", {"web", "db", "cache"})};
  add_need(parts[0], 0, "db");
  add_need(parts[1], 0, "db");
  const Imported all = join_imports(std::move(parts), {}, sources, diagnostics);
  CHECK(names_in(all) ==
        std::vector<std::string>{"web", "db", "web-kubernetes", "db-kubernetes", "cache"});
  CHECK(component_in(all, "web").depends_on[0].component.value == "db");
  CHECK(component_in(all, "web-kubernetes").depends_on[0].component.value == "db-kubernetes");
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(diagnostics.all()[0].rule == "same-names");
  CHECK(std::count_if(all.conclusions.begin(), all.conclusions.end(),
                      [](const Conclusion& one) { return one.component == "db-kubernetes"; }) == 1);
}

TEST_CASE("what a user says is the same becomes one, and keeps the needs of both") {
  SourceFiles sources;
  Diagnostics diagnostics;
  PartMaker maker(sources);
  std::vector<ImportedPart> parts{maker.part("compose", {"web", "mail", "front"}),
                                  maker.part("kubernetes", {"web", "db"})};
  add_need(parts[0], 0, "mail");
  add_need(parts[0], 2, "web");
  add_need(parts[1], 0, "db");
  const Imported all =
      join_imports(std::move(parts), {{"compose:web", "kubernetes:web"}}, sources, diagnostics);
  CHECK(diagnostics.all().size() == 1);  // that there are no journeys
  CHECK(names_in(all).size() == 4);
  const DraftComponent& web = component_in(all, "web-kubernetes");
  REQUIRE(web.depends_on.size() == 2);
  CHECK(web.depends_on[0].component.value == "db");
  CHECK(web.depends_on[1].component.value == "mail");
  CHECK(component_in(all, "front").depends_on[0].component.value == "web-kubernetes");
}

TEST_CASE("a name that no part has, or several have, is an error that says how to write it") {
  SourceFiles sources;
  PartMaker maker(sources);
  for (const auto& [name, message] :
       {std::pair("nobody", "no part has"), std::pair("web", "several parts have")}) {
    Diagnostics diagnostics;
    std::vector<ImportedPart> parts{maker.part("compose", {"web"}),
                                    maker.part("kubernetes", {"web", "db"})};
    (void)join_imports(std::move(parts), {{name, "db"}}, sources, diagnostics);
    REQUIRE(diagnostics.has_errors());
    CHECK(has(diagnostics.all()[0].message, message));
    CHECK(has(diagnostics.all()[0].help, "kubernetes:NAME"));
  }
}

TEST_CASE("that nobody says who needs whom is told of the whole, and not of its parts") {
  const auto told = [](bool with_edge) {
    SourceFiles sources;
    Diagnostics diagnostics;
    PartMaker maker(sources);
    std::vector<ImportedPart> parts{maker.part("compose", {"web"}),
                                    maker.part("kubernetes", {"mail"})};
    if (with_edge) {
      parts[0].imported.unmet.push_back({"web", "mail.shop", 0, "environment MAIL", false, {}});
      parts[1].imported.answers.push_back({"mail.shop", "mail"});
    }
    (void)join_imports(std::move(parts), {}, sources, diagnostics);
    return std::any_of(diagnostics.all().begin(), diagnostics.all().end(),
                       [](const Diagnostic& d) { return d.rule == "no-dependency-information"; });
  };
  CHECK(told(false));
  CHECK_FALSE(told(true));
}

TEST_CASE("one part may be empty, and all of them may not") {
  SourceFiles sources;
  PartMaker maker(sources);
  for (const bool all_empty : {false, true}) {
    Diagnostics diagnostics;
    std::vector<ImportedPart> parts{
        maker.part("compose",
                   all_empty ? std::vector<std::string>{} : std::vector<std::string>{"web"}),
        maker.part("kubernetes", {})};
    (void)join_imports(std::move(parts), {}, sources, diagnostics);
    CHECK(diagnostics.has_errors() == all_empty);
  }
}

}  // namespace cutpoint::testing::joined_imports_test
