import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { python } from './container.ts';

const program = join(import.meta.dirname, '../../../src/stack/odoo/scripts/cron_alive.py');

/** One process: its words as in /proc/<id>/cmdline, its name, state and parent as in /proc/<id>/stat. */
type Process = readonly [words: readonly string[], stat: string];

const master: Process = [['python3', '/usr/bin/odoo', '--no-http', '--workers=-1'], '(odoo) S 0'];
const alive = 'Odoo and its workers are alive.';
const lonely = 'Odoo has no living worker.';
const stranger = 'Process 1 is not Odoo.';

describe('cron_alive.py', () => {
  it.each<[string, Record<string, Process>, string]>([
    ['a master with a worker', { 1: master, 7: [['python3', '/usr/bin/odoo'], '(odoo) S 1'] }, alive],
    ['a worker that computes', { 1: master, 7: [['odoo'], '(odoo) R 1'] }, alive],
    ['a worker that waits for the disk', { 1: master, 7: [['odoo'], '(odoo) D 1'] }, alive],
    ['a name with spaces and brackets', { 1: master, 7: [['odoo'], '(odoo: Worker (cron) 7) S 1'] }, alive],
    [
      'processes that gave themselves a title',
      { 1: [['odoo: PreforkServer'], '(odoo) S 0'], 7: [['odoo: WorkerCron'], '(odoo) S 1'] },
      alive,
    ],
    ['one worker of two', { 1: master, 7: [['odoo'], '(odoo) Z 1'], 8: [['odoo'], '(odoo) S 1'] }, alive],
    ['a master alone', { 1: master }, lonely],
    ['a master and this probe', { 1: master, 99: [['python3', 'cron_alive.py'], '(python3) R 0'] }, lonely],
    ['a zombie worker', { 1: master, 7: [[], '(odoo) Z 1'] }, lonely],
    ['a dead worker', { 1: master, 7: [[], '(odoo) X 1'] }, lonely],
    ['a grandchild only', { 1: master, 7: [['wkhtmltopdf'], '(wkhtmltopdf) R 5'] }, lonely],
    [
      'a shell as process 1',
      { 1: [['sh', '-c', 'sleep 1; exec odoo'], '(sh) S 0'], 7: [['odoo'], '(odoo) S 1'] },
      stranger,
    ],
    ['no process 1', {}, 'Process 1 cannot be read: No such file or directory.'],
  ])('judges %s', (_, processes, sentence) => {
    const proc = mkdtempSync(join(tmpdir(), 'fleet-proc-'));
    writeFileSync(join(proc, 'uptime'), '1 1\n');
    for (const [id, [words, stat]] of Object.entries(processes)) {
      mkdirSync(join(proc, id));
      writeFileSync(join(proc, id, 'cmdline'), words.map((word) => `${word}\0`).join(''));
      writeFileSync(join(proc, id, 'stat'), `${id} ${stat} 1 1 0 -1\n`);
    }
    expect(probe(proc)).toEqual({ code: sentence === alive ? 0 : 1, stdout: `${sentence}\n` });
    rmSync(proc, { recursive: true });
  });

  it('reads the real /proc', () => {
    expect(probe('/proc')).toEqual({ code: 1, stdout: `${stranger}\n` });
  });
});

function probe(proc: string): { code: number; stdout: string } {
  try {
    return { code: 0, stdout: execFileSync(python(), ['-B', program, proc], { encoding: 'utf8', stdio: 'pipe' }) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, stdout };
  }
}
