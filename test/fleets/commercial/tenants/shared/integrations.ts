/** Destinations that many tenants reach. */

export const mailRelay = {
  name: 'mail-relay',
  purpose: 'Outgoing mail through our relay.',
  cidrs: ['198.51.100.16/28'],
  ports: [587],
};

export const payments = {
  name: 'payments',
  purpose: 'Card payments of invoices.',
  cidrs: ['192.0.2.64/27', '2001:db8:20::/48'],
  ports: [443],
};
