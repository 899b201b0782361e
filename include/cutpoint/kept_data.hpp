/// What components of a kind keep, and so may lose.
#pragma once

#include "cutpoint/kind.hpp"

namespace cutpoint {

/// What is lost with a component of a kind, where nothing else brings it back.
enum class KeptData {
  nothing,   ///< traffic, places and people
  unstated,  ///< machines and processes: the document may say that they keep something
  copies,    ///< data that can be filled again from elsewhere
  records,   ///< the only record of something: what a journey's RPO is about
};
[[nodiscard]] KeptData kept_data(const Kind& kind);

}  // namespace cutpoint
