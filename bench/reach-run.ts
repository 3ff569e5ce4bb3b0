/** Reads one folder and prints its rows as `fleet reach` does; tells on stderr what it took. */
import { writeSync } from 'node:fs';
import { networkInventory } from '../src/isolation/network-inventory.ts';
import { reach } from '../src/isolation/reach.ts';
import { readManifests } from '../src/load/read-manifests.ts';
import { reachFormats } from '../src/report/reach.ts';

const [folder = '', mode] = process.argv.slice(2);
const started = performance.now();
const { objects, findings } = readManifests(folder, folder);
if (findings.length > 0) throw new Error(findings[0]?.message);
const reading = (performance.now() - started) / 1000;
let rows = 0;
let text = '';
for (const piece of reachFormats['text']!(
  reach(networkInventory(objects), { mode: mode === 'sound' ? 'sound' : 'reference' }).rows(),
)) {
  rows++;
  text += piece;
  if (text.length > 1_000_000) {
    writeSync(1, text);
    text = '';
  }
}
writeSync(1, text);
const measured = {
  objects: objects.length,
  rows,
  reading,
  seconds: (performance.now() - started) / 1000,
  megabytes: process.resourceUsage().maxRSS / 1024,
};
console.error(JSON.stringify(measured));
