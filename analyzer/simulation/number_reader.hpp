/// Numbers that another process wrote, one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace cutpoint {

/// Reads numbers one after the other; what cannot be is told once, at the end.
class NumberReader {
 public:
  explicit NumberReader(std::span<const double> numbers) : numbers_(numbers) {}
  /// 0 where there is none.
  double next();
  /// A whole number from 0 to 2⁵³.
  std::uint64_t count();
  /// How many of `width` numbers each follow: not more than there are.
  std::size_t size(std::size_t width);
  void refuse() { good_ = false; }
  /// Nothing was wrong so far.
  [[nodiscard]] bool good() const { return good_; }
  /// Nothing was wrong, and nothing is left.
  [[nodiscard]] bool finished() const { return good_ && numbers_.empty(); }

 private:
  std::span<const double> numbers_;
  bool good_ = true;
};

}  // namespace cutpoint
