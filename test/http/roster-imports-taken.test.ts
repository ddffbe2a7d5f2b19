/** An import is exactly what was looked at, once and whole, and is taken back as far as nobody has touched it. */

import { describe, expect, it } from 'vitest'
import { openRosterImportDesk } from '../../src/actions/people/import-desk.ts'
import {
  bearer,
  bench,
  codeOf,
  fileOf,
  IMPORTS,
  look,
  people,
  personNamed,
  rows,
  send,
  take,
  undo,
  useImportBench,
} from './roster-import-bench.ts'
import type { PersonName } from './school-district.ts'

useImportBench()

describe('what was looked at', () => {
  it('is taken no more once the roster has changed, or an hour has passed', async () => {
    const file = fileOf('staff', 'Una,Changed,una@new.example,,North School')
    const { plan } = await look(file)
    await take(fileOf('staff', 'Una,Changed,una@new.example,,South School'))
    expect(codeOf(await send(file, plan))).toBe('409 plan_changed')
    expect(codeOf(await send(file, 'never.shown'))).toBe('409 plan_changed')
    const old = await look(file)
    const before = bench.now
    bench.now = new Date(before.getTime() + 61 * 60_000)
    expect(codeOf(await send(file, old.plan))).toBe('409 plan_old')
    bench.now = before
    expect((await send(file, old.plan)).status).toBe(201)
  })

  it('is taken once where two confirm it at the same moment', async () => {
    const file = fileOf(
      'students',
      ...Array.from({ length: 40 }, (_, n) => `Vi,Twin${n},V-${n},3,North School,Class biology`),
    )
    const { plan } = await look(file)
    const answers = await Promise.all([1, 2, 3].map(() => send(file, plan)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
    const [made] = await rows<{ count: number }>(
      "select count(*)::int as count from person where district_id = $1 and identifier like 'V-%'",
      [bench.app.alpha.id],
    )
    expect(made?.count).toBe(40)
  })

  it('is written whole or not at all, and a connection that dies in between leaves nothing', async () => {
    const before = await people()
    const file = fileOf(
      'students',
      'Wu,Cut1,W-1,,North School,',
      'Wu,Cut2,W-2,,North School,',
      'Wu,Cut3,W-3,,North School,',
    )
    const { plan } = await look(file)
    await rows(`create function fail_import() returns trigger language plpgsql as $$ begin
      if new.line = 4 then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$`)
    await rows(`create trigger fail_import before insert on roster_import_effect for each row
      execute function fail_import()`)
    expect((await send(file, plan)).status).toBeGreaterThanOrEqual(500)
    expect(await people()).toEqual(before)
    await rows('drop trigger fail_import on roster_import_effect')
    expect((await send(file, plan)).status).toBe(201)
  })
})

const list = async (who: PersonName) =>
  ((await bench.app.call(IMPORTS, { token: bearer(who) })).json as { imports: { id: string; isOwn: boolean }[] })
    .imports

describe('taking an import back', () => {
  it('is for whoever imported, and administrators of the district', async () => {
    const { importId } = await take(fileOf('students', 'Xi,Mine,,,,Class algebra'), { who: 'teacher' })
    expect((await undo(importId, 'otherTeacher')).status).toBe(404)
    expect((await undo(importId, 'schoolAdmin')).status).toBe(404)
    expect((await undo('999999', 'teacher')).status).toBe(404)
    expect((await list('otherTeacher')).map(({ id }) => id)).toEqual([])
    expect(await list('teacher')).toMatchObject([{ id: importId, isOwn: true, importedBy: 'Tara Teacher' }])
    expect((await list('districtAdmin'))[0]).toMatchObject({ id: importId, isOwn: false })
    expect((await undo(importId, 'teacher')).json).toEqual({ gone: 2, stayed: 0 })
    expect(codeOf(await undo(importId, 'teacher'))).toBe('409 undone_already')
    expect(await personNamed('Mine')).toMatchObject({ status: 'retired' })
  })

  it('takes people, roles, edits, classes and places in them back, and leaves what was touched', async () => {
    await take(fileOf('students', 'Ya,Base,Y-0,1,North School,'))
    const students = await take(
      fileOf('students', 'Ya,Based,Y-0,2,North School,Class biology', 'Ya,Fresh,Y-1,2,North School,Class biology'),
    )
    const classes = await take(
      fileOf(
        'classes',
        'Knitting,,North School,teacher@alpha.example,Y-1',
        'Class biology,,North School,teacher@alpha.example,',
      ),
    )
    const staff = await take(
      fileOf('staff', 'Ya,Staff,ya@new.example,,North School', 'Tara,Teacher,teacher@alpha.example,,South School'),
    )
    const used = await rows(
      "insert into account (district_id, person_id, email, password_hash) values ('alpha', $1, 'ya@new.example', 'x')",
      [(await personNamed('Staff'))?.id],
    )
    expect(used).toEqual([])
    expect((await undo(staff.importId)).json).toEqual({ gone: 1, stayed: 1 })
    expect(await personNamed('Staff')).toMatchObject({ status: 'active' })
    // Whom a later import put into a class is touched: they stay, and leave their first class alone.
    expect((await undo(students.importId)).json).toEqual({ gone: 3, stayed: 1 })
    expect(await personNamed('Fresh')).toMatchObject({ status: 'active' })
    expect(await personNamed('Base')).toMatchObject({ status: 'active', grades: ['01'] })
    expect((await undo(classes.importId)).json).toEqual({ gone: 4, stayed: 0 })
    const [knitting] = await rows<{ status: string }>("select status from class where title = 'Knitting'")
    expect(knitting).toEqual({ status: 'retired' })
  })

  it('leaves counts on the audit log, and no name in the log of the server', async () => {
    const { importId } = await take(fileOf('students', 'Zoe,Canary9917,Z-1,,North School,'))
    const [entry] = await rows<{ detail: object; actor: string }>(
      "select detail, actor from audit_entry where action = 'roster_import.add' and object = $1",
      [`roster_import:${importId}`],
    )
    expect(entry).toEqual({
      actor: `person:${bench.app.alpha.people.districtAdmin}`,
      detail: { kind: 'students', added: 1, changed: 0, leftOut: 0 },
    })
    expect(bench.app.logLines.join('\n')).not.toContain('Canary9917')
    const audit = await rows<{ all: string }>("select string_agg(detail::text, ' ') as all from audit_entry")
    expect(audit[0]?.all).not.toContain('Canary9917')
  })

  it('is another district’s to nobody', async () => {
    const { importId } = await take(fileOf('students', 'Zed,District,Z-2,,North School,'))
    const answer = await bench.app.call(`${IMPORTS}/${importId}`, {
      method: 'DELETE',
      token: bench.app.bearerOf(bench.app.beta, 'districtAdmin'),
    })
    expect(answer.status).toBe(404)
  })
})

const file = (...lines: readonly string[]) => {
  const { kind, content } = fileOf('students', ...lines)
  return { districtId: 'alpha', kind, bytes: Buffer.from(content, 'base64') }
}

describe('from the command line', () => {
  it('refuses what a page refuses, in words, and says what is out before anything is written', async () => {
    const desk = openRosterImportDesk(bench.app.world)
    const bad = file('Cli,Bad,C-1,,Nowhere School,', 'Cli,Good,C-2,,North School,')
    expect((await desk.preview(bad)).counts).toEqual({ new: 1, changed: 0, already: 0, out: 1 })
    await expect(desk.run({ ...bad, leavesOut: false })).rejects.toMatchObject({ code: 'IMPORT_REFUSED' })
    await expect(desk.run({ ...bad, bytes: Buffer.from('PK\u0003\u0004'), leavesOut: true })).rejects.toThrow(
      'workbook',
    )
    await expect(desk.undo('alpha', '999999')).rejects.toThrow('no such import')
    expect(await personNamed('Good')).toBeUndefined()
  })

  it('imports, makes nothing twice, and takes back', async () => {
    const desk = openRosterImportDesk(bench.app.world)
    const good = { ...file('Cli,Once,C-3,,North School,Class biology'), leavesOut: false }
    const done = await desk.run(good)
    expect(done).toMatchObject({ added: 1, changed: 0 })
    expect(await desk.run(good)).toMatchObject({ importId: null })
    expect(await desk.undo('alpha', done.importId ?? '')).toEqual({ gone: 2, stayed: 0 })
    expect(await personNamed('Once')).toMatchObject({ status: 'retired' })
  })
})
