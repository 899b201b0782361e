// Drives `cutpoint mcp` as an agent does: mcp.mjs PROGRAM FOLDER
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { RpcClient } from "./rpc_client.mjs";

const [program, folder] = process.argv.slice(2);
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(path.join(folder, "inside"), { recursive: true });
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
const document = "cutpoint: 1\njourneys: {buy: {needs: [web], slo: {availability: 99.9%}}}\ncomponents:\n" +
  "  web: {kind: container, runs_on: vm, mtbf: 30d, mttr: 15m}\n  vm: {kind: vm, mtbf: 240h, mttr: 2h}\n";
write("inside/shop.yaml", document);
write("inside/two.yaml", document.replace("runs_on: vm,", "runs_on: vm, replicas: 2,"));
write("inside/broken.yaml", document.replace("mttr", "mtr"));
write("secret.yaml", document);
write("inside/includes.yaml", "include: [../secret.yaml]\n" + document);
fs.symlinkSync("../secret.yaml", path.join(folder, "inside/link.yaml"));

const client = new RpcClient(program, ["mcp", path.join(folder, "inside")], { lines: true, cwd: folder });
client.raw("{oops\n\n[1]\n");
const started = await client.request("initialize",
  { protocolVersion: "2025-03-26", capabilities: {}, clientInfo: { name: "test", version: "1" } });
assert.equal(started.protocolVersion, "2025-03-26");
assert.equal(started.serverInfo.name, "cutpoint");
client.notify("notifications/initialized", {});
assert.deepEqual(await client.request("ping", {}), {});
assert.equal((await client.ask("no/such", {})).error.code, -32601);
assert.deepEqual(client.unasked.map(one => one.error.code), [-32700, -32600]);

const { tools } = await client.request("tools/list", {});
assert.deepEqual(tools.map(tool => tool.name), ["analyze", "whatif", "improve", "diff", "lint", "explain", "import", "render"]);
for (const tool of tools) {
  assert.equal(tool.inputSchema.type, "object");
  assert(tool.description && tool.annotations.readOnlyHint);
}
const call = (name, args) => client.request("tools/call", { name, arguments: args });

let result = await call("analyze", { files: ["shop.yaml"] });
assert.equal(result.isError, false);
assert.equal(result.structuredContent.format, "cutpoint-analysis/1");
assert.equal(result.structuredContent.journeys[0].name, "buy");
assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
const small = result.content[0].text.length;
result = await call("analyze", { files: ["shop.yaml"], limit: 0 });
assert(result.content[0].text.length >= small);
result = await call("analyze", { files: ["shop.yaml"], limit: 1 });
assert.equal(result.structuredContent.journeys[0].single_points_of_failure.length, 1);
assert.equal(result.structuredContent.journeys[0].single_points_of_failure_omitted, 1);

result = await call("whatif", { files: ["two.yaml"], fail: ["web#1"] });
assert.equal(result.structuredContent.journeys.buy, "up");
result = await call("whatif", { files: ["shop.yaml"], fail: ["wbe"] });
assert(result.isError && /web/.test(result.content[0].text));
result = await call("improve", { files: ["shop.yaml"], target: "99.9%" });
assert(!result.isError, result.content[0].text);
result = await call("diff", { base: "shop.yaml", head: "two.yaml" });
assert(!result.isError && /replicas/.test(result.content[0].text));
result = await call("lint", { paths: ["shop.yaml"] });
assert(/single-point-of-failure/.test(result.content[0].text));
result = await call("explain", { words: ["CP101"] });
assert(/single-point-of-failure/.test(result.content[0].text));
result = await call("render", { files: ["shop.yaml"] });
assert(/flowchart|graph/.test(result.content[0].text));
// Pixels are no text.
assert.equal((await client.ask("tools/call", { name: "render", arguments: { files: ["shop.yaml"], format: "png" } })).error.code, -32602);
write("inside/compose.yaml", "services:\n  web: {image: nginx, ports: ['80:80'], depends_on: [db]}\n  db: {image: postgres}\n");
result = await call("import", { paths: ["compose.yaml"] });
assert(/cutpoint: 1/.test(result.content[0].text), result.content[0].text);

