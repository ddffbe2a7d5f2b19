/** The first row of a table that people hand over, and what its cells and broken rows mean, whatever the table is of. Pure. */

import { tidyText } from './sticky-field.ts'

export interface SheetColumn<Field extends string> {
  readonly field: Field
  readonly name: string
  readonly meaning: string
  readonly isRequired: boolean
  /** Other names, without capitals, blanks, hyphens and underscores. */
  readonly aliases: readonly string[]
}

export interface SheetHeader<Field extends string> {
  /** Where each understood column stands. */
  readonly at: ReadonlyMap<Field, number>
  /** As the file has them; `as`: what each is understood as, null: it isn't. */
  readonly columns: readonly { readonly name: string; readonly as: string | null }[]
}

export type SheetHeaderFault = { readonly missing: readonly string[] } | { readonly twice: string }

/** Which column means what; those that are not understood are left alone. */
export function readSheetHeader<Field extends string>(
  known: readonly SheetColumn<Field>[],
  header: readonly string[],
): SheetHeader<Field> | SheetHeaderFault {
  const at = new Map<Field, number>()
  const columns: { name: string; as: string | null }[] = []
  for (const [index, name] of header.entries()) {
    const found = known.find((one) => fold(one.name) === fold(name) || one.aliases.includes(fold(name)))
    if (found !== undefined && at.has(found.field)) return { twice: found.name }
    if (found !== undefined) at.set(found.field, index)
    columns.push({ name, as: found?.name ?? null })
  }
  const missing = known.filter(({ field, isRequired }) => isRequired && !at.has(field)).map(({ name }) => name)
  return missing.length > 0 ? { missing } : { at, columns }
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_\-\u200B-\u200D\u2060\uFEFF]/g, '')
}

/** What is wrong with a row that is no CSV, and what to do. */
export const ROW_FAULTS = {
  row_width: 'The line has more or fewer cells than the first one. Save the file anew from a spreadsheet.',
  row_quote: 'A quotation mark stands in the wrong place. Save the file anew from a spreadsheet.',
  row_too_long: 'The line is too long. Split it.',
  row_character: 'There are characters that are no text. Save the file as "CSV UTF-8".',
} as const

/** An apostrophe that keeps a spreadsheet from running a cell is not part of it, nor is what nobody can see. */
export function plainCell(text: string): string {
  const cell = tidyText(text)
  return /^'\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? cell.slice(1).trim() : cell
}
