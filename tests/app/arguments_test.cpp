// Options are declared where they are read.
#include <regex>
#include <set>
#include <stdexcept>

#include "app/console/command.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::arguments_test {

TEST_CASE("an option that the command did not declare is not silently absent") {
  Arguments arguments;
  arguments.all["max-order"] = {"3"};
  arguments.all["today"] = {};
  CHECK(arguments.value("max-order") == "3");
  CHECK(!arguments.given("today"));
  CHECK_THROWS_AS(arguments.value("budget"), std::logic_error);
  CHECK_THROWS_AS(arguments.given("budget"), std::logic_error);
  CHECK_THROWS_AS(arguments.typed("budget"), std::logic_error);
}

TEST_CASE("every option that a command names is declared by it") {
  const std::regex read(R"re(arguments_?\.(?:value|values|flag|given|typed)\(\s*"([^"]+)"\))re");
  for (const Command* command : commands()) {
    const std::string text =
        read_file(source_path("app/commands/" + std::string(command->name) + ".cpp"));
    std::set<std::string> declared;
    for (const OptionSpec& spec : command->options) declared.insert(long_name(spec.names));
    for (const PositionalSpec& spec : command->positionals) declared.emplace(spec.name);
    for (std::sregex_iterator at(text.begin(), text.end(), read), end; at != end; ++at) {
      INFO(command->name << " reads " << (*at)[1]);
      CHECK(declared.count((*at)[1]) > 0);
    }
  }
}

}  // namespace cutpoint::testing::arguments_test
