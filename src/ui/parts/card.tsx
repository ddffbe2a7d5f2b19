/** A section of a page: a heading, what it is for, and its content. */
import { Title } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'

interface CardProps {
  readonly title: string
  readonly says?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Card({ title, says, actions, children }: CardProps) {
  const id = useId()
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <div>
          <Title order={2} id={id}>
            {title}
          </Title>
          {says === undefined ? null : <p>{says}</p>}
        </div>
        {actions === undefined ? null : <div className="row">{actions}</div>}
      </div>
      <div className="card-body">{children}</div>
    </section>
  )
}
