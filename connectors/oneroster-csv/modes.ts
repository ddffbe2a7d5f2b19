/** Which files a package must have by what its manifest announces, and which modes go together. */

import type { FeedPackage } from '../../src/feed/package.ts'
import { Failure } from '../../src/roster/failure.ts'
import { filesOf } from './files.ts'
import type { OneRosterVersion, RosterFile } from './files.ts'
import type { FileMode, Manifest } from './manifest.ts'

export type Modes = Manifest['modes']
export const NO_MODES: Modes = new Map()

/** Whether some file of the package brings changes only. */
export function isDeltaPackage(version: OneRosterVersion, opened: FeedPackage, modes: Modes): boolean {
  return filesOf(version).some((name) => opened.files.has(name) && modes.get(name.toLowerCase()) === 'delta')
}

/**
 * The files without which there is nothing to read. Changes may leave out what didn't change, where the manifest says so
 * of the file; but people of OneRoster 1.2 stand in two files, and neither is understood without the other.
 */
function requiredFiles(version: OneRosterVersion, opened: FeedPackage, modes: Modes): readonly RequiredFile[] {
  const people: readonly RequiredFile[] = version === '1.2' ? ['users.csv', 'roles.csv'] : ['users.csv']
  const isLeftOut = (name: RequiredFile): boolean =>
    !opened.files.has(name) && modes.get(name.toLowerCase()) === 'absent'
  if (!isDeltaPackage(version, opened, modes)) return ['orgs.csv', ...people]
  return [
    ...(isLeftOut('orgs.csv') ? [] : (['orgs.csv'] as const)),
    ...(people.every((name) => isLeftOut(name)) ? [] : people),
  ]
}

/** Refuses a package that lacks what can't be done without, or whose files can't be taken together. */
export function refusePackage(version: OneRosterVersion, opened: FeedPackage, modes: Modes): void {
  for (const name of requiredFiles(version, opened, modes)) refuseMissing(opened, name)
  if (version === '1.2') refuseRoleDelta(opened, modes)
  for (const name of filesOf(version)) refuseUnkept(name, modes.get(name.toLowerCase()), opened.files.has(name))
}

/**
 * The roles of a person are taken as a whole, so roles.csv must be whole: a row that changes or ends one role can't be
 * told from the others by what the roster keeps of them.
 */
function refuseRoleDelta(opened: FeedPackage, modes: Modes): void {
  if (!opened.files.has('roles.csv') || modes.get('roles.csv') !== 'delta') return
  throw new Failure(
    'MODE_UNSUPPORTED',
    'operator',
    'manifest.csv announces roles.csv as a delta. The roles of a person are read together, so roles.csv must be complete (bulk) with every export; users.csv may be a delta beside it. Nothing was changed. Have roles.csv exported as bulk, or everything.',
  )
}

function refuseUnkept(name: RosterFile, mode: FileMode | undefined, isThere: boolean): void {
  if ((mode === 'bulk' || mode === 'delta') && !isThere) {
    throw new Failure(
      'MANIFEST_CONTRADICTED',
      'operator',
      `manifest.csv announces ${name}, and it is not in the package. Nothing was changed. Export again; if the file is left out on purpose, its line in manifest.csv should say absent.`,
    )
  }
}

type RequiredFile = 'orgs.csv' | 'users.csv' | 'roles.csv'

const MISSING: Readonly<Record<RequiredFile, string>> = {
  'orgs.csv': 'the organisations, without which nobody belongs anywhere',
  'users.csv': 'the people',
  'roles.csv': 'the roles of the people, which OneRoster 1.2 keeps in a file of their own',
}

function refuseMissing(opened: FeedPackage, name: RequiredFile): void {
  if (opened.files.has(name)) return
  throw new Failure(
    'FILE_MISSING',
    'operator',
    `${name} is missing from the ${opened.kind}: it holds ${MISSING[name]}. Nothing was changed. Export again with ${name} at the root of the package, spelt like this.`,
  )
}
