/** A mail server that keeps what it is sent, and can be told to be down, slow, or to refuse a recipient. */

import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface KeptMail {
  readonly to: readonly string[]
  readonly from: string
  /** Headers and body as they came. */
  readonly source: string
}

export interface FakeSmtp {
  readonly url: string
  readonly mails: readonly KeptMail[]
  /** Recipients that are refused for good. */
  readonly refused: Set<string>
  /** Recipients that are told to come again later. */
  readonly busy: Set<string>
  /** Says nothing after a connection was made. */
  setSilent(silent: boolean): void
  header(mail: KeptMail | undefined, name: string): string
  close(): Promise<void>
}

/** Starts one on a port of its own, or on the one it had. */
export async function startSmtp(port = 0): Promise<FakeSmtp> {
  const mails: KeptMail[] = []
  const refused = new Set<string>()
  const busy = new Set<string>()
  let silent = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect(_session, done) {
      if (!silent) done()
    },
    onRcptTo({ address }, _session, done) {
      if (refused.has(address)) done(answer(550, 'No such mailbox here.'))
      else if (busy.has(address)) done(answer(451, 'Come again later.'))
      else done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom === false ? '' : mailFrom.address,
          source: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: own } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${own}`,
    mails,
    refused,
    busy,
    setSilent: (value) => {
      silent = value
    },
    header: (mail, name) => new RegExp(`^${name}: (.*)$`, 'im').exec(mail?.source ?? '')?.[1]?.trim() ?? '',
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
