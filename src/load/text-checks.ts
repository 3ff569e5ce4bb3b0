/** What can be wrong with a file as text and as data, before anybody asks what it says. */
import type { Rule } from '../model/report.ts';

const severity = 'error';
const unread = 'A file that is not understood completely cannot be approved.';

export const textChecks: readonly Rule[] = [
  {
    id: 'secret-file',
    severity,
    title: 'In tenants/secrets/ stand folders of tenants, with one encrypted Secret in each file',
    why: 'What is not read is not checked, and may hold a value in plain.',
    fix: 'Remove it, and write Secrets with `fleet secrets`.',
  },
  {
    id: 'secret-left-over',
    severity: 'warning',
    title: 'No secrets are left of tenants that are gone',
    why: 'What nobody uses, nobody rotates.',
    fix: 'Remove the folder.',
  },
  {
    id: 'spec-cycle',
    severity,
    title: 'Modules of specs import each other without a cycle',
    why: 'A value that depends on itself has no value.',
    fix: 'Move what both modules need into a module of its own.',
  },
  {
    id: 'spec-duplicate-key',
    severity,
    title: 'Each field of an object is written once',
    why: 'The last one would win silently, and a reviewer may have read the first.',
    fix: 'Remove one of the two.',
  },
  {
    id: 'spec-encoding',
    severity,
    title: 'Specs are UTF-8 without byte order mark, NUL and characters that reorder or hide text',
    why: 'A file that is not understood completely, or that shows a reviewer other text than is read, cannot be approved.',
    fix: 'Save the file as UTF-8 without byte order mark, and without the character named.',
  },
  {
    id: 'spec-export',
    severity,
    title: 'A spec has a default export made by its define function',
    why: 'The define function gives the spec its type, so that the editor shows mistakes while one writes.',
    fix: 'Write `export default defineTenant({ ... })`, or the define function of the file.',
  },
  {
    id: 'spec-file',
    severity,
    title: 'The files of `tenants/` and `fleet/` are specs, modules and releases, and can be read',
    why: 'A file with a wrong name would be left out silently; a link could show something else than was reviewed.',
    fix: 'Name the file as its folder wants it, or move it elsewhere.',
  },
  {
    id: 'spec-import',
    severity,
    title: 'Specs import only from aos-fleet and from modules of `tenants/` and `fleet/`',
    why: 'What a spec is made of must be in the reviewed repository.',
    fix: 'Import by a relative path with its ending `.ts`, or write the value itself.',
  },
  {
    id: 'spec-not-data',
    severity,
    title: 'A spec is data',
    why: 'A pull request from a stranger is evaluated, so a spec is read and never run; the same spec always means the same.',
    fix: 'Write literals, constants, lists, objects, spreads, template strings and imports alone.',
  },
  {
    id: 'spec-plain-secret',
    severity,
    title: 'No spec holds a secret',
    why: 'Git never forgets: whoever reads the repository, now or later, has the value.',
    fix: 'Replace the value wherever it is used, remove it, and keep the new one with `fleet secrets`.',
  },
  {
    id: 'spec-syntax',
    severity,
    title: 'Specs are valid TypeScript',
    why: unread,
    fix: 'Correct the syntax at the place given.',
  },
  {
    id: 'spec-too-large',
    severity,
    title: 'Specs stay within limits of size and depth',
    why: 'A spec of a few lines must not be able to make the checks run out of memory or time.',
    fix: 'Write less data, or split the file.',
  },
  {
    id: 'spec-unknown-name',
    severity,
    title: 'Names in specs stand for constants and fields that exist',
    why: 'A misspelt name has no value.',
    fix: 'Correct the name, or declare it.',
  },
  {
    id: 'yaml-alias',
    severity,
    title: 'Releases have no anchors, aliases and merge keys',
    why: 'A few lines of aliases can stand for billions of values, and readers disagree about merge keys.',
    fix: 'Write the values out.',
  },
  {
    id: 'yaml-documents',
    severity,
    title: 'A release is one YAML document',
    why: 'The other documents of the file would be ignored silently.',
    fix: 'Write one file for each release.',
  },
  {
    id: 'yaml-duplicate-key',
    severity,
    title: 'Each key of a YAML mapping is written once',
    why: 'Readers disagree about which of the two counts.',
    fix: 'Remove one of the two.',
  },
  {
    id: 'yaml-syntax',
    severity,
    title: 'Releases are valid YAML 1.2',
    why: unread,
    fix: 'Correct the syntax at the place given.',
  },
  {
    id: 'yaml-tag',
    severity,
    title: 'Releases have no YAML tags',
    why: 'A tag changes what a value is, and readers disagree about how.',
    fix: 'Remove the tag; quote the value when it must be a string.',
  },
];
