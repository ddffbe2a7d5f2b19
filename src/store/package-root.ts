/** Where the installed package lies: SQL statements and migrations are files of it, the same from source and when built. */

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder that holds package.json, found upwards from this file (`src/store` in a checkout, `dist/src/store` when built).
 * @returns an absolute path
 */
export function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
