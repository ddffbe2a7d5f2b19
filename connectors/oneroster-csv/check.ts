/** Looks at a OneRoster CSV source as far as it lets us: the way to the package, the package, every file and how many rows it has. */

import type { CheckLine, FeedIo } from '../../src/feed/connector.ts'
import { CsvFile } from '../../src/feed/csv-file.ts'
import { asFailure } from '../../src/feed/read-failure.ts'
import { saysInCheck, stepOfRefusal, stepsPassed } from '../../src/feed/server-steps.ts'
import { Failure } from '../../src/roster/failure.ts'
import { openRoster } from './client.ts'
import type { OpenFile, OpenRoster } from './client.ts'
import { readConfig } from './config.ts'
import type { OneRosterCsvConfig } from './config.ts'
import { filesOf } from './files.ts'
import { findPackage, hostKeyOf } from './fetch.ts'
import type { FoundPackage } from './fetch.ts'

/**
 * Fetches the package where it has to be fetched, tries once, opens it and counts its rows. Nothing of it is kept. Says
 * everything in words; throws only where it was stopped, or what is a bug.
 */
export async function checkSource(config: unknown, io: FeedIo): Promise<readonly CheckLine[]> {
  let place: OneRosterCsvConfig
  try {
    place = readConfig(config)
  } catch (error) {
    return [{ what: 'configuration', ok: false, says: failureOf(error, io).message }]
  }
  const lines: CheckLine[] = []
  // What was kept tells nothing of what the server gives now.
  const { shelf: _, ...bare } = io
  try {
    const found = await findPackage(place, { ...bare, limits: { ...io.limits, fetchAttemptsMax: 1 } })
    try {
      lines.push(...describeWay(place, found))
      lines.push(...(await lookInside(found.path, io)))
    } finally {
      await found.release()
    }
  } catch (error) {
    lines.push(...describeFailure(failureOf(error, io), place, lines.length > 0))
  }
  return lines
}

/** Throws what is no failure to tell of. */
function failureOf(error: unknown, io: FeedIo): Failure {
  const failure = asFailure(error, io.signal)
  if (failure instanceof Failure && failure.code !== 'READ_ABORTED') return failure
  throw failure
}

/** Nothing for a package of this machine: there is no way to it. */
function describeWay(place: OneRosterCsvConfig, found: FoundPackage): CheckLine[] {
  if ('url' in place) return stepsPassed(null, wayTo(place))
  return 'sftp' in place ? stepsOfSftp(null, describeKey(place.sftp.hostKey, hostKeyOf(found.bookmark))) : []
}

function wayTo({ url, headers = {} }: { readonly url: string; readonly headers?: Readonly<Record<string, string>> }): {
  readonly address: string
  readonly credentials: string
} {
  const credentials = Object.keys(headers).length > 0 ? 'the server accepts the headers' : 'the server asks for none'
  return { address: url, credentials }
}

function describeFailure(failure: Failure, place: OneRosterCsvConfig, isFetched: boolean): CheckLine[] {
  const says = saysInCheck(failure)
  if (isFetched || 'path' in place) return [{ what: 'package', ok: false, says }]
  if (failure.code === 'STAGING_UNWRITABLE') return [{ what: 'data folder', ok: false, says }]
  const step = failure.code === 'FETCH_DENIED' ? 'credentials' : stepOfRefusal(failure)
  if ('sftp' in place) return describeSftpFailure(failure, step)
  if (step !== null) return [...stepsPassed(step, wayTo(place)), { what: step, ok: false, says }]
  const isThere = failure.code === 'FETCH_NO_ZIP' || failure.code === 'FETCH_NOT_FOUND'
  return [...stepsPassed(isThere ? null : 'credentials', wayTo(place)), { what: 'file', ok: false, says }]
}

/** In the order in which they are taken. The server's key stands where a certificate does. */
const SFTP_STEPS = ['name', 'connection', 'server key', 'credentials'] as const
type SftpStep = (typeof SFTP_STEPS)[number]

function stepsOfSftp(failed: SftpStep | null, key: string): CheckLine[] {
  const fine: Readonly<Record<SftpStep, string>> = {
    name: 'the name of the server is known',
    connection: 'the server answers',
    'server key': key,
    credentials: 'the server lets this user in',
  }
  const passed = failed === null ? SFTP_STEPS : SFTP_STEPS.slice(0, SFTP_STEPS.indexOf(failed))
  return passed.map((what) => ({ what, ok: true, says: fine[what] }))
}

function describeKey(pinned: string | undefined, met: string): string {
  return pinned === undefined
    ? `it is ${met}. Compare it with what whoever runs the server says, then set "hostKey": "${met}"; until then the key that is met first counts`
    : `it is the one that is configured, ${met}`
}

function describeSftpFailure(failure: Failure, step: ReturnType<typeof stepOfRefusal>): CheckLine[] {
  const says = saysInCheck(failure)
  const accepted = 'it was accepted'
  if (failure.code === 'FETCH_HOST_KEY')
    return [...stepsOfSftp('server key', accepted), { what: 'server key', ok: false, says }]
  if (step !== null && step !== 'TLS') return [...stepsOfSftp(step, accepted), { what: step, ok: false, says }]
  return [...stepsOfSftp(null, accepted), { what: 'file', ok: false, says }]
}

async function lookInside(path: string, io: FeedIo): Promise<CheckLine[]> {
  const roster = await openRoster(path, io)
  try {
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
      lines.push(open === undefined ? missing(name) : { what: name, ok: true, says: await describeFile(open, io) })
    }
    return [...lines, ...describeOddities(roster)]
  } finally {
    await roster.package.close()
  }
}

function missing(what: string): CheckLine {
  const says = 'not in the package: what is known of its table stays as it is'
  return { what, ok: false, optional: true, says }
}

async function describeFile({ file, header, wholeSet, delta }: OpenFile, io: FeedIo): Promise<string> {
  let count = 0
  for await (const { rows } of new CsvFile(file, io).pieces()) count += rows.length
  const rows = `${count} ${count === 1 ? 'row' : 'rows'} of ${header.width} columns`
  if (delta) return `${rows}, changes only (delta)`
  return wholeSet ? rows : `${rows}; not announced as a complete set, so nobody leaves by not being in it`
}

/** What a run would report before it read the first row. */
function describeOddities({ diagnostics }: OpenRoster): CheckLine[] {
  return diagnostics
    .filter(({ code }) => code !== 'file_absent')
    .map(({ code, file, field, expected }) => {
      const what = file === '' ? 'package' : file
      const says = `${field === null ? '' : `column ${field}: `}${code}, expected ${expected}`
      return code === 'manifest_invalid' ? { what, ok: false, optional: true, says } : { what, ok: true, says }
    })
}
