/** Serves made-up districts as OneRoster CSV packages in a folder of their own. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Table } from '../../../src/roster/model.ts'
import type { ConnectorDialect, FaultyFeed, ServedFeed } from '../../contract/connector-suite.ts'
import { asDeltas } from '../../contract/districts/deltas.ts'
import { asKnownIn, draftFiles } from '../../contract/districts/dialect.ts'
import type { Version } from '../../contract/districts/dialect.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { bytesOf } from '../../contract/districts/draft.ts'
import type { FileDraft, Line, PackageDraft } from '../../contract/districts/draft.ts'
import { replaceField } from '../../contract/districts/lines.ts'
import { FAULTY_ENROLMENT, FAULTY_VALUES } from '../../contract/faulty-enrolment.ts'
import { writeDistrict, writePackage } from '../../contract/districts/write.ts'

export type Kind = 'zip' | 'folder'

/** A path that doesn't exist yet, and what removes everything at the end. */
export async function makePlace(kind: Kind): Promise<{ path: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'oneroster-'))
  return {
    path: join(folder, kind === 'zip' ? 'export.zip' : 'export'),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Writes a package and serves it. */
export async function servePackage(draft: PackageDraft, kind: Kind): Promise<ServedFeed> {
  const { path, close } = await makePlace(kind)
  await writePackage(draft, path)
  return { config: { path }, close }
}

const FILE_OF: Readonly<Record<Table, string>> = {
  orgs: 'orgs.csv',
  terms: 'academicSessions.csv',
  courses: 'courses.csv',
  classes: 'classes.csv',
  people: 'users.csv',
  enrolments: 'enrollments.csv',
}

export function dialectOf(version: Version, kind: Kind): ConnectorDialect {
  const serve = async (
    district: Parameters<ConnectorDialect['serve']>[0],
    change = (draft: PackageDraft): PackageDraft => draft,
  ) => {
    const { path, close } = await makePlace(kind)
    await writeDistrict(district, { version, to: path, change })
    return { config: { path }, close }
  }
  return {
    name: `${version} ${kind}`,
    asKnown: (record) => asKnownIn(version, record),
    serve: (district) => serve(district),
    serveFaulty: async (district) => ({ ...(await serve(district, withFaultyEnrolment)), ...FAULTY }),
    serveCut: (district, table, share) => serve(district, (draft) => cut(draft, FILE_OF[table], share)),
    serveDelta: (changes, modifiedAt) => serve(changes, (draft) => asDeltas(draft, modifiedAt)),
    servePlanted: (token) => servePackage(planted(version, token), kind),
  }
}

const FAULTY: Omit<FaultyFeed, keyof ServedFeed> = { ...FAULTY_ENROLMENT, at: { file: 'enrollments.csv', row: 6 } }

function withFaultyEnrolment(draft: PackageDraft): PackageDraft {
  return changeFile(draft, 'enrollments.csv', (file) => ({
    ...file,
    rows: [...file.rows].map((line, index) => (index === 4 ? replaceField(line, file, FAULTY_VALUES) : line)),
  }))
}

/** Leaves that share of the file's bytes, moved off the end of a row where it would fall on one. */
function cut(draft: PackageDraft, name: string, share: number): PackageDraft {
  return changeFile(draft, name, (file) => {
    const text = Buffer.concat([...bytesOf(file)]).toString('utf8')
    const lines = text.split('\r\n')
    const kept = text.slice(0, Math.max((lines[0] ?? '').length + 10, Math.floor(text.length * share))).split('\r\n')
    const last = kept.at(-1) ?? ''
    const broken = last.length > 3 ? last : (lines[kept.length - 1] ?? '').slice(0, 5)
    return {
      ...file,
      header: (lines[0] ?? '').split(','),
      rows: [...kept.slice(1, -1), broken],
      form: { finalNewline: false },
    }
  })
}

function changeFile(draft: PackageDraft, name: string, change: (file: FileDraft) => FileDraft): PackageDraft {
  return { ...draft, files: draft.files.map((file) => (file.name === name ? change(file) : file)) }
}

/** Every field of every row is the token, but for a few that must be right for the reader to get further. */
function planted(version: Version, token: string): PackageDraft {
  const files = draftFiles(makeDistrict(PRESETS.tiny), version).map((file): FileDraft => {
    if (file.name === 'manifest.csv') return file
    const lines: Line[] = [...file.rows].flatMap((line, index): Line[] => {
      if (typeof line === 'string') return [line]
      const all = line.map((field, column) => (index % 3 === 0 && column > 2 ? field : `${token} ${column}`))
      return [
        all,
        [...all, token],
        all.slice(0, -2),
        `${token},"${token}"${token},"`,
        replaceField(line, file, PRIVATE(token)),
      ]
    })
    return { ...file, header: [...file.header, `metadata.${token}`], rows: lines }
  })
  return { files, folder: '', junk: false }
}

/** Otherwise good rows with what may never be repeated in the fields that are dropped or optional. */
const PRIVATE = (token: string): Record<string, string> => ({
  givenName: token,
  familyName: token,
  password: token,
  email: `${token}@example.org`,
  phone: token,
  userIds: `{${token}`,
  grades: token,
  schoolYear: token,
  beginDate: token,
})
