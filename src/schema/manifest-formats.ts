/** The text formats of Kubernetes objects, exactly as its API server reads them. */
import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface ManifestFormat {
  readonly isValid: (text: string) => boolean;
  /** What was wanted, in words. */
  readonly wanted: string;
}

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelName = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const quantity = /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$/;
const dataKey = /^[-._a-zA-Z0-9]+$/;
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
const headerName = /^[-A-Za-z0-9]+$/;
const percent = /^[0-9]+%$/;
const portName = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const portNameInWords = 'a name of at most 15 lower-case letters, digits and single "-", with a letter among them';
const variableName = /^[ -<>-~]+$/;
const dateTime = /^\d{4}-\d\d-\d\d[T]\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The formats of names: `k8s.io/apimachinery/pkg/util/validation`. */
export const nameFormats = {
  'canonical-ip': {
    isValid: isCanonicalIp,
    wanted: 'an IP address in its shortest form, such as 192.0.2.1 or 2001:db8::1',
  },
  'data-key': {
    isValid: (text) => text.length <= 253 && dataKey.test(text) && !text.startsWith('..') && text !== '.',
    wanted: 'letters, digits, "-", "_" and ".", at most 253 characters, not "." and not starting with ".."',
  },
  'dns-label': {
    isValid: (text) => text.length <= 63 && dnsLabel.test(text),
    wanted: 'a DNS label: lower-case letters, digits and "-", at most 63 characters',
  },
  'dns-1035-label': {
    isValid: (text) => text.length <= 63 && dnsLabel.test(text) && /^[a-z]/.test(text),
    wanted: 'a DNS label that starts with a letter: lower-case letters, digits and "-", at most 63 characters',
  },
  'dns-subdomain': {
    isValid: isDnsSubdomain,
    wanted: 'a DNS subdomain: lower-case letters, digits, "-" and ".", at most 253 characters',
  },
  'path-segment': {
    isValid: (text) => text !== '.' && text !== '..' && !/[/%]/.test(text),
    wanted: 'a path segment: not "." or "..", without "/" and "%"',
  },
  'trust-bundle': {
    // After the name of the signer, in which ":" stands for "/", if there is one.
    isValid: (text) => !/[/%]/.test(text) && isDnsSubdomain(text.slice(text.lastIndexOf(':') + 1)),
    wanted: 'a DNS subdomain, after the name of its signer and ":" if it has one',
  },
} as const satisfies Readonly<Record<string, ManifestFormat>>;

const fieldFormats = {
  'annotation-key': {
    isValid: (text) => isQualifiedName(text.toLowerCase()),
    wanted: 'an annotation key: a name of at most 63 characters after an optional DNS prefix and "/"',
  },
  byte: { isValid: isBase64, wanted: 'base64' },
  cidr: { isValid: isCidr, wanted: 'a network such as 10.0.0.0/8 or fd00::/8' },
  'cluster-ip': { isValid: (text) => text === 'None' || isIp(text), wanted: 'an IP address or None' },
  'date-time': {
    isValid: (text) => dateTime.test(text) && !Number.isNaN(Date.parse(text.replace(',', '.'))),
    wanted: 'a time such as 2026-01-31T13:00:00Z',
  },
  'file-path': {
    isValid: (text) => !text.startsWith('/') && !text.startsWith('..') && !text.split('/').includes('..'),
    wanted: 'a relative path that does not lead upwards with ".."',
  },
  'header-name': { isValid: (text) => headerName.test(text), wanted: 'letters, digits and "-"' },
  host: { isValid: isHost, wanted: 'a DNS name such as acme.example.com or *.example.com, in lower case' },
  ip: { isValid: isIp, wanted: 'an IP address' },
  // Cilium's definitions name it, but the API server does not know it and accepts any text.
  'idn-hostname': { isValid: () => true, wanted: 'any text' },
  ipv4: { isValid: isIPv4, wanted: 'an IPv4 address' },
  ipv6: { isValid: isIPv6, wanted: 'an IPv6 address' },
  'label-value': {
    isValid: (text) => text === '' || isLabelName(text),
    wanted: 'a label value: at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
  },
  percent: { isValid: (text) => percent.test(text), wanted: 'a number or a percentage such as 25%' },
  port: { isValid: isPortName, wanted: `a number or ${portNameInWords}` },
  'port-name': { isValid: isPortName, wanted: portNameInWords },
  'prefixed-name': {
    isValid: isQualifiedName,
    wanted: 'a name of at most 63 characters after an optional DNS prefix and "/"',
  },
  'qualified-name': {
    isValid: isQualifiedName,
    wanted: 'a label key: a name of at most 63 characters after an optional DNS prefix and "/"',
  },
  quantity: { isValid: (text) => quantity.test(text), wanted: 'a quantity such as 500m, 2 or 1Gi' },
  'variable-name': {
    isValid: (text) => variableName.test(text),
    wanted: 'the name of a variable: printable ASCII characters without "="',
  },
} as const satisfies Readonly<Record<string, ManifestFormat>>;

