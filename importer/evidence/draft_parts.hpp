/// Parts of drafts as every importer writes them.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "cutpoint/draft.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// A value that stands, or is concluded from what stands, at that place.
template <class T>
[[nodiscard]] Given<T> given_at(T value, SourceSpan span) {
  return Spanned<T>{std::move(value), span};
}

/// The hard need of one component.
[[nodiscard]] DraftRequirement plain_need(const std::string& name, SourceSpan span);

/// "environment REDIS_HOST (web.yaml:12)"; the reason alone where the place is not known. Files in
/// `folder`, where one is given, are named from there, so that it reads the same everywhere.
[[nodiscard]] std::string with_place(std::string_view reason, SourceSpan span,
                                     const SourceFiles& sources, std::string_view folder = {});

}  // namespace cutpoint
