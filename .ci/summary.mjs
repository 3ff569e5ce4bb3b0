/**
 * Prints `N passed, N failed` from the test runner's reports; a run that failed besides its tests counts as one failure.
 * Arguments: report and exit code, again and again. Exit code 2 means that what the tests need is not on this machine: the
 * run has said so, and is not counted.
 */
import { existsSync, readFileSync } from 'node:fs';

const words = process.argv.slice(2);
let passed = 0;
let failed = 0;
while (words.length > 0) {
  const [report, status] = words.splice(0, 2);
  if (status === '2') continue;
  const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  passed += found?.numPassedTests ?? 0;
  // A file that cannot be loaded has no tests, but fails its suite.
  const testsFailed = Math.max(found?.numFailedTests ?? 1, found?.success === false ? 1 : 0);
  failed += testsFailed === 0 && status !== '0' ? 1 : testsFailed;
}
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
