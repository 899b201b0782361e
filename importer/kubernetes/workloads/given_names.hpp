/// Names and labels that operators give what they run, from patterns of the tables.
///
/// `{}` in a pattern is the name of the resource, `{spec.services.*.name}` each text at that path
/// of it, `{.name}` a text of the part.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importer/kubernetes/objects/objects.hpp"

namespace cutpoint::kubernetes {

/// What the words of a pattern stand for.
[[nodiscard]] std::vector<std::string> given_names(std::string_view pattern, const Object& object,
                                                   const Value& part);

/// Labels of the pods of a part: those that the resource says, and those of its operator. `ending`
/// is the part's in the table of custom resources.
[[nodiscard]] Labels given_labels(const Object& object, std::string_view ending, const Value& part);

}  // namespace cutpoint::kubernetes
