/** Secrets at rest: sealed with AES-256-GCM under a key that is never in the database, bound to the place they belong to. */

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../roster/failure.ts'
import { codeOf } from './postgres/process-identity.ts'

export interface SecretBox {
  /**
   * Seals a text for one place, for example `district-7/source/sis/token`: elsewhere it doesn't open.
   * @returns `v1.<key id>.<nonce>.<ciphertext and tag>`, parts in base64url
   */
  seal(plain: string, context: string): string
  /** @throws Failure SECRET_UNREADABLE (wrong place, changed, no envelope) or SECRET_KEY_UNKNOWN (sealed with another key) */
  open(sealed: string, context: string): string
  /** The same for the bytes of a file; the envelope is bytes as well. */
  sealBytes(plain: Buffer, context: string): Buffer
  /** @throws Failure as `open` */
  openBytes(sealed: Buffer, context: string): Buffer
  /**
   * What a short secret is known again by, and nothing else: without the key nobody can try secrets on it.
   * @returns `v1.<key id>.<HMAC-SHA-256>`, in base64url
   */
  mark(plain: string, context: string): string
  /** Whether this is the mark of that secret, at that place. False, too, of a key that isn't here any more. */
  isMark(mark: string, plain: string, context: string): boolean
}

const VERSION = 'v1'
const ALGORITHM = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_FILE = 'secret.key'

interface Envelope {
  readonly keyId: string
  readonly nonce: Buffer
  readonly body: Buffer
}

/**
 * @param key 32 bytes; seals and opens
 * @param earlier keys that still open what they sealed, while the key is being changed
 */
export function openSecretBox(key: Buffer, earlier: readonly Buffer[] = []): SecretBox {
  const currentId = idOf(key)
  const keys = new Map([...earlier, key].map((each) => [idOf(each), each]))
  return {
    seal: (plain, context) => sealWith(key, currentId, { plain, context }),
    open(sealed, context) {
      const envelope = parseEnvelope(sealed)
      const opener = keys.get(envelope.keyId)
      if (opener === undefined) throw unknownKeyFailure(envelope.keyId)
      return openWith(opener, envelope, context).toString('utf8')
    },
    sealBytes: (plain, context) => packBytes(encrypt(key, currentId, { plain, context })),
    openBytes(sealed, context) {
      const envelope = unpackBytes(sealed)
      const opener = keys.get(envelope.keyId)
      if (opener === undefined) throw unknownKeyFailure(envelope.keyId)
      return openWith(opener, envelope, context)
    },
    mark: (plain, context) => markWith(key, currentId, { plain, context }),
    isMark(mark, plain, context) {
      const keyId = mark.split('.')[1] ?? ''
      const marker = keys.get(keyId)
      if (marker === undefined) return false
      const expected = Buffer.from(markWith(marker, keyId, { plain, context }))
      const given = Buffer.from(mark)
      return given.length === expected.length && timingSafeEqual(given, expected)
    },
  }
}

/**
 * The installation's key: the given one (STAFFROOM_SECRET_KEY), else that of the data folder, made there at the first use
 * and readable by its owner alone.
 * @throws Failure SECRET_KEY_INVALID where it isn't 32 bytes in base64
 */
export function loadSecretKey({ home, given }: { home: string; given?: string | undefined }): Buffer {
  if (given !== undefined && given !== '') return decodeKey(given, 'STAFFROOM_SECRET_KEY')
  const file = join(home, KEY_FILE)
  const text = readIfThere(file) ?? makeKeyFile(home, file)
  chmodSync(file, 0o600)
  return decodeKey(text.trim(), file)
}

function sealWith(key: Buffer, keyId: string, { plain, context }: { plain: string; context: string }): string {
  const { nonce, body } = encrypt(key, keyId, { plain: Buffer.from(plain, 'utf8'), context })
  return [VERSION, keyId, nonce.toString('base64url'), body.toString('base64url')].join('.')
}

