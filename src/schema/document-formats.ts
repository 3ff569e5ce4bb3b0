/** The text formats of our documents. Each says what was wanted, or nothing when the text is right. */
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { unprintable } from './document-value.ts';

/** What the format wants in place of a wrong text; absent when the text is right. */
export type FormatCheck = (text: string) => string | undefined;

export const documentFormats: Readonly<Record<string, FormatCheck>> = {
  cidr: checkCidr,
  date: (text) => (matches('date', text) ? undefined : 'a date that exists, as YYYY-MM-DD'),
  domain: checkDomain,
  email: (text) => (matches('email', text) ? undefined : 'an e-mail address'),
  moment: (text) => (matches('date-time', text) ? undefined : 'a moment that exists, as YYYY-MM-DDTHH:MM:SSZ'),
  printable: checkPrintable,
};

function matches(name: 'date' | 'date-time' | 'email', text: string): boolean {
  const format = fullFormats[name];
  if (format instanceof RegExp) return format.test(text);
  if (typeof format === 'object' && 'validate' in format && typeof format.validate === 'function') {
    return (format.validate as (value: string) => boolean)(text);
  }
  throw new Error(`ajv-formats has no usable format ${name}`);
}

/** The one way to write a network: canonical address, no zone, no host bits, no IPv4 inside IPv6. */
function checkCidr(text: string): string | undefined {
  const example = 'a network such as 203.0.113.0/24';
  if (!/^[0-9a-fA-F:.]+\/[0-9]{1,3}$/.test(text)) return example;
  // Some readers take a leading zero for octal, others do not.
  if (!text.includes(':') && /(^|[./])0\d/.test(text)) return 'a network without leading zeros, such as 203.0.113.0/24';
  const family = text.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4;
  if (!family.isValidCIDR(text)) return example;
  const address = family.parse(text.slice(0, text.indexOf('/')));
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) return 'an IPv4 network such as 203.0.113.0/24';
  const bits = Number(text.slice(text.indexOf('/') + 1));
  const bytes = address
    .toByteArray()
    .map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - index * 8))));
  const network = ipaddr.fromByteArray(bytes);
  const canonical = `${network instanceof ipaddr.IPv6 ? network.toRFC5952String() : network.toString()}/${bits}`;
  return text === canonical ? undefined : canonical;
}

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function checkDomain(text: string): string | undefined {
  const labels = text.split('.');
  // A last label of digits alone would be an IP address.
  const right = labels.length >= 2 && labels.every((part) => label.test(part)) && /[a-z]/.test(labels.at(-1) ?? '');
  if (right) return undefined;
  // Also a name with letters beyond ASCII, which DNS knows in its encoded form.
  const repaired = domainToASCII(text).replace(/\.$/, '');
  if (repaired !== text && checkDomain(repaired) === undefined) return repaired;
  return 'a DNS name in lower case with at least two labels, such as acme.example.com, and no wildcard';
}

function checkPrintable(text: string): string | undefined {
  if (unprintable.test(text)) return 'text on one line without control characters';
  return text.trim() === '' ? 'text that is not blank' : undefined;
}
