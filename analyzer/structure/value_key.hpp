/// Values one after the other, byte by byte, as text that can be looked up.
#pragma once

#include <string>
#include <type_traits>
#include <utility>

namespace cutpoint {

class ValueKey {
 public:
  template <class Value>
  void add(const Value& value) {
    static_assert(std::is_arithmetic_v<Value> || std::is_enum_v<Value>);
    key_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }

  [[nodiscard]] std::string take() { return std::move(key_); }

 private:
  std::string key_;
};

}  // namespace cutpoint
