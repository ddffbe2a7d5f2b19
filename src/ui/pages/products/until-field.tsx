/** Until when somebody is given a product by hand. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { todayIn } from '../../formats.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

interface Props {
  /** `YYYY-MM-DD`; empty: until it is taken back. */
  readonly value: string
  readonly choose: (day: string) => void
}

export function UntilField({ value, choose }: Props) {
  const { me } = useReader()
  const [today] = useState(() => todayIn(me.district.timezone, new Date()))
  return (
    <div className="number-fields">
      <TextInput
        type="date"
        label={t('product.until')}
        description={t('product.until.says')}
        min={today}
        value={value}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
    </div>
  )
}
