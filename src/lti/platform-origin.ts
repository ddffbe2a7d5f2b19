/** Which addresses belong to a platform: where its tokens may go, and where its answers may be posted. */

import type { Registration } from './world.ts'

export type OriginsOfRegistration = Pick<Registration, 'issuer' | 'authUrl' | 'tokenUrl' | 'jwksUrl' | 'frameOrigins'>

/**
 * True where the address is at an origin that the registration names: its own endpoints, or where its pages live
 * (`https://*.instructure.com` takes in every site below it, and never the bare domain).
 */
export function isPlatformAddress(registration: OriginsOfRegistration, address: string): boolean {
  const url = URL.parse(address)
  if (url?.username !== '' || url.password !== '') return false
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false
  const { issuer, authUrl, tokenUrl, jwksUrl, frameOrigins } = registration
  const own = [issuer, authUrl, tokenUrl, jwksUrl].map((each) => URL.parse(each)?.origin)
  return own.includes(url.origin) || frameOrigins.some((pattern) => takesIn(pattern, url))
}

function takesIn(pattern: string, url: URL): boolean {
  const wild = /^(https?:)\/\/\*\.([a-z0-9.-]+)(:\d+)?$/.exec(pattern)
  if (wild === null) return URL.parse(pattern)?.origin === url.origin
  const [, protocol, domain = '', port = ''] = wild
  return url.protocol === protocol && url.hostname.endsWith(`.${domain}`) && url.port === port.slice(1)
}
