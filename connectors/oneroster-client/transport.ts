/** What the client needs of a network: one function. The package has a guarded one; an owner may hand in its own. */

export interface TransportRequest {
  readonly method: 'GET' | 'POST'
  /** With credentials in them. The client asks for gzip by `accept-encoding`; the transport unpacks it. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Ends the request, and the reading of its answer, with the signal's reason. */
  readonly signal: AbortSignal
  /** From start to the last byte. */
  readonly deadlineMs: number
  /** Of the body, packed and unpacked. */
  readonly bytesMax: number
  /** Fewer bytes than that in a second, over a whole window, end the reading. */
  readonly bytesPerSecondMin: number
  readonly windowMs: number
}

export interface TransportAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Unpacked; to be read once. It throws where not all of it came. */
  readonly body: AsyncIterable<Uint8Array>
  /** Ends the answer unread. */
  readonly discard: () => void
}

/**
 * Sends one request. Any status is an answer. What goes wrong is thrown as an error with a `code` of TransportFault; an
 * error with another code counts as `unreachable`. A transport never sends a request to another origin than that of `url`;
 * it may follow redirects within it.
 */
export type Transport = (url: string, request: TransportRequest) => Promise<TransportAnswer>

const FAULTS = [
  'url_invalid',
  'scheme_refused',
  'address_refused',
  'certificate_refused',
  'redirect_refused',
  'encoding_refused',
  'too_large',
  'cut_short',
  'deadline',
  'too_slow',
  'unreachable',
] as const

/** Why there was no whole answer. */
export type TransportFault = (typeof FAULTS)[number]

/** What the guarded transport throws. It has no message of its own: the client says where it happened. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly code: TransportFault
  constructor(code: TransportFault, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** The fault that an error of a transport stands for. */
export function faultOf(error: unknown): TransportFault {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return FAULTS.find((fault) => fault === code) ?? 'unreachable'
}

/** The name of the fault underneath, such as `ECONNREFUSED`; null where there is none. Nothing else of it is kept. */
export function systemCodeOf(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(at.code)) return at.code
  }
  return null
}
