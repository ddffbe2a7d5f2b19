/** Start cards as PDF: eight to a page, to be cut apart. It has what the card is for, and no password of any other system. */

import { showCardCode } from '../../../access/start-card.ts'
import type { CardToPrint } from '../../../actions/people/start-cards.ts'
import { qrOf } from '../../../signin/qr.ts'
import { openCardPdf } from '../../card-pdf.ts'

/** @param about the address of this installation, the district's time zone and now */
export async function startCardPdf(
  cards: readonly CardToPrint[],
  about: { readonly publicUrl: string; readonly timezone: string; readonly madeAt: Date },
): Promise<Buffer> {
  const { publicUrl, timezone, madeAt } = about
  const pdf = openCardPdf({ title: 'Start cards', language: 'en', madeAt })
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: timezone })
  for (const card of cards) {
    const code = showCardCode(card.code)
    const { givenName, familyName, schoolName, classTitle, username, expiresAt } = card
    pdf.add({
      name: `${givenName} ${familyName}`.trim(),
      lines: [schoolName, ...(classTitle === null ? [] : [classTitle])],
      // A school's devices stand on its own network: they are told the whole address.
      steps: ['Scan the square, or go to', `${publicUrl}/card`, 'and type this code:'],
      code,
      foot: [
        ...(username === null || username === '' ? [] : [`User name in your learning platform: ${username}`]),
        `Until ${day.format(expiresAt)}. Keep it like a key. Lost it? Tell your teacher.`,
      ],
      // Behind the #: no server sees it, and no proxy writes it down.
      qr: qrOf(`${publicUrl}/#/card/${code.replaceAll('-', '')}`),
      qrSays: `QR code that opens the start page with the code of ${givenName} ${familyName}`,
    })
    // Others are served between two cards.
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
  }
  return pdf.end()
}
