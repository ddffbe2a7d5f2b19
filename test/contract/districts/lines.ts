/** Changes to the rows and headers of a drafted file. */

import type { FileDraft, Line } from './draft.ts'

/** The row with some fields replaced, by column name; a field may be made out of the old one. */
export function replaceField(
  line: Line,
  file: FileDraft,
  fields: Readonly<Record<string, string | ((old: string) => string)>>,
): Line {
  if (typeof line === 'string') return line
  return line.map((field, index) => {
    const replacement = fields[file.header[index] ?? '']
    if (replacement === undefined) return field
    return typeof replacement === 'string' ? replacement : replacement(field)
  })
}

/** The file with its header in capitals, as some exports have it. */
export function foldedHeader(file: FileDraft): FileDraft {
  return {
    ...file,
    header: file.header.map((column) => (column.startsWith('metadata.') ? column : column.toUpperCase())),
  }
}

export function removeColumn(file: FileDraft, column: string): FileDraft {
  const at = file.header.indexOf(column)
  const { rows } = file
  return {
    ...file,
    header: file.header.toSpliced(at, 1),
    rows: {
      *[Symbol.iterator]() {
        for (const line of rows) yield typeof line === 'string' ? line : line.toSpliced(at, 1)
      },
    },
  }
}
