// Drives `cutpoint mcp` with the reference SDK, which validates every answer against the protocol's
// schemas: mcp_sdk.mjs PROGRAM FOLDER NPM
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { npmPackages } from "./npm_packages.mjs";

const [program, folder, npm] = process.argv.slice(2);
const packages = npmPackages(npm);
const { Client } = packages("@modelcontextprotocol/sdk/client/index.js");
const { StdioClientTransport } = packages("@modelcontextprotocol/sdk/client/stdio.js");
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
const shop = "cutpoint: 1\njourneys: {buy: {needs: [web], slo: {availability: 99.9%}}}\ncomponents:\n" +
  "  web: {kind: container, runs_on: vm, mtbf: 30d, mttr: 15m}\n  vm: {kind: vm, mtbf: 240h, mttr: 2h}\n";
write("shop.yaml", shop);
write("two.yaml", shop.replace("runs_on: vm,", "runs_on: vm, replicas: 2,"));
write("broken.yaml", shop.replace("mttr", "mtr"));
write("compose.yaml", "services:\n  web: {image: nginx, ports: ['80:80'], depends_on: [db]}\n  db: {image: postgres}\n");

const transport = new StdioClientTransport({ command: program, args: ["mcp", "."], cwd: folder, stderr: "inherit" });
const client = new Client({ name: "test", version: "1" });
client.onerror = error => { throw error; };
await client.connect(transport);
assert.equal(client.getServerVersion().name, "cutpoint");
await client.ping();

const { tools } = await client.listTools();
assert.deepEqual(tools.map(tool => tool.name), ["analyze", "whatif", "improve", "diff", "lint", "explain", "import", "render"]);
// The published schemas, not shapes of their own.
const schemas = { analyze: "cutpoint-analysis/1", whatif: "cutpoint-whatif/1", improve: "cutpoint-advice/1", diff: "cutpoint-diff/1", lint: "cutpoint-lint/1" };
assert.deepEqual(Object.fromEntries(tools.filter(tool => tool.outputSchema).map(tool => [tool.name, tool.outputSchema.properties.format.const])), schemas);
// Their outlines are listed; the whole is a resource.
const ajv = new (packages("ajv").default)({ strict: false });
const fits = {};
for (const [name, format] of Object.entries(schemas)) {
  const { contents } = await client.readResource({ uri: `cutpoint://schemas/${/cutpoint-(.*)\//.exec(format)[1]}` });
  fits[name] = ajv.compile(JSON.parse(contents[0].text));
}
const calls = {
  analyze: { files: ["shop.yaml"] },
  whatif: { files: ["two.yaml"], fail: ["web#1"] },
  improve: { files: ["shop.yaml"], target: "99.9%" },
  diff: { base: "shop.yaml", head: "two.yaml" },
  lint: { paths: ["shop.yaml"] },
  explain: { words: ["CP101"] },
  import: { paths: ["compose.yaml"] },
  render: { files: ["shop.yaml"] },
};
// `callTool` compares what is structured with the tool's schema of its output, where it has one.
for (const [name, args] of Object.entries(calls)) {
  for (const limit of name in schemas ? [undefined, 0, 1] : [undefined]) {
    const result = await client.callTool({ name, arguments: limit === undefined ? args : { ...args, limit } });
    assert(!result.isError, `${name}: ${JSON.stringify(result.content)}`);
    assert(result.content.length > 0 && result.content.every(one => one.type === "text" && one.text.length > 0), name);
    assert.equal(result.structuredContent?.format, schemas[name], name);
    if (!(name in schemas)) continue;
    assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
    assert(fits[name](result.structuredContent), JSON.stringify(fits[name].errors));
  }
}
const broken = await client.callTool({ name: "analyze", arguments: { files: ["broken.yaml"] } });
assert(broken.isError && /did you mean `mttr`/.test(broken.content[0].text));
await assert.rejects(client.callTool({ name: "analyze", arguments: { files: ["../outside.yaml"] } }), { code: -32602 });

const { resources } = await client.listResources();
for (const { uri } of resources) {
  const { contents } = await client.readResource({ uri });
  assert(contents.length === 1 && contents[0].text.length > 0, uri);
}
await assert.rejects(client.readResource({ uri: "file:///etc/passwd" }));
await client.close();
console.log(`mcp: good, says @modelcontextprotocol/sdk; ${tools.filter(tool => tool.outputSchema).length} tools with a schema of what they give, ${resources.length} resources`);
