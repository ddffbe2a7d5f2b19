/** Before anything else: the second factor that the district demands of its administrators. */
import '../styles/sign-in.css'
import { Button, Title } from '@mantine/core'
import { Letter } from '../frame/letters.tsx'
import { usePageHeading } from '../frame/router.tsx'
import { WriteTo } from '../parts/write-to.tsx'
import { useReader, useSession } from '../session/context.tsx'
import { t } from '../translate.ts'
import { OwnFactor } from './sessions/own-factor.tsx'

export function FactorFirst() {
  const session = useSession()
  const { me } = useReader()
  const heading = usePageHeading(t('factor.first'))
  return (
    <Letter>
      <div className="stack">
        <Title ref={heading} tabIndex={-1} order={1}>
          {t('factor.first')}
        </Title>
        <p>{t('factor.first.says', { district: me.district.name })}</p>
        <OwnFactor kept={() => void session.reread()} />
        <WriteTo addresses={me.contacts.support} says="write-to.support" />
        <div>
          <Button variant="default" onClick={() => void session.leave()}>
            {t('sign-out')}
          </Button>
        </div>
      </div>
    </Letter>
  )
}
