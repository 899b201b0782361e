/// What a name says of who calls a program: people, other programs, or nobody.
#pragma once

#include <cstdint>
#include <string_view>

namespace cutpoint {

enum class Standing : std::uint8_t {
  unknown,
  front,  ///< "web", "frontend", "api-gateway": people call it
  back,   ///< "orders-service", "billing-api", "backend": programs do
  worker  ///< "spark-worker", "datanode": takes what others give it
};

/// By the last word of the name; "server", "service" and "app" behind a front say nothing more:
/// "web-server".
[[nodiscard]] Standing standing_of(std::string_view name);

}  // namespace cutpoint
