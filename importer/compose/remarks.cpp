#include "importer/compose/remarks.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/base/name_list.hpp"

namespace cutpoint::compose {

void remark_on(const Draft& draft, SourceSpan start, Diagnostics& diagnostics) {
  const auto& components = draft.components;
  if (std::any_of(components.begin(), components.end(),
                  [](const DraftComponent& component) { return component.restart.has_value(); })) {
    diagnostics
        .info("assumed-restart", start,
              "restart policies are taken over with an assumed time of 20 s that cures 90 %")
        .help = "set `time` and `cures` to what you measure";
  }
}

void remark_on_perhaps_called(const std::vector<PerhapsCalled>& calls,
                              const std::vector<Service>& services, Diagnostics& diagnostics) {
  if (calls.empty()) return;
  const Service& front = services[calls.front().front];
  constexpr std::size_t most_names = 6;
  std::vector<std::string> names;
  names.reserve(calls.size());
  for (const PerhapsCalled& call : calls) names.push_back(services[call.back].name);
  diagnostics
      .info("perhaps-called", front.span,
            fmt::format("whom `{}` calls the files do not show; perhaps these, which are published "
                        "beside it: {}",
                        front.name, first_names(names, most_names)))
      .help = fmt::format(
      "say under `depends_on` of {} which it needs, and give a journey to what "
      "users call themselves",
      front.name);
}

}  // namespace cutpoint::compose
