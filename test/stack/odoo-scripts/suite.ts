/** One PostgreSQL server for a test file, and the containers that its tests make. */
import { afterAll, beforeAll, expect } from 'vitest';
import { type Container, createContainer, python, type Role } from './container.ts';
import { type Server, startPostgres } from './postgres.ts';

export interface Suite {
  /** Runs SQL in a tenant's database; rows as lines, columns parted by `|`. */
  query(database: string, sql: string): string;
  port(): number;
  /** A container with an empty database, both removed at the end. */
  container(role: Role): Container;
  /** A container with an empty database and a rendered odoo.conf. */
  tenant(name: string, password?: string): Promise<Container>;
  /** A container whose first migration succeeded. */
  migratedTenant(name: string): Promise<Container>;
}

export function useSuite(): Suite {
  const containers: Container[] = [];
  let running: Server | undefined;
  const server = (): Server => {
    if (running === undefined) throw new Error('The server is there for tests only, not while they are collected.');
    return running;
  };
  beforeAll(async () => {
    python();
    running = await startPostgres();
  }, 300_000);
  afterAll(async () => {
    for (const made of containers) made.remove();
    await running?.stop();
  });

  function container(role: Role): Container {
    const made = createContainer(server(), role);
    containers.push(made);
    return made;
  }

  async function tenant(name: string, password = `secret-of-${name}`): Promise<Container> {
    const made = container({ name, password });
    expect(await made.run('render_config.py')).toEqual({ code: 0, stdout: '', stderr: '' });
    return made;
  }

  async function migratedTenant(name: string): Promise<Container> {
    const made = await tenant(name);
    expect(await made.run('migrate.py')).toMatchObject({ code: 0, stderr: '' });
    return made;
  }

  return {
    query: (database, sql) => server().query(database, sql),
    port: () => server().port,
    container,
    tenant,
    migratedTenant,
  };
}
