/// What is done to a project when all its files have been laid over each other.
#pragma once

#include <string>
#include <vector>

#include "importer/compose/project/env_files.hpp"
#include "importer/compose/project/project_files.hpp"
#include "importer/compose/project/project_parts.hpp"
#include "importer/importing.hpp"

namespace cutpoint::compose {

/// Gives variables of a service that have none a value from outside; `last`: what has none now has
/// none at all, which is remembered as missing.
void fill_in_environment(Value& service, Interpolation& interpolation, bool last);

/// Applies profiles, reads environment files with the variables of their project, and says which
/// variables nobody sets.
void finish_project(Project& project, const ImportInput& input,
                    const std::vector<Variables>& scopes, ProjectFiles& files,
                    Interpolation& interpolation, Diagnostics& diagnostics);

/// Says lines of a file of variables that are none.
void report_faults(const std::string& path, const std::vector<std::size_t>& lines, SourceSpan at,
                   Diagnostics& diagnostics);

}  // namespace cutpoint::compose
