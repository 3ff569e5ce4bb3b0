/** Cases of the alerts of `alerts/exposure.ts`. The tenant has plan large, three database instances, and everything that protects its data. */
import { type AlertCase, migrating } from './alert-case.ts';

const instance = { instance: 'https://acme.example.com/web/health' };
const address = '{instance="https://acme.example.com/web/health"}';

export const exposureCases: Readonly<Record<string, AlertCase>> = {
  DomainDown: {
    fires: { 'no answer': { series: { [`probe_success${address}`]: '0x20' }, at: '10m', labels: instance } },
    quiet: {
      'it answers': { series: { [`probe_success${address}`]: '1x20' }, at: '10m' },
      'during a migration': { series: { [`probe_success${address}`]: '0x20', ...migrating }, at: '10m' },
    },
  },
  DomainSlow: {
    fires: {
      'slow answers': {
        series: { [`probe_duration_seconds${address}`]: '5x60' },
        at: '40m',
        labels: instance,
        value: '5s',
      },
    },
    quiet: { 'quick answers': { series: { [`probe_duration_seconds${address}`]: '0.3x60' }, at: '40m' } },
  },
  CertificateExpiring: {
    fires: {
      'cert-manager does not renew it': {
        series: { 'certmanager_certificate_expiration_timestamp_seconds{name="tls.acme.example.com"}': '864000x90' },
        at: '70m',
        labels: { name: 'tls.acme.example.com' },
        value: '9d 22h 50m 0s',
      },
      'an old one is served': {
        series: { [`probe_ssl_earliest_cert_expiry${address}`]: '864000x90' },
        at: '70m',
        labels: instance,
        value: '9d 22h 50m 0s',
      },
    },
    quiet: {
      'two months left': {
        series: {
          'certmanager_certificate_expiration_timestamp_seconds{name="tls.acme.example.com"}': '5184000x90',
          [`probe_ssl_earliest_cert_expiry${address}`]: '5184000x90',
        },
        at: '70m',
      },
    },
  },
};
