/**
 * One file of an SFTP server, under the same guard as what is fetched: no private address, deadlines, a size limit, a
 * minimum rate. The server is known by its key; the file has to be settled before it is read and the same afterwards.
 */

import { createHash, timingSafeEqual } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ConnectConfig, type SFTPWrapper, type Stats } from 'ssh2'
import { isPublicAddress } from './address.ts'
import { type Bounds, paced } from './paced.ts'
import { chooseAddress, FetchRefusal, type GuardedFetchOptions } from './guarded-request.ts'

export interface SftpPlace {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  readonly privateKey?: string
  readonly passphrase?: string
  readonly path: string
  /** `SHA256:…`; null: whichever the server shows. */
  readonly hostKey: string | null
}

export interface SftpRequest extends Bounds {
  /** Between two looks at the file. */
  readonly settleMs: number
}

export interface SftpFile {
  readonly size: number
  readonly hostKey: string
  readonly body: AsyncIterable<Buffer>
  readonly discard: () => void
}

export type GuardedSftp = (place: SftpPlace, request: SftpRequest) => Promise<SftpFile>

/** What one request of SFTP may ask for; servers send less where they like. */
const CHUNK_BYTES = 128 * 1024
const STATUS_NO_SUCH_FILE = 2
const STATUS_PERMISSION_DENIED = 3

/** Makes a guarded opener. What it returns throws FetchRefusal, or what `request.signal` was aborted with. */
export function createGuardedSftp(options: Pick<GuardedFetchOptions, 'allowPrivateNetwork' | 'resolve'>): GuardedSftp {
  return async (place, request) => {
    const session = new SftpSession(place, request)
    try {
      await session.connect(options)
      return await session.open()
    } catch (error) {
      session.close()
      throw session.refusalOf(error)
    }
  }
}

interface Look {
  readonly size: number
  readonly modifiedAt: number
}

/** One connection for one file. Whatever ends it, `close` may be called again. */
class SftpSession {
  readonly #place: SftpPlace
  readonly #request: SftpRequest
  readonly #client = new Client()
  readonly #ended = new AbortController()
  readonly #giveUp: AbortSignal
  #hostKey = ''
  #sftp: SFTPWrapper | null = null

  constructor(place: SftpPlace, request: SftpRequest) {
    this.#place = place
    this.#request = request
    this.#giveUp = AbortSignal.any([request.signal, AbortSignal.timeout(request.deadlineMs), this.#ended.signal])
    // Whoever waits hears of it by the signal; nobody may be killed by an error that nobody waits for.
    this.#client.on('error', (error) => this.#end(error))
    this.#client.on('close', () => this.#end(new Error('The connection was closed.')))
  }

