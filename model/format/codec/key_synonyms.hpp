/// What people write for keys of the format, and the forms of values that are often written
/// otherwise.
#pragma once

#include <string_view>
#include <vector>

namespace cutpoint {

/// The key that the word stands for where `known` are the keys: `host` for `runs_on`. Empty where
/// there is none.
[[nodiscard]] std::string_view key_meant_by(std::string_view word,
                                            const std::vector<std::string_view>& known);
/// Why there is no such key there, and what to write; empty where nothing is known of it.
[[nodiscard]] std::string_view word_on_key(std::string_view word, std::string_view where);
/// What such an object looks like, for who wrote something else; empty where nothing is known.
[[nodiscard]] std::string_view example_of(std::string_view what);

}  // namespace cutpoint
