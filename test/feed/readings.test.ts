import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TextDecoding } from '../../src/feed/encoding.ts'
import { readDate, readSchoolYear } from '../../src/feed/dates.ts'
import { readGrade } from '../../src/feed/grades.ts'
import { isIdentifier } from '../../src/feed/identifiers.ts'
import { readBoolean, readStatus, wordReader } from '../../src/feed/words.ts'

describe('dates', () => {
  it.each([
    ['2026-08-17', '2026-08-17', true],
    ['2026-08-17T00:00:00.000Z', '2026-08-17', false],
    ['2018-09-01 00:00', '2018-09-01', false],
    ['2018-09-01 00:00:00.5 +02:00', '2018-09-01', false],
    ['2026/8/7', '2026-08-07', false],
    ['20260817', '2026-08-17', false],
    ['8/17/2026', '2026-08-17', false],
    ['17/8/2026', '2026-08-17', false],
    ['17.08.2026', '2026-08-17', false],
    ['5/5/2023', '2023-05-05', false],
    ['8/17/2026 12:00 AM', '2026-08-17', false],
    ['2024-02-29', '2024-02-29', true],
  ])('reads %s as %s', (text, value, standard) => {
    expect(readDate(text)).toEqual({ value, standard })
  })

  it.each([
    '1/05/2023',
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '08/17/26',
    '0000-00-00',
    'soon',
    '17 Aug 2026',
    '2026',
    '99/99/2026',
    '2026-8',
    '1/2/3/2026',
  ])('does not guess %s', (text) => {
    expect(readDate(text)).toBeNull()
  })

  it('reads every day that there is as that day, and no other', () => {
    const day = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2199-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        expect(readDate(iso)).toEqual({ value: iso, standard: true })
        const [year = '', month = '', dayOfMonth = ''] = iso.split('-')
        const american = readDate(`${Number(month)}/${Number(dayOfMonth)}/${year}`)
        expect(american === null || american.value === iso).toBe(true)
      }),
    )
  })
})

describe('school years', () => {
  it.each([
    ['2027', 2027, true],
    ['2026-2027', 2027, false],
    ['2026/27', 2027, false],
    ['2026 - 27', 2027, false],
    ['1999-00', 2000, false],
  ])('reads %s as %i', (text, value, standard) => {
    expect(readSchoolYear(text)).toEqual({ value, standard })
  })

  it.each(['', '26-27', '2026-2028', '2027-2026', '2026-25', 'next', '1066'])('takes %j for none', (text) => {
    expect(readSchoolYear(text)).toBeNull()
  })
})

describe('words', () => {
  const read = wordReader(['schoolYear', 'term'], { extensible: true, aliases: { year: 'schoolYear' } })

  it.each([
    ['term', 'term', true],
    ['TERM', 'term', false],
    ['Terms', 'term', false],
    ['school year', 'schoolYear', false],
    ['school_year', 'schoolYear', false],
    ['Year', 'schoolYear', false],
    ['ext:trimester', 'ext:trimester', true],
  ])('reads %s as %s', (text, value, standard) => {
    expect(read(text)).toEqual({ value, standard })
  })

  it.each(['semester', 'ext:', 'ext:two words', 'constructor', '__proto__', ''])('does not know %j', (text) => {
    expect(read(text)).toBeNull()
  })

  it('lets no extension through where the standard has none', () => {
    expect(wordReader(['primary'], { extensible: false })('ext:x')).toBeNull()
  })

  it.each([
    ['true', true],
    ['TRUE', true],
    ['1', true],
    ['Yes', true],
    ['false', false],
    ['0', false],
    ['n', false],
    ['maybe', null],
    ['2', null],
  ])('reads the boolean %s', (text, value) => {
    expect(readBoolean(text)).toBe(value)
  })

  it.each([
    ['', 'active'],
    ['active', 'active'],
    ['Active', 'active'],
    ['tobedeleted', 'gone'],
    ['toBeDeleted', 'gone'],
    ['inactive', 'gone'],
    ['withdrawn', null],
  ])('reads the status %j', (text, value) => {
    expect(readStatus(text)).toBe(value)
  })
})

describe('grades', () => {
  it.each([
    ['1', '01'],
    ['01', '01'],
    ['001', '01'],
    ['12', '12'],
    ['2nd', '02'],
    ['Second grade', '02'],
    ['Grade 10', '10'],
    ['K', 'KG'],
    ['kg', 'KG'],
    ['Pre-K', 'PK'],
    ['PreKindergarten', 'PK'],
    ['Ungraded', 'UG'],
    ['13', '13'],
    ['14', '14'],
    ['Mixed', 'Mixed'],
  ])('reads %s as %s', (text, code) => {
    expect(readGrade(text)).toBe(code)
  })
})

describe('identifiers', () => {
  it.each(['1', 'a-b_c.d/e@f', '{9:1|A}', 'x'.repeat(255)])('takes %s', (text) => {
    expect(isIdentifier(text)).toBe(true)
  })
  it.each(['', 'a b', 'a,b', 'a"b', '<b>', 'é', 'a\tb', 'a\0', 'x'.repeat(256)])('refuses %j', (text) => {
    expect(isIdentifier(text)).toBe(false)
  })
})

describe('encodings', () => {
  it('reads UTF-8 in whatever pieces it comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat({ max: 5 })), fc.boolean(), (text, pieces, marked) => {
        const bytes = Buffer.from(`id,${text}`, 'utf8')
        const whole = marked ? Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]) : bytes
        const result = decode(whole, pieces)
        expect(result.text).toBe(bytes.toString('utf8'))
        expect(result.decoding).toMatchObject({ encoding: 'utf-8', byteOrderMark: marked })
      }),
    )
  })

  it('reads windows-1252 as if it had been known from the start, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 })), (pieces) => {
        const bytes = Buffer.from('id,name\n1,Jos\u00e9\n2,O\u0092Neil \u0080\n', 'latin1')
        const { text, decoding } = decode(bytes, pieces)
        expect(text).toBe('id,name\n1,José\n2,O’Neil €\n')
        expect(decoding.encoding).toBe('windows-1252')
      }),
    )
  })

  it('marks a broken byte in UTF-8 and keeps the rest', () => {
    const bytes = Buffer.concat([Buffer.from('José,'), Buffer.from([0xe9]), Buffer.from('x,Zoë')])
    expect(decode(bytes)).toMatchObject({ text: 'José,\uFFFDx,Zoë', decoding: { encoding: 'utf-8' } })
  })

  it('marks bytes that mean nothing in windows-1252', () => {
    expect(decode(Buffer.from([0x61, 0xe9, 0x20, 0x81]))).toMatchObject({ text: 'aé \uFFFD' })
  })
})

function decode(bytes: Buffer, pieces: readonly number[] = []): { text: string; decoding: TextDecoding } {
  const decoding = new TextDecoding('users.csv')
  let text = ''
  let from = 0
  for (const length of pieces) {
    text += decoding.push(bytes.subarray(from, from + length))
    from += length
  }
  text += decoding.push(bytes.subarray(from))
  return { text: text + decoding.end(), decoding }
}
