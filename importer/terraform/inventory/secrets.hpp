/// Sensitive values of the files, so that nothing that is written can repeat one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace cutpoint::terraform {

class Secrets {
 public:
  /// Shorter ones are no secrets that could be told from words of the language.
  static constexpr std::size_t shortest = 4;

  void add(std::string_view secret);

  /// True where a secret stands in the text, in capitals or not. Linear in it.
  [[nodiscard]] bool reveals(std::string_view text) const;
  /// The length of the longest secret that stands in the text at `at`; 0: none does.
  [[nodiscard]] std::size_t length_at(std::string_view text, std::size_t at) const;

 private:
  std::unordered_set<std::string> all_;
  std::unordered_map<std::uint32_t, std::vector<std::string>> by_start_;
  std::vector<bool> first_two_ = std::vector<bool>(65'536);  ///< whether any begins so
};

}  // namespace cutpoint::terraform
