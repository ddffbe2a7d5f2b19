/** The Authorization of a request, by the kind of credentials. */

import { OneRosterError } from './errors.ts'
import { signOAuth1 } from './oauth1.ts'
import { createTokenSource } from './oauth2.ts'
import type { TokenIo } from './oauth2.ts'
import { isHeaderText } from './options.ts'
import type { BearerCredentials, Settings } from './options.ts'
import { orAbort } from './waiting.ts'

export interface Authorizer {
  /** The header for a GET of that address. */
  readonly authorize: (url: URL, signal: AbortSignal) => Promise<string>
  /** The server refused that header. True: there may be another, worth one more try. */
  readonly refuse: (header: string, signal: AbortSignal) => Promise<boolean>
}

export function createAuthorizer({ credentials, scopes }: Settings, io: TokenIo): Authorizer {
  switch (credentials.kind) {
    case 'oauth2': {
      const source = createTokenSource(credentials, { ...io, scopes })
      return {
        authorize: async (_url, signal) => `Bearer ${await source.token(signal)}`,
        refuse: (header) => {
          source.reject(header.slice('Bearer '.length))
          return Promise.resolve(true)
        },
      }
    }
    case 'oauth1':
      return {
        authorize: (url) => Promise.resolve(signOAuth1(url, credentials)),
        refuse: () => Promise.resolve(false),
      }
    case 'bearer':
      return {
        authorize: (_url, signal) => bearer(credentials, signal),
        refuse: async (header, signal) =>
          typeof credentials.token !== 'string' && (await bearer(credentials, signal)) !== header,
      }
  }
}

async function bearer({ token }: BearerCredentials, signal: AbortSignal): Promise<string> {
  const value = typeof token === 'string' ? token : await orAbort(token(), signal)
  if (value !== '' && isHeaderText(value)) return `Bearer ${value}`
  throw new OneRosterError('OPTIONS_INVALID', {
    path: 'credentials',
    detail: '`token` brought nothing that can be sent as a token.',
  })
}
