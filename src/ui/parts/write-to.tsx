/** Whom somebody may write to who can't go on, or has a question about licences; nothing where the district names nobody. */
import { Fragment } from 'react'
import type { MessageKey } from '../translate.ts'
import { t } from '../translate.ts'

interface WriteToProps {
  readonly addresses: readonly string[]
  readonly says: Extract<MessageKey, `write-to.${string}`>
}

export function WriteTo({ addresses, says }: WriteToProps) {
  if (addresses.length === 0) return null
  return (
    <p>
      {t(says)}{' '}
      {addresses.map((address, at) => (
        <Fragment key={address}>
          {at === 0 ? null : ', '}
          <a href={`mailto:${encodeURI(address)}`}>{address}</a>
        </Fragment>
      ))}
    </p>
  )
}