function markWith(key: Buffer, keyId: string, { plain, context }: { plain: string; context: string }): string {
  // A key of its own: what seals isn't used for anything else.
  const marking = Buffer.from(hkdfSync('sha256', key, '', 'staffroom mark', KEY_BYTES))
  const mark = createHmac('sha256', marking).update(bindingOf(keyId, context)).update('\0').update(plain).digest()
  return [VERSION, keyId, mark.toString('base64url')].join('.')
}

function encrypt(key: Buffer, keyId: string, { plain, context }: { plain: Buffer; context: string }): Envelope {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(bindingOf(keyId, context))
  return { keyId, nonce, body: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) }
}

const BYTES_VERSION = 1
const KEY_ID_BYTES = 6

/** One byte of version, the key's id, the nonce, ciphertext and tag. */
function packBytes({ keyId, nonce, body }: Envelope): Buffer {
  return Buffer.concat([Buffer.from([BYTES_VERSION]), Buffer.from(keyId, 'hex'), nonce, body])
}

function unpackBytes(sealed: Buffer): Envelope {
  const head = 1 + KEY_ID_BYTES
  if (sealed[0] !== BYTES_VERSION || sealed.length < head + NONCE_BYTES + TAG_BYTES) throw unreadableFailure()
  return {
    keyId: sealed.toString('hex', 1, head),
    nonce: sealed.subarray(head, head + NONCE_BYTES),
    body: sealed.subarray(head + NONCE_BYTES),
  }
}

function openWith(key: Buffer, { keyId, nonce, body }: Envelope, context: string): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(bindingOf(keyId, context))
  decipher.setAuthTag(body.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch (cause) {
    throw unreadableFailure(cause)
  }
}

function bindingOf(keyId: string, context: string): Buffer {
  return Buffer.from(`${VERSION}.${keyId}.${context}`, 'utf8')
}

function parseEnvelope(sealed: string): Envelope {
  const [version, keyId, nonce, body, ...rest] = sealed.split('.')
  const envelope = { keyId: keyId ?? '', nonce: decode(nonce), body: decode(body) }
  const whole = rest.length === 0 && envelope.nonce.length === NONCE_BYTES && envelope.body.length >= TAG_BYTES
  if (version !== VERSION || !whole) throw unreadableFailure()
  return envelope
}

function decode(part: string | undefined): Buffer {
  return Buffer.from(part ?? '', 'base64url')
}

function idOf(key: Buffer): string {
  if (key.length !== KEY_BYTES) throw invalidFailure('The secret key')
  // Tells keys apart and nothing about them.
  return createHash('sha256').update('staffroom key id').update(key).digest('hex').slice(0, 12)
}

function decodeKey(text: string, origin: string): Buffer {
  const key = Buffer.from(text, 'base64')
  if (key.length !== KEY_BYTES || !/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) throw invalidFailure(origin)
  return key
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new Failure(
      'SECRET_KEY_INVALID',
      'operator',
      `The secret key ${file} can't be read. Run Staffroom as the user who owns it.`,
      {
        cause: error,
      },
    )
  }
}

/** A link fails where the file is there already: of two that start at once both use the key of the first. */
function makeKeyFile(home: string, file: string): string {
  mkdirSync(home, { recursive: true })
  const fresh = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(fresh, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(fresh, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(fresh)
  }
  return readFileSync(file, 'utf8')
}

function invalidFailure(origin: string): Failure {
  return new Failure(
    'SECRET_KEY_INVALID',
    'operator',
    `${origin} isn't a key of 32 bytes in base64. Make one with: openssl rand -base64 32. Where secrets were stored already, put the key back that sealed them.`,
  )
}

function unknownKeyFailure(keyId: string): Failure {
  return new Failure(
    'SECRET_KEY_UNKNOWN',
    'operator',
    `A stored secret was sealed with another key (id ${keyId}). Set STAFFROOM_SECRET_KEY to that key, or put back secret.key of the data folder.`,
  )
}

function unreadableFailure(cause?: unknown): Failure {
  return new Failure(
    'SECRET_UNREADABLE',
    'operator',
    'A stored secret was changed or moved to another place and does not open. Enter it again.',
    { cause },
  )
}
