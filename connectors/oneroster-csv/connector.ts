/** OneRoster 1.1 and 1.2 CSV as a connector: whole sets and deltas; a zip or a folder on this machine, or a zip behind an address or on an SFTP server. */

import type { CheckLine, Connector, FeedIo } from '../../src/feed/connector.ts'
import { asFailure } from '../../src/feed/read-failure.ts'
import { Failure } from '../../src/roster/failure.ts'
import { openRoster } from './client.ts'
import type { OpenRoster } from './client.ts'
import { filesOf } from './files.ts'
import { configSchema, readConfig } from './config.ts'
import { lookAt, lookAtServer } from './fetch.ts'
import { readRoster } from './read.ts'

export const oneRosterCsv: Connector = {
  name: 'oneroster-csv',
  title: 'OneRoster CSV files',
  configSchema,
  check,
  read: (config, io) => readRoster(readConfig(config), io),
  readFile: (path) => ({ path }),
}

/** Opens the package and reads its headers, or reaches the address: what is there, and what is missing, in plain words. */
async function check(config: unknown, io: FeedIo): Promise<readonly CheckLine[]> {
  try {
    const place = readConfig(config)
    if ('url' in place) return [{ what: 'address', ok: true, says: await lookAt(place, io) }]
    if ('sftp' in place) return describeServer(await lookAtServer(place, io))
    const roster = await openRoster(place.path, io)
    try {
      return describe(roster)
    } finally {
      await roster.package.close()
    }
  } catch (error) {
    const failure = asFailure(error, io.signal)
    if (!(failure instanceof Failure)) throw failure
    return [{ what: 'package', ok: false, says: failure.message }]
  }
}

function describeServer({ size, hostKey, isPinned }: Awaited<ReturnType<typeof lookAtServer>>): CheckLine[] {
  return [
    { what: 'file', ok: true, says: `${size} bytes` },
    {
      what: 'server',
      ok: true,
      says: isPinned
        ? `its key is the one that is configured, ${hostKey}`
        : `its key is ${hostKey}. Compare it with what whoever runs it says, then set "hostKey": "${hostKey}"; until then the key that is met first counts`,
    },
  ]
}

function describe(roster: OpenRoster): CheckLine[] {
  const lines: CheckLine[] = [
    {
      what: 'package',
      ok: true,
      says: `a ${roster.package.kind} with ${roster.package.files.size} files of OneRoster`,
    },
    { what: 'version', ok: true, says: `OneRoster ${roster.version}` },
  ]
  for (const name of filesOf(roster.version)) {
    const open = roster.files.get(name)
    lines.push(
      open === undefined
        ? { what: name, ok: false, says: 'not in the package: what is known of its table stays as it is' }
        : { what: name, ok: true, says: `${open.header.width} columns, ${open.file.size} bytes` },
    )
  }
  for (const diagnostic of roster.diagnostics) {
    if (diagnostic.code === 'file_absent') continue
    const where = diagnostic.field === null ? '' : `column ${diagnostic.field}: `
    lines.push({
      what: diagnostic.file === '' ? 'package' : diagnostic.file,
      ok: diagnostic.code !== 'manifest_invalid',
      says: `${where}${diagnostic.code}, expected ${diagnostic.expected}`,
    })
  }
  return lines
}
