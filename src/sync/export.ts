/** Writing the canonical export of a district's roster into a folder. */

import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { globally } from '../store/database.ts'
import { findDistrict } from '../store/district.ts'
import { EXPORT_FILES, exportRosterFile } from '../store/roster-export.ts'
import { Failure } from '../roster/failure.ts'
import type { SyncWorld } from './world.ts'

/**
 * Writes orgs.csv, people.csv, roles.csv, classes.csv and enrolments.csv into `out` (made where it is missing),
 * readable by their owner only. Returns the files' paths.
 * @throws Failure DISTRICT_UNKNOWN, EXPORT_UNWRITABLE
 */
export async function exportRoster(
  world: Pick<SyncWorld, 'db'>,
  options: { readonly districtId: string; readonly out: string; readonly all: boolean },
): Promise<readonly string[]> {
  const district = await globally(world.db, (client) => findDistrict(client, options.districtId))
  if (district === null)
    throw new Failure('DISTRICT_UNKNOWN', 'operator', `There is no district ${options.districtId}.`)
  const files: string[] = []
  try {
    await mkdir(options.out, { recursive: true, mode: 0o700 })
    for (const file of EXPORT_FILES) {
      const path = join(options.out, file)
      await exportRosterFile(
        world.db,
        { districtId: options.districtId, file, all: options.all },
        createWriteStream(path, { mode: 0o600 }),
      )
      files.push(path)
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new Failure(
        'EXPORT_UNWRITABLE',
        'operator',
        `The folder ${options.out} can't be written. Choose another with --out.`,
        {
          cause: error,
        },
      )
    throw error
  }
  return files
}
