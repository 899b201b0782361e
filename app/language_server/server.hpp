/// A language server with one editor.
#pragma once

#include <chrono>
#include <set>
#include <string>

#include "app/language_server/format_words.hpp"
#include "app/language_server/workspace.hpp"
#include "app/rpc/channel.hpp"

namespace cutpoint {

class LanguageServer {
 public:
  LanguageServer(RpcChannel& channel, Workspace& workspace)
      : channel_(channel), workspace_(workspace) {}

  /// Answers until the editor says `exit` or is gone; whether it said `shutdown` before.
  [[nodiscard]] bool run();

  // What a request asks for, by the table of methods in server.cpp.
  [[nodiscard]] RpcJson initialize(const RpcJson& params);
  [[nodiscard]] RpcJson shut_down(const RpcJson& params);
  [[nodiscard]] RpcJson complete(const RpcJson& params);
  [[nodiscard]] RpcJson hover(const RpcJson& params);
  [[nodiscard]] RpcJson define(const RpcJson& params);
  [[nodiscard]] RpcJson refer(const RpcJson& params);
  [[nodiscard]] RpcJson prepare_rename(const RpcJson& params);
  [[nodiscard]] RpcJson rename(const RpcJson& params);
  [[nodiscard]] RpcJson list_symbols(const RpcJson& params);
  [[nodiscard]] RpcJson list_folds(const RpcJson& params);
  [[nodiscard]] RpcJson format(const RpcJson& params);
  [[nodiscard]] RpcJson list_tokens(const RpcJson& params);
  [[nodiscard]] RpcJson list_lenses(const RpcJson& params);
  [[nodiscard]] RpcJson list_actions(const RpcJson& params);
  [[nodiscard]] RpcJson resolve_action(const RpcJson& params);

 private:
  void handle(const RpcJson& message);
  void answer_request(const std::string& method, const RpcJson& message);
  void take_notification(const std::string& method, const RpcJson& params);
  /// How long to wait for a message before what is due is checked.
  [[nodiscard]] std::chrono::milliseconds pause() const;
  /// Checks the next document that is due, and tells what was found.
  void check_one();
  void publish(const std::set<std::string>& files);

  RpcChannel& channel_;
  Workspace& workspace_;
  FormatWords words_;
  std::set<std::string> published_;  ///< files that the editor shows findings of
  /// Since when something is due and nothing was told of it.
  std::chrono::steady_clock::time_point silent_since_;
  bool is_initialized_ = false;
  bool is_shut_down_ = false;
};

}  // namespace cutpoint
