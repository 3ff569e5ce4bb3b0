/** The Python programs of the exporter, which runs in Odoo's own image. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const files = ['odoo_metrics.py', 'odoo_queries.py'] as const;

/** Sources by file name; they are part of this program's own text, and read once, when the module is loaded. */
export const scripts: Readonly<Record<string, string>> = Object.fromEntries(
  files.map((name) => [name, readFileSync(new URL(`scripts/${name}`, import.meta.url), 'utf8')]),
);

/** Changes with any of them. */
export const scriptsDigest = createHash('sha256').update(JSON.stringify(scripts)).digest('hex');
