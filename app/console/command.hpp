/// Subcommands as plain tables: the parser, the help and the docs are made from them.
#pragma once

#include <algorithm>
#include <istream>
#include <map>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/format/reading.hpp"

namespace cutpoint {

/// Exit codes, as linters use them.
enum class Exit { success = 0, findings = 1, failure = 2 };

struct OptionSpec {
  std::string_view names;       ///< as in "-o,--output"; the long name is what commands ask for
  std::string_view value_name;  ///< empty for a flag
  std::string_view summary;
  std::vector<std::string> choices = {};
  std::string default_value = {};
  bool repeatable = false;
};

struct PositionalSpec {
  std::string_view name;
  std::string_view summary;
  bool required = true;
  bool repeatable = false;
  std::vector<std::string> choices = {};
  bool takes_files_too = false;  ///< the choices are offered beside files, and anything is taken
};

/// What the user typed, by long option name (without dashes) or positional name. All that the
/// command declares is in `all`, also where it was not typed; asking for anything else throws
/// std::logic_error.
class Arguments {
 public:
  [[nodiscard]] std::string value(const std::string& name) const;
  [[nodiscard]] const std::vector<std::string>& values(const std::string& name) const;
  [[nodiscard]] bool flag(const std::string& name) const { return !values(name).empty(); }
  [[nodiscard]] bool given(const std::string& name) const { return !values(name).empty(); }

  /// Whether somebody wrote the option, rather than its default being taken.
  [[nodiscard]] bool typed(const std::string& option) const {
    (void)values(option);
    return std::find(order.begin(), order.end(), option) != order.end();
  }

  std::map<std::string, std::vector<std::string>> all;
  std::vector<std::string> order;  ///< long names of options, once for each use, as typed
};

class WorkLimit;

/// The world outside: commands print and read through it, so tests can stand in for it.
struct Console {
  std::ostream& out;
  std::ostream& err;
  FileAccess& files;
  bool colour_out = false;
  bool colour_err = false;
  std::size_t width = 100;
  bool wraps = false;     ///< somebody reads at that width: lines of findings and lists keep to it
  bool progress = false;  ///< the error stream is a terminal: it may show how far a long run is
  bool quiet = false;     ///< nothing on the error stream but errors
  bool ascii = false;     ///< reports as text on standard output are in ASCII signs
  bool verbose = false;   ///< what is read and how long things take, on the error stream
  WorkLimit* limit = nullptr;  ///< of the command that runs, where --budget gives one
  bool may_end = false;        ///< the process is the command's alone: its limit may end it
  std::istream* in = nullptr;  ///< what clients write to; null: standard input

  /// For what stands one to a line: as wide as it is where a program may read it.
  [[nodiscard]] std::size_t line_width() const { return wraps ? width : std::string::npos; }

  /// The same console with other files behind it.
  [[nodiscard]] Console with_files(FileAccess& others) const {
    return {out,      err,   others, colour_out, colour_err, width,   wraps,
            progress, quiet, ascii,  verbose,    limit,      may_end, in};
  }
};

/// One row of the command table; see app/CMakeLists.txt.
struct Command {
  std::string_view name;
  std::string_view summary;
  std::vector<PositionalSpec> positionals;
  std::vector<OptionSpec> options;
  std::string_view example;  ///< a command line that works in the source tree
  Exit (*run)(const Arguments& arguments, Console& console);
};

[[nodiscard]] std::span<const Command* const> commands();
/// Null where there is none of that name.
[[nodiscard]] const Command* find_command(std::string_view name);

/// Options that every command takes, before its name or after it; --help and --version aside.
[[nodiscard]] std::span<const OptionSpec> global_option_specs();

/// All that the command declares with its defaults, as if nothing had been typed.
[[nodiscard]] Arguments declared_arguments(const Command& command);

/// What --format of the command takes, in the order of its tables of formats; none where it has no
/// such option.
[[nodiscard]] std::vector<std::string> formats_of(const Command& command);

/// "format" from "-f,--format".
[[nodiscard]] std::string long_name(std::string_view names);

}  // namespace cutpoint
