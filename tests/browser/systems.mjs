// The systems whose pictures are measured: samples, real files where they are given, and generated
// ones of any size.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/// Services on hosts in zones of a region: needs run on along the services, some have a choice.
export function generated(total) {
  const hosts = Math.max(6, Math.round(total / 25)), services = total - hosts - 4;
  const components = { region: { kind: "region" } };
  for (let zone = 0; zone < 3; ++zone) components[`zone-${zone}`] = { kind: "zone", runs_on: "region" };
  for (let host = 0; host < hosts; ++host) components[`host-${host}`] = { kind: "host", runs_on: `zone-${host % 3}` };
  for (let i = 0; i < services; ++i) {
    const ends = i % 9 === 8;
    const needs = ends ? [] : [i + 1 + (i % 7), i + 20].filter((need) => need + 1 < services)
      .map((need) => (i % 5 === 4 ? { any_of: [`s${need}`, `s${need + 1}`] } : `s${need}`));
    components[`s${i}`] = { kind: ends ? "database" : "service", runs_on: `host-${i % hosts}`, depends_on: needs };
  }
  return { cutpoint: 1, name: `Generated ${total}`, components,
    journeys: { use: { needs: ["s0"] }, browse: { needs: ["s1"] } } };
}

/// Names and paths of architecture files; real ones are imported into the folder.
export function systemsIn(cutpoint, folder) {
  const systems = readdirSync("samples").filter((name) => name.endsWith(".yaml") && name !== "incidents.yaml")
    .map((name) => [name, join("samples", name)]);
  for (const total of [200, 1000, 5000]) {
    const file = join(folder, `generated-${total}.yaml`);
    writeFileSync(file, JSON.stringify(generated(total)));
    systems.push([`generated ${total}`, file]);
  }
  const real = process.env.CUTPOINT_REAL_INPUTS;
  if (!real || !existsSync(real)) return systems;
  for (const format of ["compose", "kubernetes", "terraform", "structurizr", "dot"].filter((folder) => existsSync(join(real, folder)))) {
    for (const name of readdirSync(join(real, format))) {
      const file = join(folder, `${format}-${name}.yaml`);
      try {
        execFileSync(cutpoint, ["import", format, join(real, format, name), "-o", file], { stdio: "ignore" });
        // Without journeys there is nothing to report.
        if (/^journeys:/m.test(readFileSync(file, "utf8"))) systems.push([name, file]);
      } catch {
        // What cannot be imported has no picture.
      }
    }
  }
  return systems;
}
