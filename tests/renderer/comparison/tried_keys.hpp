// A key of the format that is added, changed and removed, and what a comparison says of it.
#pragma once

#include <map>
#include <string>

#include "model/format/codec/codec.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing {

/// Two values of a key, and what must stand beside it. No second value: there is only one.
struct TriedKey {
  std::string first;
  std::string second;
  std::string beside = {};
  bool required = false;  ///< no document is without it
};
using TriedKeys = std::map<std::string, TriedKey, std::less<>>;

/// The key, or the section of that name, is told in every form.
void check_visible(const std::string& key, const std::string& before, const std::string& after);

/// `%` in `frame` stands for the key with what stands beside it.
template <class Object>
void check_keys(const std::string& frame, const TriedKeys& keys) {
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) {
    const std::string key(row.name);
    INFO("key `" << key << "` of " << KeyTable<Object>::title());
    const auto found = keys.find(key);
    REQUIRE(found != keys.end());
    const TriedKey& tried = found->second;
    if (tried.first.empty()) continue;  // tried elsewhere, see where it is listed
    const auto document = [&](const std::string& value) {
      std::string inside = tried.beside;
      if (!value.empty()) inside += (inside.empty() ? "" : ", ") + key + ": " + value;
      std::string text = frame;
      return text.replace(text.find('%'), 1, inside);
    };
    if (!tried.required) {
      check_visible(key, document(""), document(tried.first));
      check_visible(key, document(tried.first), document(""));
    }
    if (!tried.second.empty()) check_visible(key, document(tried.first), document(tried.second));
  }
}

}  // namespace cutpoint::testing
