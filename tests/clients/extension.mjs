// Packages the VS Code extension as it would be published, after TypeScript has compared it with the
// editor's interface: extension.mjs PROGRAM FOLDER NPM
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [, folder, npm] = process.argv.slice(2);
const source = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../editors/vscode");
const modules = path.join(path.resolve(npm), "node_modules");
fs.rmSync(folder, { recursive: true, force: true });
fs.cpSync(source, folder, { recursive: true });
const run = (program, args) => {
  const done = spawnSync(path.join(modules, ".bin", program), args, { cwd: folder, encoding: "utf8" });
  assert.equal(done.status, 0, `${program}: ${done.stdout}${done.stderr}${done.error ?? ""}`);
  return done.stdout;
};
// The one package that the extension needs, with what that needs.
const copied = new Set();
const copy = name => {
  if (copied.has(name)) return;
  copied.add(name);
  const from = path.join(modules, name);
  fs.cpSync(from, path.join(folder, "node_modules", name), { recursive: true });
  const { dependencies = {} } = JSON.parse(fs.readFileSync(path.join(from, "package.json"), "utf8"));
  for (const each of Object.keys(dependencies)) {
    if (!fs.existsSync(path.join(from, "node_modules", each))) copy(each);
  }
};
copy("vscode-languageclient");
run("tsc", ["--allowJs", "--checkJs", "--noEmit", "--target", "es2020", "--module", "node16", "--moduleResolution", "node16",
  "--skipLibCheck", "--typeRoots", path.join(modules, "@types"), "--types", "node,vscode", "extension.js"]);
run("vsce", ["package", "--allow-missing-repository", "--skip-license", "-o", "cutpoint.vsix"]);
const files = run("vsce", ["ls"]);
for (const needed of ["extension.js", "package.json", "node_modules/vscode-languageclient/"]) assert(files.includes(needed), needed);
assert(fs.statSync(path.join(folder, "cutpoint.vsix")).size > 100_000);
console.log(`extension: good, ${Math.round(fs.statSync(path.join(folder, "cutpoint.vsix")).size / 1000)} kB`);
