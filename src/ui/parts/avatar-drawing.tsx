/** An avatar as it looks with some parts. */
import '../styles/avatar.css'
import type { OwnAvatar } from '../../http/contract/programmes.ts'

export type AvatarPart = OwnAvatar['parts'][number]

interface Props {
  /** From the back to the front, as they are drawn. */
  readonly parts: readonly AvatarPart[]
  /** Null: decoration, words beside it say what it is. */
  readonly label: string | null
}

export function AvatarDrawing({ parts, label }: Props) {
  const own = parts.find(({ colour }) => colour !== null)?.colour ?? '#8b97a3'
  const named = label === null ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const)
  return (
    <svg className="avatar" viewBox="0 0 100 100" focusable="false" {...named}>
      {parts.flatMap(({ id, shapes }) =>
        shapes.map(({ d, fill, stroke, width }) => (
          <path
            key={`${id} ${d}`}
            d={d}
            fill={fill === 'own' ? own : (fill ?? 'none')}
            stroke={stroke ?? 'none'}
            strokeWidth={width}
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        )),
      )}
    </svg>
  )
}
