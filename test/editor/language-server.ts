/** Asks the language server of TypeScript what an editor asks while somebody writes a spec. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');

interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Editor {
  /** Names that are offered at a place, in the order of the list. */
  completions(at: Position): Promise<readonly string[]>;
  /** What is shown when the pointer rests there. */
  hover(at: Position): Promise<string>;
  /** Errors of the file as it is. */
  errors(): Promise<readonly string[]>;
  close(): void;
}

/** Opens a file that need not exist. @param file relative to the root of the repository. */
export async function openInEditor(file: string, text: string): Promise<Editor> {
  const child = spawn(join(root, 'node_modules/.bin/tsc'), ['--lsp', '--stdio'], { cwd: root });
  const { ask, tell } = connection(child);
  const uri = pathToFileURL(join(root, file)).href;
  await ask('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] }, completion: {}, diagnostic: {} } },
  });
  tell({ method: 'initialized', params: {} });
  const textDocument = { uri, languageId: 'typescript', version: 1, text };
  tell({ method: 'textDocument/didOpen', params: { textDocument } });
  return {
    async completions(position) {
      const answer = await ask('textDocument/completion', { textDocument: { uri }, position });
      return (answer as { items: readonly { label: string }[] }).items.map(({ label }) => label);
    },
    async hover(position) {
      const answer = await ask('textDocument/hover', { textDocument: { uri }, position });
      return (answer as { contents: { value: string } }).contents.value;
    },
    async errors() {
      const answer = await ask('textDocument/diagnostic', { textDocument: { uri } });
      return (answer as { items: readonly { message: string }[] }).items.map(({ message }) => message);
    },
    close: () => void child.kill(),
  };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: unknown;
}

/** Messages as the protocol frames them. */
function connection({ stdin, stdout }: ChildProcess) {
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  let rest = Buffer.alloc(0);
  const tell = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    stdin!.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const take = ({ id, method, params, result }: Message): void => {
    if (id === undefined) return;
    if (method === undefined) waiting.get(id)?.(result);
    // The server asks for settings; there are none.
    else tell({ id, result: params?.items?.map(() => null) ?? null });
  };
  stdout!.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(rest.toString('latin1', 0, Math.max(0, end)))?.[1]);
      if (end === -1 || rest.length < end + 4 + length) return;
      const message = JSON.parse(rest.toString('utf8', end + 4, end + 4 + length)) as Message;
      rest = rest.subarray(end + 4 + length);
      take(message);
    }
  });
  const ask = (method: string, params: object): Promise<unknown> =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      tell({ id: last, method, params });
    });
  return { ask, tell };
}
