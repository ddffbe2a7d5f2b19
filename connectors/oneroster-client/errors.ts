/** Everything that can go wrong in a pull, as one class with a closed list of codes. */

interface CodeFacts {
  readonly what: string
  readonly remedy: string
  /** Whether the same request may do better a moment later. */
  readonly passes: boolean
}

const FACTS = {
  OPTIONS_INVALID: {
    what: 'The options of the client cannot be used.',
    remedy: 'Correct the option that is named.',
    passes: false,
  },
  URL_REFUSED: {
    what: 'An address is not one that may be asked.',
    remedy: 'Give an https address without a user name, a password or a query in it.',
    passes: false,
  },
  ADDRESS_REFUSED: {
    what: 'The server’s name leads to a private address.',
    remedy: 'Give the public address of the server; private ones are let through for trials only.',
    passes: false,
  },
  CERTIFICATE_REFUSED: {
    what: 'The certificate of the server is not valid for it, or not trusted.',
    remedy: 'Check the address; otherwise the provider has to renew the certificate.',
    passes: false,
  },
  REDIRECT_REFUSED: {
    what: 'The server sends us to another address, which is not followed.',
    remedy: 'If the provider has moved, give its new address.',
    passes: false,
  },
  UNREACHABLE: {
    what: 'The server cannot be reached, or broke off.',
    remedy: 'Try again later; if it lasts, check the address and ask the provider.',
    passes: true,
  },
  TIMED_OUT: {
    what: 'The server took too long for one page.',
    remedy: 'Try again at a quieter hour, or ask for smaller pages.',
    passes: true,
  },
  TOO_SLOW: {
    what: 'The server sends too slowly, as if it had stopped.',
    remedy: 'Try again at a quieter hour, or ask for smaller pages.',
    passes: true,
  },
  TOTAL_DEADLINE: {
    what: 'The pull as a whole took longer than allowed.',
    remedy: 'Resume at the offset, or allow more time.',
    passes: false,
  },
  TOKEN_REFUSED: {
    what: 'The token server refuses the credentials.',
    remedy:
      'Check the client id, the secret and the scopes, and how the provider wants them sent (basic, basic-unencoded, form, query).',
    passes: false,
  },
  TOKEN_UNREADABLE: {
    what: 'The token server answered without a token.',
    remedy: 'Check the token address: it may be that of a web page.',
    passes: false,
  },
  TOKEN_NOT_FOUND: {
    what: 'There is nothing at the token address.',
    remedy: 'Check the token address with the provider.',
    passes: false,
  },
  UNAUTHORIZED: {
    what: 'The server does not accept the credentials.',
    remedy: 'Check the credentials with the provider; they may have been renewed.',
    passes: false,
  },
  FORBIDDEN: {
    what: 'The server does not give this collection to these credentials.',
    remedy: 'Ask the provider to share it, or check the scopes.',
    passes: false,
  },
  NOT_FOUND: {
    what: 'There is nothing at this path.',
    remedy: 'Check the base address and the OneRoster version.',
    passes: false,
  },
  QUERY_REFUSED: {
    what: 'The server refuses the query.',
    remedy: 'Check the base address; if a later page is refused, start the pull anew.',
    passes: false,
  },
  RATE_LIMITED: {
    what: 'The server asks to be left alone for a while.',
    remedy: 'Come back later; make fewer requests at once.',
    passes: true,
  },
  PAGE_TOO_LARGE: {
    what: 'The server finds the page too large, even the smallest that is asked for.',
    remedy: 'Lower `pageLimitMin`.',
    passes: false,
  },
  SERVER_FAILED: {
    what: 'The server failed.',
    remedy: 'Try again later; if it lasts, tell the provider.',
    passes: true,
  },
  STATUS_UNEXPECTED: {
    what: 'The server answered with a status that has no meaning here.',
    remedy: 'Check the base address.',
    passes: false,
  },
  ANSWER_NOT_JSON: {
    what: 'The server answered with something that is not JSON, such as a web page.',
    remedy: 'Check the base address; a sign-in or maintenance page may be in the way.',
    passes: false,
  },
  ANSWER_IS_ERROR: {
    what: 'The server says that it succeeded, and sent an error.',
    remedy: 'Try again later; if it lasts, tell the provider.',
    passes: false,
  },
  ENVELOPE_MISSING: {
    what: 'The answer does not have the list that was asked for. It counts as a failure, never as an empty list.',
    remedy: 'Check the base address and the OneRoster version; tell the provider.',
    passes: false,
  },
  BODY_TOO_LARGE: {
    what: 'The answer is larger than allowed.',
    remedy: 'Ask for smaller pages, or allow more bytes.',
    passes: false,
  },
  BODY_CUT_SHORT: {
    what: 'The answer ended too early or is damaged.',
    remedy: 'Try again later; if it lasts, tell the provider.',
    passes: true,
  },
  ENCODING_REFUSED: {
    what: 'The answer is compressed in a way that was not asked for.',
    remedy: 'Tell the provider: only gzip is asked for.',
    passes: false,
  },
  PAGE_REPEATED: {
    what: 'The server sent the rows of an earlier page again.',
    remedy: 'Start the pull anew; if it lasts, the provider ignores `offset` and cannot be read.',
    passes: false,
  },
  TOO_MANY_PAGES: {
    what: 'The pull has more pages than allowed.',
    remedy: 'Check whether the server ends at all; otherwise allow more pages, or larger ones.',
    passes: false,
  },
} as const satisfies Record<string, CodeFacts>

