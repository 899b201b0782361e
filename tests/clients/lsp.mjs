// Drives `cutpoint lsp` as an editor does: lsp.mjs PROGRAM FOLDER
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { RpcClient } from "./rpc_client.mjs";

const [program, folder] = process.argv.slice(2);
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
const uri = name => "file://" + path.join(folder, name).split("/").map(encodeURIComponent).join("/");

const shop = `cutpoint: 1
include: [hosts.yaml]
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
`;
write("shop.yaml", shop);
write("hosts.yaml", "cutpoint: 1\ncomponents:\n  vm-1: {kind: vm, mtbf: 240h, mttr: 2h}\n");
write("design.md", "# Design\n\n<!-- cutpoint:model shop.yaml -->\n<!-- cutpoint:claim survives(vm-1) -->\n");

const client = new RpcClient(program, ["lsp", "--today", "2026-11-21"], { cwd: folder });
const diagnostics = (name, test) =>
  client.until("textDocument/publishDiagnostics", params => params.uri === uri(name) && (!test || test(params)));
const at = (text, word, shift = 0) => {
  const before = text.slice(0, text.indexOf(word) + shift);
  const line = before.split("\n").length - 1;
  return { line, character: before.length - before.lastIndexOf("\n") - 1 };
};
const apply = (text, edits) => {
  const offset = p => text.split("\n").slice(0, p.line).reduce((sum, line) => sum + line.length + 1, 0) + p.character;
  return [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((out, edit) => out.slice(0, offset(edit.range.start)) + edit.newText + out.slice(offset(edit.range.end)), text);
};
const shopDocument = { textDocument: { uri: uri("shop.yaml") } };
let version = 1;
/// The findings of that text.
const change = async text => {
  const next = ++version;
  const told = diagnostics("shop.yaml", params => params.version === next);
  client.notify("textDocument/didChange", { textDocument: { uri: uri("shop.yaml"), version: next }, contentChanges: [{ text }] });
  return (await told).diagnostics;
};

// Before `initialize` nothing is answered, and garbage is told and passed over.
client.raw("Content-Length: 5\r\n\r\n{oops");
client.raw("nonsense\r\n\r\n");
assert.equal((await client.ask("textDocument/hover", {})).error.code, -32002);
const started = await client.request("initialize", { processId: process.pid, rootUri: uri(""), capabilities: {} });
assert.equal(started.capabilities.positionEncoding, "utf-16");
client.notify("initialized", {});
assert.equal((await client.ask("no/such", {})).error.code, -32601);
assert.equal((await client.ask("textDocument/hover", { textDocument: 7 })).error.code, -32602);
assert(client.unasked.some(message => message.error.code === -32700));

// Findings of what is open, with those of what it includes.
let wait = diagnostics("shop.yaml");
client.notify("textDocument/didOpen", { textDocument: { uri: uri("shop.yaml"), languageId: "yaml", version, text: shop } });
let found = (await wait).diagnostics;
assert(found.some(one => one.code === "CP101 single-point-of-failure"), JSON.stringify(found));
assert(found.some(one => one.code === "CP201 target-not-met" || one.code.includes("target")), JSON.stringify(found.map(one => one.code)));

// A misspelt key: an error at its place, with a fix.
const wrong = shop.replace("    mttr: 15m", "    mtr: 15m");
const error = (await change(wrong)).find(one => one.severity === 1);
assert.deepEqual(error.range.start, at(wrong, "mtr: 15m"));
assert.deepEqual(error.range.end, at(wrong, "mtr: 15m", 3));

// Columns count units of UTF-16.
const wide = "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents: {a: {description: \"𝔸é\", knd: vm}}\n";
found = (await change(wide)).filter(one => one.severity === 1);
assert.equal(found[0].range.start.character, wide.split("\n")[2].indexOf("knd"));

await change(shop);

// Hover: figures, share, what falls.
const hover = await client.request("textDocument/hover", { ...shopDocument, position: at(shop, "runs_on: vm-1", 10) });
assert.match(hover.contents.value, /vm-1/);
assert.match(hover.contents.value, /single point of failure/);
assert.match(hover.contents.value, /takes down/);
const journey = await client.request("textDocument/hover", { ...shopDocument, position: at(shop, "buy", 1) });
assert.match(journey.contents.value, /misses 99.9 ?%/);
const key = await client.request("textDocument/hover", { ...shopDocument, position: at(shop, "mttr", 1) });
assert.match(key.contents.value, /`mttr`/);

// Definition in an included file, references, and another name everywhere.
const definition = await client.request("textDocument/definition", { ...shopDocument, position: at(shop, "runs_on: vm-1", 10) });
assert.equal(definition[0].uri, uri("hosts.yaml"));
const included = await client.request("textDocument/definition", { ...shopDocument, position: at(shop, "hosts.yaml", 3) });
const top = { line: 0, character: 0 };
assert.deepEqual(included, [{ uri: uri("hosts.yaml"), range: { start: top, end: top } }]);
const design = fs.readFileSync(path.join(folder, "design.md"), "utf8");
assert.equal((await client.request("textDocument/definition",
  { textDocument: { uri: uri("design.md") }, position: at(design, "shop.yaml", 3) }))[0].uri, uri("shop.yaml"));
const references = await client.request("textDocument/references",
  { ...shopDocument, position: at(shop, "runs_on: vm-1", 10), context: { includeDeclaration: true } });
assert.equal(references.length, 4);
const renamed = await client.request("textDocument/rename", { ...shopDocument, position: at(shop, "runs_on: vm-1", 10), newName: "host-1" });
assert.deepEqual(Object.keys(renamed.changes).sort(), [uri("design.md"), uri("hosts.yaml"), uri("shop.yaml")]);
assert.match(apply(fs.readFileSync(path.join(folder, "design.md"), "utf8"), renamed.changes[uri("design.md")]), /survives\(host-1\)/);
assert.equal(apply(shop, renamed.changes[uri("shop.yaml")]), shop.replaceAll("vm-1", "host-1"));
assert.match((await client.ask("textDocument/rename", { ...shopDocument, position: at(shop, "runs_on: vm-1", 10), newName: "web" })).error.message, /already/);

// Of what is given twice the first place is told beside the second.
found = await change(shop + "  web: {kind: container}\n");
const twice = found.find(one => one.relatedInformation?.length);
assert(twice, JSON.stringify(found));
assert.deepEqual([twice.range.start.line, twice.relatedInformation[0].location.uri, twice.relatedInformation[0].location.range.start.line],
  [12, uri("shop.yaml"), 5]);
const broken = await client.request("textDocument/hover", { ...shopDocument, position: at(shop, "runs_on: vm-1", 10) });
assert.match(broken.contents.value, /vm-1.*once the document has no errors/);
await change(shop);

// Completion: keys that are not there yet, kinds, names, words, units.
const complete = async text => {
  await change(text.replace("|", ""));
  const items = await client.request("textDocument/completion", { ...shopDocument, position: at(text, "|") });
  return items.map(item => item.label);
};
let labels = await complete(shop.replace("    mttr: 15m\n", "    |\n"));
assert(labels.includes("mttr") && labels.includes("replicas") && !labels.includes("kind"), labels.join());
labels = await complete(shop.replace("kind: container", "kind: con|"));
assert(labels.includes("container") && labels.includes("model_server"));
labels = await complete(shop.replace("depends_on: [database]", "depends_on: [database, |]"));
assert(labels.includes("web") && labels.includes("vm-1"), labels.join());
labels = await complete(shop.replace("mttr: 15m", "mttr: 15|"));
assert(labels.includes("15m") && labels.includes("15h") && !labels.includes("15%"));
labels = await complete(shop.replace("99.9%", "99.9|"));
assert.deepEqual(labels, ["99.9%"]);
labels = await complete(shop.replace("{kind: database, ", "{kind: database, |, "));
assert(labels.includes("backups") && !labels.includes("kind"), labels.join());
labels = await complete(shop.replace("{kind: database, ", "{kind: database, profile: |, "));
assert(labels.includes("aws.rds.multi-az"), labels.join());
labels = await complete(shop.replace("{kind: database, ", "{kind: database, accept: [{rule: |}], "));
assert(labels.includes("single-point-of-failure") && labels.includes("CP101"), labels.join());
labels = await complete(shop.replace("kind: container", "cost: 900|\n    kind: container"));
assert.deepEqual(labels.slice(0, 2), ["900 EUR", "900 EUR/hour"]);
labels = await complete(shop.replace("kind: container", "cost: 900 |\n    kind: container"));
assert(labels.includes("USD/month") && !labels.includes("900 USD"), labels.join());
labels = await complete(shop.replace("kind: container", "cost: 900 CHF/|\n    kind: container"));
assert.deepEqual(labels, ["hour", "day", "week", "month", "year"]);
labels = await complete(shop.replace("include: [", "include: [|"));
assert.deepEqual(labels, ["hosts.yaml"]);
await change(shop);

// Outline, folds, lenses, tokens, layout.
const symbols = await client.request("textDocument/documentSymbol", shopDocument);
assert.deepEqual(symbols.map(one => one.name), ["buy", "web", "database"]);
const folds = await client.request("textDocument/foldingRange", shopDocument);
assert.deepEqual(folds, [{ startLine: 5, endLine: 10 }]);
const lenses = await client.request("textDocument/codeLens", shopDocument);
assert.match(lenses[0].command.title, /· misses 99.9 ?% · \d+ single points? of failure/);
const tokens = await client.request("textDocument/semanticTokens/full", shopDocument);
assert(tokens.data.length > 0 && tokens.data.length % 5 === 0);
const edits = await client.request("textDocument/formatting", { ...shopDocument, options: {} });
assert(Array.isArray(edits));

// Actions: each leaves a document that says what it should.
const actions = async (text, word) => {
  const position = at(text, word);
  return client.request("textDocument/codeAction", { ...shopDocument, range: { start: position, end: position }, context: { diagnostics: [] } });
};
const editOf = action => apply(shop, action.edit.changes[uri("shop.yaml")]);
let offered = await actions(shop, "  database: {kind");
const figures = offered.find(one => one.title.startsWith("Write the assumed figures"));
assert.match(editOf(figures), /database: \{kind: database, runs_on: vm-1, mtbf: [^,]+, mttr: [^}]+\}/);
const accepted = offered.find(one => one.title.startsWith("Accept single-point-of-failure"));
assert.match(editOf(accepted), /accept: \[\{rule: single-point-of-failure, reason: why it is taken, until: 2027-02-21\}\]/);
found = await change(editOf(accepted));
assert(!found.some(one => one.code.startsWith("CP101") && one.message.includes("`database`")), JSON.stringify(found));
await change(wrong);
offered = await actions(wrong, "mtr: 15m");
const fix = offered.find(one => one.isPreferred);
assert.equal(apply(wrong, fix.edit.changes[uri("shop.yaml")]), shop);
// What a number without a unit may mean, and what a misspelt word does.
const values = async (text, word) => {
  await change(text);
  return (await actions(text, word)).filter(one => one.kind === "quickfix" && one.title.startsWith("Write"))
    .map(one => apply(text, one.edit.changes[uri("shop.yaml")]));
};
assert.deepEqual(await values(shop.replace("mtbf: 30d", "mtbf: 30"), "mtbf"),
  ["30d", "30h", "30m", "30s", "30y"].map(one => shop.replace("mtbf: 30d", `mtbf: ${one}`)));
