/** The report formats that `--format` accepts, sorted by name. */
import type { Format } from './format.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export type { Format, RenderOptions } from './format.ts';

export const formats: readonly Format[] = [
  { name: 'github', render: github },
  { name: 'json', render: json },
  { name: 'junit', render: junit },
  { name: 'markdown', render: markdown },
  { name: 'sarif', render: sarif },
  { name: 'text', render: text },
];
