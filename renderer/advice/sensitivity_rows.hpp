/// What all forms of the sensitivity table say in the same words.
#pragma once

#include <optional>
#include <string>

#include "renderer/advice/advising.hpp"

namespace cutpoint {

/// "3 d 19 h"; "-5 min" where a change does harm; "–" where it has no meaning or was not tried.
[[nodiscard]] std::string saved_text(const std::optional<double>& seconds);

/// The kind of the component, "link", "failover" or "common cause".
[[nodiscard]] std::string kind_text(const Model& model, const SensitivityRow& row);

/// What has to be known to read the table: why two columns agree, bounds, what was left out.
[[nodiscard]] std::string sensitivity_note(const SensitivityReport& report,
                                           const JourneySensitivity& journey);

/// The whole table, on its own and as a part of advice.
[[nodiscard]] std::string sensitivity_text(const SensitivityReport& report);
[[nodiscard]] std::string sensitivity_markdown(const SensitivityReport& report);

}  // namespace cutpoint
