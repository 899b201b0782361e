#include "tests/fuzz/imported.hpp"

#include "cutpoint/system.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

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

}  // namespace cutpoint::fuzzing
