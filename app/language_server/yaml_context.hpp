/// Where in a document somebody is typing, although it is not whole yet.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cutpoint {

/// `components: {web: {kind: con|` has the path components, web, the key `kind`, and `con` typed.
struct YamlContext {
  std::vector<std::string> path;  ///< keys from the outside in; "[]" for an item of a list
  std::string key;        ///< whose value is typed; empty where a key is, or an item of a list
  std::string typed;      ///< of the word in front of the cursor
  bool in_value = false;  ///< a value or an item of a list: no key
  bool is_comment = false;
  std::set<std::string, std::less<>> siblings;  ///< keys that the mapping has already, in front
};

/// Reads the text up to `end`, by its columns and brackets. Linear in it.
[[nodiscard]] YamlContext yaml_context(std::string_view text, std::size_t end);

}  // namespace cutpoint
