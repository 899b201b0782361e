#!/usr/bin/env node
// Makes the pictures in docs/images anew: scripts/screenshots.mjs [cutpoint binary]
// Needs chromium; run from anywhere.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Chromium, chromiumPath } from "../tests/browser/chromium.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const cutpoint = process.argv[2] ?? join(root, "build/release/app/cutpoint");
if (!chromiumPath) throw new Error("chromium is not installed");
const folder = mkdtempSync(join(tmpdir(), "cutpoint-screenshots-"));

function report(file) {
  const page = join(folder, "report.html");
  execFileSync(cutpoint, ["report", file, "-o", page, "--today", "2026-01-01"], { cwd: root });
  return pathToFileURL(page).href;
}

// A platform of 1 000 services on 48 hosts in three zones, too large for one drawing.
function platform() {
  const components = { region: { kind: "region" } };
  for (let zone = 0; zone < 3; ++zone) components[`zone-${"abc"[zone]}`] = { kind: "zone", runs_on: "region" };
  for (let host = 0; host < 48; ++host) {
    components[`host-${host}`] = { kind: "host", runs_on: `zone-${"abc"[host % 3]}`, mtbf: "1y", mttr: "4h" };
  }
  for (let i = 0; i < 1000; ++i) {
    const next = [2 * i + 1, 2 * i + 2].filter((id) => id < 1000).map((id) => `service-${id}`);
    components[`service-${i}`] = { kind: "service", mtbf: "90d", mttr: "15m",
      runs_on: `host-${(i * 7) % 48}`, depends_on: next };
  }
  const journeys = Object.fromEntries(["search", "order", "deliver"].map((name, at) =>
    [name, { needs: [`service-${3 * at + 3}`], slo: { availability: "99%", period: "30d" } }]));
  const file = join(folder, "platform.yaml");
  writeFileSync(file, JSON.stringify({ cutpoint: 1, name: "Platform of 1 000 services", journeys, components }));
  return file;
}

const fail = (...names) => (page) => page.evaluate((wanted) => {
  for (const name of wanted) scenario.toggleComponent(scenario.data.components.findIndex((row) => row.name === name));
  document.getElementById("diagram").scrollIntoView({ behavior: "instant" });
}, names);
const scrollTo = (selector) => (page) => page.evaluate((wanted) =>
  document.querySelector(wanted).scrollIntoView({ behavior: "instant" }), selector);

const pictures = [
  { name: "report-overview", file: "samples/multi-az.yaml", width: 1200, height: 1180, scheme: "light", act: async () => {} },
  { name: "report-two-zones-down", file: "samples/multi-az.yaml", width: 1200, height: 850, scheme: "dark", act: fail("zone-a", "zone-b") },
  { name: "report-details", file: "samples/llm-serving.yaml", width: 1200, height: 1060, scheme: "light", act: scrollTo("#details") },
  { name: "report-large", file: platform(), width: 1200, height: 850, scheme: "light", act: fail("host-3") },
  { name: "report-phone", file: "samples/ai-api-three-containers.yaml", width: 390, height: 1250, scheme: "light", act: fail("vm-1") },
];

// What the tool itself draws; the sheet of signs of kinds is a golden file of a test.
for (const [name, ...command] of [
  ["ai-api-three-containers", "render", "samples/ai-api-three-containers.yaml"],
  ["improvement", "plot", "improvement", "samples/ai-api-two-vms.yaml", "--target", "99.95%"],
]) {
  execFileSync(cutpoint, [...command, "--today", "2026-01-01", "-o", `docs/images/${name}.svg`], { cwd: root });
  console.log(`docs/images/${name}.svg`);
}

const browser = await Chromium.start();
try {
  for (const { name, file, width, height, scheme, act } of pictures) {
    const page = await browser.newPage(width, height);
    if (width < 500) {
      await page.resize(width, height, true);
      await page.send("Emulation.setTouchEmulationEnabled", { enabled: true });
    }
    await page.prefer(scheme);
    await page.open(report(file));
    await act(page);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 400))");
    const picture = await page.screenshot();
    writeFileSync(join(root, "docs/images", `${name}.png`), picture);
    console.log(`docs/images/${name}.png ${Math.round(picture.length / 1024)} KiB`);
    if (page.problems.length > 0) throw new Error(page.problems.join("\n"));
    await page.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
