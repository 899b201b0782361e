// Advice: what it changes in a document can be read again.
#include "cutpoint/system.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

void fuzz_improve(const std::string& input) {
  const std::string name = "model.yaml";
  const System system = load_text(name, input);
  if (!system || system.model().components.size() > 60) return;
  AdviceOptions options;
  options.target = *parse_availability("99.95%");
  options.analysis.budget.time = Duration::seconds(0.5);
  const Result<Advice> advice = advise(system, options);
  if (!advice) {
    require(!advice.error.message.empty(), "no advice has a reason", input);
    return;
  }
  MemoryAccess files(MemoryAccess::Texts{{name, input}});
  const Result<std::string> changed = changed_document(system, *advice, {name}, input, files);
  if (!changed) return;
  const System after = load_text(name, *changed);
  require(static_cast<bool>(after), "a document with its changes can be read", *changed);
}

}  // namespace cutpoint::fuzzing
