/** Paths of Odoo that no request from outside may reach. */

/** They create, copy, dump, restore or drop databases. Odoo refuses them too (`list_db`). */
export const databasePaths: readonly string[] = ['/web/database', '/xmlrpc/db', '/xmlrpc/2/db'];

/** Figures of the process, which modules serve to whoever asks. */
const figurePaths: readonly string[] = ['/metrics', '/monitoring'];

export const refusedPaths: readonly string[] = [...databasePaths, ...figurePaths];

/** Where programs call Odoo: `/json` is `/json/2` of Odoo 19. */
export const remoteCallPaths: readonly string[] = ['/xmlrpc', '/jsonrpc', '/json'];

/** Whether a path is the other or lies below it, segment by segment. */
export function isWithin(path: string, parent: string): boolean {
  return path === parent || parent === '/' || path.startsWith(`${parent}/`);
}
