/** A form that never leaves the page, and whose fields say themselves what is wrong with them. */
import type { ComponentProps } from 'react'

interface FormProps extends Omit<ComponentProps<'form'>, 'action' | 'method' | 'noValidate' | 'onSubmit'> {
  readonly submit: () => void
}

export function Form({ submit, className = 'stack', children, ...more }: FormProps) {
  return (
    <form
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      {...more}
    >
      {children}
    </form>
  )
}
