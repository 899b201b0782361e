/// Every place of a draft where a name that was given elsewhere is used.
#pragma once

#include <functional>
#include <string_view>

#include "cutpoint/draft.hpp"

namespace cutpoint {

/// What a name refers to.
enum class ReferenceTo {
  part,  ///< a component, link or common cause
  kind,
};

/// `use` is told who uses the name: the object that it stands in, empty where it stands in none.
/// Cost: linear in the draft.
void for_each_reference(
    Draft& draft,
    const std::function<void(WrittenName& name, ReferenceTo to, std::string_view user)>& use);

}  // namespace cutpoint
