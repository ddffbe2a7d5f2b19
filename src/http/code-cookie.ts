/**
 * What a device keeps of somebody who takes part by a class's code: a cookie that no script reads, sent to our own pages
 * only, over after half a day. It opens one survey and nothing else.
 */

import type { Request } from 'express'
import type { DeviceKey } from '../access/device-key.ts'
import { cookieValue, isFromOwnPage } from './page-cookie.ts'

export interface CodeCookie {
  readonly write: (device: DeviceKey) => string
  readonly clear: () => string
  /** Null where there is none, or the request isn't one of our own pages'. */
  readonly read: (request: Request) => DeviceKey | null
}

const LIFETIME_S = 43_200

/** @param publicUrl origin of this installation; on plain http the cookie can't be `Secure` */
export function createCodeCookie(publicUrl: string): CodeCookie {
  const origin = new URL(publicUrl).origin
  const isSecure = origin.startsWith('https:')
  const name = isSecure ? '__Host-staffroom-code' : 'staffroom-code'
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  return {
    write: ({ districtId, token }) =>
      `${name}=${token}.${Buffer.from(districtId).toString('base64url')}; ${attributes}; Max-Age=${LIFETIME_S}`,
    clear: () => `${name}=; ${attributes}; Max-Age=0`,
    read: (request) => {
      if (!isFromOwnPage(request, origin)) return null
      const [, token, district] =
        /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{1,120})$/.exec(cookieValue(request, name) ?? '') ?? []
      if (token === undefined || district === undefined) return null
      const districtId = Buffer.from(district, 'base64url').toString('utf8')
      return /^[^\p{Cc}\uFFFD]{1,63}$/u.test(districtId) ? { token, districtId } : null
    },
  }
}
