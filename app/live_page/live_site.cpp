#include "app/live_page/live_site.hpp"

#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/base/number_text.hpp"
#include "renderer/writing/xml_text.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view frame_style =
    "body{margin:0;font:14px system-ui,sans-serif;display:flex;flex-direction:column;height:100vh}"
    "nav{padding:4px 8px;border-bottom:1px solid #999}nav a{margin-right:12px}"
    "pre{margin:0;padding:8px;background:#fff3f0;color:#400;max-height:40vh;overflow:auto;"
    "border-bottom:2px solid #c00}pre:empty{display:none}iframe{flex:1;border:0}";

constexpr std::string_view frame_script = R"(
const frame = document.querySelector("iframe"), said = document.querySelector("pre");
let state = null, shown = -1;
function show() {
  const wanted = Math.min(Number(location.hash.slice(1)) || 0, state.pages.length - 1);
  const page = state.pages[wanted];
  said.textContent = page.errors;
  document.title = page.path + " – cutpoint";
  if (shown !== wanted) frame.src = "report/" + wanted;
  else if (frame.dataset.edition !== String(page.edition)) frame.contentWindow.location.reload();
  frame.dataset.edition = page.edition;
  shown = wanted;
}
async function follow() {
  for (;;) {
    try {
      const answer = await fetch("state/" + (state ? state.edition : 0));
      if (!answer.ok) throw new Error(answer.status);
      state = await answer.json();
      show();
    } catch {
      said.textContent = "The server has ended.";
      await new Promise(done => setTimeout(done, 1000));
    }
  }
}
addEventListener("hashchange", () => state && show());
follow();
)";

/// The number behind a prefix; nothing in another text.
std::optional<std::uint64_t> number_behind(std::string_view text, std::string_view prefix) {
  if (text.rfind(prefix, 0) != 0) return std::nullopt;
  return number_of_text<std::uint64_t>(text.substr(prefix.size()));
}

}  // namespace

LiveSite::LiveSite(const std::vector<std::string>& paths, std::string token, Console& console)
    : console_(console), prefix_("/" + std::move(token) + "/") {
  for (const std::string& path : paths) {
    pages_.push_back({path, {}, {}, 0, {}});
    make(pages_.back());
  }
}

void LiveSite::make(LivePage& page) {
  page.files.note(page.path, console_.files, [&](FileAccess& files) {
    std::ostringstream out, said;
    Console quiet{out, said, files};
    quiet.quiet = true;
    const Command& report = *find_command("report");
    Arguments arguments = declared_arguments(report);
    arguments.all["FILE"] = {page.path};
    arguments.all["output"] = {"-"};
    const Exit exit = report.run(arguments, quiet);
    if (exit == Exit::success) page.html = out.str();
    page.errors = exit == Exit::success ? "" : said.str();
  });
  page.edition = ++edition_;
}

void LiveSite::look() {
  for (LivePage& page : pages_) {
    if (page.files.changed()) make(page);
  }
}

std::string LiveSite::state_json() const {
  nlohmann::ordered_json pages = nlohmann::ordered_json::array();
  for (const LivePage& page : pages_) {
    pages.push_back({{"path", page.path}, {"edition", page.edition}, {"errors", page.errors}});
  }
  return nlohmann::ordered_json{{"edition", edition_}, {"pages", pages}}.dump(
      -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string LiveSite::frame_html() const {
  std::string links;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    links += fmt::format("<a href=\"#{}\">{}</a>", i, xml_text(pages_[i].path));
  }
  return fmt::format(
      "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>cutpoint</title>"
      "<link rel=\"stylesheet\" href=\"live.css\">{}<pre></pre><iframe title=\"report\"></iframe>"
      "<script src=\"live.js\"></script></html>\n",
      pages_.size() > 1 ? "<nav>" + links + "</nav>" : "");
}

std::optional<HttpResponse> LiveSite::answer(std::string_view path) const {
  const HttpResponse unknown{404, "text/plain; charset=utf-8", "nothing is here\n"};
  // No address is a path of a file: there is nothing to climb out of.
  if (path.rfind(prefix_, 0) != 0) return unknown;
  path.remove_prefix(prefix_.size());
  const std::string own =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src "
      "'self'; frame-ancestors 'none'";
  if (path.empty()) return HttpResponse{200, "text/html; charset=utf-8", frame_html(), own};
  if (path == "live.css")
    return HttpResponse{200, "text/css; charset=utf-8", std::string(frame_style)};
  if (path == "live.js")
    return HttpResponse{200, "text/javascript; charset=utf-8", std::string(frame_script)};
  if (const auto seen = number_behind(path, "state/")) {
    if (*seen == edition_) return std::nullopt;
    return HttpResponse{200, "application/json", state_json()};
  }
  if (const auto number = number_behind(path, "report/"); number && *number < pages_.size()) {
    const std::string& html = pages_[*number].html;
    // The page carries its own policy, which names what it holds.
    return HttpResponse{200, "text/html; charset=utf-8", html, "frame-ancestors 'self'"};
  }
  return unknown;
}

}  // namespace cutpoint
