/** What counts as a readable secret, and what only looks like one. */
import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assignedSecretIn, entropyOf, isHarmless, namesSecret, plainSecretIn } from '../../src/model/plain-secret.ts';

const hex = createHash('sha256').update('x').digest('hex');

describe('a text', () => {
  it.each([
    ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE'],
    ['a private key of age', `AGE-SECRET-KEY-1${'Q'.repeat(58)}`],
    ['an access key of AWS', 'key: AKIAIOSFODNN7EXAMPLE'],
    ['a token of GitHub', `ghp_${'aB3'.repeat(12)}`],
    ['a token of Slack', 'xoxb-123456789012-abc'],
    ['a token of Vault', 'hvs.CAESIJ0123456789abcdefgh'],
    ['a JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x'],
    ['a password in a URL', 'postgresql://odoo:hunter2@database:5432/odoo'],
    ['a random value', 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12'],
  ])('holds %s', (kind, text) => {
    expect(plainSecretIn(`  # ${text}`)).toEqual({ kind, offset: expect.any(Number) as number });
  });

  it('holds a random value nearly always when one was drawn', () => {
    const found = Array.from({ length: 500 }, () => plainSecretIn(randomBytes(32).toString('base64')));
    expect(found.filter((each) => each !== undefined).length).toBeGreaterThan(475);
  });

  it.each([
    ['a digest', `docker.io/library/odoo:19.0@sha256:${hex}`],
    ['a shortened digest', 'fleet.aos/config-digest: 0123456789abcdef'],
    ['a public key of age', `age1${'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.repeat(2).slice(0, 58)}`],
    ['an identifier', 'PodSecurityConfigurationAdmissionPlugin2026Version'],
    ['a path', '/usr/share/postgresql/17/extension/UnaccentRules42.control'],
    ['a UUID', '123e4567-e89b-12d3-a456-426614174000'],
    ['an address without password', 'https://user@vault.example.org:8200/v1/secret'],
    ['a placeholder', 'postgresql://odoo:${PASSWORD}@database/odoo'],
    ['a date', '2026-11-24T12:00:00Z to 2026-11-25T12:00:00Z'],
    ['a certificate request', 'kubernetes.io/tls Certificate CertificateSigningRequest'],
    ['a long sentence', 'The password of the database is kept in a Secret, which the pod mounts as a file.'],
  ])('is harmless: %s', (_, text) => {
    expect(plainSecretIn(text)).toBeUndefined();
  });

  it('has an entropy in bits for each character', () => {
    expect(entropyOf('aaaa')).toBe(0);
    expect(entropyOf('abcd')).toBe(2);
  });
});

describe('a name', () => {
  it.each([
    'password',
    'DB_PASSWORD',
    'smtp-pass',
    'smtpPwd',
    'apiKey',
    'api.key',
    'AWS_SECRET_ACCESS_KEY',
    'token',
    'admin_passwd',
    'client-secret',
    'passphrase',
    'credentials',
  ])('is that of a secret: %s', (name) => expect(namesSecret(name)).toBe(true));

  it.each([
    'password_encryption',
    'POSTGRES_PASSWORD_FILE',
    'secretName',
    'tokenReview',
    'key',
    'compass',
    'passthrough',
    'monkey',
    'bypass',
    'secretStoreRef',
  ])('is that of something else: %s', (name) => expect(namesSecret(name)).toBe(false));

  it.each(['', 'true', '3600', '/run/secrets/password', '${PASSWORD}', '$(OTHER)', '<password>'])(
    'may stand before %j',
    (value) => expect(isHarmless(value)).toBe(true),
  );
});

describe('an assignment', () => {
  it.each([
    ["smtp_password = 'hunter2'", 'quoted'],
    ['{"apiKey": "hunter2"}', 'quoted'],
    ['const relay = { password: `hunter2` };', 'quoted'],
    ['db_password = hunter2', 'any'],
    ['run --token=hunter2 --verbose', 'any'],
    ['smtp_password: hunter2\nsmtp_host: mail', 'any'],
  ] as const)('gives a secret away: %s', (text, mode) => {
    expect(assignedSecretIn(text, mode)?.kind).toMatch(/^a value for \S+$/);
  });

  it.each([
    ['password = read_secret(path)', 'any'],
    ['password: value', 'quoted'],
    ["CREATE ROLE odoo PASSWORD :'password'", 'quoted'],
    ['--password-file=/run/secrets/password', 'any'],
    ['password = /run/secrets/password', 'any'],
    ['secretName: database-app', 'any'],
    ['password_encryption=scram-sha-256', 'any'],
    ['token: ${TOKEN}', 'any'],
  ] as const)('gives nothing away: %s', (text, mode) => {
    expect(assignedSecretIn(text, mode)).toBeUndefined();
  });
});
