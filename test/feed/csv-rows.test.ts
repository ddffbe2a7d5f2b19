import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvRows } from '../../src/feed/csv-rows.ts'
import type { CsvRow } from '../../src/feed/csv-rows.ts'

const LIMITS = { rowBytesMax: 10_000, fieldBytesMax: 5000 }

function read(text: string, pieces: readonly number[] = [], limits = LIMITS): { rows: CsvRow[]; csv: CsvRows } {
  const csv = new CsvRows(limits)
  const rows: CsvRow[] = []
  let from = 0
  for (const length of pieces) {
    rows.push(...csv.push(text.slice(from, from + length), false))
    from += length
  }
  rows.push(...csv.push(text.slice(from), true))
  return { rows, csv }
}

const fieldsOf = (text: string): readonly (readonly string[])[] => read(text).rows.map((row) => row.fields)

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}

describe('rows of a CSV file', () => {
  it.each([
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'without a final line break',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CR LF',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'lone CR',
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quoted comma, quotation mark and line break',
      'a,b\n"1,2","x ""y""\nz"\n',
      [
        ['a', 'b'],
        ['1,2', 'x "y"\nz'],
      ],
    ],
    [
      'empty quotation',
      'a,b\n"",""""\n',
      [
        ['a', 'b'],
        ['', '"'],
      ],
    ],
    [
      'empty last field',
      'a,b\n1,\n',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'blank lines',
      '\na,b\n\n1,2\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['nothing', '', []],
  ])('reads %s', (_, text, fields) => {
    expect(fieldsOf(text)).toEqual(fields)
    expect(read(text).rows.every((row) => row.faults === null)).toBe(true)
  })

  it('reads back whatever was written, in whatever pieces it comes', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ', '7'), maxLength: 6 })
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      )
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat({ max: 9 }), { maxLength: 30 }),
        (data, end, pieces) => {
          // The first field keeps rows apart from lines of nothing but commas. Text of several lines with as many commas as
          // a row has is taken for swallowed rows: that has a test of its own.
          const calm = data.map((row, index) => [
            `${index}`,
            ...row.map((each) => (/[\r\n]/.test(each) ? each.replaceAll(',', ';') : each)),
          ])
          const text = calm.map((row) => row.map(quoted).join(',') + end).join('')
          const result = read(text, pieces)
          expect(result.rows.map((row) => row.fields)).toEqual(calm)
          expect(result.rows.every((row) => row.faults === null && row.terminated)).toBe(true)
          expect(result.rows.map((row) => row.row)).toEqual(calm.map((_, index) => index + 1))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('reads the same rows from damaged text in whatever pieces it comes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', ',', '\n', '\r'), maxLength: 60 })
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 7 }), { maxLength: 30 }), (damaged, pieces) => {
        expect(read(`h,i,j\n${damaged}`, pieces).rows).toEqual(read(`h,i,j\n${damaged}`).rows)
      }),
      { numRuns: 1000 },
    )
  })

  it('loses no line in damaged text: every line with letters is in some row', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', ','), maxLength: 12 })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const marked = lines.map((each, index) => `row${index}${each}`)
        const { rows } = read(`h,i,j\n${marked.join('\n')}\n`)
        const seen = rows
          .flatMap((row) => [...row.fields, ...(row.faults === null ? [] : [lines[row.row - 2] ?? ''])])
          .join(' ')
        for (const index of lines.keys()) {
          const inFaultyRow = rows.some((row) => row.row === index + 2 && row.faults !== null)
          expect(inFaultyRow || seen.includes(`row${index}`)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('says that a quotation mark is in the wrong place, and goes on with the next line', () => {
    const { rows } = read('a,b\n1,"x\n2,y\n3,z\n')
    expect(rows.map(({ row, faults }) => [row, faults?.[0]?.code ?? null])).toEqual([
      [1, null],
      [2, 'row_quote'],
      [3, null],
      [4, null],
    ])
    expect(rows[1]?.fields).toEqual(['1', '"x'])
  })

  it('skips the rest of a row over the limit, wherever the pieces end', () => {
    const text = `a,b\n1,${'x'.repeat(50)}\n2,y\n`
    for (const pieces of [[], [10], [30, 5, 5, 5], Array.from({ length: 70 }, () => 1)]) {
      const { rows } = read(text, pieces, { rowBytesMax: 20, fieldBytesMax: 20 })
      expect(rows.map(({ row, fields, faults }) => [row, fields[0], faults?.[0]?.code ?? null])).toEqual([
        [1, 'a', null],
        [2, '1', 'row_too_long'],
        [3, '2', null],
      ])
    }
  })

  it.each([
    ['a,b\n1,2\n', true, false],
    ['a,b\n1,2', false, false],
    ['a,b\n1', false, true],
    ['a,b\n1\n', true, true],
    ['a,b\n1,"2', false, true],
    ['a,b\n1,2\r', true, false],
  ])('knows how %j ends', (text, finalNewline, lastRowBroken) => {
    const { csv } = read(text)
    expect([csv.finalNewline, csv.lastRowBroken]).toEqual([finalNewline, lastRowBroken])
  })
})
