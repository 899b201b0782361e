/// The objects of manifests and dumps: lists opened, names and namespaces said.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "importer/documents/read_documents.hpp"
#include "importer/importing.hpp"

namespace cutpoint::kubernetes {

using documents::Value;
using Labels = std::map<std::string, std::string, std::less<>>;

/// One object of the API, as written.
struct Object {
  std::string group;  ///< "apps" of apps/v1; empty for the core group
  std::string kind;
  std::string name;
  std::string name_space;  ///< empty where none is written
  Value value;
  SourceSpan span;  ///< of the name

  [[nodiscard]] Value spec() const { return value.find("spec"); }
  [[nodiscard]] bool is(std::string_view a_group, std::string_view a_kind) const {
    return group == a_group && kind == a_kind;
  }
};

/// All objects of the files of an import. Owns the trees that they point into.
class Objects {
 public:
  /// Reads all files. Of two objects of one name the later counts, as if both were applied.
  void read(const ImportInput& input, FileAccess& access, SourceFiles& sources,
            Diagnostics& diagnostics);

  /// Takes objects that were read from other files, one a document.
  void take(std::vector<documents::ValueTree> trees);

  [[nodiscard]] const std::vector<Object>& all() const { return objects_; }
  [[nodiscard]] const std::vector<FileId>& files() const { return files_; }
  /// Objects of a kind in any of the API groups that have had it, in the order of the files.
  [[nodiscard]] std::vector<const Object*> of_kind(std::string_view kind) const;
  /// The object of this kind, namespace and name; null where there is none. An object without a
  /// namespace answers for any that nothing else is written in.
  [[nodiscard]] const Object* find(std::string_view kind, std::string_view name_space,
                                   std::string_view name) const;

 private:
  void read_file(const std::string& path, FileAccess& access, SourceFiles& sources,
                 Diagnostics& diagnostics);
  void add_tree(documents::ValueTree tree, Diagnostics& diagnostics);
  void add(const Value& value, std::string_view list_kind, Diagnostics& diagnostics);
  void index(Diagnostics& diagnostics);

  std::deque<documents::ValueTree> trees_;
  std::vector<FileId> files_;
  std::vector<Object> objects_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_kind_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

/// Keys and values of a mapping of texts.
[[nodiscard]] Labels labels_of(const Value& mapping);

/// "default" for what is written without one.
[[nodiscard]] std::string_view namespace_or_default(std::string_view name_space);

}  // namespace cutpoint::kubernetes
