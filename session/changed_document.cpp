// Advice written into the document that it is about.
#include <utility>

#include <fmt/format.h>

#include "cutpoint/system.hpp"
#include "model/format/edit/patching.hpp"
#include "session/reading_steps.hpp"

namespace cutpoint {

namespace {

/// The changed document, read with the files before it, must say what was analysed.
bool says_what_was_advised(const std::vector<std::string>& paths, const std::string& text,
                           const Draft& wanted, FileAccess& files) {
  MemoryAccess access(MemoryAccess::Texts{{paths.back(), text}}, &files);
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft read = read_written(paths, access, sources, diagnostics);
  return !diagnostics.has_errors() && same_architecture(read, wanted);
}

}  // namespace

Result<std::string> changed_document(const System& system, const Advice& advice,
                                     const std::vector<std::string>& paths, const std::string& text,
                                     FileAccess& files) {
  if (advice.chosen.changes.empty()) return text;
  auto changed = write_changes(text, system.draft(), advice.changed);
  if (changed && !says_what_was_advised(paths, *changed, advice.changed, files)) {
    changed = Failure("the changes cannot be written into it without a risk to what else it says");
  }
  if (changed) return changed;
  return Failure(fmt::format("{} cannot be changed: {}", paths.back(), changed.error.message));
}

}  // namespace cutpoint
