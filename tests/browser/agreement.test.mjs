// The page's structure function against the engine's, over thousands of random failure sets.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Chromium } from "./chromium.mjs";

const [, failureSets, folder] = process.argv.slice(2);
const models = 150;
const groupDocuments = 40;
const setsEach = 40;
const files = ["samples/ai-api-single-vm.yaml", "samples/ai-api-three-containers.yaml",
  "samples/ai-api-two-vms.yaml", "samples/llm-serving.yaml", "samples/multi-az.yaml",
  "samples/multi-region-active-active.yaml", "samples/shared-dns-trap.yaml",
  "tests/browser/arbitrated.yaml", "tests/browser/not-coherent.xml"];

// In the page: what differs from the engine, with the failure set it differs at.
function differences(sets) {
  const found = [];
  // The engine leaves out the middle of a long way.
  const shortened = (steps) => steps.length <= 16 ? { steps, omitted: 0 }
    : { steps: [...steps.slice(0, 8), ...steps.slice(-8)], omitted: steps.length - 16 };
  const compare = (what, events, mine, engine) => {
    if (JSON.stringify(mine) !== JSON.stringify(engine)) found.push({ what, events, mine, engine });
  };
  for (const { events, fallen, journeys } of sets) {
    const mine = failures.consequence(scenario.data, new Set(events));
    compare("fallen", events, mine.fallen, fallen.map(({ component }) => component));
    compare("journeys", events, mine.journeys.map(({ state }) => state),
      journeys.map(({ state }) => state));
    for (const { component, path } of fallen) {
      compare(`way of ${component}`, events, shortened(mine.wayOf(component)), path);
    }
    journeys.forEach(({ path }, id) => {
      compare(`way of journey ${id}`, events, shortened(mine.journeys[id].way()), path);
    });
  }
  return found;
}

// In the page: by how much availabilities with other figures are off, relative to the engine's.
function settingDifferences(rows) {
  const { program: made } = scenario.data;
  const found = [];
  for (const { figures: set, needed, turned, down } of rows) {
    const mine = program.run(made, { needed: new Map(needed), turned: new Set(turned),
      figures: new Map(set.map(([part, mtbf, repair]) => [part, { mtbf, repair }])) });
    mine.forEach((value, journey) => {
      if (Math.abs(value - down[journey]) > 1e-9 * down[journey] + 1e-15) found.push({ journey, mine: value, engine: down[journey], set, needed, turned });
    });
  }
  return found;
}

execFileSync(failureSets, [folder, String(models), String(groupDocuments), String(setsEach), ...files], { stdio: "inherit" });
const browser = await Chromium.start();
const seen = { sets: 0, settings: 0, shared: 0, in_chains: 0, with_programs: 0, turned: 0, up: 0, degraded: 0, down: 0, fallen: 0, connected: 0 };
try {
  const page = await browser.newPage();
  for (let i = 0; i < models + groupDocuments + files.length; ++i) {
    const { name, sets, settings } = JSON.parse(readFileSync(join(folder, `${i}.json`), "utf8"));
    await page.open(pathToFileURL(join(folder, `${i}.html`)).href);
    const found = await page.evaluate(differences, sets);
    assert.deepEqual(found.slice(0, 3), [], `${name} (${i}.html): ${found.length} differences`);
    const off = await page.evaluate(settingDifferences, settings);
    assert.deepEqual(off.slice(0, 3), [], `${name} (${i}.html): ${off.length} settings differ`);
    seen.settings += settings.length;
    if (settings.length > 0) seen.with_programs += 1;
    for (const { turned } of settings) seen.turned += turned.length;
    seen.shared += await page.evaluate((rows) => rows.reduce((sum, { figures: set }) =>
      sum + set.filter(([part]) => scenario.data.program.parts[part].common).length, 0), settings);
    seen.in_chains += await page.evaluate((rows) => rows.reduce((sum, { figures: set }) =>
      sum + set.filter(([part]) => scenario.data.program.chains.some((chain) => chains.hangsOn(chain, part))).length, 0), settings);
    assert.deepEqual(page.problems, [], name);
    seen.connected += await page.evaluate(() => scenario.data.reachabilities.length);
    for (const { fallen, journeys } of sets) {
      seen.sets += 1;
      seen.fallen += fallen.length;
      for (const { state } of journeys) seen[state] += 1;
    }
  }
} finally {
  await browser.close();
}
// Otherwise the agreement would say little.
for (const [what, count] of Object.entries(seen)) assert.ok(count > 100 || what === "connected" && count > 10,
  `too few: ${what} ${count}`);
console.log(`the page agrees with the engine: ${JSON.stringify(seen)}`);