assert.deepEqual(await values(shop.replace("mtbf: 30d", "mtbf: 10..30"), "mtbf"),
  ["d", "h", "m", "s", "y"].map(one => shop.replace("mtbf: 30d", `mtbf: 10${one}..30${one}`)));
assert.deepEqual(await values(shop.replace("99.9%", "99.9"), "buy"), [shop]);
const restarted = shop.replace("    mttr: 15m", "    mttr: 15m\n    restart: {policy: alwys}");
assert.deepEqual(await values(restarted, "policy"), [restarted.replace("alwys", "always")]);
assert.deepEqual(await values(shop.replace("mtbf: 30d", "mtbf: often"), "mtbf"), []);
// One end that is wrong takes the other along; words are offered wherever the reader knows some.
assert.deepEqual(await values(shop.replace("mtbf: 30d", "mtbf: 10,5d..20d"), "mtbf"), [shop.replace("mtbf: 30d", "mtbf: 10.5d..20d")]);
const twofold = shop.replace("kind: container", "kind: envoy");
assert.deepEqual(await values(twofold, "envoy"), ["load_balancer", "gateway"].map(one => twofold.replace("envoy", one)));
const profiled = shop.replace("{kind: database, ", "{kind: database, profile: aws.rds.mutli-az, ");
assert.deepEqual(await values(profiled, "mutli"), [profiled.replace("mutli", "multi")]);
await change(shop);
offered = await actions(shop, "buy:");
const cheapest = offered.find(one => one.title.startsWith("Apply the cheapest changes"));
assert(cheapest, JSON.stringify(offered.map(one => one.title)));
const resolved = await client.ask("codeAction/resolve", cheapest);
assert(resolved.result?.edit || resolved.error.message, "neither an edit nor a reason");

