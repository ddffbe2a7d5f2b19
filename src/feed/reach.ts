/** What connectors may use to reach the network: one guarded way out, handed in by the composition root. */

export interface OpenRequest {
  /** Default GET. Redirects of a POST are refused. */
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly deadlineMs: number
  readonly headMsMax: number
  readonly bytesMax: number
  readonly bytesPerSecondMin: number
  readonly windowMs: number
}

export interface OpenAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
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

/** Whether an error is such a refusal. */
export function isRefusal(error: unknown): error is Error & { readonly code: RefusalCode } {
  return error instanceof Error && error.name === 'FetchRefusal'
}

export interface Reach {
  readonly open: OpenUrl
  /** For what has to lie on the disk while it is read; made when it is needed. Holds rosters: nobody else may look in. */
  readonly stagingFolder: string
}
