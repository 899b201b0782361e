#include "app/language_server/server.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <utility>

#include <fmt/format.h>

#include "app/language_server/code_actions.hpp"
#include "app/language_server/completion.hpp"
#include "app/language_server/hover.hpp"
#include "app/language_server/markdown_texts.hpp"
#include "app/language_server/outline.hpp"
#include "app/language_server/places.hpp"
#include "app/language_server/references.hpp"
#include "app/language_server/reports.hpp"
#include "cutpoint/version.hpp"
#include "model/format/layout/layout.hpp"
#include "model/format/markdown/markdown.hpp"

namespace cutpoint {

namespace {

using namespace std::chrono_literals;

/// Somebody types on: what is checked meanwhile would be stale.
constexpr auto typing_pause = 40ms;
/// Who types on without a pause is told of what was read meanwhile, all the same.
constexpr auto typing_silence = 500ms;

struct MethodRow {
  std::string_view name;
  RpcJson (LanguageServer::*answer)(const RpcJson& params);
};

/// One request a row.
constexpr std::array methods{
    MethodRow{"initialize", &LanguageServer::initialize},
    MethodRow{"shutdown", &LanguageServer::shut_down},
    MethodRow{"textDocument/completion", &LanguageServer::complete},
    MethodRow{"textDocument/hover", &LanguageServer::hover},
    MethodRow{"textDocument/definition", &LanguageServer::define},
    MethodRow{"textDocument/references", &LanguageServer::refer},
    MethodRow{"textDocument/prepareRename", &LanguageServer::prepare_rename},
    MethodRow{"textDocument/rename", &LanguageServer::rename},
    MethodRow{"textDocument/documentSymbol", &LanguageServer::list_symbols},
    MethodRow{"textDocument/foldingRange", &LanguageServer::list_folds},
    MethodRow{"textDocument/formatting", &LanguageServer::format},
    MethodRow{"textDocument/semanticTokens/full", &LanguageServer::list_tokens},
    MethodRow{"textDocument/codeLens", &LanguageServer::list_lenses},
    MethodRow{"textDocument/codeAction", &LanguageServer::list_actions},
    MethodRow{"codeAction/resolve", &LanguageServer::resolve_action},
};

std::string path_in(const RpcJson& params) {
  return path_of_uri(params.at("textDocument").at("uri").get<std::string>());
}

RpcJson capabilities() {
  return {{"positionEncoding", "utf-16"},
          {"textDocumentSync", {{"openClose", true}, {"change", 1}}},
          {"completionProvider", {{"triggerCharacters", {" ", "[", "{", ":"}}}},
          {"hoverProvider", true},
          {"definitionProvider", true},
          {"referencesProvider", true},
          {"renameProvider", {{"prepareProvider", true}}},
          {"documentSymbolProvider", true},
          {"foldingRangeProvider", true},
          {"documentFormattingProvider", true},
          {"semanticTokensProvider",
           {{"legend", {{"tokenTypes", token_types_json()}, {"tokenModifiers", RpcJson::array()}}},
            {"full", true}}},
          {"codeLensProvider", {{"resolveProvider", false}}},
          {"codeActionProvider",
           {{"codeActionKinds", {"quickfix", "refactor"}}, {"resolveProvider", true}}}};
}

}  // namespace

bool LanguageServer::run() {
  while (true) {
    RpcJson message;
    switch (channel_.receive(pause(), message)) {
      case RpcChannel::Arrival::end:
        return is_shut_down_;
      case RpcChannel::Arrival::none:
        check_one();
        break;
      case RpcChannel::Arrival::message:
        if (message["method"] == "exit") return is_shut_down_;
        handle(message);
        break;
    }
  }
}

std::chrono::milliseconds LanguageServer::pause() const {
  if (workspace_.stale().empty()) return 1h;
  const auto now = std::chrono::steady_clock::now();
  if (now - silent_since_ > typing_silence) return 0ms;
  // Since the key: rules that were given up for it have taken some of that.
  const auto waited =
      std::chrono::duration_cast<std::chrono::milliseconds>(now - channel_.last_arrival());
  return std::max(0ms, typing_pause - waited);
}

void LanguageServer::handle(const RpcJson& message) {
  const auto method = message.at("method").get<std::string>();
  if (message.contains("id")) return answer_request(method, message);
  try {
    take_notification(method, message.value("params", RpcJson::object()));
  } catch (const nlohmann::json::exception&) {
    // A notification is answered by nothing, whatever is wrong with it.
  }
}

void LanguageServer::answer_request(const std::string& method, const RpcJson& message) {
  const RpcJson& id = message.at("id");
  try {
    const auto row = std::find_if(methods.begin(), methods.end(),
                                  [&](const MethodRow& each) { return each.name == method; });
    if (row == methods.end()) {
      throw RpcFailure{RpcError::unknown_method, fmt::format("there is no method `{}`", method)};
    }
    if (!is_initialized_ && method != "initialize") {
      throw RpcFailure{RpcError::not_initialized, "`initialize` comes first"};
    }
    if (is_shut_down_) throw RpcFailure{RpcError::invalid_request, "the server was shut down"};
    channel_.answer(id, (this->*row->answer)(message.value("params", RpcJson::object())));
  } catch (const RpcFailure& failure) {
    channel_.answer(id, failure);
  } catch (const nlohmann::json::exception& error) {
    channel_.answer(id, RpcFailure{RpcError::invalid_params, error.what()});
  }
}

void LanguageServer::take_notification(const std::string& method, const RpcJson& params) {
  if (workspace_.stale().empty()) silent_since_ = std::chrono::steady_clock::now();
  if (method == "textDocument/didOpen") {
    const RpcJson& document = params.at("textDocument");
    workspace_.set_text(path_in(params), document.at("text").get<std::string>(),
                        document.value("version", std::int64_t{0}));
  } else if (method == "textDocument/didChange") {
    const RpcJson& last = params.at("contentChanges").back();
    workspace_.set_text(path_in(params), last.at("text").get<std::string>(),
                        params.at("textDocument").value("version", std::int64_t{0}));
  } else if (method == "textDocument/didClose") {
    workspace_.close(path_in(params));
    publish({path_in(params)});
  }
}

void LanguageServer::check_one() {
  if (workspace_.stale().empty()) return;
  const std::string path = *workspace_.stale().begin();
  std::set<std::string> files{path};
  const auto add_files = [&] {
    const auto checked = workspace_.checked().find(path);
    if (checked != workspace_.checked().end()) {
      files.insert(checked->second->files.begin(), checked->second->files.end());
    }
  };
  const auto tell = [&] {
    silent_since_ = std::chrono::steady_clock::now();
    add_files();
    publish(files);
  };
  const auto tell_read = [&] {
    const auto silence = std::chrono::steady_clock::now() - silent_since_;
    if (!channel_.is_outdated() || silence > typing_silence) tell();
  };
  add_files();  // what is not read any more has no findings
  const auto is_outdated = [this] { return channel_.is_outdated(); };
  if (workspace_.check_while(path, is_outdated, tell_read)) tell();
}

void LanguageServer::publish(const std::set<std::string>& files) {
  for (const std::string& file : files) {
    RpcJson found = diagnostics_json(file, workspace_);
    const auto open = workspace_.open().find(file);
    const bool is_open = open != workspace_.open().end();
    // Of files that nobody has open silence is enough.
    if (found.empty() && !is_open && !published_.contains(file)) continue;
    found.empty() ? (void)published_.erase(file) : (void)published_.insert(file);
    RpcJson params{{"uri", uri_of_path(file)}, {"diagnostics", std::move(found)}};
    if (is_open) params["version"] = open->second.version;
    channel_.notify("textDocument/publishDiagnostics", std::move(params));
  }
}

RpcJson LanguageServer::initialize(const RpcJson& params) {
  is_initialized_ = true;
  const RpcJson folders = params.value("workspaceFolders", RpcJson());
  if (folders.is_array() && !folders.empty()) {
    workspace_.set_folder(path_of_uri(folders.front().at("uri").get<std::string>()));
  } else if (const RpcJson root = params.value("rootUri", RpcJson()); root.is_string()) {
    workspace_.set_folder(path_of_uri(root.get<std::string>()));
  }
  return {{"capabilities", capabilities()},
          {"serverInfo", {{"name", "cutpoint"}, {"version", version()}}}};
}

RpcJson LanguageServer::shut_down(const RpcJson&) {
  is_shut_down_ = true;
  return nullptr;
}

RpcJson LanguageServer::complete(const RpcJson& params) {
  const std::string path = path_in(params);
  const std::string text = workspace_.text_of(path);
  // A document that is being typed in is not whole: names are those of its last check.
  CompletionNames names;
  for (const auto& [name, root] : workspace_.checked()) {
    if (root->files.contains(path)) names.roots.push_back(root.get());
  }
  if (names.roots.empty()) names.roots = workspace_.roots_of(path);
  names.files = [&] { return workspace_.documents_beside(path); };
  const TextPlace place = place_of(params.at("position"), text);
  if (const auto claim = typed_claim(text, place); claim && is_markdown_path(path)) {
    return claim_completions(*claim, names.roots);
  }
  const auto yaml = yaml_text_at(path, text, place.line);
  return yaml ? completions(*yaml, place, names, words_) : RpcJson::array();
}

RpcJson LanguageServer::hover(const RpcJson& params) {
  const std::string path = path_in(params);
  const std::string text = workspace_.text_of(path);
  const std::string found = hover_text(path, text, place_of(params.at("position"), text),
                                       workspace_.roots_of(path), words_);
  if (found.empty()) return nullptr;
  return {{"contents", {{"kind", "markdown"}, {"value", found}}}};
}

RpcJson LanguageServer::define(const RpcJson& params) {
  const std::string path = path_in(params);
  return definition_json(path, place_of(params.at("position"), workspace_.text_of(path)),
                         workspace_);
}

RpcJson LanguageServer::refer(const RpcJson& params) {
  const std::string path = path_in(params);
  const bool all = params.value("context", RpcJson::object()).value("includeDeclaration", true);
  return references_json(path, place_of(params.at("position"), workspace_.text_of(path)), all,
                         workspace_);
}

RpcJson LanguageServer::prepare_rename(const RpcJson& params) {
  const std::string path = path_in(params);
  return renamed_range_json(path, place_of(params.at("position"), workspace_.text_of(path)),
                            workspace_);
}

RpcJson LanguageServer::rename(const RpcJson& params) {
  const std::string path = path_in(params);
  return rename_json(path, place_of(params.at("position"), workspace_.text_of(path)),
                     params.at("newName").get<std::string>(), workspace_);
}

RpcJson LanguageServer::list_symbols(const RpcJson& params) {
  const std::string path = path_in(params);
  return symbols_json(yaml_texts(path, workspace_.text_of(path)));
}

RpcJson LanguageServer::list_folds(const RpcJson& params) {
  const std::string path = path_in(params);
  return folds_json(yaml_texts(path, workspace_.text_of(path)));
}

RpcJson LanguageServer::format(const RpcJson& params) {
  const std::string path = path_in(params);
  // Blocks of a Markdown document are laid out as their author likes.
  if (is_markdown_path(path)) return RpcJson::array();
  const std::string text = workspace_.text_of(path);
  SourceFiles sources;
  Diagnostics diagnostics;
  const auto formatted = format_architecture(path, text, sources, diagnostics);
  if (!formatted || diagnostics.has_errors()) {
    throw RpcFailure{RpcError::request_failed, "what cannot be read cannot be laid out"};
  }
  if (*formatted == text) return RpcJson::array();
  return RpcJson::array({{{"range", whole_range_json(text)}, {"newText", *formatted}}});
}

RpcJson LanguageServer::list_tokens(const RpcJson& params) {
  const std::string path = path_in(params);
  return {{"data", tokens_json(path, workspace_.roots_of(path))}};
}

RpcJson LanguageServer::list_lenses(const RpcJson& params) {
  const std::string path = path_in(params);
  return lenses_json(path, workspace_.roots_of(path));
}

RpcJson LanguageServer::list_actions(const RpcJson& params) {
  const RpcJson& range = params.at("range");
  const LineRange lines{range.at("start").at("line").get<std::uint32_t>() + 1,
                        range.at("end").at("line").get<std::uint32_t>() + 1};
  return code_actions_json(path_in(params), lines, workspace_);
}

RpcJson LanguageServer::resolve_action(const RpcJson& params) {
  return resolved_action(params, workspace_);
}

}  // namespace cutpoint
