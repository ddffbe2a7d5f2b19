/** Serves the staff of made-up districts as lists of educators. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PersonRecord, RosterRecord } from '../../../src/roster/model.ts'
import type { ConnectorDialect, ServedFeed } from '../../contract/connector-suite.ts'
import { type District, makeDistrict, PRESETS } from '../../contract/districts/district.ts'

// oxfmt-ignore
const HEADER = ['Given Name', 'SURNAME', 'e-mail', 'employee_id', 'School ID', 'Building', 'Role', 'Job Title', 'Username', 'End Date', 'Status', 'Shoe size']

/** Writes a list and serves it as the whole set, or as additions. */
export async function serveList(text: string, list: 'whole' | 'additions' = 'whole'): Promise<ServedFeed> {
  const folder = await mkdtemp(join(tmpdir(), 'educators-'))
  const path = join(folder, 'list.csv')
  await writeFile(path, text)
  return { config: { path, list }, close: () => rm(folder, { recursive: true, force: true }) }
}

function isStaff(record: RosterRecord): record is PersonRecord {
  return record.table === 'people' && record.feedRoles.every(({ role }) => role !== 'student')
}

/** The staff with the schools that they name, in the order in which they are named. */
export function staffOf(district: District): District {
  return {
    ...district,
    records: function* records(table) {
      if (table === 'people')
        for (const record of district.records('people')) if (isStaff(record)) yield byNumber(record)
      if (table !== 'orgs') return
      const orgs = new Map([...district.records('orgs')].map((org) => [org.sourcedId, org]))
      const named = [...district.records('people')].filter(isStaff).flatMap(({ feedRoles }) => feedRoles)
      for (const id of new Set(named.map(({ orgSourcedId }) => orgSourcedId))) {
        const org = orgs.get(id)
        if (org?.table === 'orgs') yield { ...org, type: 'school', identifier: null, parentSourcedId: null }
      }
    },
  }
}

/** By the number, which is what a list calls somebody. */
function byNumber(person: PersonRecord): PersonRecord {
  const number = person.identifier ?? person.sourcedId
  return { ...person, sourcedId: number, identifier: number }
}

/** The rows of a district's list with a column that nobody asked for. */
export function linesOf(district: District): string[] {
  const names = new Map<string, string>()
  for (const org of district.records('orgs')) if (org.table === 'orgs') names.set(org.sourcedId, org.name)
  const lines = [HEADER.map(quoted).join(',')]
  for (const person of district.records('people')) if (person.table === 'people') lines.push(lineOf(person, names))
  return lines
}

function lineOf(person: PersonRecord, names: ReadonlyMap<string, string>): string {
  const [role] = person.feedRoles
  const schools = person.feedRoles.map(({ orgSourcedId }) => orgSourcedId)
  const fields = {
    first: person.givenName,
    last: person.familyName,
    email: person.email ?? '',
    id: person.identifier ?? '',
    schools: schools.join('; '),
    named: schools.map((id) => names.get(id) ?? '').join(';'),
    role: role?.role ?? '',
    title: person.metadata['jobTitle'] ?? '',
    username: person.username ?? '',
    ends: role?.endDate ?? '',
    status: '',
    shoes: '42',
  }
  return Object.values(fields).map(quoted).join(',')
}

function quoted(field: string): string {
  return `"${field.replaceAll('"', '""')}"`
}

const END = '\r\n'

export const LIST_DIALECT: ConnectorDialect = {
  name: 'whole list',
  tables: ['orgs', 'people'],
  visible: staffOf,
  asKnown: (record) => record,
  serve: (district) => serveList(linesOf(staffOf(district)).join(END) + END),
  serveFaulty: async (district) => {
    const lines = linesOf(district)
    const [, , id = ''] =
      /"[^"]*","[^"]*","[^"]*","([^"]*)"/
        .exec(lines[5] ?? '')?.[0]
        ?.split(',')
        .slice(1) ?? []
    lines[5] = `"Ada","","not an address",${id},"${schoolOf(district)}","","student","","","03/04/2026","perhaps","42"`
    return {
      ...(await serveList(lines.join(END) + END)),
      table: 'people',
      at: { file: 'educators.csv', row: 6 },
      sourcedId: id.replaceAll('"', ''),
      faults: [
        { code: 'value_email', field: 'Email' },
        { code: 'value_date', field: 'Expires' },
        { code: 'value_enum', field: 'Status' },
        { code: 'value_enum', field: 'Role' },
        { code: 'value_missing', field: 'Last name' },
      ],
    }
  },
  serveCut: (district, _table, share) => serveList(cut(linesOf(district), share)),
  servePlanted: (token) => {
    const lines = linesOf(staffOf(makeDistrict(PRESETS.tiny)))
    const planted = lines
      .slice(1)
      .flatMap((line) => [
        line,
        line.replaceAll('"42"', `"${token}"`),
        `"${token}","${token}","${token}","${token} ${token}","${token}","${token}","${token}","${token}","${token}","${token}","${token}","${token}"`,
        `${token},${token}`,
        `"${token}"${token}",`,
        line.replace(/"[^"]*@[^"]*"/, `"${token}"`),
        line.replace(/,"",""/, `,"${token}","${token}"`),
      ])
    return serveList([`${lines[0] ?? ''},"${token}"`, ...planted].join(END) + END)
  },
}

function schoolOf(district: District): string {
  const [first] = district.records('orgs')
  return first?.sourcedId ?? ''
}

/** That share of the bytes, never at the end of a row. */
function cut(lines: readonly string[], share: number): string {
  const text = lines.join(END) + END
  const header = (lines[0] ?? '').length + END.length
  const kept = text.slice(0, Math.max(header + 10, Math.floor(text.length * share)))
  return kept.endsWith('\n') ? kept.slice(0, -6) : kept
}
