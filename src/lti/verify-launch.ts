/**
 * The second half of a launch: the platform posts a signed token, and a list of steps in the order of the
 * specification (1EdTech Security Framework §5.1.3, LTI core §5.3) makes one verified value of it, or refuses.
 */

import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { JWK, ProtectedHeaderParameters } from 'jose'
import { CLAIM, readContext, readPerson } from './claim.ts'
import type { Claims, LaunchContext, LaunchPerson, MessageType } from './claim.ts'
import { bindingCookieName } from './login.ts'
import type { Parameters, ToolAddress } from './login.ts'
import { readLaunchFacts } from './launch-facts.ts'
import type { LaunchFacts } from './launch-facts.ts'
import { readDeepLinking } from './deep-linking.ts'
import type { DeepLinking } from './deep-linking.ts'
import { placeIn } from './place.ts'
import type { Place } from './place.ts'
import { readServices } from './service-claims.ts'
import type { LaunchServices } from './service-claims.ts'
import { checkIds, checkMessage, checkMessageType, checkTarget, ID_LENGTH_MAX } from './message.ts'
import { STORED_FIELD } from './platform-storage.ts'
import { judged, LtiRefusal } from './refusal.ts'
import type { Verdict } from './refusal.ts'
import { hashSecret, sameHash } from './secret.ts'
import { checkRs256 } from './signature.ts'
import type { ActiveDeployment, Deployment, LtiWorld, Registration, StoredLogin } from './world.ts'

export interface LaunchRequest {
  /** The posted form. */
  readonly form: Parameters
  /** The browser's cookies by name. */
  readonly cookies: Readonly<Record<string, string | undefined>>
}

/** Everything here was signed by a registered platform, once, for this browser. */
export interface VerifiedLaunch {
  readonly messageType: MessageType
  readonly registration: Registration
  readonly deployment: ActiveDeployment
  /** The platform's own name for the person; null: an anonymous launch. */
  readonly subject: string | null
  readonly person: LaunchPerson
  readonly context: LaunchContext | null
  readonly services: LaunchServices
  /** What the link that was opened names. */
  readonly place: Place
  /** Where something is to be placed; null: this is an ordinary launch. */
  readonly deepLinking: DeepLinking | null
  /** Kept for display and never for rights. */
  readonly roles: readonly string[]
  readonly bindingCookieName: string
  /** What it shows of how the platform is set up. */
  readonly facts: LaunchFacts
}

const SKEW_SECONDS = 60
const AGE_SECONDS_MAX = 300
const KEY_HEADERS = ['jwk', 'jku', 'x5u', 'x5c'] as const

/** Verifies a posted launch. Each refusal is a value with its code; a throw is a defect or a broken database. */
export function verifyLaunch(
  world: LtiWorld,
  tool: ToolAddress,
  request: LaunchRequest,
): Promise<Verdict<VerifiedLaunch>> {
  return judged(async () => {
    const login = await checkState(world, request)
    const token = readToken(request.form)
    const kid = checkHeader(token.header)
    const registration = await checkRegistration(world, token.claims, login)
    const key = await findKey(world, registration, kid)
    const claims = checkSignature(token, key)
    checkTimes(claims, world.now())
    const found = await consumeNonce(world, login, claims)
    const messageType = checkMessageType(claims)
    const deployment = await checkDeployment(world, claims, { registration, found })
    checkTarget(claims, login.targetLinkUri, tool.publicUrl)
    const { subject, roles } = checkMessage(claims, messageType)
    return {
      messageType,
      registration,
      deployment,
      subject,
      person: readPerson(claims),
      context: readContext(claims),
      services: readServices(claims),
      place: placeIn(login.targetLinkUri),
      deepLinking: messageType === 'LtiDeepLinkingRequest' ? readDeepLinking(claims, registration) : null,
      roles,
      bindingCookieName: bindingCookieName(login.stateHash),
      facts: readLaunchFacts(claims),
    }
  })
}

