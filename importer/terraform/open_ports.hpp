/// Ports that are open for users, and those by which people log on.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace cutpoint::terraform {

/// By which people log on: SSH, Remote Desktop, WinRM, and what is no port at all.
[[nodiscard]] inline bool is_for_operators(std::int64_t from, std::int64_t to) {
  constexpr std::array ports = {std::int64_t(-1), std::int64_t(22), std::int64_t(3389),
                                std::int64_t(5985), std::int64_t(5986)};
  return from == to && std::find(ports.begin(), ports.end(), from) != ports.end();
}

/// "80" or "8000-8080"; ports that are none are nobody's.
[[nodiscard]] inline bool is_for_users(std::string_view ports) {
  const auto number = [](std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  const std::size_t dash = ports.find('-');
  const std::int64_t from = number(ports.substr(0, dash));
  return !is_for_operators(from,
                           dash == std::string_view::npos ? from : number(ports.substr(dash + 1)));
}

}  // namespace cutpoint::terraform
