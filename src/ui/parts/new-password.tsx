/** The field of a new password: what is asked of it, and nothing that a password manager would stumble over. */
import '../styles/sign-in.css'
import { PasswordInput } from '@mantine/core'
import type { ComponentProps } from 'react'
import { t } from '../translate.ts'

const PASSWORD_MIN = 12

export function NewPassword(field: ComponentProps<typeof PasswordInput>) {
  return (
    <PasswordInput
      description={t('invite.password.hint', { min: PASSWORD_MIN })}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('sign-in.password.show') }}
      {...field}
    />
  )
}

/** What is wrong with it as far as the page can tell; undefined: the server decides. */
export function shortnessOf(password: string): string | undefined {
  return password.length < PASSWORD_MIN ? t('invite.password.problem', { min: PASSWORD_MIN }) : undefined
}
