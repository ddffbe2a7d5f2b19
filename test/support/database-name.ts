/** How the databases of the tests are named. */

/** A clone's name goes on with its process, so that one left behind by a killed run is known as such. */
export const CLONE_PREFIX = 'staffroom_clone_'

/** The same server and user, another database. */
export function withDatabaseName(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