  async connect(options: Pick<GuardedFetchOptions, 'allowPrivateNetwork' | 'resolve'>): Promise<void> {
    const { host, port } = this.#place
    const late = AbortSignal.timeout(this.#request.headMsMax)
    late.addEventListener(
      'abort',
      () => this.#sftp ?? this.#end(new FetchRefusal('deadline', `${host}: took too long to let us in.`)),
    )
    const chosen = await this.#race(chooseAddress(host, options))
    const socket = connect({ host: chosen.address, port, family: chosen.family, noDelay: true })
    socket.on('error', (error) => this.#end(error))
    this.#giveUp.addEventListener('abort', () => socket.destroy(), { once: true })
    await this.#race(connected(socket))
    if (!options.allowPrivateNetwork && !isPublicAddress(socket.remoteAddress ?? ''))
      throw new FetchRefusal('address_refused', `${host}: leads to a private address, which is not fetched.`)
    await this.#race(this.#signIn(socket))
    this.#sftp = await this.#race(asked<SFTPWrapper>((done) => this.#client.sftp(done)))
  }

  /** Looks twice: a file that is still being written has another size or time a moment later. */
  async open(): Promise<SftpFile> {
    const { host } = this.#place
    const before = await this.#look()
    if (before.size > this.#request.bytesMax) throw tooLarge(host)
    await sleep(this.#request.settleMs, undefined, { signal: this.#giveUp })
    if (!isSame(before, await this.#look())) throw notSettled(host)
    return {
      size: before.size,
      hostKey: this.#hostKey,
      body: this.#read(before),
      discard: () => this.close(),
    }
  }

  close(): void {
    this.#ended.abort()
    this.#client.destroy()
  }

  /** As a refusal that names the host and nothing else. */
  refusalOf(cause: unknown): unknown {
    const { host } = this.#place
    const { signal } = this.#request
    if (signal.aborted) return signal.reason
    const reason: unknown = this.#ended.signal.reason
    for (const known of [cause, reason]) if (known instanceof FetchRefusal) return known
    if (this.#giveUp.aborted && !this.#ended.signal.aborted)
      return new FetchRefusal('deadline', `${host}: took too long.`)
    const level = [cause, reason].map((error) => (error instanceof Error && 'level' in error ? error.level : null))
    if (level.includes('client-authentication'))
      return new FetchRefusal('sign_in_refused', `${host}: does not let this user in.`)
    return new FetchRefusal('unreachable', `${host}: can’t be reached, or broke off.`, { cause })
  }

  #signIn(socket: Socket): Promise<void> {
    const { user, password, privateKey, passphrase } = this.#place
    return new Promise((resolve, reject) => {
      this.#client.once('ready', () => resolve())
      // Servers that ask by prompts ask for the password.
      this.#client.on('keyboard-interactive', (...[, , , prompts, answer]) => answer(prompts.map(() => password ?? '')))
      const config: ConnectConfig = {
        sock: socket,
        username: user,
        readyTimeout: this.#request.headMsMax,
        hostVerifier: (key: Buffer) => this.#knowHost(key),
        ...(password === undefined ? {} : { password, tryKeyboard: true }),
        ...(privateKey === undefined ? {} : { privateKey }),
        ...(passphrase === undefined ? {} : { passphrase }),
      }
      try {
        this.#client.connect(config)
      } catch {
        // What it says may hold a piece of the key.
        reject(
          new FetchRefusal(
            'sign_in_refused',
            `${this.#place.host}: the private key can’t be read, or its passphrase is wrong.`,
          ),
        )
      }
    })
  }

  #knowHost(key: Buffer): boolean {
    const { host, hostKey } = this.#place
    this.#hostKey = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
    if (hostKey === null || isEqual(hostKey, this.#hostKey)) return true
    this.#end(
      new FetchRefusal(
        'host_key_refused',
        `${host}: shows the key ${this.#hostKey}, and ${hostKey} was expected. It may be another server in its place`,
      ),
    )
    return false
  }

  async #look(): Promise<Look> {
    const { host, path } = this.#place
    const sftp = this.#opened()
    try {
      const found = await this.#race(asked<Stats>((done) => sftp.stat(path, done)))
      if (found.isFile()) return { size: found.size, modifiedAt: found.mtime }
    } catch (error) {
      throw refusalOfStatus(error, host)
    }
    throw new FetchRefusal('not_a_file', `${host}: what is at the path is no file.`)
  }

  async *#read(expected: Look): AsyncGenerator<Buffer> {
    const { host, path } = this.#place
    let length = 0
    const stream = this.#opened().createReadStream(path, { highWaterMark: CHUNK_BYTES })
    stream.on('error', () => undefined)
    const stop = (): void => void stream.destroy(new Error('The connection ended.'))
    this.#giveUp.addEventListener('abort', stop, { once: true })
    try {
      for await (const chunk of paced(stream, this.#request, () => this.#end(tooSlow(host)))) {
        length += chunk.length
        if (length > expected.size) throw notSettled(host)
        yield chunk
        // Whether it has grown since, the last look tells.
        if (length === expected.size) break
      }
      stream.destroy()
      if (length !== expected.size) throw new FetchRefusal('cut_short', `${host}: the file ended too early.`)
      if (!isSame(expected, await this.#look())) throw notSettled(host)
    } catch (error) {
      throw this.refusalOf(error)
    } finally {
      this.#giveUp.removeEventListener('abort', stop)
      this.close()
    }
  }

  #opened(): SFTPWrapper {
    if (this.#sftp === null) throw new Error('The SFTP session is not open.')
    return this.#sftp
  }

  #end(reason: unknown): void {
    if (!this.#ended.signal.aborted) this.#ended.abort(reason)
    this.#client.destroy()
  }

  /** The outcome of `work`, or the end of the session where that comes first. */
  async #race<T>(work: Promise<T>): Promise<T> {
    this.#giveUp.throwIfAborted()
    work.catch(() => undefined)
    const { promise: ended, reject } = Promise.withResolvers<never>()
    const end = (): void => reject(this.#giveUp.reason)
    this.#giveUp.addEventListener('abort', end, { once: true })
    try {
      return await Promise.race([work, ended])
    } finally {
      this.#giveUp.removeEventListener('abort', end)
    }
  }
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve())
    socket.once('error', reject)
  })
}

function asked<T>(ask: (done: (error: Error | null | undefined, found: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, found) => (error ? reject(error) : resolve(found)))
  })
}

function isSame(one: Look, other: Look): boolean {
  return one.size === other.size && one.modifiedAt === other.modifiedAt
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one.replace(/=+$/, '')), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function refusalOfStatus(error: unknown, host: string): unknown {
  const status = error instanceof Error && 'code' in error ? error.code : null
  if (status === STATUS_NO_SUCH_FILE) return new FetchRefusal('not_found', `${host}: there is nothing at the path.`)
  if (status === STATUS_PERMISSION_DENIED)
    return new FetchRefusal('sign_in_refused', `${host}: does not let this user read the file.`)
  return error
}

function tooSlow(host: string): FetchRefusal {
  return new FetchRefusal('too_slow', `${host}: sends too slowly, as if it had stopped.`)
}

function tooLarge(host: string): FetchRefusal {
  return new FetchRefusal('too_large', `${host}: the file is larger than the limit.`)
}

function notSettled(host: string): FetchRefusal {
  return new FetchRefusal('not_settled', `${host}: the file changed while it was looked at; an upload may be going on.`)
}