// A part is checked in the whole that includes it.
wait = diagnostics("hosts.yaml");
client.notify("textDocument/didOpen",
  { textDocument: { uri: uri("hosts.yaml"), languageId: "yaml", version: 1, text: fs.readFileSync(path.join(folder, "hosts.yaml"), "utf8") } });
found = (await wait).diagnostics;
assert(found.some(one => one.message.includes("`vm-1` is a single point of failure")), JSON.stringify(found));
assert(found.every(one => /^CP[12]/.test(one.code)), JSON.stringify(found));

// What is taken back is not answered twice.
client.send({ id: "x", method: "textDocument/hover", params: { ...shopDocument, position: { line: 0, character: 0 } } });
client.notify("$/cancelRequest", { id: "x" });

// A large document, key after key.
const many = 5000;
let large = "cutpoint: 1\njourneys: {use: {needs: [c0]}}\ncomponents:\n";
for (let i = 0; i < many; ++i) large += `  c${i}: {kind: service, mtbf: 30d, mttr: 10m${2 * i + 2 < many ? `, depends_on: [{any_of: [c${2 * i + 1}, c${2 * i + 2}]}]` : ""}}\n`;
write("large.yaml", large);
const isLarge = params => params.uri === uri("large.yaml");
wait = client.until("textDocument/publishDiagnostics", isLarge);
client.notify("textDocument/didOpen", { textDocument: { uri: uri("large.yaml"), languageId: "yaml", version: 1, text: large } });
await wait;
let largeVersion = 1;
const ofRules = one => one.code.startsWith("CP");
/// All messages of that version of the text up to the last, and the milliseconds to the first and to it.
/// `speaks`: rules have something to say of it.
const type = async (text, speaks = false) => {
  const version = ++largeVersion;
  const told = [];
  const start = performance.now();
  const last = client.until("textDocument/publishDiagnostics", params => {
    if (!isLarge(params) || params.version !== version) return false;
    told.push({ diagnostics: params.diagnostics, after: Math.round(performance.now() - start) });
    return !params.diagnostics.some(one => one.data?.earlier) && (!speaks || params.diagnostics.some(ofRules));
  });
  client.notify("textDocument/didChange", { textDocument: { uri: uri("large.yaml"), version }, contentChanges: [{ text }] });
  await last;
  return told;
};
const times = [];
for (const shift of [1, 2, 3, 2500, 4990]) {
  const key = `  c${shift}: {kind: service`;
  times.push((await type(large.replace(key, `${key}, owner: somebody`))).at(-1).after);
}
console.log(`from key to findings of ${many} components: ${times.join(", ")} ms`);
// What is typed is found where it stands, and nothing else changes.
const typed = large.replace("  c2500: {kind: service", "  c2500: {knd: service");
const mistyped = (await type(typed)).at(-1).diagnostics;
assert.deepEqual(mistyped.find(one => one.severity === 1).range.start, at(typed, "knd: service"));
const mended = (await type(large, true)).at(-1).diagnostics;
const fresh = new RpcClient(program, ["lsp", "--today", "2026-11-21"], { cwd: folder });
await fresh.request("initialize", { processId: process.pid, rootUri: uri(""), capabilities: {} });
wait = fresh.until("textDocument/publishDiagnostics", params => isLarge(params) && params.diagnostics.some(ofRules));
fresh.notify("textDocument/didOpen", { textDocument: { uri: uri("large.yaml"), languageId: "yaml", version: 1, text: large } });
assert.deepEqual(mended, (await wait).diagnostics);
fresh.process.kill();

