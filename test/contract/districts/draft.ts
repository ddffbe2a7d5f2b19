/** A package before it is written: files as rows, so that faults can be put in anywhere, and their bytes. */

/** The fields of a row, or a line exactly as it is to stand there. */
export type Line = readonly string[] | string

export interface FileForm {
  readonly lineEnd?: '\n' | '\r\n' | '\r' | 'mixed'
  readonly byteOrderMark?: boolean
  readonly encoding?: 'utf-8' | 'windows-1252'
  readonly finalNewline?: boolean
  readonly quoteAll?: boolean
  /** What is left of the text of the last row, for a file that breaks off. */
  readonly cutLastRowTo?: number
  /** Not a byte at all. */
  readonly empty?: boolean
}

export interface FileDraft {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: Iterable<Line>
  readonly form: FileForm
}

export interface PackageDraft {
  readonly files: readonly FileDraft[]
  /** The folder inside the package, with its slash at the end; '' for the root. */
  readonly folder: string
  /** Whether to leave in it what operating systems leave. */
  readonly junk: boolean
}

const CHUNK_CHARACTERS = 64 * 1024

/** The bytes of a file, piece by piece. */
export function* bytesOf(draft: FileDraft): Generator<Buffer> {
  if (draft.form.empty === true) return
  const encode = draft.form.encoding === 'windows-1252' ? toWindows1252 : (text: string) => Buffer.from(text, 'utf8')
  if (draft.form.byteOrderMark === true) yield Buffer.from([0xef, 0xbb, 0xbf])
  let text = ''
  for (const piece of pieces(draft)) {
    text += piece
    if (text.length >= CHUNK_CHARACTERS) {
      yield encode(text)
      text = ''
    }
  }
  yield encode(text)
}

function* pieces(draft: FileDraft): Generator<string> {
  const { lineEnd = '\r\n', finalNewline = true, cutLastRowTo } = draft.form
  let number = 0
  let waiting = spell(draft.header, draft.form)
  const end = (): string => (lineEnd === 'mixed' ? (['\n', '\r\n', '\r'][number % 3] ?? '\n') : lineEnd)
  for (const line of draft.rows) {
    yield `${waiting}${end()}`
    number += 1
    waiting = spell(line, draft.form)
  }
  if (cutLastRowTo === undefined) yield finalNewline ? `${waiting}${end()}` : waiting
  else yield waiting.slice(0, cutLastRowTo)
}

function spell(line: Line, form: FileForm): string {
  if (typeof line === 'string') return line
  return line
    .map((field) => (form.quoteAll === true || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',')
}

/** Only what the made-up names need. */
function toWindows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll('€', '\u0080').replaceAll('’', '\u0092'), 'latin1')
}
