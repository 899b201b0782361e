// Drives `cutpoint serve` as a browser does, and as somebody who should not: serve.mjs PROGRAM FOLDER
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { Chromium, chromiumPath } from "../browser/chromium.mjs";

const [program, folder] = process.argv.slice(2);
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
const document = (name, hosts = "hosts.yaml") => `cutpoint: 1\nname: ${name}\ninclude: [${hosts}]\n` +
  "journeys: {buy: {needs: [web]}}\ncomponents:\n  web: {kind: container, runs_on: vm-1, mtbf: 30d, mttr: 15m}\n";
write("hosts.yaml", "cutpoint: 1\ncomponents:\n  vm-1: {kind: vm, mtbf: 240h, mttr: 2h}\n");
write("shop.yaml", document("First name"));
write("other <b>.yaml", document("Other"));

const server = spawn(program, ["serve", "shop.yaml", "other <b>.yaml"], { cwd: folder });
process.on("exit", () => server.kill("SIGKILL"));  // whatever fails here
let said = "";
server.stderr.on("data", data => (said += data));
const ended = new Promise(done => server.on("close", code => done(code)));
const address = await new Promise(done => server.stdout.once("data", data => done(String(data).trim())));
assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/$/);
const { port, pathname } = new URL(address);

/// The status and body of a request as it is.
const ask = (target, { method = "GET", headers = {} } = {}) => new Promise((done, fail) => {
  const request = http.request({ host: "127.0.0.1", port, path: target, method, headers }, response => {
    let body = "";
    response.on("data", data => (body += data));
    response.on("end", () => done({ status: response.statusCode, headers: response.headers, body }));
  });
  request.on("error", fail);
  request.end();
});
const raw = text => new Promise(done => {
  const socket = net.connect(Number(port), "127.0.0.1", () => socket.write(text));
  let got = "";
  socket.on("data", data => (got += data));
  socket.on("close", () => done(got));
  socket.on("error", () => done(got));
});
const state = async seen => JSON.parse((await ask(`${pathname}state/${seen}`)).body);

// Who does not know the token sees nothing, nor who comes by another name or from another page.
const index = await ask(pathname);
assert.equal(index.status, 200);
assert.match(index.body, /other &lt;b&gt;\.yaml/);
assert.match(index.headers["content-security-policy"], /default-src 'none'/);
for (const target of ["/", "/index.html", "/" + "0".repeat(32) + "/", pathname + "nothing", pathname + "../shop.yaml",
  pathname + "report/7", pathname + "report/..%2f..%2fetc/passwd", pathname + "%2e%2e/", "/etc/passwd"]) {
  assert.equal((await ask(target)).status, 404, target);
}
assert.equal((await ask(pathname, { headers: { host: "evil.example" } })).status, 403);
assert.equal((await ask(pathname, { headers: { origin: "https://evil.example" } })).status, 403);
assert.equal((await ask(pathname, { headers: { origin: `http://127.0.0.1:${port}` } })).status, 200);
for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) assert.equal((await ask(pathname, { method })).status, 405, method);
assert.equal((await ask(pathname, { method: "HEAD" })).body, "");
assert.match(await raw("nonsense\r\n\r\n"), /^HTTP\/1\.1 40[03]/);
assert.match(await raw("GET / HTTP/1.1\r\nX: " + "a".repeat(20000)), /^HTTP\/1\.1 400/);
// Nobody else on the network can connect.
const listening = fs.readFileSync("/proc/net/tcp", "utf8").split("\n").filter(line => line.includes(`:${Number(port).toString(16).toUpperCase().padStart(4, "0")} 00000000`));
assert(listening.every(line => line.includes("0100007F:")), listening.join("\n"));

// News come with a save, of an included file too; errors beside the last good page.
let now = await state(0);
assert.deepEqual(now.pages.map(page => page.path), ["shop.yaml", "other <b>.yaml"]);
assert.match((await ask(pathname + "report/0")).body, /First name/);
const times = [];
const news = async change => {
  const waited = state(now.edition);
  await new Promise(done => setTimeout(done, 120));
  const start = performance.now();
  change();
  now = await waited;
  times.push(Math.round(performance.now() - start));
};
await news(() => write("shop.yaml", document("Second name")));
assert.match((await ask(pathname + "report/0")).body, /Second name/);
await news(() => write("shop.yaml", document("Third").replace("mttr", "mtr")));
assert.match(now.pages[0].errors, /did you mean `mttr`/);
assert.match((await ask(pathname + "report/0")).body, /Second name/);
await news(() => write("shop.yaml", document("Fourth name")));
assert.equal(now.pages[0].errors, "");
await news(() => write("hosts.yaml", "cutpoint: 1\ncomponents:\n  vm-1: {kind: vm, mtbf: 1y, mttr: 2h}\n"));
console.log(`from save to news: ${times.join(", ")} ms`);

// In a browser: the report, the error, the report again, without a word on the console.
if (chromiumPath) {
  const browser = await Chromium.start();
  const page = await browser.newPage();
  await page.open(address);
  const until = async (expression, what) => {
    for (let i = 0; i < 200; ++i) {
      if (await page.evaluate(expression)) return;
      await new Promise(done => setTimeout(done, 50));
    }
    throw new Error("not seen: " + what);
  };
  const inside = "document.querySelector('iframe').contentDocument?.body?.innerText ?? ''";
  await until(`(${inside}).includes('Fourth name')`, "the report");
  write("shop.yaml", document("Broken").replace("mttr", "mtr"));
  await until("document.querySelector('pre').textContent.includes('did you mean')", "the error");
  await until(`(${inside}).includes('Fourth name')`, "the last good report");
  write("shop.yaml", document("Fifth name"));
  await until(`(${inside}).includes('Fifth name') && document.querySelector('pre').textContent === ''`, "the new report");
  await page.evaluate("location.hash = '#1'");
  await until(`(${inside}).includes('Other')`, "the other document");
  await browser.close();
} else {
  console.log("no Chromium: not tried in a browser");
}

server.kill("SIGINT");
assert.equal(await ended, 0, said);
console.log("serve: good");
process.exit(0);
