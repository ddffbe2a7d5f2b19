import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCsv } from '../../src/ui/csv.ts'

describe('a table as CSV', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u00A0=1', '＝1', '＋1', '－1', '＠1'])(
    'never opens as a formula: %j',
    (text) => {
      expect(toCsv(['a'], [[text]]).split('a\r\n')[1]).toMatch(/^"?'/)
    },
  )

  test('quotes commas, quotes, line breaks and outer blanks', () => {
    expect(toCsv(['name'], [['Rivera, Ana'], ['the "boss"'], ['two\nlines'], [' x ']])).toBe(
      'name\r\n"Rivera, Ana"\r\n"the ""boss"""\r\n"two\nlines"\r\n" x "\r\n',
    )
  })

  test('leaves numbers alone, negative ones too', () => {
    expect(toCsv(['n'], [[-5], [0]])).toBe('n\r\n-5\r\n0\r\n')
  })

  test('keeps every text whole but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [cell = ''] = readCells(toCsv(['h'], [[text]])).slice(1)
        expect([text, `'${text}`]).toContain(cell)
      }),
    )
  })
})

/** Reads one column back by the letter of RFC 4180. */
function readCells(csv: string): readonly string[] {
  const cells: string[] = []
  for (let at = 0; at < csv.length;) {
    const quoted = csv[at] === '"'
    const found = quoted ? /"((?:[^"]|"")*)"\r\n/y : /([^\r\n]*)\r\n/y
    found.lastIndex = at
    const match = found.exec(csv)
    if (match === null) throw new Error(`Not CSV from ${at}: ${JSON.stringify(csv)}`)
    cells.push((match[1] ?? '').replaceAll('""', quoted ? '"' : '""'))
    at = found.lastIndex
  }
  return cells
}