/** State: issued here, not expired, not used, and started by this browser. */
async function checkState(world: LtiWorld, { form, cookies }: LaunchRequest): Promise<StoredLogin> {
  const state = form['state']
  if (typeof state !== 'string' || state === '') throw new LtiRefusal('state_missing')
  const login = await world.findLogin(hashSecret(state))
  if (login === null) throw new LtiRefusal('state_unknown')
  if (world.waitSeconds(login.registrationId) > 0) throw new LtiRefusal('too_many')
  if (login.consumed) throw new LtiRefusal('launch_replayed')
  if (login.expiresAt <= world.now()) throw new LtiRefusal('state_expired')
  checkBrowser(login, { cookie: cookies[bindingCookieName(login.stateHash)], stored: form[STORED_FIELD] })
  return login
}

/** Browser: by the cookie, else by what the platform's storage gave back; a wrong cookie is not made good by the other. */
function checkBrowser(
  login: StoredLogin,
  brought: { readonly cookie: string | undefined; readonly stored: unknown },
): void {
  const kept = login.storageTarget === null ? undefined : brought.stored
  const secret = brought.cookie ?? kept
  if (typeof secret !== 'string' || secret === '') throw new LtiRefusal('browser_unbound')
  if (!sameHash(hashSecret(secret), login.browserHash)) throw new LtiRefusal('browser_mismatch')
}

interface UncheckedToken {
  readonly text: string
  readonly header: ProtectedHeaderParameters
  readonly claims: Claims
}

/** Token format: read without trust, to find out which key would have signed it. */
function readToken(form: Parameters): UncheckedToken {
  const text = form['id_token']
  if (text === undefined && form['error'] !== undefined) throw new LtiRefusal('platform_refused')
  if (typeof text !== 'string' || text === '') throw new LtiRefusal('token_missing')
  try {
    return { text, header: decodeProtectedHeader(text), claims: decodeJwt(text) }
  } catch {
    // jose throws TypeError, JWTInvalid or a SyntaxError here: all say the same.
    throw new LtiRefusal('token_format')
  }
}

/** Header: no key of its own, RS256 and nothing else, a key id (jose would take a token without one). */
function checkHeader(header: ProtectedHeaderParameters): string {
  if (KEY_HEADERS.some((name) => header[name] !== undefined)) throw new LtiRefusal('key_in_header')
  if (header.alg !== 'RS256') throw new LtiRefusal('alg_refused')
  if (header['crit'] !== undefined) throw new LtiRefusal('token_format')
  if (typeof header.kid !== 'string' || header.kid === '') throw new LtiRefusal('kid_missing')
  return header.kid
}

/** Registration by (iss, aud), azp where several audiences, and the same one that the login was started with. */
async function checkRegistration(world: LtiWorld, claims: Claims, login: StoredLogin): Promise<Registration> {
  const ofIssuer = await findRegistrations(world, claims, login)
  if (ofIssuer.length === 0) throw new LtiRefusal('issuer_unknown')
  const clientId = readAudience(claims, new Set(ofIssuer.map((registration) => registration.clientId)))
  const registration = ofIssuer.find((candidate) => candidate.clientId === clientId)
  if (registration === undefined) throw new LtiRefusal('audience_unknown')
  if (registration.id !== login.registrationId) throw new LtiRefusal('registration_mixup')
  return registration
}

/** The login's own where the token is for it alone, as nearly every one is; else all of the token's issuer. */
function findRegistrations(world: LtiWorld, claims: Claims, login: StoredLogin): Promise<readonly Registration[]> {
  const { iss, aud } = claims
  const { registration } = login
  if (iss === registration.issuer && aud === registration.clientId) return Promise.resolve([registration])
  return typeof iss === 'string' ? world.findRegistrations(iss) : Promise.resolve([])
}

