/**
 * What may be attached to an interaction: files of a few kinds, told by their content, under a name that is harmless
 * wherever it is saved. Pure.
 */

/** Of one installation; sizes in bytes of the file in clear. */
export interface AttachmentLimits {
  /** Of one file. */
  readonly bytesMax: number
  readonly perInteractionMax: number
  /** Of all files of one district. */
  readonly districtBytesMax: number
}

export interface FileKind {
  readonly mediaType: string
  /** The first one is given to a name that has none of them. */
  readonly extensions: readonly [string, ...string[]]
}

const PDF = kind('application/pdf', 'pdf')
const OFFICE = 'application/vnd.openxmlformats-officedocument'
const OPEN = 'application/vnd.oasis.opendocument'

/** By the first bytes. A drawing that can hold scripts is none of these. */
const BY_HEAD: readonly (readonly [RegExp, FileKind])[] = [
  [/^%PDF-/, PDF],
  [/^\x89PNG\r\n[^]\n/, kind('image/png', 'png')],
  [/^\xFF\xD8\xFF/, kind('image/jpeg', 'jpg', 'jpeg')],
  [/^GIF8[79]a/, kind('image/gif', 'gif')],
  [/^RIFF[^]{4}WEBP/, kind('image/webp', 'webp')],
  [/^[^]{4}ftyp(?:heic|heix|mif1|msf1)/, kind('image/heic', 'heic', 'heif')],
  [/^[^]{4}ftyp(?:M4A |mp4[12]|isom|qt )/, kind('video/mp4', 'mp4', 'm4a', 'm4v', 'mov')],
  [/^ID3|^\xFF[\xFB\xF3\xF2]/, kind('audio/mpeg', 'mp3')],
]

/** What a packed document has in its list of contents. */
const BY_PART: readonly (readonly [string, FileKind])[] = [
  ['word/document.xml', kind(`${OFFICE}.wordprocessingml.document`, 'docx')],
  ['xl/workbook.xml', kind(`${OFFICE}.spreadsheetml.sheet`, 'xlsx')],
  ['ppt/presentation.xml', kind(`${OFFICE}.presentationml.presentation`, 'pptx')],
]

/** What an OpenDocument says of itself, in its first part. */
const BY_SAYING: readonly (readonly [string, FileKind])[] = [
  [`${OPEN}.text`, kind(`${OPEN}.text`, 'odt')],
  [`${OPEN}.spreadsheet`, kind(`${OPEN}.spreadsheet`, 'ods')],
  [`${OPEN}.presentation`, kind(`${OPEN}.presentation`, 'odp')],
]

const TEXT = kind('text/plain', 'txt', 'csv', 'md')
const HEAD_BYTES = 64
const ZIP_HEAD = 'PK\u0003\u0004'

/** Kinds as people name them. */
export const KINDS_SAID =
  'PDF, Word, Excel, PowerPoint, OpenDocument, pictures (PNG, JPEG, GIF, WebP, HEIC), MP3, MP4, text'

/** The kind of a file by its content, whatever it is called; null: none that is taken. */
export function kindOfFile(file: Buffer): FileKind | null {
  const head = file.toString('latin1', 0, HEAD_BYTES)
  const known = BY_HEAD.find(([pattern]) => pattern.test(head))
  if (known !== undefined) return known[1]
  if (head.startsWith(ZIP_HEAD)) return kindOfPacked(file)
  return isText(file) ? TEXT : null
}

/** Documents with macros and packed folders are none. */
function kindOfPacked(file: Buffer): FileKind | null {
  const names = packedNames(file)
  if (names === null || names.some((name) => /vbaproject|\.(?:exe|dll|js|vbs|bat|cmd|jar|hta)$/i.test(name)))
    return null
  if (names[0] === 'mimetype') {
    const saying = file.toString('latin1', 38, 38 + 80)
    return (
      BY_SAYING.find(([said]) => saying.startsWith(said) && !/^[a-z-]/.test(saying.slice(said.length)))?.[1] ?? null
    )
  }
  if (!names.includes('[Content_Types].xml')) return null
  return BY_PART.find(([part]) => names.includes(part))?.[1] ?? null
}

const END_BYTES = 22
const ENTRY_BYTES = 46
const ENTRIES_MAX = 10_000

/** The names in the list of contents at the end of a packed file; null where there is no whole one. */
function packedNames(file: Buffer): readonly string[] | null {
  const end = file.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (end < 0 || end + END_BYTES > file.length) return null
  const count = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  const names: string[] = []
  for (let index = 0; index < Math.min(count, ENTRIES_MAX); index += 1) {
    if (at + ENTRY_BYTES > file.length || file.toString('latin1', at, at + 4) !== 'PK\u0001\u0002') return null
    const nameBytes = file.readUInt16LE(at + 28)
    names.push(file.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes))
    at += ENTRY_BYTES + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return names
}

/** Text that anything can show: UTF-8 without control characters but tabs, line ends and page breaks. */
function isText(file: Buffer): boolean {
  try {
    return !/[^\P{Cc}\t\n\f\r]/u.test(new TextDecoder('utf-8', { fatal: true }).decode(file))
  } catch {
    return false
  }
}

const NAME_LENGTH_MAX = 120

/**
 * The name that a file is kept and saved under: no folders, no signs that turn the order of reading or that systems take
 * for something else, an ending that fits its content. Never empty.
 */
export function safeName(given: string, { extensions }: FileKind): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '').replaceAll(/[<>:"|?*;]/g, '_')
  const trimmed = plain
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  const fits = extensions.some((extension) => trimmed.toLowerCase().endsWith(`.${extension}`))
  const stem = fits ? trimmed.slice(0, trimmed.lastIndexOf('.')) : trimmed
  const ending = fits ? trimmed.slice(trimmed.lastIndexOf('.') + 1).toLowerCase() : extensions[0]
  const short = Array.from(stem).slice(0, NAME_LENGTH_MAX).join('').trim()
  return `${short === '' ? 'attachment' : short}.${ending}`
}

export type AttachmentProblem = 'empty' | 'too_large' | 'not_whole' | 'kind_refused' | 'too_many' | 'district_full'

/** What stands in the way of a file by itself; null: nothing. */
export function checkFile(file: Buffer, { bytesMax }: AttachmentLimits): AttachmentProblem | null {
  if (file.length === 0) return 'empty'
  if (file.length > bytesMax) return 'too_large'
  return kindOfFile(file) === null ? 'kind_refused' : null
}

/** What stands in the way of one more file of that size; null: nothing. */
export function checkRoom(
  has: { readonly ofInteraction: number; readonly districtBytes: number },
  { bytes, limits }: { readonly bytes: number; readonly limits: AttachmentLimits },
): AttachmentProblem | null {
  if (has.ofInteraction >= limits.perInteractionMax) return 'too_many'
  return has.districtBytes + bytes > limits.districtBytesMax ? 'district_full' : null
}

function kind(mediaType: string, ...extensions: FileKind['extensions']): FileKind {
  return { mediaType, extensions }
}
