/// Documents as pages that follow what is saved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/console/command.hpp"
#include "app/live_page/followed_files.hpp"
#include "app/live_page/http_server.hpp"

namespace cutpoint {

class LiveSite {
 public:
  /// One page a path. `token` begins every address: who does not know it sees nothing.
  LiveSite(const std::vector<std::string>& paths, std::string token, Console& console);

  /// Makes those pages anew of which a file changed since.
  void look();
  /// The answer at a path; nothing yet where news are waited for.
  [[nodiscard]] std::optional<HttpResponse> answer(std::string_view path) const;

 private:
  struct LivePage {
    std::string path;
    std::string html;    ///< the last good report
    std::string errors;  ///< why there is no newer one
    std::uint64_t edition = 0;
    FollowedFiles files;  ///< what was read for it
  };
  void make(LivePage& page);
  [[nodiscard]] std::string frame_html() const;
  [[nodiscard]] std::string state_json() const;

  Console& console_;
  std::string prefix_;  ///< "/token/"
  std::vector<LivePage> pages_;
  std::uint64_t edition_ = 0;
};

}  // namespace cutpoint
