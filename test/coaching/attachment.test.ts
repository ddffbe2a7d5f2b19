/** What may be attached: told by the content, under a harmless name. */

import { describe, expect, it } from 'vitest'
import { checkFile, checkRoom, kindOfFile, safeName } from '../../src/coaching/attachment.ts'
import { packedFile } from '../support/packed-file.ts'

const room = (ofInteraction: number, districtBytes: number) =>
  checkRoom({ ofInteraction, districtBytes }, { bytes: 1000, limits: LIMITS })
const LIMITS = { bytesMax: 1000, perInteractionMax: 3, districtBytesMax: 5000 }
const latin = (text: string) => Buffer.from(text, 'latin1')
const PDF = latin('%PDF-1.7\n')
const office = (part: string, ...more: string[]) => packedFile(['[Content_Types].xml', part, ...more])

/** Its end says that the list of contents begins in the last four bytes. */
function listAtTheEnd(): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(26, 16)
  return Buffer.concat([latin('PK\x03\x04'), end, latin('PK\x01\x02')])
}

describe('the kind of a file', () => {
  it.each([
    ['application/pdf', PDF],
    ['image/png', latin('\x89PNG\r\n\x1A\n....')],
    ['image/jpeg', latin('\xFF\xD8\xFF\xE0....')],
    ['image/gif', latin('GIF89a....')],
    ['image/webp', latin('RIFF....WEBPVP8 ')],
    ['image/heic', latin('\0\0\0\x18ftypheic')],
    ['video/mp4', latin('\0\0\0\x18ftypisom')],
    ['audio/mpeg', latin('ID3\x04\0')],
    ['text/plain', Buffer.from('Grüße,\tвсем\r\nund 中文')],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', office('word/document.xml')],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', office('xl/workbook.xml')],
    ['application/vnd.openxmlformats-officedocument.presentationml.presentation', office('ppt/presentation.xml')],
    ['application/vnd.oasis.opendocument.text', packedFile(['mimetype'], 'application/vnd.oasis.opendocument.text')],
  ])('is %s by its content', (mediaType, file) => {
    expect(kindOfFile(file)?.mediaType).toBe(mediaType)
  })

  it('of a page or a drawing with scripts is plain text: it is never shown as more', () => {
    for (const text of ['<!doctype html><script>alert(1)</script>', '<svg xmlns="…"><script/></svg>'])
      expect(kindOfFile(Buffer.from(text))?.mediaType).toBe('text/plain')
  })

  it.each([
    ['a program', latin('MZ\x90\0\x03')],
    ['a program of another system', latin('\x7FELF\x02')],
    ['a packed folder', packedFile(['a.txt', 'b.txt'])],
    ['a packed folder that calls itself a document', packedFile(['word/document.xml'])],
    ['a document with macros', office('word/document.xml', 'word/vbaProject.bin')],
    ['a document with a program in it', office('word/document.xml', 'word/embeddings/run.EXE')],
    ['a document cut in the middle', office('word/document.xml').subarray(0, 40)],
    [
      'a document whose list of contents lies',
      Buffer.concat([latin('PK\x03\x04'), latin('PK\x05\x06'), Buffer.alloc(18, 255)]),
    ],
    ['a document that ends within its end', Buffer.concat([latin('PK\x03\x04'), latin('PK\x05\x06\0')])],
    ['a document whose list begins at its end', listAtTheEnd()],
    ['a drawing of OpenDocument', packedFile(['mimetype'], 'application/vnd.oasis.opendocument.graphics')],
    ['a master document', packedFile(['mimetype'], 'application/vnd.oasis.opendocument.text-master')],
    ['an old workbook', latin('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1')],
    ['text with control characters', latin('a\0b')],
    ['what is no UTF-8', latin('caf\xE9')],
    ['a picture behind something else', latin('x\x89PNG\r\n\x1A\n')],
  ])('is none of ours where it is %s', (_what, file) => {
    expect(kindOfFile(file)).toBeNull()
    expect(checkFile(file, LIMITS)).toBe('kind_refused')
  })
})

describe('the name of a file', () => {
  const pdf = kindOfFile(PDF) ?? { mediaType: '', extensions: ['pdf'] as const }
  it.each([
    ['Plan.pdf', 'Plan.pdf'],
    ['Plan.PDF', 'Plan.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\me\\Plan.pdf', 'Plan.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe.pdf'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['Überblick 中文 📎.pdf', 'Überblick 中文 📎.pdf'],
    ['U\u0308ber.pdf', 'Über.pdf'],
    ['a;b"c<d>.pdf', 'a_b_c_d_.pdf'],
    ['', 'attachment.pdf'],
    ['   ', 'attachment.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['\u200F\u202D', 'attachment.pdf'],
    ['page.html', 'page.html.pdf'],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeName(given, pdf)).toBe(kept)
  })

  it('is cut to a length that every system takes, never in the middle of a sign', () => {
    const name = safeName(`${'📎'.repeat(500)}.pdf`, pdf)
    expect(name).toBe(`${'📎'.repeat(120)}.pdf`)
  })
})

describe('the room for a file', () => {
  it('is refused to nothing, and to more than the limit', () => {
    expect(checkFile(Buffer.alloc(0), LIMITS)).toBe('empty')
    expect(checkFile(Buffer.alloc(1001, 'a'), LIMITS)).toBe('too_large')
    expect(checkFile(Buffer.alloc(1000, 'a'), LIMITS)).toBeNull()
  })

  it('ends with the last file of an interaction and the last byte of a district', () => {
    expect([room(2, 4000), room(3, 0), room(0, 4001)]).toEqual([null, 'too_many', 'district_full'])
  })
})
