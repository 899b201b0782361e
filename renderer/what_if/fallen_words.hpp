/// Why a component falls, in the words of every format for people.
#pragma once

#include <string>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// The way down to what failed: "web → vm-1"; of a pool whose instances failed, these.
[[nodiscard]] std::string fallen_words(const WhatIfReport& report,
                                       const Consequence::Fallen& fallen);

}  // namespace cutpoint
