/** The heading of a page, which takes the focus when the page is opened from another one. */
import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { usePageHeading } from '../frame/router.tsx'

interface PageHeadProps {
  readonly title: string
  readonly says?: string
  readonly actions?: ReactNode
}

export function PageHead({ title, says, actions }: PageHeadProps) {
  const heading = usePageHeading(title)
  return (
    <div className="page-head">
      <div>
        <Title ref={heading} tabIndex={-1} order={1}>
          {title}
        </Title>
        {says === undefined ? null : <p>{says}</p>}
      </div>
      {actions === undefined ? null : <div className="row">{actions}</div>}
    </div>
  )
}
