/** Which network addresses are public. Everything that isn't known to be public is refused. */

import { BlockList, isIP, isIPv4 } from 'node:net'

type Subnet = readonly [network: string, prefix: number]

// IANA special-purpose registries (RFC 6890 and later): none of these is a host on the internet.
const SPECIAL_IPV4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
])
// Only 2000::/3 is handed out; inside it: Teredo and its neighbours, documentation, 6to4.
const UNICAST_IPV6 = blockList('ipv6', [['2000::', 3]])
const SPECIAL_IPV6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])
const MAPPED_IPV6 = blockList('ipv6', [['::ffff:0:0', 96]])

/**
 * True for an address on the internet. IPv4 written inside IPv6 (`::ffff:a.b.c.d`) counts as the IPv4 address; forms that
 * hide one (NAT64, 6to4, Teredo) are refused, and so is a text that is no address.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !SPECIAL_IPV4.check(address, 'ipv4')
  // A zone (`fe80::1%eth0`) belongs to link-local addresses only.
  if (isIP(address) !== 6 || address.includes('%')) return false
  if (MAPPED_IPV6.check(address, 'ipv6')) return !SPECIAL_IPV4.check(mappedIpv4(address), 'ipv4')
  return UNICAST_IPV6.check(address, 'ipv6') && !SPECIAL_IPV6.check(address, 'ipv6')
}

/** The IPv4 address inside an IPv4-mapped one; the URL parser writes all of them as ::ffff:7f00:1. */
function mappedIpv4(address: string): string {
  const [, high = '0', low = '0'] = /([0-9a-f]+):([0-9a-f]+)\]$/.exec(new URL(`http://[${address}]/`).host) ?? []
  const [h, l] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [h >> 8, h & 255, l >> 8, l & 255].join('.')
}

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly Subnet[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family)
  return list
}
