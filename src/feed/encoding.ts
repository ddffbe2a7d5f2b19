/** Turns the bytes of a text file into characters: UTF-8 strictly, windows-1252 where the file is that, never a guess inside a file. */

import { isAscii, isUtf8 } from 'node:buffer'
import { Failure } from '../roster/failure.ts'

export type Encoding = 'utf-8' | 'windows-1252'

/** Set in the place of bytes that are not text; a field that holds it is faulty. */
export const BROKEN_CHARACTER = '\uFFFD'

const EMPTY = Buffer.alloc(0)

/**
 * Decodes one file, chunk by chunk. Strict UTF-8 until the first byte that can't be: if everything before it was
 * ASCII the file is windows-1252 from there on (which reads the same as if it had been from the start), otherwise it
 * is UTF-8 with a broken spot, which becomes U+FFFD so that its row can be found and quarantined.
 */
export class TextDecoding {
  encoding: Encoding = 'utf-8'
  byteOrderMark = false
  readonly #file: string
  #asciiSoFar = true
  #started = false
  #carry: Buffer = EMPTY

  /** `file` is named in failures. */
  constructor(file: string) {
    this.#file = file
  }

  /**
   * The characters of one more chunk; a character cut in two waits for the next one.
   * Throws `Failure(FILE_ENCODING)` for UTF-16 and UTF-32.
   */
  push(chunk: Buffer): string {
    let bytes = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk
    this.#carry = EMPTY
    if (!this.#started) {
      if (bytes.length < 3) return this.#wait(bytes)
      bytes = this.#start(bytes)
    }
    return this.#decode(bytes, false)
  }

  /** Passes over bytes that are UTF-8 for certain; false, and nothing is passed over: they may not be, or wait for others. */
  skip(bytes: Buffer): boolean {
    if (!this.#started || this.encoding !== 'utf-8' || this.#carry.length > 0) return false
    if (isAscii(bytes)) return true
    if (!isUtf8(bytes)) return false
    this.#asciiSoFar = false
    return true
  }

  /** What was waiting for more bytes, at the end of the file. */
  end(): string {
    let bytes = this.#carry
    this.#carry = EMPTY
    if (!this.#started) bytes = this.#start(bytes)
    return this.#decode(bytes, true)
  }

  #wait(bytes: Buffer): string {
    this.#carry = bytes
    return ''
  }

  #start(bytes: Buffer): Buffer {
    this.#started = true
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
      throw new Failure(
        'FILE_ENCODING',
        'operator',
        `${this.#file} is written in UTF-16. Export it again as UTF-8 ("CSV UTF-8" in a spreadsheet programme).`,
      )
    }
    this.byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    return this.byteOrderMark ? bytes.subarray(3) : bytes
  }

  #decode(bytes: Buffer, final: boolean): string {
    if (this.encoding === 'windows-1252') return decodeWindows1252(bytes)
    if (isAscii(bytes)) return bytes.toString('latin1')
    const whole = final ? bytes : bytes.subarray(0, bytes.length - unfinishedLength(bytes))
    if (isUtf8(whole)) {
      this.#carry = Buffer.from(bytes.subarray(whole.length))
      if (!isAscii(whole)) this.#asciiSoFar = false
      return whole.toString('utf8')
    }
    return this.#decodeInvalid(bytes, whole)
  }

  #decodeInvalid(bytes: Buffer, whole: Buffer): string {
    if (this.#asciiSoFar && !isUtf8(whole.subarray(0, endOfFirstForeign(whole)))) {
      this.encoding = 'windows-1252'
      return decodeWindows1252(bytes)
    }
    this.#asciiSoFar = false
    this.#carry = Buffer.from(bytes.subarray(whole.length))
    return whole.toString('utf8')
  }
}

function decodeWindows1252(bytes: Buffer): string {
  // Five bytes mean nothing there; the decoder makes control characters of them.
  return new TextDecoder('windows-1252').decode(bytes).replaceAll(/[\u0080-\u009F]/g, BROKEN_CHARACTER)
}

/** How many bytes at the end begin a character whose rest is still to come (0 to 3). */
function unfinishedLength(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < sequenceLength(byte) ? back : 0
  }
  return 0
}

function sequenceLength(leadByte: number): number {
  if (leadByte >= 0xf0) return 4
  return leadByte >= 0xe0 ? 3 : 2
}

/** Where the first run that is not ASCII could end as one UTF-8 character: the file's own testimony on its encoding. */
function endOfFirstForeign(bytes: Buffer): number {
  const start = bytes.findIndex((byte) => byte >= 0x80)
  return start === -1 ? bytes.length : Math.min(bytes.length, start + sequenceLength(bytes[start] ?? 0))
}
