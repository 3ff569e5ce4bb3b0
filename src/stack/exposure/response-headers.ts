/** Headers that every answer carries, whichever way requests come in. */

/**
 * A browser that has seen the first header never speaks plain HTTP to the host again, so it never sends the session
 * cookie in the clear. Not for subdomains and not preloaded: a domain belongs to the agency, and so do the names below it.
 */
export const responseHeaders: Readonly<Record<string, string>> = {
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
};

/** It tells attackers the versions of Odoo's web server and of Python. */
export const removedHeader = 'Server';

export const hstsSeconds = 31_536_000;
