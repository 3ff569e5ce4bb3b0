/** The text of an issue, hostile or not: it is cut at exactly the form's headings, and nothing in it is interpreted. */
import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facts } from '../../src/intake/facts.ts';
import { readForm } from '../../src/intake/read-form.ts';
import { formBody, goodAnswers } from './form-body.ts';

const read = {
  id: 'globex',
  name: 'Globex "Care" & Söhne',
  class: 'internal',
  domain: ['globex.example.com', 'www.globex.example.com'],
  plan: 'small',
  module: ['crm', 'mail'],
  owner: ["Jo O'Neil <jo@example.com>", 'Operations <operations@example.com>'],
};

describe('a filled-in form', () => {
  it.each([
    ['line feeds', '\n'],
    ['carriage returns, as GitHub keeps them', '\r\n'],
  ])('gives every answer as it is, with %s', (_, lineEnd) => {
    expect(readForm(formBody(goodAnswers, lineEnd))).toEqual({ answers: read, mistakes: [], faults: [] });
  });

  it.each<[string, string]>([
    ['a command', '$(touch /tmp/owned)'],
    ['backticks', '`touch /tmp/owned`'],
    ['an expression of a workflow', '${{ secrets.GITHUB_TOKEN }}'],
    ['HTML', '<img src=x onerror=alert(1)><!-- -->'],
    ['YAML', '{id: other, a: &b !!js/function x}'],
    ['a path', '../../fleet/fleet'],
    ['a smaller heading', '#### Cluster'],
    ['a heading in a quote', '> ### Cluster'],
    ['text that reverses what follows', '\u202ereversed'],
    ['a prototype', '__proto__'],
  ])('keeps %s as text', (_, text) => {
    const { answers, mistakes, faults } = readForm(formBody({ ...goodAnswers, Name: text }));
    expect([...mistakes, ...faults]).toEqual([]);
    expect(answers['name']).toBe(text);
  });

  it.each<[string, string, readonly string[]]>([
    [
      'a heading of the form in an answer',
      formBody({ ...goodAnswers, Owners: 'A <a@example.com>\n\n### Cluster\n\nother' }),
      ['Cluster: the heading is there twice, must be there once'],
    ],
    [
      'another heading in an answer',
      formBody({ ...goodAnswers, Domains: 'a.example.com\n### Clusters\nother' }),
      ['the form: the heading "Clusters" is unknown, must be one of the form; did you mean Cluster?'],
    ],
    [
      'a heading within a code fence, which GitHub would not show as one',
      formBody({ ...goodAnswers, Domains: '```\n### Ring\n```' }),
      ['Ring: the heading is there twice, must be there once'],
    ],
    [
      'a heading that is missing',
      formBody(goodAnswers).replace('### Plan\n\nsmall\n', ''),
      ['Plan: the heading is missing, must be there'],
    ],
    [
      'text before the form',
      `Hello!\n\n${formBody(goodAnswers)}`,
      ['the form: Hello! stands before the first heading, must not'],
    ],
    [
      'a text that is far too long',
      'x'.repeat(65_537),
      ['the form: the text has 65537 characters, must have at most 65536'],
    ],
  ])('is refused with %s', (_, body, faults) => {
    const found = readForm(body).faults.map(({ about, message }) => `${about}: ${message}`);
    expect(found).toEqual(faults);
  });

  it('says which heading has been changed when no form is there at all', () => {
    expect(readForm('').faults).toHaveLength(facts.length);
  });

  it('has one line for what is one', () => {
    const { answers, mistakes, faults } = readForm(formBody({ ...goodAnswers, Id: 'globex\nevil', Cluster: 'a\n\nb' }));
    expect(faults).toEqual([]);
    expect(mistakes.map(({ about, message }) => `${about}: ${message}`)).toEqual([
      'Id: the answer has 2 lines, must have one',
      'Cluster: the answer has 3 lines, must have one',
    ]);
    expect(answers).not.toHaveProperty('id');
  });

  it('never lets one answer decide another', () => {
    const labels = facts.map(({ label }) => label);
    const text = string({
      unit: constantFrom('#', '### ', '\n', '\r\n', ' ', 'Cluster', 'Id', '```', '_No response_', 'x', '\u2028', '\\'),
    });
    assert(
      property(constantFrom(...labels), text, (label, value) => {
        const { answers, faults } = readForm(formBody({ ...goodAnswers, [label]: value }));
        if (faults.length > 0) return;
        const { flag: own } = facts.find((fact) => fact.label === label)!;
        const others = (of: object) => Object.entries(of).filter(([flag]) => flag !== own);
        expect(others(answers)).toEqual(others(read));
      }),
      { numRuns: 2000 },
    );
  });
});
