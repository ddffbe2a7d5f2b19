/** Tables as CSV that opens safely in a spreadsheet: no cell of ours is ever taken for a formula. */

/** Characters that make a spreadsheet read a cell as a formula (OWASP, "CSV Injection"), also after blanks. */
const FORMULA_START = /^\s*[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20]/

/** The whole file, its head first. The mark at its start lets Excel see that it is UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function cell(value: string): string {
  const safe = FORMULA_START.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
