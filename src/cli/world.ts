/** What the command line uses of the process that it runs in. */

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** What people type or pipe. */
export interface Input extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
}

export interface World {
  readonly stdin?: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Set when output turns out to be lost after the command has ended. */
  exitCode?: number | string | null | undefined;
  /** Tells of a signal; without it, nobody interrupts. */
  once?(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  /** The folder in which the command was called, absolute. */
  cwd(): string;
}
