/// Where a name is given and used, in every document of the folder, and another name for it there.
#pragma once

#include <string>

#include "app/language_server/places.hpp"
#include "app/language_server/workspace.hpp"

namespace cutpoint {

/// Places of the protocol: where it is given, or everywhere. What is given is a file, too, where
/// the name of one stands there.
[[nodiscard]] RpcJson definition_json(const std::string& path, TextPlace place,
                                      Workspace& workspace);
[[nodiscard]] RpcJson references_json(const std::string& path, TextPlace place,
                                      bool with_definition, Workspace& workspace);

/// The range of the name at that place, or null: what can be renamed.
[[nodiscard]] RpcJson renamed_range_json(const std::string& path, TextPlace place,
                                         Workspace& workspace);
/// Edits in all documents, claims and regions of Markdown among them. Throws RpcFailure where the
/// new name cannot be one.
[[nodiscard]] RpcJson rename_json(const std::string& path, TextPlace place, const std::string& name,
                                  Workspace& workspace);

}  // namespace cutpoint
