/// The steps from files to a compiled model, in the one order in which they are taken.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/failover/chain/solved_chains.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/structure_function.hpp"
#include "cutpoint/system.hpp"
#include "model/format/markdown/markdown.hpp"
#include "model/yaml/yaml_memory.hpp"

namespace cutpoint {

/// What was written in files that overlay each other, with the figures that their incident files
/// give. All findings go to `diagnostics`. `memory`: of the same files as they were before, if any.
[[nodiscard]] Draft read_written(const std::vector<std::string>& paths, FileAccess& files,
                                 SourceFiles& sources, Diagnostics& diagnostics,
                                 YamlMemory* memory = nullptr);

/// The files of one model of the Markdown document at `path`, in the order in which they are laid
/// over each other; of a block that is the document, to be read as the block's text.
/// Whether a file that a Markdown document names lies where the document may point to: below the
/// current folder where the document does, else in its repository, else below its own folder; links
/// resolved.
[[nodiscard]] bool may_be_named(const std::string& document, const std::string& path,
                                FileAccess& files);

[[nodiscard]] std::vector<std::string> files_of_markdown_model(const std::string& path,
                                                               const MarkdownModel& model);

struct CompiledModel {
  Model model;
  StructureFunction function;
};

/// Builds what was written, even where it was read with errors, so that all findings come at once,
/// and compiles it where there are none. A document without journeys is an error: there would be
/// nothing to say of it. `chains`: of earlier drafts, if any.
[[nodiscard]] std::optional<CompiledModel> build_and_compile(const Draft& draft,
                                                             Diagnostics& diagnostics,
                                                             SolvedChains* chains = nullptr);

/// A changed draft of what `read` was read from, built and compiled.
[[nodiscard]] System system_of_draft(const System& read, Draft draft);

}  // namespace cutpoint
