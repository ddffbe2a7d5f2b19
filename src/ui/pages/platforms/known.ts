/** What is the same for every district of a platform, so that nobody has to type it. */
import type { RegistrationBody } from '../../../http/contract/lti.ts'

type Addresses = Pick<RegistrationBody, 'issuer' | 'authUrl' | 'tokenUrl' | 'jwksUrl'>
export type ProductChoice = 'canvas' | 'schoology' | 'moodle' | 'other'

const HOSTED: Readonly<Partial<Record<ProductChoice, Addresses>>> = {
  canvas: {
    issuer: 'https://canvas.instructure.com',
    authUrl: 'https://sso.canvaslms.com/api/lti/authorize_redirect',
    tokenUrl: 'https://sso.canvaslms.com/login/oauth2/token',
    jwksUrl: 'https://sso.canvaslms.com/api/lti/security/jwks',
  },
  schoology: {
    issuer: 'https://schoology.schoology.com',
    authUrl: 'https://lti-service.svc.schoology.com/lti-service/authorize-redirect',
    tokenUrl: 'https://lti-service.svc.schoology.com/lti-service/access-token',
    jwksUrl: 'https://lti-service.svc.schoology.com/lti-service/.well-known/jwks',
  },
}

/** The addresses to begin with; `site`: that of a Moodle, as it was typed. */
export function addressesOf(product: ProductChoice, site: string): Addresses {
  const hosted = HOSTED[product]
  if (hosted !== undefined) return hosted
  const root = site.trim().replace(/\/+$/, '')
  if (product !== 'moodle' || root === '') return { issuer: '', authUrl: '', tokenUrl: '', jwksUrl: '' }
  return {
    issuer: root,
    authUrl: `${root}/mod/lti/auth.php`,
    tokenUrl: `${root}/mod/lti/token.php`,
    jwksUrl: `${root}/mod/lti/certs.php`,
  }
}
