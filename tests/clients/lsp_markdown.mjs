// Drives `cutpoint lsp` with documents that speak of each other: lsp_markdown.mjs PROGRAM FOLDER
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { RpcClient } from "./rpc_client.mjs";

const [program, folder] = process.argv.slice(2);
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const uri = name => "file://" + path.join(folder, name);
const texts = {
  "shop.yaml": "cutpoint: 1\njourneys:\n  buy: {needs: [web], slo: {availability: 99.9%}}\ncomponents:\n" +
    "  web: {kind: container, runs_on: vm, mtbf: 30d, mttr: 15m}\n  vm: {kind: vm, mtbf: 240h, mttr: 2h}\n",
  "design.md": "# Design 😀\n\n<!-- cutpoint:model shop.yaml -->\n\nSome prose. 😀 <!-- cutpoint:claim survives(vm) -->\n" +
    "Up. <!-- cutpoint:claim availability(buy) >= 99% -->\n\n<!-- cutpoint:spofs buy -->\n<!-- cutpoint:end -->\n",
  // Another system, with the same names.
  "other.md": "# Other\n\n```yaml cutpoint\ncutpoint: 1\njourneys:\n  buy:\n    needs: [vm]\n    slo: {availability: 99.99%}\n" +
    "components:\n  vm: {kind: vm, mtbf: 240h, mttr: 2h}\n  disk: {kind: volume}\n```\n\nStays. <!-- cutpoint:claim survives(vm) -->\n",
};
for (const [name, text] of Object.entries(texts)) fs.writeFileSync(path.join(folder, name), text);

const client = new RpcClient(program, ["lsp", "--today", "2026-11-21"], { cwd: folder });
await client.request("initialize", { processId: process.pid, rootUri: uri(""), capabilities: {} });
client.notify("initialized", {});
const published = (name, test = () => true) =>
  client.until("textDocument/publishDiagnostics", params => params.uri === uri(name) && test(params));
const versions = {};
const send = (name, text) => {
  const version = versions[name] = (versions[name] ?? 0) + 1;
  const wait = published(name, params => params.version === version);
  if (version > 1) client.notify("textDocument/didChange", { textDocument: { uri: uri(name), version }, contentChanges: [{ text }] });
  else client.notify("textDocument/didOpen", { textDocument: { uri: uri(name), languageId: name.endsWith("md") ? "markdown" : "yaml", version, text } });
  return wait;
};
for (const [name, text] of Object.entries(texts)) await send(name, text);