/** The closed list of what can go wrong. */
export type OneRosterErrorCode = keyof typeof FACTS

/** Every code, in a fixed order. */
export const ONEROSTER_ERROR_CODES = Object.keys(FACTS) as readonly OneRosterErrorCode[]

/** The parts of a query that a server may refuse. */
export type QueryPart = 'sort' | 'filter' | 'fields' | 'limit'

/** Where it happened, and what is known beyond the code. All of it is safe to write down. */
export interface ErrorPlace {
  /** Below the base address, without query and without any id: `/users`, `/users/{sourcedId}`, or `token`. */
  readonly path: string
  readonly offset?: number | null
  readonly status?: number | null
  /** A sentence of our own making; never a word of the server's. */
  readonly detail?: string
  readonly retryAfterMs?: number | null
  /** The part of the query that the server named as the fault. */
  readonly refusedPart?: QueryPart | null
  /** Overrides what the code says. */
  readonly passes?: boolean
  /** The name of the fault underneath, such as `ECONNREFUSED`. */
  readonly systemCode?: string | null
}

/**
 * Why a pull failed. Neither message nor cause ever holds a token, a secret, a query, a body or the value of a row;
 * `cause` is the bare system code, where there is one.
 */
export class OneRosterError extends Error {
  override readonly name = 'OneRosterError'
  readonly code: OneRosterErrorCode
  /** The HTTP status, where there was an answer. */
  readonly status: number | null
  /** Below the base address: `/users`, `/users/{sourcedId}`, or `token`. */
  readonly path: string
  /** Where the failed page begins; a pull can be resumed there. Null outside of a pull. */
  readonly offset: number | null
  /** What to do, as a sentence. */
  readonly remedy: string
  /** Whether the same pull may succeed later without anybody doing anything. */
  readonly passes: boolean
  /** How long the server asked to be left alone. */
  readonly retryAfterMs: number | null
  readonly refusedPart: QueryPart | null

  constructor(code: OneRosterErrorCode, place: ErrorPlace) {
    const { what, remedy, passes } = FACTS[code]
    const { offset = null, status = null, systemCode = null } = place
    super(
      [`${where(place)}: ${what}`, place.detail, remedy].filter((part) => part !== undefined).join(' '),
      systemCode === null ? {} : { cause: new Error(systemCode) },
    )
    this.code = code
    this.status = status
    this.path = place.path
    this.offset = offset
    this.remedy = remedy
    this.passes = place.passes ?? passes
    this.retryAfterMs = place.retryAfterMs ?? null
    this.refusedPart = place.refusedPart ?? null
  }
}

function where({ path, offset = null, status = null }: ErrorPlace): string {
  const notes = [
    ...(status === null ? [] : [`status ${status}`]),
    ...(offset === null ? [] : [`from row ${offset}`]),
  ].join(', ')
  return notes === '' ? path : `${path} (${notes})`
}
