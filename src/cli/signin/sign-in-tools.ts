/** What the commands can ask about signing in. */

export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  readonly label: string
  readonly claim: string
  readonly field: 'sourcedId' | 'identifier' | 'userIds' | 'email'
  readonly required: { readonly claim: string; readonly value: string } | null
  readonly isOn: boolean
  readonly isListed: boolean
}

export interface ProviderView extends ProviderSettings {
  readonly changedAt: Date
}

export interface SignInTools {
  /** What a person's account at the provider may be known by. */
  readonly fields: readonly ProviderSettings['field'][]
  /** What a secret in a file may name: `${NAME}`. */
  readonly readVariable: (name: string) => string | undefined
  /** To be entered at the provider. */
  readonly redirectUri: string
  /** Where people of the district begin. */
  readonly startUrlOf: (districtId: string) => string
  /** Null: the district has none. */
  readonly show: (districtId: string) => Promise<ProviderView | null>
  readonly set: (
    districtId: string,
    given: { readonly settings: ProviderSettings; readonly clientSecret: string | null },
  ) => Promise<ProviderView>
  /** Null: it is there and speaks for its issuer. */
  readonly test: (districtId: string) => Promise<'unreachable' | 'refused' | 'invalid' | null>
  readonly remove: (districtId: string) => Promise<void>
  /** How many links there were. */
  readonly unlink: (wanted: { readonly districtId: string; readonly person: string }) => Promise<number>
  readonly resetFactor: (
    whose:
      | { readonly districtId: string; readonly customerId?: never; readonly email: string }
      | { readonly customerId: string; readonly districtId?: never; readonly email: string },
  ) => Promise<void>
}
