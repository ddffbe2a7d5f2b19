/** Scratch files whose bytes were digested as they were written, and files that lie sealed until they are read again. */

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { removeStagedFile, stageFile } from './staging.ts'

export interface DigestedFile {
  /** The caller removes it. */
  readonly path: string
  readonly size: number
  /** In hexadecimal. */
  readonly sha256: string
}

/** What opens a sealed file; a secret. Each part in base64url. */
export interface FileSeal {
  readonly key: string
  readonly nonce: string
  readonly tag: string
}

/** As large as what it seals: the tag is kept apart. */
const ALGORITHM = 'aes-256-gcm'
const TAG = { authTagLength: 16 } as const
const CHUNK_BYTES = 256 * 1024

/** As `stageFile`, with the digest of what was written. */
export async function stageDigested(folder: string, bytes: AsyncIterable<Buffer>): Promise<DigestedFile> {
  const hash = createHash('sha256')
  let size = 0
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  const path = await stageFile(folder, counted())
  return { path, size, sha256: hash.digest('hex') }
}

/**
 * Seals a file under a key of its own into a scratch file of the folder.
 * @throws Failure STAGING_UNWRITABLE, and what reading throws
 */
export async function sealFile(from: string, folder: string): Promise<FileSeal & { readonly path: string }> {
  const [key, nonce] = [randomBytes(32), randomBytes(12)]
  const cipher = createCipheriv(ALGORITHM, key, nonce, TAG)
  async function* sealed(source: FileHandle): AsyncGenerator<Buffer> {
    for await (const chunk of chunksOf(source)) yield cipher.update(chunk)
    cipher.final()
  }
  const source = await open(from)
  try {
    const path = await stageFile(folder, sealed(source))
    return { path, key: textOf(key), nonce: textOf(nonce), tag: textOf(cipher.getAuthTag()) }
  } finally {
    await source.close()
  }
}

/**
 * Opens a sealed file into a scratch file of the folder; null where it is not there, can't be read, or is not what was
 * sealed.
 * @throws Failure STAGING_UNWRITABLE
 */
export async function openSealedFile(
  from: string,
  expected: FileSeal & Pick<DigestedFile, 'size' | 'sha256'>,
  folder: string,
): Promise<string | null> {
  const decipher = createDecipheriv(ALGORITHM, bytesOf(expected.key), bytesOf(expected.nonce), TAG)
  decipher.setAuthTag(bytesOf(expected.tag))
  const read = { isWhole: false }
  async function* opened(source: FileHandle): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of chunksOf(source)) yield decipher.update(chunk)
      decipher.final()
      read.isWhole = true
    } catch {
      // Unreadable, or not what was sealed: what was written so far is not used.
    }
  }
  const source = await open(from).catch(() => null)
  if (source === null) return null
  try {
    const { path, size, sha256 } = await stageDigested(folder, opened(source))
    if (read.isWhole && size === expected.size && sha256 === expected.sha256) return path
    await removeStagedFile(path)
    return null
  } finally {
    await source.close()
  }
}

async function* chunksOf(source: FileHandle): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await source.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

function textOf(bytes: Buffer): string {
  return bytes.toString('base64url')
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}
