/** The few drawings of the app. All are decoration: the words beside them carry the meaning. */
import type { ReactNode } from 'react'

function drawing(content: ReactNode): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {content}
    </svg>
  )
}

export const peopleIcon = drawing(
  <>
    <circle cx="9" cy="8" r="3.25" />
    <path d="M3 19.5c.4-3.4 2.8-5.5 6-5.5s5.6 2.1 6 5.5M15.5 5.2a3.25 3.25 0 0 1 0 5.6M17.6 14.6c2 .8 3.2 2.6 3.4 4.9" />
  </>,
)
export const noteIcon = drawing(<path d="M6 3.5h8.5L19 8v12.5H6zM14 3.5V8.5h5M9 12.5h7M9 16h5" />)
export const searchIcon = drawing(
  <>
    <circle cx="10.5" cy="10.5" r="6" />
    <path d="m15 15 5 5" />
  </>,
)
export const syncIcon = drawing(
  <path d="M4.5 12a7.5 7.5 0 0 1 13-5.1L20 9.2M20 4.5v4.7h-4.7M19.5 12a7.5 7.5 0 0 1-13 5.1L4 14.8M4 19.5v-4.7h4.7" />,
)
export const bookIcon = drawing(
  <path d="M12 6.5C10.3 5 7.6 4.5 4 4.5v13c3.6 0 6.3.5 8 2 1.7-1.5 4.4-2 8-2v-13c-3.6 0-6.3.5-8 2zM12 6.5v13" />,
)
export const doorIcon = drawing(<path d="M6 20.5v-17h12v17M3.5 20.5h17M14.5 12v.5" />)
export const downloadIcon = drawing(<path d="M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14" />)
export const plusIcon = drawing(<path d="M12 5v14M5 12h14" />)
