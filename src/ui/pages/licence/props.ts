/** What every part of the page of a licence is given. */
import type { LicenceDetail } from '../../../http/contract/licences.ts'

export interface LicenceProps {
  readonly licence: LicenceDetail
  /** Says what was done, for everybody to hear. */
  readonly done: (words: string) => void
}
