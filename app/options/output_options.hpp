/// Where an output goes, and in which format; `write_report` reads both.
#pragma once

#include <string>
#include <string_view>

#include "app/console/command.hpp"
#include "renderer/writing/formats.hpp"

namespace cutpoint {

/// -o. Read as `output`; empty or "-" is standard output.
[[nodiscard]] inline OptionSpec output_option(
    std::string_view summary = "where to write [standard output]") {
  return {"-o,--output", "FILE", summary};
}

/// -f, with the formats of one table.
template <class Input>
[[nodiscard]] OptionSpec format_option(Formats<Input> formats,
                                       std::string_view summary = "how to print",
                                       std::string default_name = "text") {
  return {"-f,--format", "FORMAT", summary, format_names(formats), std::move(default_name)};
}

/// An option that may be given several times.
[[nodiscard]] inline OptionSpec repeatable(OptionSpec spec) {
  spec.repeatable = true;
  return spec;
}

}  // namespace cutpoint
