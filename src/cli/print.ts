/** How results look to a person: aligned tables, counts with separators, times in words. Pure. */

const COUNTS = new Intl.NumberFormat('en-US')

/** 5810 → `5,810`. */
export function formatCount(count: number): string {
  return COUNTS.format(count)
}

/** Milliseconds as a person says them: `840 ms`, `12 s`, `3 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${String(Math.round(ms))} ms`
  if (ms < 90_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`
  return `${String(Math.round(ms / 60_000))} min`
}

/** An instant on a zone's clock, with the zone: `2026-11-23 02:00 CST`. */
export function formatInstant(instant: Date, timezone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`
}

export type Cell = string | number | null

/** Columns aligned by their widest cell, numbers to the right, two spaces between; `-` for nothing. */
export function formatTable(header: readonly string[], rows: readonly (readonly Cell[])[]): readonly string[] {
  const texts = [header, ...rows.map((row) => row.map(formatCell))]
  const widths = header.map((_, column) => Math.max(...texts.map((row) => (row[column] ?? '').length)))
  const toTheRight = header.map((_, column) => rows.some((row) => typeof row[column] === 'number'))
  return texts.map((row) =>
    row
      .map((text, column) =>
        toTheRight[column] === true ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}

function formatCell(cell: Cell): string {
  if (cell === null || cell === '') return '-'
  return typeof cell === 'number' ? formatCount(cell) : cell
}

/** The known words nearest to what was typed, best first; none where nothing is near. */
export function nearestWords(typed: string, known: readonly string[]): readonly string[] {
  const limit = typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length / 3))
  return known
    .map((word) => ({ word, distance: editDistance(typed.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, distance }) => distance <= limit || word.startsWith(typed))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ word }) => word)
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1]
    for (const [j, other] of Array.from(b).entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
