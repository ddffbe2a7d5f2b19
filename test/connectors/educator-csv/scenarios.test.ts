/** Lists as people fill them in: what is understood, what is refused, and what each of them does to whom. */

import { afterEach, describe, expect, it } from 'vitest'
import { educatorCsv } from '../../../connectors/educator-csv/connector.ts'
import type { DistrictOutline } from '../../../src/roster/district-outline.ts'
import { isAllRead } from '../../../src/roster/complete-table.ts'
import type { PersonRecord } from '../../../src/roster/model.ts'
import type { ServedFeed } from '../../contract/connector-suite.ts'
import { completeTables, feedIo, type Heard, readAll } from '../../contract/read-all.ts'
import { serveList } from './serve.ts'

const OUTLINE: DistrictOutline = {
  today: '2026-11-22',
  orgs: [
    { sourcedId: 'd', name: 'Maple Grove', identifier: null, type: 'district', own: false },
    { sourcedId: 's1', name: 'Lincoln Elementary', identifier: '0101', type: 'school', own: false },
    { sourcedId: 's2', name: 'Washington High', identifier: '0102', type: 'school', own: false },
    { sourcedId: 's3', name: 'Roosevelt', identifier: '0103', type: 'school', own: false },
    { sourcedId: 's4', name: 'Roosevelt', identifier: '0104', type: 'school', own: false },
  ],
  people: [
    { sourcedId: 'educator-old', email: 'ada@example.org', identifier: null },
    { sourcedId: '10001', email: 'grace@example.org', identifier: '10001' },
  ],
}

let served: ServedFeed | null = null
afterEach(async () => {
  await served?.close()
})

async function read(
  text: string,
  { list = 'additions', outline = OUTLINE }: { list?: 'additions' | 'whole'; outline?: DistrictOutline } = {},
): Promise<Heard> {
  served = await serveList(text, list)
  return readAll(educatorCsv, served.config, { ...feedIo(), district: () => Promise.resolve(outline) })
}

function people(heard: Heard): PersonRecord[] {
  return heard.records.people.flatMap((record) => (record.table === 'people' ? [record] : []))
}

const LINE = 'Ada,Lovelace,ada@example.org,Lincoln Elementary'

describe('the columns of a list', () => {
  it.each([
    ['as the template has them', 'First name,Last name,Email,School'],
    ['in capitals', 'FIRST NAME,LAST NAME,EMAIL,SCHOOL'],
    ['with underscores', 'first_name,last_name,e_mail,school_name'],
    ['in other words', 'Given Name,Surname,E-mail Address,Building'],
    ['with what nobody sees', '\uFEFFFirst\u00A0name,Last name ,Email\u200B,School'],
    ['in quotation marks', '"First name","Last name","Email","School"'],
  ])('are found %s', async (_how, header) => {
    const heard = await read(`${header}\r\n${LINE}\r\n`)
    expect(heard.error).toBeNull()
    expect(heard.quarantined).toEqual([])
    expect(people(heard)).toMatchObject([
      { givenName: 'Ada', familyName: 'Lovelace', email: 'ada@example.org', feedRoles: [{ orgSourcedId: 's1' }] },
    ])
  })

  it('are found in any order, and unknown ones are ignored with a note that says where they stand', async () => {
    const heard = await read(`Shoe size,School,Email,Last name,Notes,First name\n42,s1,a@b.org,Ito,x,Kei\n`)
    expect(heard.quarantined).toMatchObject([{ diagnostics: [{ code: 'reference_missing', field: 'School' }] }])
    expect(heard.diagnostics.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'header_unknown column A',
      'header_unknown column E',
    ])
  })

  it.each([
    ['no first name', 'Last name,Email', ['HEADER_MISSING', '"First name" (also understood: "Given name"']],
    ['neither address nor number', 'First name,Last name,School', ['HEADER_MISSING', '"Email"', '"Staff ID"']],
    ['one column for the whole name', 'Name,Email', ['HEADER_MISSING', '"First name"', '"Last name"']],
    ['no header', 'Ada,Lovelace,ada@example.org', ['HEADER_MISSING']],
    ['two columns that may be the same', 'First name,Last name,Work email,School email', ['HEADER_DUPLICATE', 'C, D']],
    ['semicolons', 'First name;Last name;Email', ['HEADER_UNREADABLE', 'semicolons']],
    ['tabs', 'First name\tLast name\tEmail', ['HEADER_UNREADABLE', 'tabs']],
    ['nothing at all', '', ['FILE_EMPTY']],
  ])('of a list with %s refuse it before anything is read', async (_what, header, [code, ...words]) => {
    const heard = await read(`${header}\n${LINE}\n`.slice(header === '' ? 1e6 : 0))
    expect(heard.error).toMatchObject({ code })
    for (const word of words) expect(String(heard.error)).toContain(word)
    expect(String(heard.error)).not.toContain('Lovelace')
    expect(heard.records.people).toEqual([])
  })

  it('with the exact name count where there is another that may be meant', async () => {
    const heard = await read('First name,Last name,Email,School,ID,Staff ID\nA,B,x@b.org,Lincoln Elementary,9,77\n')
    expect(people(heard)).toMatchObject([{ identifier: '77', sourcedId: '77' }])
    expect(heard.diagnostics).toMatchObject([{ code: 'header_unknown', field: 'column E' }])
  })
})

