#include "analyzer/simulation/number_reader.hpp"

#include <cmath>

namespace cutpoint {

double NumberReader::next() {
  if (numbers_.empty()) {
    good_ = false;
    return 0.0;
  }
  const double number = numbers_.front();
  numbers_ = numbers_.subspan(1);
  if (!std::isfinite(number)) good_ = false;
  return number;
}

std::uint64_t NumberReader::count() {
  constexpr double most = 9007199254740992.0;
  const double number = next();
  if (number >= 0.0 && number <= most && number == std::floor(number)) {
    return static_cast<std::uint64_t>(number);
  }
  good_ = false;
  return 0;
}

std::size_t NumberReader::size(std::size_t width) {
  const std::uint64_t number = count();
  if (number <= numbers_.size() / width) return static_cast<std::size_t>(number);
  good_ = false;
  return 0;
}

}  // namespace cutpoint
