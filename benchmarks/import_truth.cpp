// How well imports agree with truths written by hand: precision and recall of each format, and with
// a name in the arguments what is wrong with that system.
#include <cstdlib>
#include <map>
#include <string>

#include <fmt/format.h>

#include "tests/importer/truth/score.hpp"

namespace {

using cutpoint::truth::PrecisionRecall;
using cutpoint::truth::Score;

std::string both(const PrecisionRecall& value) {
  return fmt::format("{:4.2f} {:4.2f}", value.precision.value(), value.recall.value());
}

void print_row(const std::string& name, const Score& score) {
  fmt::print("{:<40} {}  {}  {}  {:5.2f} {:8}\n", name, both(score.needs), both(score.groups),
             both(score.journeys), score.kinds.value(), score.invented);
}

}  // namespace

int main(int count, char** arguments) {
  const char* elsewhere = std::getenv("CUTPOINT_REAL_INPUTS");
  const std::string wanted = count > 1 ? arguments[1] : "";
  std::map<std::string, Score> sums;
  fmt::print("{:<40} needs      groups     journeys   kinds invented\n", "precision and recall");
  for (const auto& system : cutpoint::truth::truth_cases(
           CUTPOINT_SOURCE_DIR "/tests/importer/truth", elsewhere == nullptr ? "" : elsewhere)) {
    const Score score = cutpoint::truth::score(system);
    print_row(fmt::format("{} {}{}", system.format, system.name, system.is_public ? " *" : ""),
              score);
    if (!wanted.empty() && system.name == wanted) {
      for (const std::string& remark : score.remarks) fmt::print("  {}\n", remark);
    }
    sums[fmt::format("{}, {}", system.format,
                     system.is_public ? "public files *" : "own systems")] += score;
  }
  for (const auto& [name, score] : sums) print_row(name, score);
  return 0;
}
