#include "tests/fuzz/fuzz_target.hpp"

#include <algorithm>
#include <array>

namespace cutpoint::fuzzing {

namespace {

bool ends_with(const SeedFile& file, std::string_view ending) {
  return std::string_view(file.path).ends_with(ending);
}

bool says(const SeedFile& file, std::string_view words) {
  return file.text.find(words) != std::string::npos;
}

bool is_architecture(const SeedFile& file) {
  return ends_with(file, ".yaml") && file.text.rfind("cutpoint:", 0) != std::string::npos &&
         says(file, "components:");
}
/// Small ones: many trials a second find more than large ones.
bool is_small_architecture(const SeedFile& file) {
  return is_architecture(file) && file.text.size() < 4096;
}
bool is_markdown(const SeedFile& file) {
  return ends_with(file, ".md") && says(file, "cutpoint");
}
bool has_claims(const SeedFile& file) {
  return ends_with(file, ".claims");
}
bool is_compose(const SeedFile& file) {
  return (ends_with(file, ".yaml") || ends_with(file, ".yml")) && says(file, "services:") &&
         !is_architecture(file);
}
bool is_manifest(const SeedFile& file) {
  return (ends_with(file, ".yaml") || ends_with(file, ".yml")) && says(file, "apiVersion:");
}
bool is_terraform(const SeedFile& file) {
  return ends_with(file, ".json") &&
         (says(file, "terraform_version") || says(file, "planned_values"));
}
bool is_fault_tree(const SeedFile& file) {
  return ends_with(file, ".xml");
}
bool is_table(const SeedFile& file) {
  return ends_with(file, ".csv");
}
bool has_verdicts(const SeedFile& file) {
  return ends_with(file, ".yaml") && says(file, "cutpoint-chaos-results:");
}
bool has_values(const SeedFile& file) {
  return ends_with(file, ".values");
}

constexpr std::array targets = std::to_array<FuzzTarget>({
    {"analysis", "bounds are bounds; a single point fells its journey", SeedForm::file,
     is_architecture, fuzz_analysis},
    {"answers", "every command answers whole, in every format", SeedForm::file,
     is_small_architecture, fuzz_answers},
    {"chaos", "results of experiments are judged or refused", SeedForm::file, has_verdicts,
     fuzz_chaos},
    {"claims", "a claim holds, fails, or is refused with its place", SeedForm::line, has_claims,
     fuzz_claims},
    {"compose", "what is imported can be read, and is the same each time", SeedForm::file,
     is_compose, fuzz_compose},
    {"diff", "nothing differs from itself", SeedForm::pair, is_small_architecture, fuzz_diff},
    {"format", "formatting twice is formatting once, and changes nothing said", SeedForm::file,
     is_architecture, fuzz_format},
    {"improve", "a document with advice applied can be read", SeedForm::file, is_small_architecture,
     fuzz_improve},
    {"incidents", "records are measured or refused", SeedForm::file, is_table, fuzz_incidents},
    {"kubernetes", "what is imported can be read, and is the same each time", SeedForm::file,
     is_manifest, fuzz_kubernetes},
    {"lint", "findings are well-formed in every format", SeedForm::file, is_small_architecture,
     fuzz_lint},
    {"markdown", "documents with models, claims and regions are read or refused", SeedForm::file,
     is_markdown, fuzz_markdown},
    {"open-psa", "an exported tree is the same tree", SeedForm::file, is_fault_tree, fuzz_open_psa},
    {"pictures", "every picture is well-formed", SeedForm::file, is_small_architecture,
     fuzz_pictures},
    {"terraform", "what is imported can be read, and is the same each time", SeedForm::file,
     is_terraform, fuzz_terraform},
    {"values", "a value reads as it is printed", SeedForm::line, has_values, fuzz_values},
});

}  // namespace

std::span<const FuzzTarget> fuzz_targets() {
  return targets;
}

const FuzzTarget* find_fuzz_target(std::string_view name) {
  const auto found = std::find_if(targets.begin(), targets.end(),
                                  [name](const FuzzTarget& target) { return target.name == name; });
  return found == targets.end() ? nullptr : &*found;
}

}  // namespace cutpoint::fuzzing
