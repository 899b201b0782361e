// Drives `cutpoint lsp` with the reference implementation of the protocol, whose own guards say
// whether each answer has the shape that it should: lsp_protocol.mjs PROGRAM FOLDER NPM
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { npmPackages } from "./npm_packages.mjs";

const [program, folder, npm] = process.argv.slice(2);
const lsp = npmPackages(npm)("vscode-languageserver-protocol/node");
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });

const shop = `cutpoint: 1
journeys:
  buy: {needs: [web], slo: {availability: 99.9%, period: 30d}}
components:
  web:
    kind: container
    runs_on: vm-1
    mtbf: 30d
    mttr: 15m
    depends_on: [database]
  database: {kind: database, runs_on: vm-1}
  vm-1: {kind: vm, mtbf: 240h, mttr: 2h}
`;
const file = path.join(folder, "shop.yaml");
fs.writeFileSync(file, shop);
const uri = pathToFileURL(file).href;
const textDocument = { uri };

const server = spawn(program, ["lsp", "--today", "2026-11-21"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
const connection = lsp.createProtocolConnection(
  new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
const broken = [];
connection.onError(([error]) => broken.push(error));
connection.onUnhandledNotification(message => broken.push(message));
const watchers = new Set();
connection.onNotification(lsp.PublishDiagnosticsNotification.type, published => {
  for (const one of published.diagnostics) assert(lsp.Diagnostic.is(one), JSON.stringify(one));
  for (const watcher of watchers) watcher(published);
});
const published = test => new Promise((done, fail) => {
  const timer = setTimeout(() => fail(new Error("nothing was published")), 30000);
  const watcher = params => {
    if (!test(params)) return;
    clearTimeout(timer);
    watchers.delete(watcher);
    done(params);
  };
  watchers.add(watcher);
});
connection.listen();

const every = (list, is) => {
  assert(Array.isArray(list) && list.length > 0, JSON.stringify(list));
  for (const one of list) assert(is(one), JSON.stringify(one));
  return list;
};
const at = (text, word, shift = 0) => {
  const before = text.slice(0, text.indexOf(word) + shift);
  return lsp.Position.create(before.split("\n").length - 1, before.length - before.lastIndexOf("\n") - 1);
};

const started = await connection.sendRequest(lsp.InitializeRequest.type, {
  processId: process.pid, rootUri: pathToFileURL(folder).href, workspaceFolders: null,
  capabilities: { general: { positionEncodings: [lsp.PositionEncodingKind.UTF16] } } });
assert.equal(started.capabilities.positionEncoding, lsp.PositionEncodingKind.UTF16);
await connection.sendNotification(lsp.InitializedNotification.type, {});

let wait = published(params => params.version === 1);
await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type,
  { textDocument: lsp.TextDocumentItem.create(uri, "yaml", 1, shop) });
assert((await wait).diagnostics.some(one => one.code === "CP101 single-point-of-failure"));

const wrong = shop.replace("mttr: 15m", "mtr: 15m");
wait = published(params => params.version === 2);
await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type,
  { textDocument: lsp.VersionedTextDocumentIdentifier.create(uri, 2), contentChanges: [{ text: wrong }] });
const errors = (await wait).diagnostics.filter(one => one.severity === lsp.DiagnosticSeverity.Error);
assert.deepEqual(errors[0].range.start, at(wrong, "mtr: 15m"));
const fixes = every(await connection.sendRequest(lsp.CodeActionRequest.type,
  { textDocument, range: errors[0].range, context: { diagnostics: errors } }), lsp.CodeAction.is);
assert(fixes.some(one => one.isPreferred && lsp.WorkspaceEdit.is(one.edit)));
wait = published(params => params.version === 3);
await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type,
  { textDocument: lsp.VersionedTextDocumentIdentifier.create(uri, 3), contentChanges: [{ text: shop }] });
await wait;

const position = at(shop, "runs_on: vm-1", 10);
assert(lsp.Hover.is(await connection.sendRequest(lsp.HoverRequest.type, { textDocument, position })));
every(await connection.sendRequest(lsp.DefinitionRequest.type, { textDocument, position }), lsp.Location.is);
assert.equal(every(await connection.sendRequest(lsp.ReferencesRequest.type,
  { textDocument, position, context: { includeDeclaration: true } }), lsp.Location.is).length, 3);
assert(lsp.Range.is(await connection.sendRequest(lsp.PrepareRenameRequest.type, { textDocument, position })));
const renamed = await connection.sendRequest(lsp.RenameRequest.type, { textDocument, position, newName: "host" });
assert(lsp.WorkspaceEdit.is(renamed));
assert.equal(renamed.changes[uri].length, 3);
await assert.rejects(connection.sendRequest(lsp.RenameRequest.type, { textDocument, position, newName: "web" }),
  error => error instanceof lsp.ResponseError && /already/.test(error.message));
every(await connection.sendRequest(lsp.CompletionRequest.type, { textDocument, position: at(shop, "kind: container", 6) }),
  one => typeof one.label === "string");
every(await connection.sendRequest(lsp.DocumentSymbolRequest.type, { textDocument }), one => lsp.Range.is(one.selectionRange));
every(await connection.sendRequest(lsp.FoldingRangeRequest.type, { textDocument }), lsp.FoldingRange.is);
every(await connection.sendRequest(lsp.CodeLensRequest.type, { textDocument }), lsp.CodeLens.is);
const tokens = await connection.sendRequest(lsp.SemanticTokensRequest.type, { textDocument });
assert(lsp.SemanticTokens.is(tokens) && tokens.data.length > 0);
const edits = await connection.sendRequest(lsp.DocumentFormattingRequest.type,
  { textDocument, options: lsp.FormattingOptions.create(2, true) });
assert(edits.every(lsp.TextEdit.is));
// A request that is taken back is answered as such, or was answered before.
const source = new lsp.CancellationTokenSource();
const hover = connection.sendRequest(lsp.HoverRequest.type, { textDocument, position }, source.token);
source.cancel();
await hover.catch(error => assert.equal(error.code, lsp.LSPErrorCodes.RequestCancelled));

await connection.sendRequest(lsp.ShutdownRequest.type);
const ended = new Promise(done => server.on("close", done));
await connection.sendNotification(lsp.ExitNotification.type);
assert.equal(await ended, 0);
assert.deepEqual(broken, []);
console.log("lsp: good, says vscode-languageserver-protocol");
