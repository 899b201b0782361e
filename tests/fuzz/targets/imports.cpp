// Descriptions of others: what is imported can be read, and is the same each time.
#include "cutpoint/system.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

namespace {

/// What is written of `input`, a file called `name`, is YAML that loads as an architecture without
/// errors, be it one without journeys, and that the formatter leaves as it is; its reasons can be
/// listed; and it is the same when it is made again.
void require_imported(const std::string& format, const std::string& name,
                      const std::string& input) {
  const Files files = {{name, input}};
  const Ran once = run_over(files, {"import", format, name});
  if (once.exit != 0) return;
  require_yaml(once.out);
  require(run_over(files, {"import", format, name}).out == once.out,
          "an import is the same each time", once.out);
  const Ran formatted = run_over({{"-", once.out}}, {"fmt", "-"});
  require(formatted.exit == 0 && formatted.out == once.out,
          "what is imported is written as the formatter writes it", once.out);
  const System system = load_text("architecture.yaml", once.out);
  std::string errors;
  for (const Diagnostic& finding : system.diagnostics().all()) {
    // What is only a part of a system, to be completed by people, has nothing to analyse yet.
    if (finding.severity == Severity::error && finding.rule != "no-journeys")
      errors += finding.message + '\n';
  }
  require(errors.empty(), "what is imported can be read", errors + once.out);
  const Ran explained = run_over(files, {"import", format, name, "--explain", "--format", "json"});
  if (explained.exit == 0) require_json(explained.out);
}

}  // namespace

void fuzz_compose(const std::string& input) {
  require_imported("compose", "docker-compose.yml", input);
}

void fuzz_kubernetes(const std::string& input) {
  require_imported("kubernetes", "manifests.yaml", input);
}

void fuzz_terraform(const std::string& input) {
  require_imported("terraform", "plan.json", input);
}

}  // namespace cutpoint::fuzzing
