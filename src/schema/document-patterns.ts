/** What each pattern of `schemas/` wants, in words. */

const label = 'letters, digits, `.`, `_` and `-`, at most 63, with a letter or digit at both ends';
const cron = 'a minute, an hour (or `*`, `*/n`), `*`, `*`, and `*` or days of the week, such as `17 2 * * *`';
const image =
  'an image with registry and digest, such as registry.example.com/odoo:19.0@sha256:<64 hexadecimal digits>';

/** Keyed by the pattern; a test holds that every pattern of the schemas is here. */
export const patternsInWords: Readonly<Record<string, string>> = {
  '^([*]|[a-z][a-z0-9-]*)$': 'the component of pods, such as web, or `*`',
  '^(TCP|UDP|SCTP) ([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]|cluster)$':
    'a protocol and a port, such as TCP 8069 or UDP cluster',
  '^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$':
    'a path such as /payment/webhook: letters, digits, `.`, `_`, `~` and `-` after each `/`, and none that begins with `.`',
  '^([01][0-9]|2[0-3]):[0-5][0-9]$': 'a time as HH:MM',
  '^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$': label,
  '^([a-z0-9.-]+/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$': `a label name: ${label}, after an optional DNS prefix and \`/\``,
  '^2\\.[0-9]{1,2}$': 'a minor version of Flux 2, such as 2.9',
  '^[0-5]?[0-9] ([01]?[0-9]|2[0-3]|\\*|\\*/[1-9][0-9]?) \\* \\* (\\*|[0-6](,[0-6])*)$': cron,
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$': 'a moment in UTC, such as 2026-11-24T09:30:00Z',
  '^[0-9]{12}$': 'the 12 digits of an AWS account, in quotes',
  '^[1-9](\\.[0-9]{1,2})?$': 'a number from 1 to 9.99 in quotes, such as "1.1"',
  '^[1-9][0-9]{0,3}MB$': 'a size in MB, such as 16MB',
  '^[1-9][0-9]{0,5}ms$': 'a time in ms, such as 1000ms',
  '^[A-Z][A-Za-z0-9]{0,62}$': 'a kind such as EC2NodeClass: letters and digits, with a capital letter first',
  '^[A-Z][A-Za-z0-9]* ([a-z0-9][a-z0-9-]*/)?[A-Za-z0-9][A-Za-z0-9.:_-]*$':
    'a kind and a name, such as `Deployment odoo-web` or `Deployment tenant-acme/odoo-web`',
  '^[A-Za-z0-9-]{1,20}$': 'at most 20 letters, digits and `-`',
  '^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*)*$':
    'a path of letters, digits, `_` and `-`, without `/` at its ends, such as aos/tenants',
  '^[A-Z]{2}$': 'a country code of two capital letters, such as US',
  '^[A-Z]{3}$': 'a currency code of three capital letters, such as USD',
  '^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$': 'a host name or an address',
  '^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$': 'a path of folders, such as addons/health',
  '^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$':
    'at most 63 letters, digits, `.`, `_`, `/` and `-`, with a letter or digit first',
  '^[A-Za-z0-9_]+$': 'letters, digits and `_`',
  '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$':
    'a login on GitHub, such as ada-l: letters and digits, in groups separated by one `-`',
  '^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?@sha256:[0-9a-f]{64}$': image,
  '^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._/-]+)?$': 'a registry, or a path in one, such as ghcr.io/acme',
  '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$': 'a DNS prefix in lower case, such as fleet.aos',
  '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$': 'lower-case letters, digits, `.` and `-`, with a letter or digit at both ends',
  '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?:[0-9]{1,5}$': 'a host and a port, such as exporter.monitoring.svc:9115',
  '^[a-z0-9]+(-[a-z0-9]+)*$': 'lower-case letters and digits, in groups separated by one `-`',
  '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$':
    'the name of a bucket: 3 to 63 lower-case letters, digits, `.` and `-`, with a letter or digit at both ends',
  '^[a-z0-9]+([.-][a-z0-9]+)*$': 'lower-case letters and digits, in groups separated by one `.` or `-`',
  '^[a-z][a-z0-9-]*$': 'lower-case letters, digits and `-`, with a letter first',
  '^[a-z][a-z0-9]*(-[a-z0-9]+)*$': 'lower-case letters and digits, in groups separated by one `-`, with a letter first',
  '^[a-z][a-z0-9_]{0,62}$': 'the technical name of a module: lower-case letters, digits and `_`, with a letter first',
  '^[a-z]{2}(-[a-z]+)+-[0-9]$': 'a region of AWS, such as us-east-1',
  '^age1(pq1)?[02-9ac-hj-np-z]{58,2000}$': 'a public key of age, such as age1... as age-keygen prints it',
  '^https://[a-z0-9.-]+(:[0-9]+)?$': 'an https address without path, such as https://vault.example.org:8200',
  '^[a-z]{2,3}(_[A-Z]{2})?$': 'a locale code such as en_US',
  '^https://[A-Za-z0-9._~/-]+$': 'an address that begins with https://, without a query',
  '^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?$':
    'an address with TLS and without a path, such as https://s3.us-east-1.amazonaws.com',
};
