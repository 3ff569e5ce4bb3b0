/** Why a cluster cannot be read, in words for the person who asked. */
import type { Failure } from './snapshot.ts';

/** Ends the reading of one cluster. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly reason: string;

  constructor(reason: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

const byCode: Readonly<Record<string, readonly [reason: string, words: string]>> = {
  ECONNREFUSED: ['Refused', 'the connection was refused'],
  ECONNRESET: ['Broken', 'the connection was broken off'],
  EPIPE: ['Broken', 'the connection was broken off'],
  ENOTFOUND: ['UnknownHost', 'its name is not known'],
  EAI_AGAIN: ['UnknownHost', 'its name cannot be looked up'],
  ETIMEDOUT: ['Timeout', 'it does not answer'],
  EHOSTUNREACH: ['Unreachable', 'there is no way to it'],
  ENETUNREACH: ['Unreachable', 'there is no way to it'],
};

/** As OpenSSL and Node name what is wrong with a certificate or a handshake. */
const tlsCode = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

/** @param server its address. @throws what is a bug, not trouble with a cluster. */
export function failureOf(error: unknown, server: string): Failure {
  if (error instanceof ClusterError) return { reason: error.reason, message: `${server}: ${error.message}` };
  // Several addresses were tried, each in vain.
  const [cause = error] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') throw error;
  if (tlsCode.test(cause.code)) {
    // After a semicolon Node gives advice about itself.
    const [words] = cause.message.split(';');
    return { reason: 'TLS', message: `${server}: no trusted connection: ${words} (${cause.code})` };
  }
  const [reason, words] = byCode[cause.code] ?? ['Unreachable', cause.message];
  return { reason, message: `${server}: ${words} (${cause.code})` };
}
