/** Prints `N passed, N failed` from the test runner's report; a check that failed besides the tests counts as one failure. */
import { existsSync, readFileSync } from 'node:fs';

const [report, status] = process.argv.slice(2);
const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
const passed = found?.numPassedTests ?? 0;
// A file that cannot be loaded has no tests, but fails its suite.
const testsFailed = Math.max(found?.numFailedTests ?? 1, found?.success === false ? 1 : 0);
const failed = testsFailed === 0 && status !== '0' ? 1 : testsFailed;
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
