/** What tests of imports of staff, students and classes do alike, at the API of one district. */

import { afterAll, beforeAll, expect } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

export const IMPORTS = '/api/v1/roster-imports'
export const PREVIEWS = '/api/v1/roster-import-previews'
export const HEADS = {
  staff: 'Given name,Family name,E-mail,Role,School',
  students: 'Given name,Family name,Student number,Grade,School,Class',
  classes: 'Title,Class code,School,Teachers,Students',
} as const
type Kind = keyof typeof HEADS

/** There as soon as the hooks of `useImportBench` have run. */
export const bench = { now: NOW } as { app: TestApp; owner: Database; now: Date }

/** Call it outside any test. */
export function useImportBench(): void {
  beforeAll(async () => {
    bench.app = await openTestApp()
    bench.owner = bench.app.database.open('owner')
    Object.assign(bench.app.world, { now: () => bench.now })
    await rows("update org set sourced_id = 'north-1' where name = 'North School'")
    // A district with a source has accounts from it, where nobody says otherwise.
    await setRule('accountCreation', 'manual')
  })
  afterAll(() => bench.app.close())
}

export const rows = async <Row>(statement: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
  (
    await inDistrict(bench.owner, { districtId: bench.app.alpha.id, actor: 'system' }, (client) =>
      client.query<Row & object>(statement, [...values]),
    )
  ).rows
export const bearer = (name: PersonName) => bench.app.bearerOf(bench.app.alpha, name)
export const encode = (text: string) => Buffer.from(text).toString('base64')
export const fileOf = (kind: Kind, ...lines: readonly string[]) => ({
  kind,
  content: encode([HEADS[kind], ...lines].map((line) => `${line}\r\n`).join('')),
})
type File = ReturnType<typeof fileOf>

interface Look {
  readonly plan: string
  readonly counts: { readonly new: number; readonly changed: number; readonly already: number; readonly out: number }
  readonly rows: readonly {
    readonly row: number
    readonly outcome: string
    readonly does: readonly string[]
    readonly notes: readonly { readonly column: string | null; readonly code: string; readonly says: string }[]
  }[]
  readonly seats: readonly object[] | null
}
export const ask = (file: File, who: PersonName = 'districtAdmin') =>
  bench.app.call(PREVIEWS, { token: bearer(who), body: file })
export const look = async (file: File, who: PersonName = 'districtAdmin'): Promise<Look> => {
  const answer = await ask(file, who)
  expect(answer.status, answer.text).toBe(200)
  return answer.json as Look
}
export const send = (file: File, plan: string, o: { who?: PersonName; leavesOut?: boolean; invite?: boolean } = {}) => {
  const { who = 'districtAdmin', ...more } = o
  return bench.app.call(IMPORTS, { token: bearer(who), body: { ...file, plan, ...more } })
}
/** Looks and imports. */
export const take = async (file: File, o: { who?: PersonName; leavesOut?: boolean; invite?: boolean } = {}) => {
  const answer = await send(file, (await look(file, o.who)).plan, o)
  expect(answer.status, answer.text).toBe(201)
  return answer.json as {
    importId: string
    added: number
    changed: number
    already: number
    leftOut: number
    invitations: { row: number; email: string; invitation: { url: string | null } }[]
  }
}
export const undo = (id: string, who: PersonName = 'districtAdmin') =>
  bench.app.call(`${IMPORTS}/${id}`, { method: 'DELETE', token: bearer(who) })
export const codeOf = ({ status, json }: Answer) => `${status} ${(json as { error: { code: string } }).error.code}`
export const said = ({ rows: all }: Look) =>
  all.map(({ outcome, does, notes }) =>
    [outcome, ...does, ...notes.map(({ column, code }) => `${column}: ${code}`)].join(' '),
  )
export const people = () => rows<{ count: number }>("select count(*)::int as count from person where status = 'active'")
export const personNamed = async (family: string) =>
  (
    await rows<{ id: string; status: string; grades: string[]; given_name: string }>(
      'select id::text as id, status, grades, given_name from person where district_id = $1 and family_name = $2 order by id desc',
      [bench.app.alpha.id, family],
    )
  )[0]
export const studentsOf = async (classId: string) =>
  (
    await rows<{ family_name: string }>(
      `select p.family_name from enrolment e join person p on p.district_id = $1 and p.id = e.person_id
       where e.district_id = $1 and e.class_id = $2 and e.role = 'student' and e.status = 'active' order by 1`,
      [bench.app.alpha.id, classId],
    )
  ).map(({ family_name: name }) => name)
export const setRule = (rule: string, value: unknown) =>
  rows(
    `insert into rule_setting (district_id, rule, school_id, value, locked, set_by, set_at)
     values ('alpha', $1, 0, $2, false, 'test', now())
     on conflict (district_id, rule, school_id) do update set value = excluded.value`,
    [rule, JSON.stringify(value)],
  )
