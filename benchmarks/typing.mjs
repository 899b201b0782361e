// From an error that is typed, while the rules still run on what was typed before, to the message of
// `cutpoint lsp` that tells of it: 1 250 layers of four services.
//   node benchmarks/typing.mjs PROGRAM [KEYS]
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { RpcClient } from "../tests/clients/rpc_client.mjs";

const [program, keys = "24"] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cutpoint-typing-"));
const layers = 1250;
const lines = ["cutpoint: 1", "journeys: {use: {needs: [s0-0]}}", "components:"];
for (let layer = 0; layer < layers; ++layer) {
  for (let i = 0; i < 4; ++i) {
    const below = step => `s${layer + 1}-${(i + step) % 4}`;
    const needs = layer + 1 < layers ? `, depends_on: [${below(0)}, {any_of: [${below(1)}, ${below(2)}]}]` : "";
    lines.push(`  s${layer}-${i}: {kind: service, mtbf: 1000h, mttr: 1h${needs}}`);
  }
}

const client = new RpcClient(path.resolve(program), ["lsp"], { cwd: folder });
const uri = "file://" + path.join(folder, "layers.yaml");
await client.request("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
let version = 0;
const told = test => client.until("textDocument/publishDiagnostics", test);
const change = text => client.notify("textDocument/didChange",
  { textDocument: { uri, version: ++version }, contentChanges: [{ text: text.join("\n") }] });
const wait = told(params => params.diagnostics.some(one => one.code.startsWith("CP")));
client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: ++version, text: lines.join("\n") } });
await wait;

/// Milliseconds of the processor that the server has used.
const used = () => fs.readdirSync(`/proc/${client.process.pid}/task`).reduce((sum, task) =>
  sum + Number(fs.readFileSync(`/proc/${client.process.pid}/task/${task}/schedstat`, "utf8").split(" ")[0]) / 1e6, 0);
let seed = 7;
const random = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
const times = [], processor = [];
for (let key = 0; key < Number(keys); ++key) {
  const text = lines.slice();
  const row = 3 + Math.floor(random() * 4 * layers);
  text[row] = text[row].replace("kind: service", `kind: service, owner: o${key}`);
  change(text);
  await new Promise(done => setTimeout(done, 60 + random() * 1300));  // the rules are anywhere
  text[row] = text[row].replace("kind: service", "kind: servce");
  const before = used(), start = performance.now();
  change(text);
  const mine = version;
  await told(params => params.version === mine && params.diagnostics.some(one => one.message.includes("servce")));
  times.push(performance.now() - start);
  processor.push(used() - before);
}
const line = (what, all) => {
  const sorted = all.map(Math.round).sort((a, b) => a - b);
  console.log(`${what}: median ${sorted[sorted.length >> 1]} ms, at most ${sorted.at(-1)} ms`);
};
line("by the clock", times);
line("of the processor", processor);
console.log(`load ${os.loadavg()[0].toFixed(1)}`);
client.process.kill();
fs.rmSync(folder, { recursive: true, force: true });
