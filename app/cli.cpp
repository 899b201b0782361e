#include "app/cli.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/help_text.hpp"
#include "app/console/replaced_input.hpp"
#include "app/console/work_limit.hpp"
#include "cutpoint/diagnostic.hpp"
#include "cutpoint/version.hpp"

namespace cutpoint {

namespace {

const std::string budget_option_name = "budget";

/// Owns what CLI11 writes into while it parses.
struct Parsing {
  const Command* command = nullptr;
  CLI::App* app = nullptr;
  std::map<std::string, std::vector<std::string>> values;
  std::map<std::string, std::int64_t> flags;
};

void add_positional(Parsing& parsing, const PositionalSpec& spec) {
  auto* option = parsing.app->add_option(
      std::string(spec.name), parsing.values[std::string(spec.name)], std::string(spec.summary));
  if (spec.required) option->required();
  if (!spec.repeatable) option->expected(1)->allow_extra_args(false);
  if (!spec.choices.empty() && !spec.takes_files_too) {
    option->check(CLI::IsMember(spec.choices));
  }
}

void add_option(Parsing& parsing, const OptionSpec& spec) {
  const std::string name = long_name(spec.names);
  if (spec.value_name.empty()) {
    parsing.app->add_flag(std::string(spec.names), parsing.flags[name], std::string(spec.summary));
    return;
  }
  std::string summary(spec.summary);
  if (!spec.default_value.empty()) summary += fmt::format(" [{}]", spec.default_value);
  auto* option = parsing.app->add_option(std::string(spec.names), parsing.values[name], summary);
  option->type_name(std::string(spec.value_name));
  // One value a use, so that positionals may follow.
  option->allow_extra_args(false);
  option->expected(1);
  if (spec.repeatable) {
    option->expected(1, CLI::detail::expected_max_vector_size)->allow_extra_args(false);
  } else {
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
  if (!spec.choices.empty()) option->check(CLI::IsMember(spec.choices));
}

Arguments collect(const Parsing& parsing) {
  Arguments arguments;
  arguments.all = parsing.values;
  for (const CLI::Option* used : parsing.app->parse_order()) {
    if (!used->get_lnames().empty()) arguments.order.push_back(used->get_lnames().front());
  }
  for (const auto& [name, count] : parsing.flags) {
    arguments.all[name] = count > 0 ? std::vector<std::string>{"true"} : std::vector<std::string>{};
  }
  for (const OptionSpec& spec : parsing.command->options) {
    auto& values = arguments.all[long_name(spec.names)];
    if (values.empty() && !spec.default_value.empty()) values.push_back(spec.default_value);
  }
  return arguments;
}

std::vector<std::unique_ptr<Parsing>> add_commands(CLI::App& app,
                                                   std::span<const Command* const> added) {
  std::vector<std::unique_ptr<Parsing>> parsings;
  for (const Command* command : added) {
    auto parsing = std::make_unique<Parsing>();
    parsing->command = command;
    parsing->app = app.add_subcommand(std::string(command->name), std::string(command->summary));
    parsing->app->fallthrough();
    for (const PositionalSpec& spec : command->positionals) add_positional(*parsing, spec);
    for (const OptionSpec& spec : command->options) add_option(*parsing, spec);
    parsings.push_back(std::move(parsing));
  }
  return parsings;
}

bool environment_has(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool environment_is(const char* name, std::string_view wanted) {
  const char* value = std::getenv(name);
  return value != nullptr && value == wanted;
}

/// Set to anything but 0, which switches such variables off.
bool environment_asks(const char* name) {
  return environment_has(name) && !environment_is(name, "0");
}

bool decide_colour(const std::string& wish, bool terminal) {
  if (wish == "always") return true;
  if (wish == "never") return false;
  if (environment_has("NO_COLOR")) return false;
  if (environment_asks("FORCE_COLOR") || environment_asks("CLICOLOR_FORCE")) return true;
  return terminal && !environment_is("CLICOLOR", "0") && !environment_is("TERM", "dumb");
}

std::string help_of(std::string_view name, std::size_t width) {
  const Command* command = find_command(name);
  return command == nullptr ? program_help(width) : command_help(*command, width);
}

Exit unknown_command(const std::string& word, Console& console) {
  std::vector<std::string_view> names;
  for (const Command* command : commands()) names.push_back(command->name);
  const auto near = nearest_name(word, names);
  return fail(console,
              fmt::format("there is no command `{}`{}", word,
                          near ? fmt::format("; did you mean `{}`?", *near)
                               : fmt::format("; commands are {}", fmt::join(names, ", "))));
}

/// Says which option may have been meant, where what was not expected looks like one.
Exit unknown_argument(const CLI::App& app, const CLI::ExtrasError& error, Console& console) {
  std::vector<std::string_view> names;
  const auto note = [&names](const CLI::App& of) {
    for (const CLI::Option* option : of.get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back(name);
    }
  };
  note(app);
  for (const CLI::App* command : app.get_subcommands()) note(*command);
  bool told = false;
  for (const std::string& word : app.remaining(true)) {
    if (word.rfind("--", 0) != 0) continue;
    const std::string name = word.substr(2, word.find('=') - 2);
    const auto near = nearest_name(name, names);
    if (!near) continue;
    console.err << fmt::format("cutpoint: there is no option `--{}`; did you mean `--{}`?\n", name,
                               *near);
    told = true;
  }
  if (!told) (void)app.exit(error, console.out, console.err);
  return Exit::failure;
}

void apply_global_options(Parsing& global, Console& console) {
  const auto& wishes = global.values["color"];
  const std::string wish = wishes.empty() ? "auto" : wishes.back();
  console.colour_out = decide_colour(wish, console.colour_out);
  console.colour_err = decide_colour(wish, console.colour_err);
  console.ascii = console.ascii || global.flags["ascii"] > 0;
  console.quiet = console.quiet || global.flags["quiet"] > 0;
  console.verbose = console.verbose || global.flags["verbose"] > 0;
}

/// "cutpoint 0.1.0 (123bdc7a2f50)", without the commit where that is not known.
std::string version_line() {
  return commit().empty() ? fmt::format("cutpoint {}", version())
                          : fmt::format("cutpoint {} ({})", version(), commit());
}

/// `help` and `help COMMAND` are other words for `--help` and `COMMAND --help`.
std::vector<std::string> without_help_word(std::vector<std::string> arguments) {
  if (arguments.empty() || arguments.front() != "help") return arguments;
  arguments.erase(arguments.begin());
  if (arguments.size() > 1) arguments.resize(1);
  arguments.emplace_back("--help");
  return arguments;
}

/// Of time and memory; nothing, and a printed reason, where one cannot be read. Where --budget may
/// be an amount of money as well, what is no time and no memory is left to the command.
std::optional<std::vector<EngineBudget>> budgets_of(const Command& command,
                                                    const Arguments& arguments, Console& console) {
  std::vector<EngineBudget> budgets;
  for (const OptionSpec& spec : command.options) {
    if (long_name(spec.names) != budget_option_name) continue;
    for (const std::string& text : arguments.values(budget_option_name)) {
      const auto budget = parse_engine_budget(text);
      if (budget.value) {
        budgets.push_back(*budget.value);
      } else if (!spec.repeatable) {
        fail(console, fmt::format("--budget: {}", budget.error.text()));
        return std::nullopt;
      }
    }
  }
  return budgets;
}

Exit run_timed(const Parsing& parsing, Console& console) {
  const auto start = std::chrono::steady_clock::now();
  const Arguments arguments = collect(parsing);
  const auto budgets = budgets_of(*parsing.command, arguments, console);
  if (!budgets) return Exit::failure;
  if (const auto input = replaced_input(*parsing.command, arguments)) {
    return fail(console, replacement_refused(*input));
  }
  std::optional<WorkLimit> limit;
  if (!budgets->empty() && console.may_end)
    limit.emplace(budgets->back(), std::string(parsing.command->name));
  console.limit = limit ? &*limit : nullptr;
  const Exit exit = parsing.command->run(arguments, console);
  console.limit = nullptr;
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  if (console.verbose) {
    console.err << fmt::format("{}: {:.2f} s in all\n", parsing.command->name, taken.count());
  }
  return exit;
}

}  // namespace

Exit run_command_line(const std::vector<std::string>& given, Console& console) {
  const std::vector<std::string> arguments = without_help_word(given);
  if (arguments.size() == 1 && (arguments.front() == "--version" || arguments.front() == "-V")) {
    console.out << version_line() << '\n';
    return Exit::success;
  }
  CLI::App app("", "cutpoint");
  app.set_version_flag("-V,--version", version_line());
  app.require_subcommand(1);
  app.formatter_fn([&console](const CLI::App* of, const std::string&, CLI::AppFormatMode) {
    return help_of(of->get_name(), console.width);
  });
  Parsing global;
  global.app = &app;
  for (const OptionSpec& spec : global_option_specs()) add_option(global, spec);
  if (arguments.empty()) {
    console.err << program_help(console.width);
    return Exit::failure;
  }
  // Where the command is known by now, only its options are declared: all of them together take
  // longer than a small document.
  const Command* named = find_command(arguments.front());
  if (arguments.front().rfind('-', 0) != 0 && named == nullptr) {
    return unknown_command(arguments.front(), console);
  }
  const auto parsings =
      add_commands(app, named != nullptr ? std::span(&named, 1) : cutpoint::commands());
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ExtrasError& error) {
    return unknown_argument(app, error, console);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, console.out, console.err);
    return code == 0 ? Exit::success : Exit::failure;
  }
  apply_global_options(global, console);
  for (const auto& parsing : parsings) {
    if (parsing->app->parsed()) return run_timed(*parsing, console);
  }
  return Exit::failure;
}

}  // namespace cutpoint
