/** What the commands about LTI can ask for. */

/** A published signing key; nothing of it is secret. */
export interface KeyLine {
  readonly kid: string
  readonly status: 'next' | 'active' | 'retired'
  /** Published since then. */
  readonly createdAt: Date
  /** Null: it has never signed. */
  readonly activatedAt: Date | null
  /** Null: published until it has retired. */
  readonly publishedUntil: Date | null
}

export interface KeyTools {
  readonly list: () => Promise<readonly KeyLine[]>
  /** The next key signs from now on. */
  readonly rotate: () => Promise<void>
  /** New keys in the place of all there are. */
  readonly replace: () => Promise<void>
}

/** A field that is left out stays. */
export interface RegistrationChange {
  /** The one district that it is to serve; null: it may serve several. */
  readonly onlyDistrictId?: string | null
  readonly personIdField?: 'sourcedId' | 'identifier' | 'userIds'
  readonly frameOrigins?: readonly string[]
}

export interface LinkTools {
  /** A link by which a platform registers itself for the district, once. */
  readonly make: (districtId: string) => Promise<{ readonly url: string; readonly expiresAt: Date }>
}
