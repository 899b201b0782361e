#include "app/shell/completion.hpp"

#include "app/console/console.hpp"
#include "app/options/output_options.hpp"

namespace cutpoint {

namespace {

Exit run_completion(const Arguments& arguments, Console& console) {
  const std::string shell = arguments.value("SHELL");
  const std::string script = shell == "bash"  ? bash_completion()
                             : shell == "zsh" ? zsh_completion()
                                              : fish_completion();
  return write_output(arguments.value("output"), script, console);
}

}  // namespace

const Command& completion_command() {
  static const Command command{
      "completion",
      "Print a script that completes cutpoint's command line in your shell",
      {{"SHELL", "whose script", true, false, {"bash", "zsh", "fish"}}},
      {output_option()},
      "cutpoint completion bash",
      run_completion};
  return command;
}

}  // namespace cutpoint
