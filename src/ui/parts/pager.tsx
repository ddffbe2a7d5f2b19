/** Turns the pages of a list and says where one is. */
import { Button } from '@mantine/core'
import { t } from '../translate.ts'

interface PagerProps {
  readonly label: string
  readonly cut: { readonly page: number; readonly pages: number; readonly first: number; readonly last: number }
  readonly total: number
  readonly turn: (page: number) => void
}

export function Pager({ label, cut, total, turn }: PagerProps) {
  return (
    <nav className="pager" aria-label={t('pager', { list: label })}>
      <span className="dim" aria-live="polite">
        {t('pager.where', { first: cut.first, last: cut.last, total })}
      </span>
      <span className="row">
        <Button variant="default" size="xs" disabled={cut.page === 0} onClick={() => turn(cut.page - 1)}>
          {t('pager.previous')}
        </Button>
        <Button variant="default" size="xs" disabled={cut.page + 1 >= cut.pages} onClick={() => turn(cut.page + 1)}>
          {t('pager.next')}
        </Button>
      </span>
    </nav>
  )
}
