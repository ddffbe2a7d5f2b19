/**
 * Somebody is asked to lead a class (P003-01 to P003-06, P003-11). A lead of the class asks whom they like. A lead of one
 * of its communities never asks for themself, and a current lead of the class has to agree where it has one; where it has
 * none, nobody comes to it who leads its community or did (product.md §5.6). Whoever is asked decides at last.
 */

import { authorise, authoriseMine, reaches } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import {
  addLeadRequest,
  changeLeadRequest,
  findFutureLead,
  giveClassLead,
  hasLedItsCommunity,
  type LeadRequest,
  lockLeadRequest,
} from '../../store/community/class-lead.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { readPlace } from '../../store/community/community-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  atClassDesk,
  type ClassDesk,
  type ClassOutcome,
  ClassStop,
  inClassDistrict,
  noteOfClass,
  openClassDesk,
} from './class-desk.ts'

const OPEN_DAYS = 30
const DAY_MS = 86_400_000

/** Asks; answers what the request waits for. */
export function askForClassLead(
  world: DomainWorld,
  principal: Principal,
  o: { readonly classId: string; readonly who: { readonly email: string } | { readonly personId: string } },
): Promise<ClassOutcome<{ readonly requestId: string; readonly waitsForLead: boolean }>> {
  return atClassDesk(world, principal, o.classId, async (desk) => {
    const communityId = communityThatAsks(desk)
    const { tx, districtId, facts, at } = desk
    const place = { districtId, classId: facts.id }
    const personId = await findFutureLead(tx, place, o.who)
    if (personId === null) throw new ClassStop('person_unknown')
    if (facts.leads.includes(personId)) throw new ClassStop('already_so')
    if (communityId !== null) await requireOther(desk, personId)
    const waitsForLead = communityId !== null && facts.leads.length > 0
    const requestId = await addLeadRequest(tx, {
      ...place,
      personId,
      askedBy: principal.personId ?? '',
      communityId,
      state: waitsForLead ? 'waiting_for_lead' : 'waiting_for_person',
      at,
      expiresAt: new Date(at.getTime() + OPEN_DAYS * DAY_MS),
    })
    if (requestId === null) throw new ClassStop('asked_already')
    await noteOfClass(desk, 'class.ask_lead', { personId, requestId, byCommunityLead: communityId !== null })
    return { requestId, waitsForLead }
  })
}

/** A lead of the class agrees to, or refuses, whom a lead of its community asks for. */
export function decideLeadRequest(
  world: DomainWorld,
  principal: Principal,
  o: { readonly classId: string; readonly requestId: string; readonly agrees: boolean },
): Promise<ClassOutcome<null>> {
  return atClassDesk(world, principal, o.classId, async (desk) => {
    authorise(principal, 'designate:class_lead', desk.resource)
    const request = await requestAt(desk.tx, desk, o)
    if (request.state !== 'waiting_for_lead' && o.agrees) throw new ClassStop('already_so')
    const state = o.agrees ? 'waiting_for_person' : 'refused'
    const { personId } = request
    await changeLeadRequest(
      desk.tx,
      { districtId: desk.districtId, requestId: request.id },
      { state, decidedBy: principal.personId, at: desk.at },
    )
    const action = o.agrees ? 'class.agree_to_lead' : 'class.refuse_lead'
    await noteOfClass(desk, action, { personId, requestId: request.id })
    return null
  })
}

/** Whoever asked takes it back: a lead of the class by a refusal as well, a lead of a community by this alone. */
export function withdrawLeadRequest(
  world: DomainWorld,
  principal: Principal,
  o: { readonly classId: string; readonly requestId: string },
): Promise<ClassOutcome<null>> {
  return atClassDesk(world, principal, o.classId, async (desk) => {
    authorise(principal, 'designate:class_lead', { ...desk.resource, holds: ['not_oneself', 'lead_consents'] })
    const { id, personId, askedBy } = await requestAt(desk.tx, desk, o)
    if (askedBy !== principal.personId) throw new ClassStop('request_over')
    const place = { districtId: desk.districtId, requestId: id }
    await changeLeadRequest(desk.tx, place, { state: 'withdrawn', decidedBy: null, at: desk.at })
    await noteOfClass(desk, 'class.withdraw_lead', { personId, requestId: id })
    return null
  })
}

