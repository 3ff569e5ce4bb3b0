/** The text formats of Kubernetes objects, exactly as its API server reads them. */
import { isIPv4, isIPv6 } from 'node:net';

export interface ManifestFormat {
  readonly isValid: (text: string) => boolean;
  /** What was wanted, in words. */
  readonly wanted: string;
}

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelName = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const quantity = /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$/;
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
const dateTime = /^\d{4}-\d\d-\d\d[T]\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The formats of names: `k8s.io/apimachinery/pkg/util/validation`. */
export const nameFormats = {
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
} as const satisfies Readonly<Record<string, ManifestFormat>>;

/** The formats that the schemas name. */
export const schemaFormats: Readonly<Record<string, ManifestFormat>> = {
  'annotation-key': {
    isValid: (text) => isQualifiedName(text.toLowerCase()),
    wanted: 'an annotation key: a name of at most 63 characters after an optional DNS prefix and "/"',
  },
  byte: { isValid: isBase64, wanted: 'base64' },
  cidr: { isValid: isCidr, wanted: 'a network such as 10.0.0.0/8 or fd00::/8' },
  'date-time': {
    isValid: (text) => dateTime.test(text) && !Number.isNaN(Date.parse(text.replace(',', '.'))),
    wanted: 'a time such as 2026-01-31T13:00:00Z',
  },
  // Cilium's definitions name it, but the API server does not know it and accepts any text.
  'idn-hostname': { isValid: () => true, wanted: 'any text' },
  ipv4: { isValid: isIPv4, wanted: 'an IPv4 address' },
  ipv6: { isValid: isIPv6, wanted: 'an IPv6 address' },
  'label-value': {
    isValid: (text) => text === '' || isLabelName(text),
    wanted: 'a label value: at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
  },
  'qualified-name': {
    isValid: isQualifiedName,
    wanted: 'a label key: a name of at most 63 characters after an optional DNS prefix and "/"',
  },
  quantity: { isValid: (text) => quantity.test(text), wanted: 'a quantity such as 500m, 2 or 1Gi' },
};

/** Ranges of the integer formats. */
export const integerFormats: Readonly<Record<string, (value: number) => boolean>> = {
  int32: (value) => value >= -(2 ** 31) && value < 2 ** 31,
  int64: (value) => value >= -(2 ** 63) && value < 2 ** 63,
};

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

/** Like Go's `net.ParseCIDR`: address bits behind the prefix are allowed, leading zeros of the prefix are too. */
function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  if (more.length > 0 || !/^[0-9]{1,3}$/.test(bits)) return false;
  return (isIPv4(address) && Number(bits) <= 32) || (isIPv6(address) && !address.includes('%') && Number(bits) <= 128);
}

/** Like Go's decoder, which skips line ends. */
function isBase64(text: string): boolean {
  const compact = text.replace(/[\r\n]/g, '');
  return compact.length % 4 === 0 && base64.test(compact);
}