// Where rules take long, what is wrong with the document itself does not wait for them; and what is
// outdated is given up.
// Not where a sanitizer makes all of it several times as slow: rules then end before they are through.
if (!process.env.CUTPOINT_SANITIZED) {
  let deep = "cutpoint: 1\njourneys: {use: {needs: [s0-0]}}\ncomponents:\n";
  const layers = 1250;
  for (let layer = 0; layer < layers; ++layer) {
    for (let i = 0; i < 4; ++i) {
      const below = step => `s${layer + 1}-${(i + step) % 4}`;
      const needs = layer + 1 < layers ? `, depends_on: [${below(0)}, {any_of: [${below(1)}, ${below(2)}]}]` : "";
      deep += `  s${layer}-${i}: {kind: service, mtbf: 1000h, mttr: 1h${needs}}\n`;
    }
  }
  await type(deep, true);
  const shifted = deep.replace("components:\n", "components:\n  # one line more\n");
  const told = await type(shifted);
  assert.equal(told.length, 2, "rules that take long are not waited for");
  assert(told[0].diagnostics.filter(ofRules).every(one => one.data.earlier));
  assert.deepEqual(told[0].diagnostics.map(one => one.range), told[1].diagnostics.map(one => one.range));
  const wrongly = deep.replace("  s600-0: {kind: service", "  s600-0: {kind: servce");
  console.log(`of ${4 * layers} in ${layers} layers: ${told.map(one => one.after).join(", then ")} ms`);
  const counted = client.notifications.length;
  for (let key = 0; key < 4; ++key) {
    const version = ++largeVersion;
    const changed = deep.replace("  s600-0: {kind: service", `  s600-0: {kind: service, owner: o${key}`);
    client.notify("textDocument/didChange", { textDocument: { uri: uri("large.yaml"), version }, contentChanges: [{ text: changed }] });
    await new Promise(done => setTimeout(done, 250));
  }
  // An error that is mended is gone before the rules have been asked again.
  const gone = await type(deep, true);
  console.log(`mended: ${gone.map(one => one.after).join(", then ")} ms`);
  await type(wrongly);
  const again = await type(deep, true);
  assert(again.length >= 2 && !again[0].diagnostics.some(one => one.severity === 1), "the error waits for the rules");
  // Who types on without a pause is told of it, too.
  for (let key = 0; key < 12; ++key) {
    const version = ++largeVersion;
    const text = wrongly.replace("  s2-0: {kind: service", `  s2-0: {kind: service, owner: o${key}`);
    client.notify("textDocument/didChange", { textDocument: { uri: uri("large.yaml"), version }, contentChanges: [{ text }] });
    await new Promise(done => setTimeout(done, 60));
  }
  const heard = client.notifications.slice(counted).some(one => one.params.uri === uri("large.yaml") &&
    one.params.version < largeVersion && one.params.diagnostics.some(each => /servce/.test(each.message)));
  assert(heard, "nothing is told while somebody types");
  const last = (await type(wrongly)).at(-1);
  assert(last.diagnostics.some(one => one.severity === 1 && one.message.includes("servce")), JSON.stringify(last.diagnostics[0]));
  console.log(`and of a wrong word behind four keys in a second: ${last.after} ms, ${client.notifications.length - counted} messages`);
}

assert.equal(await client.request("shutdown", null), null);
assert.equal((await client.ask("textDocument/hover", {})).error.code, -32600);
client.notify("exit");
assert.equal(await client.ended, 0);
console.log("lsp: good");
