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
assert.equal((await client.ask("resources/read", { uri: "file:///etc/passwd" })).error.code, -32602);

client.process.stdin.end();
assert.equal(await client.ended, 0);
console.log("mcp: good");
