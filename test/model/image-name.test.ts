import { describe, expect, it } from 'vitest';
import { isImageName } from '../../src/model/image-name.ts';

describe('isImageName', () => {
  it.each([
    'odoo',
    'odoo:19.0',
    'library/odoo',
    'docker.io/library/odoo:19.0-20260926',
    'localhost/odoo',
    'localhost:5000/odoo',
    'odoo:1/2',
    'registry.example:5000/a/b/c:1',
    'Registry.Example/odoo',
    '127.0.0.1:5000/odoo',
    '[::1]:5000/odoo:1',
    'a.b/c_d/e__f/g---h/i.j',
    'odoo:_1',
    `odoo:${'1'.repeat(128)}`,
    `registry.example/${'a'.repeat(255)}`,
  ])('takes %s', (text) => {
    expect(isImageName(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    'Odoo',
    'registry.example/Odoo',
    'registry.example/',
    '/odoo',
    'odoo/',
    'a//b',
    'odoo:',
    ':1',
    'odoo:1:2',
    'odoo:-1',
    'odoo:one/2',
    `odoo:${'1'.repeat(129)}`,
    `registry.example/${'a'.repeat(256)}`,
    'a___b',
    'a..b',
    'a._b',
    '-a/b',
    'a-/b',
    '[::1%eth0]/odoo',
    'https://odoo',
    'odoo@sha256',
    'od oo',
    'odoo\n',
    'ödoo',
  ])('refuses %j', (text) => {
    expect(isImageName(text)).toBe(false);
  });
});
