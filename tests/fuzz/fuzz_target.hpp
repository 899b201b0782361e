/// What is fuzzed: a name, what holds for every input, inputs to begin with, and the trial itself.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cutpoint::fuzzing {

/// A file of the samples or of the test fixtures.
struct SeedFile {
  std::string path;  ///< from the root of the sources
  std::string text;
};

/// How inputs are made of files.
enum class SeedForm { file, line, pair };

struct FuzzTarget {
  std::string_view name;
  std::string_view holds;  ///< for whoever reads the list
  SeedForm form = SeedForm::file;
  /// Whether a file of the project is an input to begin with.
  bool (*takes)(const SeedFile& file);
  /// Aborts where an invariant does not hold; whatever the input, it returns else.
  void (*run)(const std::string& input);
};

/// By name.
[[nodiscard]] std::span<const FuzzTarget> fuzz_targets();
/// Null where there is none of that name.
[[nodiscard]] const FuzzTarget* find_fuzz_target(std::string_view name);

// In targets/.
void fuzz_analysis(const std::string& input);
void fuzz_answers(const std::string& input);
void fuzz_chaos(const std::string& input);
void fuzz_claims(const std::string& input);
void fuzz_compose(const std::string& input);
void fuzz_diff(const std::string& input);
void fuzz_format(const std::string& input);
void fuzz_improve(const std::string& input);
void fuzz_incidents(const std::string& input);
void fuzz_kubernetes(const std::string& input);
void fuzz_lint(const std::string& input);
void fuzz_markdown(const std::string& input);
void fuzz_open_psa(const std::string& input);
void fuzz_pictures(const std::string& input);
void fuzz_terraform(const std::string& input);
void fuzz_values(const std::string& input);

}  // namespace cutpoint::fuzzing