const at = (text, word, shift = 0) => {
  const before = text.slice(0, text.indexOf(word) + shift);
  return { line: before.split("\n").length - 1, character: before.length - before.lastIndexOf("\n") - 1 };
};
const ask = (method, name, params = {}) => client.request(`textDocument/${method}`, { textDocument: { uri: uri(name) }, ...params });
const askAt = (method, name, word, shift, params = {}) => ask(method, name, { position: at(texts[name], word, shift), ...params });
const apply = (text, edits) => {
  const offset = p => text.split("\n").slice(0, p.line).reduce((sum, line) => sum + line.length + 1, 0) + p.character;
  return [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((out, edit) => out.slice(0, offset(edit.range.start)) + edit.newText + out.slice(offset(edit.range.end)), text);
};

// Two documents speak of one file: what they say alike is said once.
assert.equal((await ask("codeLens", "shop.yaml")).length, 1);
const line = at(texts["shop.yaml"], "  vm: ");
const offered = await ask("codeAction", "shop.yaml", { range: { start: line, end: line }, context: { diagnostics: [] } });
assert.deepEqual(offered.map(one => one.title), [...new Set(offered.map(one => one.title))]);
assert(offered.some(one => one.title.startsWith("Accept single-point-of-failure")));

// An error that is mended is gone with the first message, whoever else has read the text.
const wrong = texts["shop.yaml"].replace("mttr: 15m", "mttr: 15");
assert((await send("shop.yaml", wrong)).diagnostics.some(one => one.severity === 1));
const both = published("shop.yaml", params => params.version === versions["shop.yaml"]);
client.notify("textDocument/didChange", { textDocument: { uri: uri("design.md"), version: ++versions["design.md"] }, contentChanges: [{ text: texts["design.md"] }] });
assert((await both).diagnostics.some(one => /no unit/.test(one.message)));
const mended = (await send("shop.yaml", texts["shop.yaml"])).diagnostics;
assert(!mended.some(one => /no unit/.test(one.message)), JSON.stringify(mended));

// Prose is nobody's YAML; claims have forms, then names of what they are about.
const labels = async (name, text, word, shift) => {
  await send(name, text);
  return (await ask("completion", name, { position: at(text, word, shift) })).map(one => one.label);
};
const design = texts["design.md"];
assert.deepEqual(await labels("design.md", design, "prose", 3), []);
assert((await labels("design.md", design, "claim survives", 6)).includes("no-spof"));
assert.deepEqual(await labels("design.md", design, "survives(vm", 9), ["web", "vm"]);
assert.deepEqual(await labels("design.md", design, "availability(buy", 13), ["buy"]);
assert((await labels("other.md", texts["other.md"], "kind: volume", 6)).includes("database"));
assert.deepEqual(await labels("other.md", texts["other.md"], "# Other", 4), []);
assert.equal(await askAt("hover", "design.md", "Some prose", 2), null);

// Names in claims are names.
assert.match((await askAt("hover", "design.md", "survives(vm", 10)).contents.value, /takes down web/);
assert.match((await askAt("hover", "design.md", "availability(buy", 14)).contents.value, /single point/);
const [defined] = await askAt("definition", "design.md", "survives(vm", 10);
assert.deepEqual([defined.uri, defined.range.start], [uri("shop.yaml"), at(texts["shop.yaml"], "  vm: ", 2)]);
const places = await askAt("references", "shop.yaml", "  vm: ", 2, { context: { includeDeclaration: true } });
assert.deepEqual(places.map(one => one.uri).sort(), [uri("design.md"), uri("shop.yaml"), uri("shop.yaml")]);

// Renamed where it is meant, from wherever; what is called alike elsewhere is left alone.
for (const [name, word, shift] of [["shop.yaml", "  vm: ", 2], ["design.md", "survives(vm", 10]]) {
  const { changes } = await askAt("rename", name, word, shift, { newName: "host" });
  assert.deepEqual(Object.keys(changes).sort(), [uri("design.md"), uri("shop.yaml")]);
  assert(apply(design, changes[uri("design.md")]).includes("😀 <!-- cutpoint:claim survives(host) -->"));
}
let { changes } = await askAt("rename", "design.md", "availability(buy", 14, { newName: "pay" });
const renamed = apply(design, changes[uri("design.md")]);
assert(renamed.includes("availability(pay)") && renamed.includes("cutpoint:spofs pay"));
({ changes } = await askAt("rename", "other.md", "needs: [vm", 9, { newName: "host" }));
assert.deepEqual(Object.keys(changes), [uri("other.md")]);
const other = apply(texts["other.md"], changes[uri("other.md")]);
assert(other.includes("needs: [host]") && other.includes("  host: {") && other.includes("survives(host)"));

// Blocks are documents: symbols, folds, figures, acceptances, the cheapest changes, at their places.
assert.deepEqual((await ask("documentSymbol", "other.md")).map(one => one.name), ["buy", "vm", "disk"]);
assert.deepEqual(await ask("foldingRange", "other.md"), [{ startLine: 5, endLine: 7 }]);
assert.deepEqual(await ask("formatting", "other.md", { options: { tabSize: 2, insertSpaces: true } }), []);
const actions = async word => {
  const place = at(texts["other.md"], word);
  return ask("codeAction", "other.md", { range: { start: place, end: place }, context: { diagnostics: [] } });
};
const titled = async (word, start) => {
  const found = (await actions(word)).find(one => one.title.startsWith(start));
  assert(found, `${start} at ${word}`);
  return found;
};
const changed = action => apply(texts["other.md"], action.edit.changes[uri("other.md")]);
const accepted = changed(await titled("  vm: {", "Accept single-point-of-failure on `vm`"));
assert(accepted.includes("mttr: 2h, accept: [{rule: single-point-of-failure"));
assert.match(changed(await titled("  disk: {", "Write the assumed figures")), /disk: \{kind: volume, mtbf: \S+, mttr: \S+\}/);
for (const word of ["  buy:", "slo: {"]) {
  const cheapest = await client.ask("codeAction/resolve", await titled(word, "Apply the cheapest changes"));
  if (cheapest.error) assert.match(cheapest.error.message, /change/);
  else {
    const better = changed(cheapest.result);
    assert(better.startsWith("# Other\n\n```yaml cutpoint\ncutpoint: 1\n") && better.endsWith("```\n\nStays. <!-- cutpoint:claim survives(vm) -->\n"), better);
    assert.equal((await send("other.md", better)).diagnostics.filter(one => one.severity === 1 && !/^CP/.test(one.code)).length, 0, better);
    await send("other.md", texts["other.md"]);
  }
}

assert.equal(await client.request("shutdown", null), null);
client.notify("exit");
assert.equal(await client.ended, 0);
console.log("lsp_markdown: good");