// What is wrong with a document is an answer, what is wrong with a question an error.
result = await call("analyze", { files: ["broken.yaml"] });
assert(result.isError && /did you mean `mttr`/.test(result.content[0].text));
assert.equal((await client.ask("tools/call", { name: "analyze", arguments: {} })).error.code, -32602);
assert.equal((await client.ask("tools/call", { name: "analyze", arguments: { files: [7] } })).error.code, -32602);
assert.equal((await client.ask("tools/call", { name: "analyze", arguments: { files: ["shop.yaml"], output: "x" } })).error.code, -32602);
assert.equal((await client.ask("tools/call", { name: "nothing", arguments: {} })).error.code, -32602);

// Nothing outside of the folder is read, by whatever way.
for (const file of ["../secret.yaml", path.join(folder, "secret.yaml"), "link.yaml", "/etc/passwd", "-"]) {
  const refused = await client.ask("tools/call", { name: "analyze", arguments: { files: [file] } });
  assert.equal(refused.error?.code, -32602, file);
}
result = await call("analyze", { files: ["includes.yaml"] });
assert(result.isError && !/240h/.test(result.content[0].text), result.content[0].text);
assert.equal((await client.ask("tools/call", { name: "lint", arguments: { paths: [".."] } })).error.code, -32602);

const { resources } = await client.request("resources/list", {});
assert(resources.some(one => one.uri === "cutpoint://format"));
const format = await client.request("resources/read", { uri: "cutpoint://format" });
assert(/runs_on/.test(format.contents[0].text));
const example = await client.request("resources/read", { uri: "cutpoint://examples/single-point-of-failure" });
assert(/cutpoint: 1/.test(example.contents[0].text));
const sample = resources.find(one => one.uri === "cutpoint://samples/multi-az");
assert.equal(sample.name, "A sample: Shop over three zones");
const shop = await client.request("resources/read", { uri: sample.uri });
assert.equal(shop.contents[0].text, fs.readFileSync(new URL("../../samples/multi-az.yaml", import.meta.url), "utf8"));
assert.equal((await client.ask("resources/read", { uri: "file:///etc/passwd" })).error.code, -32602);

// Written is nothing, and nothing can be asked to.
assert.equal((await client.ask("tools/call", { name: "import", arguments: { paths: ["compose.yaml"], output: "out.yaml" } })).error.code, -32602);
assert(!JSON.stringify(tools).includes('"output":'));
client.process.stdin.end();
assert.equal(await client.ended, 0);

// With leave to write: below the folders, whatever links say, and in files that can be found in any of them.
fs.mkdirSync(path.join(folder, "second"));
write("second/late.yaml", document);
const writer = new RpcClient(program, ["mcp", "inside", "second", "--write"], { lines: true, cwd: folder });
const { instructions } = await writer.request("initialize", { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } });
assert(instructions.includes(path.join(folder, "second")), instructions);
const writing = (await writer.request("tools/list", {})).tools.filter(tool => tool.inputSchema.properties.output);
assert.deepEqual(writing.map(tool => [tool.name, tool.annotations.readOnlyHint]), [["import", false], ["render", false]]);
const ask = (name, args) => writer.ask("tools/call", { name, arguments: args });
assert(!(await ask("analyze", { files: ["late.yaml"] })).result.isError);
let written = (await ask("import", { paths: ["compose.yaml"], output: "out.yaml" })).result;
assert(!written.isError && /out\.yaml/.test(written.content[0].text), JSON.stringify(written));
assert.match(fs.readFileSync(path.join(folder, "inside/out.yaml"), "utf8"), /cutpoint: 1/);
written = (await ask("import", { paths: ["compose.yaml"], output: "shop.yaml" })).result;
assert(written.isError, "a file that somebody wrote is left alone");
assert.equal(fs.readFileSync(path.join(folder, "inside/shop.yaml"), "utf8"), document);
written = (await ask("render", { files: ["shop.yaml"], output: "shop.svg" })).result;
assert(!written.isError, JSON.stringify(written));
assert.match(fs.readFileSync(path.join(folder, "inside/shop.svg"), "utf8"), /^<svg/);
fs.symlinkSync("../planted.svg", path.join(folder, "inside/planted.svg"));
fs.symlinkSync(folder, path.join(folder, "inside/up"));
for (const output of ["../x.svg", path.join(folder, "x.svg"), "up/x.svg", "-", "inside/../../x.svg"]) {
  assert.equal((await ask("render", { files: ["shop.yaml"], output })).error?.code, -32602, output);
}
await ask("render", { files: ["shop.yaml"], output: "planted.svg" });
for (const name of ["x.svg", "planted.svg"]) assert(!fs.existsSync(path.join(folder, name)), name);
writer.process.stdin.end();
assert.equal(await writer.ended, 0);
console.log("mcp: good");