const HEADER = 'First name,Last name,Email,Staff ID,School,School ID,Role,Title,Expires,Status'

describe('a row', () => {
  // The row, then what is wrong with it.
  it.each([
    ['A,B,,,Lincoln Elementary,,,,,', ['value_missing Email']],
    ['A,,not-one,,Lincoln Elementary,,,,,', ['value_email Email', 'value_missing Last name']],
    ['A,B,a@b,,Lincoln Elementary,,,,,', ['value_email Email']],
    ['A,B,a@b.org; c@d.org,,Lincoln Elementary,,,,,', ['value_email Email']],
    ['A,B,a@b.org,,Lincon Elementary,,,,,', ['reference_missing School']],
    ['A,B,a@b.org,,Roosevelt,,,,,', ['reference_missing School']],
    ['A,B,a@b.org,,Lincoln Elementary,9999,,,,', ['reference_missing School ID']],
    ['A,B,a@b.org,,Lincoln Elementary,,student,,,', ['value_enum Role']],
    ['A,B,a@b.org,,Lincoln Elementary,,parent,,,', ['value_enum Role']],
    ['A,B,a@b.org,,Lincoln Elementary,,,,06/07/2027,', ['value_date Expires']],
    ['A,B,a@b.org,,Lincoln Elementary,,,,2027-02-30,', ['value_date Expires']],
    ['A,B,a@b.org,,Lincoln Elementary,,,,,perhaps', ['value_enum Status']],
    ['A,B,a@b.org,,Lincoln Elementary', ['row_width null']],
    ['A,B,a@b.org,,Lincoln Elementary,,,,,,,,', ['row_width null']],
    ['A,"B"x,a@b.org,,Lincoln Elementary,,,,,', ['row_quote null']],
  ])('%s stays out with everything that is wrong', async (line, faults) => {
    const heard = await read(`${HEADER}\n${line}\n`)
    expect(heard.error).toBeNull()
    expect(people(heard)).toEqual([])
    expect(heard.quarantined).toMatchObject([{ file: 'educators.csv', row: 2 }])
    expect(heard.quarantined[0]?.diagnostics.map(({ code, field }) => `${code} ${field}`)).toEqual(faults)
  })

  it.each([
    ['a school by its number', 'A,B,a@b.org,,,0102,,,,', { feedRoles: [{ orgSourcedId: 's2' }] }],
    ['a school by its sourcedId', 'A,B,a@b.org,,,S2,,,,', { feedRoles: [{ orgSourcedId: 's2' }] }],
    [
      'one of two schools of a name by its number',
      'A,B,a@b.org,,Roosevelt,0104,,,,',
      { feedRoles: [{ orgSourcedId: 's4' }] },
    ],
    [
      'two schools',
      'A,B,a@b.org,,Washington High; lincoln elementary,,,,,',
      { feedRoles: [{ orgSourcedId: 's1' }, { orgSourcedId: 's2' }] },
    ],
    ['no school: the district', 'A,B,a@b.org,,,,,,,', { feedRoles: [{ orgSourcedId: 'd' }] }],
    ['no role: an educator and nothing else', 'A,B,a@b.org,,,0102,,,,', { feedRoles: [{ role: 'ext:educator' }] }],
    ['a coach', 'A,B,a@b.org,,,0102,Instructional Coach,,,', { feedRoles: [{ role: 'ext:coach' }] }],
    ['a teacher', 'A,B,a@b.org,,,0102,TEACHER,,,', { feedRoles: [{ role: 'teacher' }] }],
    ['a title for role rules', 'A,B,a@b.org,,,0102,,Reading Coach,,', { metadata: { jobTitle: 'Reading Coach' } }],
    [
      'a last day that is today',
      'A,B,a@b.org,,,0102,,,2026-11-22,',
      { status: 'active', feedRoles: [{ endDate: '2026-11-22' }] },
    ],
    ['a last day that was yesterday', 'A,B,a@b.org,,,0102,,,2026-11-21,', { status: 'gone' }],
    ['somebody who left', 'A,B,a@b.org,,,0102,,,,Inactive', { status: 'gone' }],
    ['somebody who is not active', 'A,B,a@b.org,,,0102,,,,no', { status: 'gone' }],
  ])('may say %s', async (_what, line, expected) => {
    const heard = await read(`${HEADER}\n${line}\n`)
    expect(heard.quarantined).toEqual([])
    expect(people(heard)).toMatchObject([expected])
  })

  it('without an address in its record’s name: nothing that is shown elsewhere tells who it is', async () => {
    const heard = await read(`${HEADER}\nA,B,Someone@Example.org,,,0102,,,,\n`)
    expect(people(heard)[0]?.sourcedId).toMatch(/^educator-[0-9a-f]{24}$/)
  })

  it('that is blank is passed over', async () => {
    const heard = await read(`${HEADER}\n,,,,,,,,,\nA,B,a@b.org,,,0102,,,,\n\n,,,,,,,,,\n`)
    expect(heard.quarantined).toEqual([])
    expect(heard.received.people).toBe(1)
  })
})

