/// Models in Markdown that nobody reads, as their block is not marked as one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cutpoint {

/// The first fenced block that is a model but for its info string: YAML, or without a language,
/// that begins with the version key.
class UnmarkedModel {
 public:
  /// A block opens; `is_model` where it is marked.
  void open(std::string_view info, bool is_model);
  /// A line of the open block.
  void read(std::uint32_t number, std::string_view line);

  [[nodiscard]] std::uint32_t line() const { return line_; }  ///< of its version key; 0: none
  /// "line 5 is a model in a ```yaml block: write ```cutpoint".
  [[nodiscard]] std::string help() const;

 private:
  bool at_start_ = false;  ///< of a block that could be one, nothing but comments was read
  std::string open_info_;
  std::uint32_t line_ = 0;
  std::string info_;
};

}  // namespace cutpoint
