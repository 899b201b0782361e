/// What must hold of everything that is printed, whatever was read.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cutpoint::fuzzing {

/// Says what does not hold, shows `of`, and aborts.
void require(bool holds, std::string_view what, std::string_view of = {});

/// Well-formed UTF-8 without control characters but line ends and tabs, and without marks that turn
/// the direction of text: safe in a terminal and in a log.
void require_clean(std::string_view text);
/// Another parser than the writer takes it: nlohmann-json, pugixml, yaml-cpp. The latter two take
/// noncharacters that the formats forbid: there are none.
void require_json(const std::string& text);
void require_xml(const std::string& text);
void require_yaml(const std::string& text);

struct Ran {
  int exit = 0;
  std::string out;
  std::string err;
};

using Files = std::map<std::string, std::string>;

/// Runs the program in this process over files in memory. Requires what holds of every run: an
/// exit code of the documented ones, a reason beside a failure, clean text on both streams.
Ran run_over(const Files& files, const std::vector<std::string>& arguments);
/// The same where what is printed is the document itself: it may hold what its author wrote.
Ran run_writing(const Files& files, const std::vector<std::string>& arguments);

/// The same with every choice of `--format`, each read by another parser where there is one.
void run_in_formats(const Files& files, const std::vector<std::string>& arguments,
                    const std::vector<std::string_view>& formats);

/// The input up to the first line that says `%%`, and what follows it.
[[nodiscard]] std::pair<std::string, std::string> halves_of(const std::string& input);

}  // namespace cutpoint::fuzzing
