/// ${VAR} in a Compose file.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace cutpoint::compose {

using Variables = std::map<std::string, std::string, std::less<>>;

/// Fills in ${VAR} and its forms as Compose does, and remembers which variables were missing.
class Interpolation {
 public:
  explicit Interpolation(Variables variables) : variables_(std::move(variables)) {}

  [[nodiscard]] std::string apply(std::string_view text) { return apply(text, 0); }
  [[nodiscard]] const std::set<std::string>& missing() const { return missing_; }
  [[nodiscard]] const Variables& variables() const { return variables_; }
  void set_variables(Variables variables) { variables_ = std::move(variables); }
  void set(const std::string& name, std::string value) { variables_[name] = std::move(value); }
  /// Says that a value was asked for and is not there.
  void note_missing(std::string name) { missing_.insert(std::move(name)); }
  void note_missing(const std::set<std::string>& names) {
    missing_.insert(names.begin(), names.end());
  }

 private:
  [[nodiscard]] std::string apply(std::string_view text, int depth);
  [[nodiscard]] std::string expand(std::string_view body, int depth);

  Variables variables_;
  std::set<std::string> missing_;
};

}  // namespace cutpoint::compose
