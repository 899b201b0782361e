/// The text of a plan or state: where its JSON lies in what was given, and a copy of it that may be
/// shown, as its values hold secrets.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "importer/terraform/inventory/secrets.hpp"

namespace cutpoint::terraform {

/// Where the first JSON object of a text lies. Wrappers of the program print lines before and
/// behind it.
struct JsonExtent {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< behind the closing brace, or the end of a text that is cut off
  bool has_text_before = false;
  bool has_text_behind = false;
};

/// Linear in the text; `begin == end` where there is no object.
[[nodiscard]] JsonExtent find_json(std::string_view text);

/// The text with blanks instead of what stands outside the extent: lines and columns stay.
[[nodiscard]] std::string only_json(std::string_view text, const JsonExtent& extent);

/// The text with `*` for every character of values that may be secret: those of resources,
/// outputs, variables and constants, whether or not they are marked. Keys, addresses, types and
/// names stay, and so does every position. Excerpts of findings are taken from this.
[[nodiscard]] std::string masked(std::string_view text);

/// Hides also what repeats a secret elsewhere, as a key of an instance can.
void mask_secrets(std::string& text, const Secrets& secrets);

}  // namespace cutpoint::terraform
