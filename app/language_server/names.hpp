/// Where names of a document are given and used.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/draft.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

struct NameUse {
  enum class Of { component, journey, common_cause, link, kind };
  std::string name;
  SourceSpan span;
  Of of = Of::component;
  bool gives = false;     ///< it is given here; otherwise it is used
  bool in_claim = false;  ///< of a Markdown document
};

/// All of a draft, claims of Markdown documents aside. Names of components, links and common causes
/// share one table, so that a use has the `of` of what it means. Linear in the draft.
[[nodiscard]] std::vector<NameUse> name_uses(Draft draft);
/// Adds what claims about that draft name of it: `zone-a` in `survives(zone-a)`.
void add_claimed_names(const std::vector<WrittenName>& claims, std::vector<NameUse>& uses);

/// The one at that place of a file; null where there is none.
[[nodiscard]] const NameUse* use_at(const std::vector<NameUse>& uses, const SourceFiles& sources,
                                    std::string_view path, std::uint32_t line,
                                    std::uint32_t column);

/// Whether both mean the same thing.
[[nodiscard]] bool mean_the_same(const NameUse& one, const NameUse& other);

}  // namespace cutpoint
