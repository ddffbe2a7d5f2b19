/**
 * Where the payment provider sends somebody back to who has no session in this window, because Staffroom stands in their LMS.
 * Anybody can open this address: it says nothing of a district, and asks the server for nothing.
 */
import '../styles/sign-in.css'
import { Button, Title } from '@mantine/core'
import { Letter } from '../frame/letters.tsx'
import { usePageHeading } from '../frame/router.tsx'
import type { PaymentReturn as Came } from '../paths.ts'
import { t } from '../translate.ts'

interface PaymentReturnProps {
  readonly came: Came
  readonly signIn: () => void
}

export function PaymentReturn({ came, signIn }: PaymentReturnProps) {
  const title = t(came === 'done' ? 'payment-return.done' : 'payment-return.left')
  const heading = usePageHeading(title)
  return (
    <Letter>
      <div className="stack">
        <Title ref={heading} tabIndex={-1} order={1}>
          {title}
        </Title>
        <p>{t(came === 'done' ? 'payment-return.done.says' : 'payment-return.left.says')}</p>
        <p>{t('payment-return.back')}</p>
        <p className="dim">{t('payment-return.alone')}</p>
        <Button variant="default" fullWidth onClick={signIn}>
          {t('payment-return.sign-in')}
        </Button>
      </div>
    </Letter>
  )
}
