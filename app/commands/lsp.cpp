#include <iostream>

#include "app/console/console.hpp"
#include "app/language_server/server.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/option_list.hpp"

namespace cutpoint {

namespace {

constexpr AnalysisOptionGroup lsp_analysis_group{AnalysisOptionGroup::day};

Exit run_lsp(const Arguments& arguments, Console& console) {
  auto analysis = lsp_analysis_group.read(arguments, console);
  if (!analysis) return Exit::failure;
  keep_lint_quick(*analysis);
  std::istream& in = console.in != nullptr ? *console.in : std::cin;
  RpcChannel channel(in, console.out, Framing::headers, {"$/cancelRequest", "id", "textDocument/didChange"});
  Workspace workspace(arguments, *analysis, console);
  return LanguageServer(channel, workspace).run() ? Exit::success : Exit::findings;
}

}  // namespace

const Command& lsp_command() {
  static const Command command{
      "lsp",
      "Serve an editor over standard input and output: findings while one types, names, figures",
      {},
      option_list(
          {{"--config", "FILE", "the configuration [nearest .cutpoint.yaml, or $CUTPOINT_CONFIG]"},
           {"--no-config", "", "read no configuration"}},
          {lsp_analysis_group.specs()}),
      "cutpoint lsp </dev/null",
      run_lsp};
  return command;
}

}  // namespace cutpoint
