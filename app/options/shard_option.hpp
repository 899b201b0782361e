/// --shard K/N: a part of what is to be done.
#pragma once

#include <initializer_list>
#include <optional>

#include "app/console/command.hpp"
#include "cutpoint/shard.hpp"

namespace cutpoint {

/// "3/64"; what is wrong was said where there is none.
[[nodiscard]] std::optional<Shard> shard_of(const Arguments& arguments, Console& console);

/// False, and said, where one of these options was typed: they are of the whole, and a shard writes
/// a part of it.
[[nodiscard]] bool writes_a_part_alone(const Arguments& arguments,
                                       std::initializer_list<const char*> of_the_whole,
                                       Console& console);

/// False, and said, where one of these was typed: the parts that are put together say it.
[[nodiscard]] bool takes_from_parts(const Arguments& arguments,
                                    std::initializer_list<const char*> said_by_parts,
                                    Console& console);

}  // namespace cutpoint
