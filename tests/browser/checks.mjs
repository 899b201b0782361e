// Runs checks one after the other in one browser; the process fails where one of them does.
import { Chromium } from "./chromium.mjs";

export async function runChecks(checks) {
  const browser = await Chromium.start();
  let failed = 0;
  try {
    for (const [name, check] of Object.entries(checks)) {
      try {
        const begun = Date.now();
        await check(browser);
        console.log(`ok      ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
      } catch (error) {
        failed += 1;
        console.log(`FAILED  ${name}\n${error.stack}`);
      }
    }
  } finally {
    await browser.close();
  }
  process.exitCode = failed === 0 ? 0 : 1;
}
