/** Which addresses count as public. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPublicAddress } from '../../src/net/address.ts'

const PRIVATE = [
  ['this host', '0.0.0.0'],
  ['ten', '10.1.2.3'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['loopback', '127.0.0.1'],
  ['another loopback', '127.255.255.254'],
  ['link-local, where clouds keep credentials', '169.254.169.254'],
  ['172.16', '172.16.0.1'],
  ['172.31', '172.31.255.255'],
  ['192.168', '192.168.1.1'],
  ['benchmarking', '198.19.0.1'],
  ['documentation', '203.0.113.7'],
  ['multicast', '224.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['IPv6 loopback', '::1'],
  ['IPv6 unspecified', '::'],
  ['IPv6 link-local', 'fe80::1'],
  ['IPv6 link-local with a zone', 'fe80::1%eth0'],
  ['IPv6 unique local', 'fd12:3456::1'],
  ['IPv6 multicast', 'ff02::1'],
  ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
  ['IPv4-mapped loopback in hex', '::ffff:7f00:1'],
  ['IPv4-mapped metadata service', '::ffff:169.254.169.254'],
  ['IPv4-compatible loopback', '::127.0.0.1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['6to4 of a private address', '2002:7f00:1::1'],
  ['Teredo', '2001:0:4136:e378::1'],
  ['IPv6 documentation', '2001:db8::1'],
  ['no address at all', 'localhost'],
  ['nothing', ''],
] as const

describe('an address', () => {
  it.each(PRIVATE)('of kind %s is not public: %s', (_name, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450:4001::8a',
    '::ffff:8.8.8.8',
  ])('on the internet is public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it('is judged the same when it is written as IPv4 inside IPv6', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => isPublicAddress(address) === isPublicAddress(`::ffff:${address}`)))
  })
})
