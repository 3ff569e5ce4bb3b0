/** Keywords that several fields have in common. */
import type { Schema } from './schema-text.ts';

/** A format whose name ends in `?` takes empty text, which is the same as absent in these fields. */
export const dnsLabel: Schema = { format: 'dns-label' };
export const optionalDnsLabel: Schema = { format: 'dns-label?' };
export const dnsSubdomain: Schema = { format: 'dns-subdomain' };
export const optionalDnsSubdomain: Schema = { format: 'dns-subdomain?' };
export const labelKey: Schema = { format: 'qualified-name' };
export const filled: Schema = { minLength: 1 };

export const natural: Schema = { minimum: 0 };
export const positive: Schema = { minimum: 1 };
export const port: Schema = { minimum: 1, maximum: 65535 };
export const optionalPort: Schema = { minimum: 0, maximum: 65535 };
export const portOrName: Schema = { ...port, format: 'port' };
export const numberOrPercent: Schema = { ...natural, format: 'percent' };
export const userId: Schema = { minimum: 0, maximum: 2 ** 31 - 1 };
/** Up to 0777. */
export const fileMode: Schema = { minimum: 0, maximum: 0o777 };

/** Maps of labels and the like. */
export const labels: Schema = {
  additionalProperties: { type: 'string', format: 'label-value' },
  propertyNames: { format: 'qualified-name' },
};
export const annotations: Schema = { propertyNames: { format: 'annotation-key' } };
export const data: Schema = { propertyNames: { format: 'data-key' } };