describe('who a row is about', () => {
  it.each([
    ['by the number, although the address is new', 'G,H,new@example.org,10001', '10001'],
    ['by the address, although a number came along', 'A,L,ADA@example.org,555', 'educator-old'],
    ['by the address alone', 'G,H,Grace@Example.org,', '10001'],
    ['somebody new with the address of one who has another number', 'X,Y,grace@example.org,777', '777'],
  ])('is known again %s', async (_how, line, sourcedId) => {
    const heard = await read(`First name,Last name,Email,Staff ID,School ID\n${line},0101\n`)
    expect(people(heard)).toMatchObject([{ sourcedId }])
  })

  it('is one person in several rows, with the schools of all of them', async () => {
    const heard = await read(
      `${HEADER}\nA,B,a@b.org,7,,0102,,,,\nC,D,c@d.org,8,,0101,,,,\na,b,A@b.org,7,,0101,coach,,,\n`,
    )
    expect(people(heard)).toMatchObject([
      { sourcedId: '7', feedRoles: [{ orgSourcedId: 's1', role: 'ext:coach' }, { orgSourcedId: 's2' }] },
      { sourcedId: '8' },
    ])
    expect(heard.received.people).toBe(3)
  })

  it('keeps what the roster has, where one of several rows is damaged: it may hold another school', async () => {
    const heard = await read(`${HEADER}\nA,B,a@b.org,7,,0102,,,,\nA,B,a@b.org,7,,9999,,,,\n`)
    expect(people(heard)).toEqual([])
    expect(heard.quarantined).toMatchObject([{ row: 3, sourcedId: '7' }])
  })

  it('stays two records where rows of one number have two names, for the set to be refused', async () => {
    const heard = await read(`${HEADER}\nA,B,a@b.org,7,,0102,,,,\nX,Y,x@y.org,7,,0102,,,,\n`)
    expect(people(heard).map(({ sourcedId, givenName }) => `${sourcedId} ${givenName}`)).toEqual(['7 A', '7 X'])
  })
})