function readAudience(claims: Claims, ours: ReadonlySet<string>): string {
  const { aud, azp } = claims
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  const [first, ...others] = audiences
  if (typeof first !== 'string' || first === '') throw new LtiRefusal('audience_missing')
  if (others.length === 0) {
    if (azp !== undefined && azp !== first) throw new LtiRefusal('azp_wrong')
    return first
  }
  if (azp === undefined) throw new LtiRefusal('azp_missing')
  if (audiences.some((audience) => typeof audience !== 'string' || !ours.has(audience))) {
    throw new LtiRefusal('audience_foreign')
  }
  if (typeof azp !== 'string' || !audiences.includes(azp)) throw new LtiRefusal('azp_wrong')
  return azp
}

/** Key: of the registration's key set only, by id. */
async function findKey(world: LtiWorld, registration: Registration, kid: string): Promise<JWK> {
  const key = await world.findPlatformKey(registration.jwksUrl, kid)
  if (key === 'unreachable') throw new LtiRefusal('keys_unreachable')
  if (key === 'unknown') throw new LtiRefusal('kid_unknown')
  const forSigning = key.use === undefined || key.use === 'sig'
  if (key.kty !== 'RSA' || !forSigning || (key.alg !== undefined && key.alg !== 'RS256')) {
    throw new LtiRefusal('key_unsuitable')
  }
  return key
}

/** Signature: RS256 pinned before anything is computed. The claims are those of the very text that was signed. */
function checkSignature({ text, claims }: UncheckedToken, key: JWK): Claims {
  checkRs256(text, key)
  return claims
}

/** Times: exp and iat are required; 60 s of clock difference are forgiven. */
function checkTimes(claims: Claims, now: Date): void {
  const seconds = now.getTime() / 1000
  const { exp, iat } = claims
  // A number too large for a date reads as infinite.
  if (typeof exp !== 'number' || !Number.isFinite(exp)) throw new LtiRefusal('exp_missing')
  if (seconds >= exp + SKEW_SECONDS) throw new LtiRefusal('exp_passed')
  if (typeof iat !== 'number') throw new LtiRefusal('iat_missing')
  if (iat > seconds + SKEW_SECONDS) throw new LtiRefusal('iat_future')
  if (iat < seconds - AGE_SECONDS_MAX - SKEW_SECONDS) throw new LtiRefusal('iat_old')
}

/** Nonce: the one issued with this state; then the login is used up, whatever comes after. The deployment comes along. */
async function consumeNonce(world: LtiWorld, login: StoredLogin, claims: Claims): Promise<Deployment | null> {
  const { nonce } = claims
  if (typeof nonce !== 'string' || nonce === '') throw new LtiRefusal('nonce_missing')
  if (!sameHash(hashSecret(nonce), login.nonceHash)) throw new LtiRefusal('nonce_wrong')
  const named = claims[CLAIM.deploymentId]
  const deploymentId = typeof named === 'string' ? named.slice(0, ID_LENGTH_MAX + 1) : ''
  const used = await world.consumeLogin({ stateHash: login.stateHash, deploymentId, now: world.now() })
  if (used === null) throw new LtiRefusal('launch_replayed')
  return used.deployment
}

/** Deployment: known and active. One that nobody announced is noted for the administrator. */
async function checkDeployment(
  world: LtiWorld,
  claims: Claims,
  { registration, found }: { readonly registration: Registration; readonly found: Deployment | null },
): Promise<ActiveDeployment> {
  const id = claims[CLAIM.deploymentId]
  if (typeof id !== 'string' || id === '') throw new LtiRefusal('deployment_missing')
  checkIds([id])
  if (found === null) {
    await world.noteDeployment(registration.id, id)
    throw new LtiRefusal('deployment_unknown')
  }
  if (found.status !== 'active') {
    throw new LtiRefusal(found.status === 'pending' ? 'deployment_pending' : 'deployment_inactive')
  }
  return found
}
