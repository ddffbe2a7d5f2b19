/** What connectors may use to reach the network: one guarded way out, handed in by the composition root. */

import type { FeedLimits } from './limits.ts'

/** How long an answer is waited for, and how much of it is taken. */
export interface Bounds {
  readonly signal: AbortSignal
  /** From start to the last byte. */
  readonly deadlineMs: number
  /** Until the answer begins; by SFTP until signed in. */
  readonly headMsMax: number
  readonly bytesMax: number
  /** Fewer bytes than that in a second, over a whole window, end the reading. */
  readonly bytesPerSecondMin: number
  readonly windowMs: number
}

/** The bounds that the installation sets; `over` says which of its limits hold for the whole and for its bytes. */
export function boundsOf(
  { signal, limits }: { readonly signal: AbortSignal; readonly limits: FeedLimits },
  over: Pick<Bounds, 'deadlineMs' | 'bytesMax'>,
): Bounds {
  const { fetchHeadMsMax, fetchBytesPerSecondMin, fetchWindowMs } = limits
  return {
    ...over,
    signal,
    headMsMax: fetchHeadMsMax,
    bytesPerSecondMin: fetchBytesPerSecondMin,
    windowMs: fetchWindowMs,
  }
}

export interface OpenRequest extends Bounds {
  /** Default GET. Redirects of a POST are refused. */
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers: Readonly<Record<string, string>>
}

export interface OpenAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Where it came from in the end: a redirect may have led there. May hold a key in its query. */
  readonly url: string
  /** Ends well only where everything came that was announced; throws a refusal otherwise. To be read once. */
  readonly body: AsyncIterable<Buffer>
  readonly discard: () => void
}

/**
 * Asks an address, https only, no private network, no other host by a redirect. Any status is an answer; everything else
 * that goes wrong is thrown as a refusal (`isRefusal`), which names the host and never the rest of the address.
 */
export type OpenUrl = (url: string, request: OpenRequest) => Promise<OpenAnswer>

/** Why there was no whole answer. */
export type RefusalCode =
  | 'url_invalid'
  | 'scheme_refused'
  | 'address_refused'
  | 'certificate_refused'
  | 'redirect_refused'
  | 'encoding_refused'
  | 'too_large'
  | 'cut_short'
  | 'deadline'
  | 'too_slow'
  | 'unreachable'
  // of SFTP
  | 'host_key_refused'
  | 'sign_in_refused'
  | 'not_found'
  | 'not_a_file'
  | 'not_settled'

/** Whether an error is such a refusal. */
export function isRefusal(error: unknown): error is Error & { readonly code: RefusalCode } {
  return error instanceof Error && error.name === 'FetchRefusal'
}

/** One file of an SFTP server, and who may read it. */
export interface SftpPlace {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  /** OpenSSH or PEM. */
  readonly privateKey?: string
  readonly passphrase?: string
  readonly path: string
  /** The server's key as `SHA256:…`; another one is refused. Null: whichever it shows. */
  readonly hostKey: string | null
}

export interface SftpRequest extends Bounds {
  /** Between two looks at the file, which have to show the same size and time. */
  readonly settleMs: number
}

export interface SftpFile {
  readonly size: number
  /** What the server's key is, as `SHA256:…`. */
  readonly hostKey: string
  /** Ends well only where all bytes came and the file was the same afterwards; throws a refusal otherwise. To be read once. */
  readonly body: AsyncIterable<Buffer>
  readonly discard: () => void
}

/** Opens a file of an SFTP server; no private network. What goes wrong is thrown as a refusal that names the host only. */
export type OpenSftp = (place: SftpPlace, request: SftpRequest) => Promise<SftpFile>

export interface Reach {
  readonly open: OpenUrl
  /** Absent where nothing is fetched that way. */
  readonly openSftp?: OpenSftp
  /** For what has to lie on the disk while it is read; made when it is needed. Holds rosters: nobody else may look in. */
  readonly stagingFolder: string
}
