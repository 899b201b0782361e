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

Answer<std::string> changed_document(const System& system, const Advice& advice,
                                     const std::vector<std::string>& paths, const std::string& text,
                                     FileAccess& files) {
  if (advice.chosen.changes.empty()) return {text, {}};
  std::string error;
  auto changed = write_changes(text, system.draft(), advice.changed, error);
  if (changed && !says_what_was_advised(paths, *changed, advice.changed, files)) {
    error = "the changes cannot be written into it without a risk to what else it says";
    changed.reset();
  }
  if (!changed) error = fmt::format("{} cannot be changed: {}", paths.back(), error);
  return {std::move(changed), std::move(error)};
}

}  // namespace cutpoint
