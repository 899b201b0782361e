#include <algorithm>

#include <fmt/format.h>

#include "model/format/codec/codec.hpp"
#include "model/format/reading.hpp"

namespace cutpoint {

namespace {

/// So many components or journeys are a tree at a time: the tree takes many times their text.
constexpr std::size_t elements_a_slice = 64;

void write_key(std::string& out, const KeyRow<Draft>& row, const Draft& draft) {
  YamlText value = row.write(draft);
  if (value.is_nothing()) return;
  YamlText text = YamlText::mapping();
  text.add(std::string(row.name), std::move(value));
  out += text.document();
}

/// The elements of a list of named ones, slice after slice below one key.
template <class T>
void write_in_slices(std::string& out, const KeyRow<Draft>& row, const Draft& draft,
                     std::vector<T> Draft::*list) {
  const std::vector<T>& all = draft.*list;
  for (std::size_t from = 0; from < all.size(); from += elements_a_slice) {
    const std::size_t to = std::min(from + elements_a_slice, all.size());
    Draft slice;
    (slice.*list)
        .assign(all.begin() + static_cast<std::ptrdiff_t>(from),
                all.begin() + static_cast<std::ptrdiff_t>(to));
    std::string text;
    write_key(text, row, slice);
    // The key stands above the first slice.
    out += from == 0 ? text : text.substr(text.find('\n') + 1);
  }
}

}  // namespace

std::string write_architecture(const Draft& draft) {
  std::string out;
  for (const KeyRow<Draft>& row : KeyTable<Draft>::rows()) {
    if (row.name == "components" && !draft.components.empty()) {
      write_in_slices(out, row, draft, &Draft::components);
    } else if (row.name == "journeys" && !draft.journeys.empty()) {
      write_in_slices(out, row, draft, &Draft::journeys);
    } else {
      write_key(out, row, draft);
    }
  }
  return out;
}

std::string schema_modeline() {
  return fmt::format("# yaml-language-server: $schema={}\n", schema_file_name);
}

}  // namespace cutpoint
