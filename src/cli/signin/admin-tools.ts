/** What the commands can ask about people who sign in without an LMS. */

/** The roles that a person can be invited to; the last one to a customer, the others to a district. */
export const INVITED_ROLES = [
  'district_admin',
  'it_admin',
  'billing_only',
  'coach',
  'principal',
  'school_admin',
  'customer_admin',
] as const
export type InvitedRole = (typeof INVITED_ROLES)[number]

export interface Invitation {
  readonly url: string
  readonly expiresAt: Date
}
interface InvitationRef {
  readonly districtId: string
  readonly invitationId: string
}
/** Times as ISO 8601. */
export interface InvitationLine {
  readonly id: string
  readonly email: string
  readonly role: string
  readonly state: 'open' | 'used' | 'expired' | 'revoked'
  readonly schoolName: string | null
  readonly createdAt: string
  readonly expiresAt: string
}
export interface AdminTools {
  readonly invite: (o: {
    readonly place:
      | { readonly districtId: string; readonly schoolSourcedId?: string }
      | { readonly customerId: string; readonly districtId?: never }
    readonly role: InvitedRole
    readonly email: string
  }) => Promise<Invitation>
  /** The newest of a district, those of one state or all. */
  readonly invitations: (
    districtId: string,
    state: InvitationLine['state'] | null,
  ) => Promise<{ readonly items: readonly InvitationLine[]; readonly total: number }>
  readonly renew: (which: InvitationRef) => Promise<Invitation & { readonly role: string }>
  /** False where it was over already. */
  readonly revoke: (which: InvitationRef) => Promise<boolean>
}
