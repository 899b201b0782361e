// Starts `cutpoint lsp`, and shows the report page of a document beside its text.
const { execFile } = require("child_process");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function program() {
  return vscode.workspace.getConfiguration("cutpoint").get("program");
}

function showReport() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const path = editor.document.uri.fsPath;
  const panel = vscode.window.createWebviewPanel("cutpoint.report", "cutpoint", vscode.ViewColumn.Beside, { enableScripts: true });
  const update = () =>
    execFile(program(), ["report", path, "-o", "-"], { maxBuffer: 1 << 28 }, (error, page, said) => {
      const escaped = said.replace(/&/g, "&amp;").replace(/</g, "&lt;");
      // The last good report stays while the document has errors.
      if (!error) panel.webview.html = page;
      else if (!panel.webview.html) panel.webview.html = `<pre>${escaped}</pre>`;
    });
  const saved = vscode.workspace.onDidSaveTextDocument(update);
  panel.onDidDispose(() => saved.dispose());
  update();
}

exports.activate = context => {
  client = new LanguageClient(
    "cutpoint", "cutpoint", { command: program(), args: ["lsp"] },
    { documentSelector: [{ language: "yaml" }, { language: "markdown" }] });
  context.subscriptions.push(vscode.commands.registerCommand("cutpoint.report", showReport));
  return client.start();
};

exports.deactivate = () => client && client.stop();