const formats = { ...nameFormats, ...fieldFormats };

/** For fields in which empty text is the same as no text. */
const optional = [
  'cluster-ip',
  'dns-label',
  'dns-subdomain',
  'host',
  'port',
  'port-name',
  'qualified-name',
  'variable-name',
] as const satisfies readonly (keyof typeof formats)[];

/** The formats that the schemas name; the name of one that takes empty text ends in `?`. */
export const schemaFormats: Readonly<Record<string, ManifestFormat>> = {
  ...formats,
  ...Object.fromEntries(optional.map((name) => [`${name}?`, orEmpty(formats[name])])),
};

/** Ranges of the integer formats. */
export const integerFormats: Readonly<Record<string, (value: number) => boolean>> = {
  int32: (value) => value >= -(2 ** 31) && value < 2 ** 31,
  int64: (value) => value >= -(2 ** 63) && value < 2 ** 63,
};

function isCanonicalIp(text: string): boolean {
  if (isIPv4(text)) return true;
  if (!isIPv6(text) || text.includes('%')) return false;
  const address = ipaddr.IPv6.parse(text);
  return !address.isIPv4MappedAddress() && address.toRFC5952String() === text;
}

function orEmpty({ isValid, wanted }: ManifestFormat): ManifestFormat {
  return { isValid: (text) => text === '' || isValid(text), wanted };
}

/** Versions before 1.36 take zeros in front of the numbers of an IPv4 address. */
function isIp(text: string): boolean {
  return isIPv4(text.replace(/(^|\.)0+(?=\d)/g, '$1')) || (isIPv6(text) && !text.includes('%'));
}

/** Like Go's `net.ParseCIDR`: address bits behind the prefix are allowed, leading zeros of the prefix are too. */
function isCidr(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  if (!isIp(address) || rest.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  return Number(bits) <= (address.includes(':') ? 128 : 32);
}

function isPortName(text: string): boolean {
  return text.length <= 15 && portName.test(text) && /[a-z]/.test(text);
}

/** Of an Ingress. */
function isHost(text: string): boolean {
  const name = text.replace(/^\*\./, '');
  return text.length <= 253 && isDnsSubdomain(name) && !isIp(name);
}

function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && dnsSubdomain.test(text);
}

function isLabelName(text: string): boolean {
  return text.length <= 63 && labelName.test(text);
}

function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash === -1) return isLabelName(text);
  return isDnsSubdomain(text.slice(0, slash)) && isLabelName(text.slice(slash + 1));
}

/** Like Go's decoder, which skips line ends. */
function isBase64(text: string): boolean {
  const compact = text.replace(/[\r\n]/g, '');
  return compact.length % 4 === 0 && base64.test(compact);
}