describe('what a list proves', () => {
  const two = `${HEADER}\nA,B,a@b.org,7,,0102,,,,\nC,D,c@d.org,8,,0101,,,,`

  it('is nothing of whom it doesn’t name, unless it is said to be the whole set', async () => {
    const heard = await read(`${two}\n`)
    expect(completeTables(heard)).toEqual([])
    expect(heard.evidence.map(isAllRead)).toEqual([true])
  })

  it('is that nobody else is there, where it is the whole set and ends with a line break', async () => {
    expect(completeTables(await read(`${two}\n`, { list: 'whole' }))).toEqual(['people'])
  })

  it('is nothing where the whole set ends without a line break: the last row may be half of one', async () => {
    const heard = await read(two, { list: 'whole' })
    expect(completeTables(heard)).toEqual([])
    expect(heard.quarantined).toMatchObject([{ sourcedId: '8', diagnostics: [{ code: 'file_cut' }] }])
  })

  it('is nothing where a row doesn’t say whom it is about', async () => {
    const heard = await read(`${two}\nE,F,,,,0102,,,,\n`, { list: 'whole' })
    expect(completeTables(heard)).toEqual([])
    expect(heard.evidence.some(isAllRead)).toBe(false)
  })

  it('takes a list of additions without a last line break for what it is', async () => {
    expect(people(await read(two))).toHaveLength(2)
  })

  it('is told by the whole set alone how the file ends', async () => {
    served = await serveList(`${two}\n`, 'whole')
    const copies: unknown[] = []
    for await (const event of educatorCsv.read(served.config, feedIo()))
      if (event.type === 'table-end') copies.push(...(event.copies ?? []))
    expect(copies).toMatchObject([{ file: 'educators.csv', last: '8' }])
  })
})

describe('a district without schools from elsewhere', () => {
  const bare = { ...OUTLINE, orgs: [] }

  it('gets its schools from the list, each once', async () => {
    const text = `${HEADER}\nA,B,a@b.org,7,Lincoln,,,,,\nC,D,c@d.org,8,LINCOLN,,,,,\nE,F,e@f.org,9,Oak Hill,OAK,,,,\n`
    const heard = await read(text, { outline: bare })
    expect(heard.records.orgs).toMatchObject([
      { name: 'Lincoln', type: 'school' },
      { sourcedId: 'OAK', name: 'Oak Hill' },
    ])
    expect(people(heard)[0]?.feedRoles).toEqual(people(heard)[1]?.feedRoles)
  })

  it('needs a school in every row', async () => {
    const heard = await read(`${HEADER}\nA,B,a@b.org,7,,,,,,\n`, { outline: bare })
    expect(heard.quarantined[0]?.diagnostics).toMatchObject([{ code: 'value_missing', field: 'School' }])
  })

  it('keeps a school that an earlier list brought', async () => {
    const own = { sourcedId: 'school-x', name: 'Lincoln', identifier: null, type: 'school', own: true } as const
    const heard = await read(`${HEADER}\nA,B,a@b.org,7,lincoln,,,,,\n`, { outline: { ...bare, orgs: [own] } })
    expect(heard.records.orgs).toMatchObject([{ sourcedId: 'school-x', name: 'Lincoln' }])
  })

  it('is no longer one, once a SIS has brought schools: what the list had is not named any more', async () => {
    const own = { sourcedId: 'school-x', name: 'Lincoln', identifier: null, type: 'school', own: true } as const
    const heard = await read(`${HEADER}\nA,B,a@b.org,7,lincoln,,,,,\n`, {
      outline: { ...OUTLINE, orgs: [...OUTLINE.orgs, own] },
    })
    expect(heard.quarantined[0]?.diagnostics).toMatchObject([{ code: 'reference_missing' }])
  })
})

describe('a school that two sources call by one sourcedId', () => {
  it('can’t be named: nobody could say which is meant', async () => {
    const twin = { sourcedId: 's1', name: 'Another', identifier: null, type: 'school', own: false } as const
    const heard = await read(`${HEADER}\nA,B,a@b.org,7,,s1,,,,\n`, {
      outline: { ...OUTLINE, orgs: [...OUTLINE.orgs, twin] },
    })
    expect(heard.quarantined[0]?.diagnostics).toMatchObject([{ code: 'reference_missing', field: 'School ID' }])
  })
})

describe('limits', () => {
  it('are kept: rows and bytes', async () => {
    served = await serveList(`${HEADER}\n${'A,B,a@b.org,7,,0102,,,,\n'.repeat(12)}`)
    const io = { district: () => Promise.resolve(OUTLINE) }
    const rows = await readAll(educatorCsv, served.config, { ...feedIo({ uploadRowsMax: 10 }), ...io })
    expect(rows.error).toMatchObject({ code: 'PACKAGE_LIMIT' })
    const bytes = await readAll(educatorCsv, served.config, { ...feedIo({ uploadBytesMax: 100 }), ...io })
    expect(bytes.error).toMatchObject({ code: 'PACKAGE_LIMIT' })
  })
})
