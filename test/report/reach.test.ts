import { describe, expect, it } from 'vitest';
import type { ReachRow } from '../../src/model/reach.ts';
import { reachFormats } from '../../src/report/reach.ts';

const world = '0.0.0.0-255.255.255.255';
const rows: readonly ReachRow[] = [
  { src: world, dst: 'shop/web[Deployment]', conn: 'TCP 443' },
  { src: 'shop/web[Deployment]', dst: 'shop/db[StatefulSet]', conn: 'TCP 5432,UDP 53' },
];
const reasons = { egress: ['open: no policy isolates it'], ingress: ['TCP 1 opened by a/b', 'TCP 2 opened by a/c'] };
const hostile: readonly ReachRow[] = [{ src: 'a"\\/x\n\u001B[31m', dst: '=1,2/y', conn: 'All Connections' }];

function render(format: string, of: readonly ReachRow[]): string {
  return [...reachFormats[format]!(of)].join('');
}

describe('connectivity as text', () => {
  it('is a line for each pair, as analysers print it', () => {
    expect(render('text', rows)).toBe(
      `${world} => shop/web[Deployment] : TCP 443\nshop/web[Deployment] => shop/db[StatefulSet] : TCP 5432,UDP 53\n`,
    );
  });

  it('has the reasons below', () => {
    expect(render('text', [{ ...rows[0]!, reasons }])).toBe(
      [
        `${world} => shop/web[Deployment] : TCP 443`,
        '  egress open: no policy isolates it',
        '  ingress TCP 1 opened by a/b',
        '  ingress TCP 2 opened by a/c',
        '',
      ].join('\n'),
    );
  });

  it('shows what would act on a terminal', () => {
    expect(render('text', hostile)).toBe('a"\\/x\\n\\u{1b}[31m => =1,2/y : All Connections\n');
  });

  it('is empty without pairs', () => {
    expect(render('text', [])).toBe('');
  });
});

describe('connectivity as JSON', () => {
  it.each([[[]], [rows], [hostile], [[{ ...rows[0]!, reasons }]]])('is the list of the rows %#', (of) => {
    expect(JSON.parse(render('json', of))).toEqual(of);
  });
});

describe('connectivity as CSV', () => {
  it('quotes what RFC 4180 wants quoted', () => {
    expect(render('csv', [...rows, ...hostile])).toBe(
      [
        'src,dst,conn',
        `${world},shop/web[Deployment],TCP 443`,
        'shop/web[Deployment],shop/db[StatefulSet],"TCP 5432,UDP 53"',
        '"a""\\/x\n\u001B[31m","=1,2/y",All Connections',
        '',
      ].join('\r\n'),
    );
  });

  it('has columns for reasons', () => {
    expect(render('csv', [{ ...rows[0]!, reasons }])).toBe(
      [
        'src,dst,conn,egress,ingress',
        `${world},shop/web[Deployment],TCP 443,open: no policy isolates it,TCP 1 opened by a/b; TCP 2 opened by a/c`,
        '',
      ].join('\r\n'),
    );
  });

  it('has a head without rows', () => {
    expect(render('csv', [])).toBe('src,dst,conn\r\n');
  });
});

describe('connectivity as DOT', () => {
  it('groups workloads by namespace', () => {
    expect(render('dot', rows)).toBe(
      [
        'digraph {',
        `\t"${world}" [shape="box"]`,
        '\tsubgraph "cluster_shop" {',
        '\t\tlabel="shop"',
        '\t\t"shop/db[StatefulSet]" [label="db[StatefulSet]"]',
        '\t\t"shop/web[Deployment]" [label="web[Deployment]"]',
        '\t}',
        `\t"${world}" -> "shop/web[Deployment]" [label="TCP 443"]`,
        '\t"shop/web[Deployment]" -> "shop/db[StatefulSet]" [label="TCP 5432,UDP 53"]',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('lets no name out of its quotes', () => {
    for (const line of render('dot', hostile).split('\n')) {
      expect(line).toMatch(/^\t*(?:"(?:[^"\\]|\\.)*"|[a-z= >{}[\]-])*$/);
    }
  });
});
