/** A page that could not be opened at all: it still has its heading, which takes the focus, and says what went wrong. */
import { FailureNote } from './notes.tsx'
import { PageHead } from './page-head.tsx'

interface PageFailureProps {
  /** What the page is, without what it would have shown. */
  readonly title: string
  readonly failure: unknown
  readonly retry: () => void
}

export function PageFailure({ title, failure, retry }: PageFailureProps) {
  return (
    <>
      <PageHead title={title} />
      <FailureNote failure={failure} retry={retry} />
    </>
  )
}
