/** What is known of the platforms that many districts share: where their pages really live. */

const HOSTED: Readonly<Record<string, readonly string[]>> = {
  'https://canvas.instructure.com': ['https://*.instructure.com'],
  'https://canvas.beta.instructure.com': ['https://*.instructure.com'],
  'https://canvas.test.instructure.com': ['https://*.instructure.com'],
  'https://schoology.schoology.com': ['https://*.schoology.com'],
}

/**
 * The origins that may frame the tool for a platform: those of its issuer and of its authorisation page, and
 * where it is a hosted platform, those of its customers' sites. Addresses that are none are left out.
 */
export function frameOriginsOf(issuer: string, authUrl: string): readonly string[] {
  const own = [issuer, authUrl].flatMap((address) => {
    const origin = URL.parse(address)?.origin
    return origin === undefined || origin === 'null' ? [] : [origin]
  })
  return [...new Set([...own, ...(HOSTED[issuer] ?? [])])]
}
