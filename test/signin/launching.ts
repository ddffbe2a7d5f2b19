/** Launches as an LMS with a changing mind would send them, and who the API then says it is. */

import type { Principal } from '../../src/access/principal.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { TokenDraft } from '../fakes/lms/token.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import type { TestTool } from '../lti/tool.ts'

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/'

export interface Sent {
  /** What the LMS calls them. */
  readonly sub: string
  readonly personId?: string
  readonly email?: string
  readonly name?: string
  readonly roles?: readonly string[]
  /** The course page, and what the LMS says is the class behind it. */
  readonly course?: string
  readonly classSourcedId?: string
  readonly sections?: string
  readonly deploymentId?: string
}

/** Changes a token so that it says this and nothing else of the person. */
export function saying(sent: Sent): (draft: TokenDraft) => void {
  return ({ claims }) => {
    for (const name of ['name', 'given_name', 'family_name', 'email', `${LTI}lis`, `${LTI}context`]) delete claims[name]
    claims['sub'] = sent.sub
    claims['email'] = sent.email
    claims['name'] = sent.name
    claims[`${LTI}lis`] = { person_sourcedid: sent.personId, course_section_sourcedid: sent.classSourcedId }
    if (sent.roles !== undefined) claims[`${LTI}roles`] = sent.roles
    if (sent.course !== undefined) claims[`${LTI}context`] = { id: sent.course, title: `Course ${sent.course}` }
    if (sent.sections !== undefined) claims[`${LTI}custom`] = { canvas_course_section_sis_source_ids: sent.sections }
    if (sent.deploymentId !== undefined) claims[`${LTI}deployment_id`] = sent.deploymentId
  }
}

export interface Entered {
  readonly token: string
  readonly principal: Principal
}

/** Launches and exchanges the code; null: not let in. */
export async function enter(
  tool: Pick<TestTool, 'launch' | 'signIn'>,
  sent: Sent,
  platform?: Lms,
): Promise<Entered | null> {
  const verdict = await tool.launch({ tamper: saying(sent), ...(platform === undefined ? {} : { platform }) })
  if (!verdict.ok) throw new Error(`The launch was refused: ${verdict.code}`)
  const admission = await tool.signIn.admitLaunch(verdict.value)
  if (!admission.admitted) return null
  const session = await tool.signIn.exchangeCode(admission.code)
  const principal = session && (await tool.signIn.findPrincipal(session.token))
  return session && principal && { token: session.token, principal }
}

/** Rows of the district, as the web process sees them. */
export async function rowsIn<Row extends object>(
  tool: Pick<TestTool, 'db'>,
  districtId: string,
  statement: string,
): Promise<readonly Row[]> {
  return inDistrict(tool.db, { districtId, actor: 'test' }, async (client) => {
    const { rows } = await client.query<Row>(statement)
    return rows
  })
}
