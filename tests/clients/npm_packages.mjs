// Packages of the folder that fetch-npm filled: npm_packages(FOLDER)("vscode-jsonrpc/node").
import { createRequire } from "node:module";
import path from "node:path";

export const npmPackages = folder => createRequire(path.join(path.resolve(folder), "package.json"));
