/** Staff, students and classes from a file: what is refused, and what rows do. */

import { describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { setLicence } from '../../src/store/seats/seats.ts'
import {
  ask,
  bearer,
  bench,
  codeOf,
  encode,
  fileOf,
  HEADS,
  IMPORTS,
  look,
  people,
  personNamed,
  PREVIEWS,
  rows,
  said,
  send,
  setRule,
  studentsOf,
  take,
  undo,
  useImportBench,
} from './roster-import-bench.ts'

useImportBench()

describe('a file that can’t be taken', () => {
  const WHO = 'districtAdmin'
  it.each([
    ['is empty', 'staff', '', 'empty'],
    ['has column names alone', 'staff', `${HEADS.staff}\r\n`, 'empty'],
    ['lacks a column', 'staff', 'Given name,Family name\r\nA,B\r\n', 'columns_missing'],
    ['has a column twice', 'staff', `${HEADS.staff},mail\r\nA,B,a@b.example,,,a@b.example\r\n`, 'column_twice'],
    ['has semicolons', 'students', 'Given name;Family name\r\nA;B\r\n', 'semicolons'],
    ['is a workbook', 'students', 'PK\u0003\u0004xxxx', 'other_file'],
    ['is a PDF', 'classes', '%PDF-1.7 x', 'other_file'],
    ['has too many rows', 'students', `Given name,Family name\r\n${'A,B\r\n'.repeat(2001)}`, 'too_many_rows'],
  ] as const)('is refused whole where it %s', async (_why, kind, text, code) => {
    const answer = await bench.app.call(PREVIEWS, { token: bearer(WHO), body: { kind, content: encode(text) } })
    expect(answer.status, answer.text).toBe(422)
    expect((answer.json as { error: { fields: { code: string }[] } }).error.fields[0]?.code).toBe(code)
  })

  it('is refused in UTF-16, and where it didn’t arrive whole', async () => {
    const wide = Buffer.from(`\uFEFF${HEADS.staff}\r\nA,B,c@d.example,,\r\n`, 'utf16le').toString('base64')
    expect(codeOf(await bench.app.call(PREVIEWS, { token: bearer(WHO), body: { kind: 'staff', content: wide } }))).toBe(
      '422 not_a_list',
    )
    expect(
      codeOf(await bench.app.call(PREVIEWS, { token: bearer(WHO), body: { kind: 'staff', content: 'abcde' } })),
    ).toBe('422 not_a_list')
  })

  it('is read with other names of columns, in any order, with a byte order mark and a cell that a spreadsheet guards', async () => {
    const content = encode(
      "\uFEFFemail,LAST_NAME,first name,School name,Shoe size\r\nivy@new.example,'=Ivy,Ida,North School,38\r\n",
    )
    const { rows: all } = await look({ kind: 'staff', content })
    expect(all).toMatchObject([{ outcome: 'new', does: ['person'], name: 'Ida =Ivy' }])
  })
})

describe('who may import', () => {
  it.each(['coach', 'principal', 'billing', 'itAdmin', 'roleless', 'student', 'guardian'] as const)(
    'refuses somebody who is %s alone',
    async (who) => {
      const file = fileOf('students', 'Al,Pha,,,North School,')
      expect((await ask(file, who)).status).toBe(403)
      expect((await send(file, 'x.y', { who })).status).toBe(403)
      expect((await bench.app.call(IMPORTS, { token: bearer(who) })).status).toBe(403)
      expect((await undo('1', who)).status).toBe(403)
    },
  )

  it('gives teachers students and classes, never staff', async () => {
    const file = fileOf('staff', 'Al,Pha,al@new.example,,North School')
    expect((await ask(file, 'teacher')).status).toBe(403)
    expect((await send(file, 'x.y', { who: 'teacher' })).status).toBe(403)
    expect((await bench.app.call(`${IMPORTS}/templates/staff`, { token: bearer('teacher') })).status).toBe(404)
    const { json } = await bench.app.call(IMPORTS, { token: bearer('teacher') })
    expect((json as { kinds: { kind: string }[] }).kinds.map(({ kind }) => kind)).toEqual(['students', 'classes'])
  })

  it('hands out an empty file of each kind', async () => {
    for (const kind of ['staff', 'students', 'classes'] as const) {
      const { status, text } = await bench.app.call(`${IMPORTS}/templates/${kind}`, { token: bearer('districtAdmin') })
      expect(status).toBe(200)
      expect(text.replace('\uFEFF', '')).toBe(`${HEADS[kind]}\r\n`)
    }
  })
})

describe('rows that stay out', () => {
  it('says of staff why, by row and column, all at once, and changes nothing', async () => {
    const before = await people()
    const found = await look(
      fileOf(
        'staff',
        ',,,wizard,Nowhere School',
        'Ann,Admin,ann@new.example,School Administrator,North School',
        'Bo,Boss,bo@new.example,district_admin,North School',
        'Cy,Closed,cy@new.example,,Closed School',
        'Di,Noschool,di@new.example,teacher,',
        'Ed,Mail,no-address,teacher,North School',
        'Stu,Student,student@alpha.example,teacher,North School',
        'Eve,Else,teacher@alpha.example,teacher,South School',
        'Fay,Short,fay@new.example',
        'Gil,Twice,gil@new.example,,North School',
        'Gus,Other,gil@new.example,,South School',
        `${'x'.repeat(121)},Long,long@new.example,,North School`,
      ),
    )
    expect(said(found)).toEqual([
      'out Given name: cell_empty Family name: cell_empty E-mail: cell_empty School: school_unknown Role: role_unknown',
      'out Role: role_individually',
      'out Role: role_individually',
      'out School: school_unknown',
      'out School: school_missing',
      'out E-mail: email_wrong',
      'out E-mail: address_taken',
      'out E-mail: address_of_other',
      'out null: row_width',
      'new person',
      'out E-mail: address_twice',
      'out Given name: cell_too_long',
    ])
    expect(await people()).toEqual(before)
  })

  it('keeps a school’s administrator to the school, and to roles that they give', async () => {
    const found = await look(
      fileOf(
        'staff',
        'Hal,South,hal@new.example,,South School',
        'Hal,Coach,halc@new.example,coach,North School',
        'Hal,Princ,halp@new.example,principal,North School',
        'Ute,Under,southTeacher@alpha.example,,North School',
        'Hal,North,haln@new.example,,',
      ),
      'schoolAdmin',
    )
    expect(said(found)).toEqual([
      'out School: school_unknown',
      'out Role: role_not_yours',
      'out Role: role_not_yours',
      'out E-mail: address_elsewhere',
      'new person',
    ])
  })

  it('keeps a teacher to classes of their own', async () => {
    const found = await look(
      fileOf(
        'students',
        'Ia,One,T-1,3,,Class algebra',
        'Ia,Two,T-2,3,North School,Class biology',
        'Ia,Three,T-3,3,South School,Class chemistry',
        'Ia,Four,T-4,3,,',
      ),
      'teacher',
    )
    expect(said(found)).toEqual([
      'new person put_in',
      'out Class: class_unknown',
      'out School: school_unknown',
      'out Class: class_missing',
    ])
    const classes = await look(
      fileOf(
        'classes',
        'Class biology,,,,',
        'Brand new,,,teacher@alpha.example,',
        'Class algebra,,,otherTeacher@alpha.example,',
        'Class algebra,,,teacher@alpha.example,nobody',
        'Class algebra,,,teacher@alpha.example,',
      ),
      'teacher',
    )
    expect(said(classes)).toEqual([
      'out Title: class_not_yours',
      'out Title: class_not_yours',
      'out Teachers: teacher_not_yours',
      'out Students: student_unknown',
      'already',
    ])
  })

  it('asks of numbers what the district’s rules do, and of teachers whether they may make students', async () => {
    await setRule('studentNumberRequired', true)
    await setRule('studentNumberMinLength', 4)
    await setRule('studentNumberNumeric', true)
    await setRule('teacherMayCreateStudents', false)
    const file = fileOf(
      'students',
      'Jo,None,,,North School,',
      'Jo,Short,123,,North School,',
      'Jo,Word,12ab,,North School,',
    )
    expect(said(await look(file))).toEqual([
      'out Student number: number_missing',
      'out Student number: number_wrong',
      'out Student number: number_wrong',
    ])
    const closed = fileOf('students', 'Jo,Closed,12345,,North School,Class algebra')
    expect(said(await look(closed, 'teacher'))).toEqual(['out Family name: making_closed'])
    expect(said(await look(closed))).toEqual(['new person put_in'])
    await setRule('studentNumberRequired', false)
    await setRule('studentNumberMinLength', 0)
    await setRule('studentNumberNumeric', false)
    await setRule('teacherMayCreateStudents', true)
  })

  it('makes no account of a teacher where accounts come from the roster', async () => {
    await setRule('accountCreation', 'roster')
    const file = fileOf(
      'staff',
      'Kay,Kept,kay@new.example,teacher,North School',
      'Kay,Coach,kayc@new.example,coach,North School',
    )
    expect(said(await look(file))).toEqual(['out Role: accounts_from_roster', 'new person'])
    await setRule('accountCreation', 'manual')
  })

  it('keep everything out until somebody leaves them out', async () => {
    const file = fileOf('staff', 'Lee,In,lee@new.example,,North School', 'Lee,Out,lee2@new.example,wizard,North School')
    const { plan } = await look(file)
    expect(codeOf(await send(file, plan))).toBe('409 rows_out')
    expect(await personNamed('In')).toBeUndefined()
    expect(await take(file, { leavesOut: true })).toMatchObject({ added: 1, changed: 0, leftOut: 1, invitations: [] })
    expect(await personNamed('Out')).toBeUndefined()
  })
})

describe('importing', () => {
  it('makes staff with role, place and a link each, and the same file again makes nothing', async () => {
    const file = fileOf(
      'staff',
      'Mia,Multi,mia@new.example,,north-1',
      'Mia,Multi,mia@new.example,,South School',
      'Ned,Coach,ned@new.example,coach,North School',
      'Otto,Other,otherTeacher@alpha.example,teacher,South School',
    )
    expect(said(await look(file))).toEqual(['new person', 'changed role', 'new person', 'changed role'])
    const done = await take(file, { invite: true })
    expect(done).toMatchObject({ added: 2, changed: 2, already: 0 })
    expect(done.invitations.map(({ row, email }) => `${row} ${email}`)).toEqual([
      '2 mia@new.example',
      '4 ned@new.example',
    ])
    expect(done.invitations[0]?.invitation.url).toMatch(/#\/invitation\//)
    const mia = await personNamed('Multi')
    const held = await rows<{ role: string; scope_id: string }>(
      "select role, scope_id::text from role_grant where district_id = $1 and person_id = $2 and status = 'active' order by id",
      [bench.app.alpha.id, mia?.id],
    )
    expect(held).toEqual([
      { role: 'teacher', scope_id: bench.app.alpha.north },
      { role: 'teacher', scope_id: bench.app.alpha.south },
    ])
    expect(said(await look(file))).toEqual(['already', 'already', 'already', 'already'])
    expect(codeOf(await send(file, (await look(file)).plan))).toBe('409 nothing_new')
  })

  it('makes students in their classes, edits whom no feed keeps, and leaves a feed’s people as they are', async () => {
    const made = fileOf(
      'students',
      'Pia,Pupil,P-100,K,North School,Class algebra;Class biology',
      'Quin,Quiet,,2,North School,',
      'Pia,Pupil,P-100,K,North School,Class algebra',
    )
    expect(said(await look(made))).toEqual(['new person put_in put_in', 'new person', 'already'])
    await take(made)
    expect(await studentsOf(bench.app.alpha.classes.algebra)).toEqual(['Pupil', 'Student'])
    expect((await personNamed('Pupil'))?.grades).toEqual(['KG'])
    const again = fileOf(
      'students',
      'Pia,Pupil-Jones,P-100,1st,North School,Class biology',
      'Quin,Quiet,,2,North School,Class biology',
      'Stuart,Student,,9,North School,Class biology',
      'Max,Muster,P-100,,North School,',
      'Pia,Pupil,P-100,,South School,',
      'Quin,Quiet,P-777,,North School,',
    )
    expect(said(await look(again))).toEqual([
      'changed edit',
      'changed put_in',
      'new person put_in',
      'out Student number: number_twice',
      'out Student number: number_twice',
      'out Student number: student_without_number',
    ])
    const elsewhere = fileOf('students', 'Pia,Pupil,P-100,,South School,', 'Stu,Student,,9,North School,Class biology')
    expect(said(await look(elsewhere))).toEqual([
      'out Student number: number_elsewhere',
      'changed put_in Family name: feed_keeps',
    ])
    await take(again, { leavesOut: true })
    await take(elsewhere, { leavesOut: true })
    expect(await personNamed('Pupil-Jones')).toMatchObject({ grades: ['01'] })
    expect(await personNamed('Student')).toMatchObject({ given_name: 'Stuart' })
    const [fed] = await rows<{ given_name: string; grades: string[] }>(
      'select given_name, grades from person where district_id = $1 and id = $2',
      [bench.app.alpha.id, bench.app.alpha.people.student],
    )
    expect(fed).toEqual({ given_name: 'Stu', grades: [] })
  })

  it('makes classes with teachers and students, and adds to those that are there', async () => {
    await take(fileOf('students', 'Ria,Roster,R-1,,North School,', 'Rob,Roster,R-2,,North School,'))
    const file = fileOf(
      'classes',
      'Reading club,RC-1,North School,teacher@alpha.example;otherTeacher@alpha.example,R-1;R-2',
      'Class algebra,,North School,teacher@alpha.example,R-1',
      'No teacher,,North School,,R-1',
      'Chess,,South School,southTeacher@alpha.example,R-1',
      'Reading club,RC-1,North School,,R-2',
    )
    expect(said(await look(file))).toEqual([
      'new class teach teach put_in put_in',
      'changed put_in',
      'out Teachers: teacher_missing',
      'out Students: student_unknown',
      'already',
    ])
    await take(file, { leavesOut: true })
    const [club] = await rows<{ id: string; leads: number }>(
      `select c.id::text as id, (select count(*)::int from role_grant g where g.district_id = $1 and g.role = 'class_lead'
        and g.scope_id = c.id and g.status = 'active') as leads from class c where c.district_id = $1 and c.title = 'Reading club'`,
      [bench.app.alpha.id],
    )
    expect(club?.leads).toBe(2)
    expect(await studentsOf(club?.id ?? '')).toEqual(['Roster', 'Roster'])
    expect(said(await look(file))).toEqual(['already', 'already', expect.any(String), expect.any(String), 'already'])
  })

  it('lets no administrator teach a class that is there by a file of theirs', async () => {
    const line = 'Class algebra,,North School,districtAdmin@alpha.example,'
    expect(said(await look(fileOf('classes', line)))).toEqual(['out Teachers: teacher_yourself'])
    // One that they make has nothing yet that they could read.
    expect(said(await look(fileOf('classes', line.replace('Class algebra', 'New club'))))).toEqual(['new class teach'])
  })

  it('makes nobody twice whom one file names with a number and without', async () => {
    const file = fileOf(
      'students',
      'Ula,Double,U-1,,North School,',
      'Ula,Double,,,North School,',
      'Ulf,Double,,,North School,',
      'Ulf,Double,U-2,,North School,',
      'Ula,Double,U-3,,North School,',
    )
    expect(said(await look(file))).toEqual([
      'new person',
      'out Student number: student_has_number',
      'new person',
      'out Student number: student_without_number',
      'new person',
    ])
  })

  it('puts nobody back whom somebody took out of a class by hand', async () => {
    await take(fileOf('students', 'Sia,Sent,S-1,,North School,Class algebra'))
    const sia = await personNamed('Sent')
    const out = await bench.app.call(
      `/api/v1/classes/led/${bench.app.alpha.classes.algebra}/students/${bench.app.alpha.people.student}`,
      {
        method: 'DELETE',
        token: bearer('teacher'),
      },
    )
    expect(out.status, out.text).toBeLessThan(300)
    expect(said(await look(fileOf('students', 'Stu,Student,,,North School,Class algebra')))).toEqual([
      'out Class: taken_out',
    ])
    expect(sia?.status).toBe('active')
  })

  it('squares seats of coaches in the same transaction', async () => {
    const { licenceKinds: kinds } = bench.app.world.settings
    await rows('delete from seat')
    await inDistrict(bench.owner, { districtId: 'alpha', actor: 'test' }, (client) =>
      setLicence(client, {
        districtId: 'alpha',
        actor: 'test',
        kinds,
        now: bench.now,
        kind: 'coaching-seats',
        quantity: 50,
      }),
    )
    await take(fileOf('staff', 'Tom,Seated,tom@new.example,coach,North School'))
    const [seat] = await rows<{ state: string }>(
      "select state from seat where kind = 'coaching-seats' and person_id = $1",
      [(await personNamed('Seated'))?.id],
    )
    expect(seat?.state).toBe('assigned')
  })
})
