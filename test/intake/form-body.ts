/** The text that GitHub makes of a filled-in form. */
import { facts } from '../../src/intake/facts.ts';

/** By label; what is left out was left open. */
export function formBody(answers: Readonly<Record<string, string>>, lineEnd = '\n'): string {
  const text = facts.map(({ label }) => `### ${label}\n\n${answers[label] ?? '_No response_'}\n`).join('\n');
  return text.replaceAll('\n', lineEnd);
}

export const goodAnswers: Readonly<Record<string, string>> = {
  Id: 'globex',
  Name: 'Globex "Care" & Söhne',
  Class: 'internal',
  Domains: 'globex.example.com\nwww.globex.example.com',
  Plan: 'small',
  'Odoo modules': 'crm\n\nmail',
  Owners: "Jo O'Neil <jo@example.com>\nOperations <operations@example.com>",
};
