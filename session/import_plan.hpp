/// Which files an import takes, in which format, and what it leaves: files that were named are
/// taken or an error, files found in folders are taken or left with a reason.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/source.hpp"
#include "importer/importing.hpp"

namespace cutpoint {

struct ImportCandidate {
  std::string path;
  bool was_named = true;  ///< false: found in a folder
};

/// Files of one system, for one call of an importer.
struct PlannedImport {
  const Importer* importer = nullptr;
  std::vector<std::string> paths;
};

struct LeftFile {
  std::string path;
  std::string reason;
};

struct ImportPlan {
  std::vector<PlannedImport> imports;
  std::vector<LeftFile> left;    ///< in some way a description, but not taken
  std::size_t unrecognised = 0;  ///< found, and in no format that is known here
  /// What was taken and read to tell formats, by path, as it was read: standard input cannot be
  /// read again. What is forced is not in it.
  MemoryAccess::Texts texts = {};
};

/// What a plan has read, given to whom asks first: a large text is not held beside what is made of
/// it. Other files, and what is asked for again, come from `others`; but for standard input.
class PlannedTexts : public FileAccess {
 public:
  PlannedTexts(MemoryAccess::Texts texts, FileAccess& others)
      : texts_(std::move(texts)), others_(others) {}
  Result<std::string> read(const std::string& path) override;
  bool is_inside(const std::string& path, const std::string& root) override;

 private:
  MemoryAccess::Texts texts_;
  FileAccess& others_;
};

/// Formats are told by content, each file being read once; with `only` everything named is of that
/// one and taken without being read. Linear in what is read.
[[nodiscard]] ImportPlan plan_imports(const std::vector<ImportCandidate>& candidates,
                                      const Importer* only, FileAccess& files, SourceFiles& sources,
                                      Diagnostics& diagnostics);

}  // namespace cutpoint