/** Needs no Grant: whoever is asked answers for themself. Whoever agrees leads the class from now on. */
export function answerLeadRequest(
  world: DomainWorld,
  principal: Principal,
  o: { readonly requestId: string; readonly accepts: boolean },
): Promise<ClassOutcome<{ readonly classId: string }>> {
  return inClassDistrict(world, principal, async (tx) => {
    const { districtId, personId } = principal
    const found = await lockLeadRequest(tx, { districtId, requestId: o.requestId }, world.now())
    if (found === null || found.personId !== personId || found.state !== 'waiting_for_person')
      throw new ClassStop('request_over')
    const desk = await openClassDesk(world, principal, { tx, classId: found.classId })
    if (o.accepts) await requireStillGood(desk, found)
    const state = o.accepts ? 'done' : 'withdrawn'
    await changeLeadRequest(tx, { districtId, requestId: found.id }, { state, decidedBy: null, at: desk.at })
    if (o.accepts) {
      const rule = `request:${found.id}`
      await giveClassLead(tx, { districtId, classId: found.classId, personId: found.personId }, { rule, at: desk.at })
    }
    const action = o.accepts ? 'class.add_lead' : 'class.decline_lead'
    await noteOfClass(desk, action, { personId: found.personId, requestId: found.id })
    return { classId: found.classId }
  })
}

/** The community in whose name they ask; null: as a lead of the class. @throws Refusal */
function communityThatAsks({ principal, resource, facts }: ClassDesk): string | null {
  const asLead = authoriseMine(principal, 'designate:class_lead')
  if (asLead !== null && reaches(principal, asLead.scope, resource)) return null
  // Both conditions are seen to below: nobody asks for themself, and the request waits for a lead of the class.
  const holds = ['not_oneself', 'lead_consents'] as const
  const { scope } = authorise(principal, 'designate:class_lead', { ...resource, holds })
  return facts.communityIds.find((id) => scope.classesOfCommunityIds.includes(id)) ?? null
}

async function requireOther({ tx, principal, districtId, facts }: ClassDesk, personId: string): Promise<void> {
  if (personId === principal.personId) throw new ClassStop('not_yourself')
  if (facts.leads.length > 0) return
  if (await hasLedItsCommunity(tx, { districtId, classId: facts.id, personId }))
    throw new ClassStop('leads_its_community')
}

/** Between asking and answering a class may have got a lead, or the asker have lost what they asked by. */
async function requireStillGood({ tx, districtId, facts }: ClassDesk, request: LeadRequest): Promise<void> {
  const { communityId, decidedBy, askedBy, personId } = request
  if (decidedBy !== null) return
  if (communityId === null) {
    if (!facts.leads.includes(askedBy)) throw new ClassStop('request_over')
    return
  }
  if (facts.leads.length > 0) throw new ClassStop('lead_must_agree')
  const asker = await readPlace(tx, { districtId, communityId, personId: askedBy })
  if (asker?.byName !== 'lead' || !facts.communityIds.includes(communityId)) throw new ClassStop('request_over')
  if (await hasLedItsCommunity(tx, { districtId, classId: facts.id, personId }))
    throw new ClassStop('leads_its_community')
}

async function requestAt(
  tx: PrismaTransaction,
  { districtId, facts, at }: ClassDesk,
  { requestId }: { readonly requestId: string },
): Promise<LeadRequest> {
  const request = await lockLeadRequest(tx, { districtId, requestId }, at)
  if (request?.classId !== facts.id) throw new ClassStop('request_over')
  return request
}
