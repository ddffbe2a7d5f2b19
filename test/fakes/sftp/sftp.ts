/** A real SFTP server with a few files in memory, and the faults that drop servers have. */

import { createHash, generateKeyPairSync } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import ssh2 from 'ssh2'
import type { AuthContext, Connection, SFTPWrapper } from 'ssh2'

// Node finds only the first name in what the library exports.
const { Server, utils } = ssh2
const { OPEN_MODE, STATUS_CODE } = utils.sftp
const NEVER = Number.POSITIVE_INFINITY

export interface DroppedFile {
  bytes: Buffer
  modifiedAt: number
  /** A folder stands there. */
  isFolder?: boolean
}

/** What is to go wrong; each may be set while the server runs. */
export interface SftpFaults {
  /** The file grows by that at every look. */
  growsAtLooks?: number
  /** After that many bytes the file ends. */
  endsAt?: number
  /** After that many bytes the connection breaks. */
  breaksAt?: number
  /** After that many bytes nothing more comes. */
  stallsAt?: number
  /** The file is another one once it was read. */
  changesAfterwards?: boolean
  /** Nobody is let in, and nobody is told. */
  ignoresSignIn?: boolean
  /** The password is asked for by a prompt. */
  promptsOnly?: boolean
}

export interface FakeSftp {
  readonly port: number
  /** As `SHA256:…`. */
  readonly hostKey: string
  readonly files: Map<string, DroppedFile>
  faults: SftpFaults
  /** How often somebody connected. */
  connections: number
  readonly close: () => Promise<void>
}

export const USER = 'district'
export const PASSWORD = 'Kite-Basket-42'

/** A key pair, in the form that people have theirs in. */
export function makeKey(): { readonly privateKey: string; readonly publicKey: Buffer } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const pem = privateKey.export({ type: 'sec1', format: 'pem' }).toString()
  const parsed = utils.parseKey(pem)
  if (parsed instanceof Error) throw parsed
  return { privateKey: pem, publicKey: parsed.getPublicSSH() }
}

/** Starts it on a free port, or on the given one. `userKey`: the public key of the user, besides the password. */
export async function startSftp(o: { readonly userKey?: Buffer; readonly port?: number } = {}): Promise<FakeSftp> {
  const key = makeKey()
  const hostKey = `SHA256:${createHash('sha256').update(key.publicKey).digest('base64').replace(/=+$/, '')}`
  const open = new Set<Connection>()
  const server = new Server({ hostKeys: [key.privateKey] }, (client) => {
    fake.connections += 1
    open.add(client)
    client.on('error', () => undefined)
    client.on('close', () => open.delete(client))
    client.on('authentication', (context) => signIn(context, fake, o.userKey ?? null))
    client.on('ready', () => {
      client.on('session', (accept) => {
        accept().on('sftp', (acceptSftp) => serveFiles(acceptSftp(), client, fake))
      })
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(o.port ?? 0, '127.0.0.1', resolve)
  })
  const fake: FakeSftp = {
    port: (server.address() as AddressInfo).port,
    hostKey,
    files: new Map(),
    faults: {},
    connections: 0,
    close: () => {
      for (const client of open) client.end()
      return new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
  return fake
}

function signIn(context: AuthContext, { faults }: FakeSftp, userKey: Buffer | null): void {
  if (faults.ignoresSignIn === true) return
  if (context.username !== USER) context.reject()
  else if (context.method === 'password' && faults.promptsOnly !== true && context.password === PASSWORD)
    context.accept()
  else if (context.method === 'publickey' && userKey?.equals(context.key.data) === true) context.accept()
  else if (context.method === 'keyboard-interactive')
    context.prompt([{ prompt: 'Password: ', echo: false }], (answers) => {
      if (answers[0] === PASSWORD) context.accept()
      else context.reject()
    })
  else context.reject(['password', 'publickey', 'keyboard-interactive'])
}

function serveFiles(sftp: SFTPWrapper, client: Connection, fake: FakeSftp): void {
  const handles = new Map<number, DroppedFile>()
  let next = 0
  const look = (id: number, path: string): void => {
    const file = fake.files.get(path)
    const { growsAtLooks = 0 } = fake.faults
    if (file !== undefined && growsAtLooks > 0) file.bytes = Buffer.concat([file.bytes, Buffer.alloc(growsAtLooks)])
    if (file === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
    else sftp.attrs(id, attributesOf(file))
  }
  sftp.on('STAT', look)
  sftp.on('LSTAT', look)
  sftp.on('OPEN', (id, path, flags) => {
    const file = fake.files.get(path)
    if (file === undefined || (flags & OPEN_MODE.READ) === 0) {
      sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
      return
    }
    const handle = Buffer.alloc(4)
    handle.writeUInt32BE(next)
    handles.set(next, file)
    next += 1
    sftp.handle(id, handle)
  })
  sftp.on('FSTAT', (id, handle) => {
    const file = handles.get(handle.readUInt32BE())
    if (file === undefined) sftp.status(id, STATUS_CODE.FAILURE)
    else sftp.attrs(id, attributesOf(file))
  })
  sftp.on('READ', (id, handle, offset, length) => {
    const file = handles.get(handle.readUInt32BE())
    if (file === undefined) sftp.status(id, STATUS_CODE.FAILURE)
    else sendPiece({ sftp, client, faults: fake.faults, file }, { id, offset, length })
  })
  sftp.on('CLOSE', (id, handle) => {
    const file = handles.get(handle.readUInt32BE())
    if (fake.faults.changesAfterwards === true && file !== undefined) file.modifiedAt += 60
    handles.delete(handle.readUInt32BE())
    sftp.status(id, STATUS_CODE.OK)
  })
}

interface Sending {
  readonly sftp: SFTPWrapper
  readonly client: Connection
  readonly faults: SftpFaults
  readonly file: DroppedFile
}

function sendPiece(
  { sftp, client, faults, file }: Sending,
  { id, offset, length }: { readonly id: number; readonly offset: number; readonly length: number },
): void {
  const { endsAt = NEVER, breaksAt = NEVER, stallsAt = NEVER } = faults
  const end = Math.min(file.bytes.length, endsAt, breaksAt, stallsAt, offset + Math.min(length, 32 * 1024))
  if (offset >= breaksAt) client.end()
  else if (offset >= stallsAt) return
  else if (offset >= end) sftp.status(id, STATUS_CODE.EOF)
  else sftp.data(id, file.bytes.subarray(offset, end))
}

function attributesOf({ bytes, modifiedAt, isFolder = false }: DroppedFile) {
  const mode = isFolder ? 0o040_755 : 0o100_644
  return { mode, uid: 0, gid: 0, size: bytes.length, atime: modifiedAt, mtime: modifiedAt }
}
