/** The parts that avatars are put together from: our own drawings, in a square of 100 by 100. */

import type { AvatarPart, AvatarShape, AvatarSlot } from './avatar.ts'

const INK = '#22303c'

/** A surface. */
function area(d: string, fill: string = 'own'): AvatarShape {
  return { d, fill, stroke: null, width: 0 }
}

/** A line. */
function line(d: string, width = 3.5, stroke = INK): AvatarShape {
  return { d, fill: null, stroke, width }
}

/** A circle as a path. */
function round(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`
}

function part(slot: AvatarSlot, name: string, price: number, shapes: readonly AvatarShape[]): AvatarPart {
  return { id: `${slot}-${name.toLowerCase().replaceAll(' ', '-')}`, slot, name, price, colour: null, shapes }
}

function colour(name: string, value: string, price = 0): AvatarPart {
  return { ...part('colour', name, price, []), colour: value }
}

const ALL = 'M0 0h100v100H0z'

export const AVATAR_PARTS: readonly AvatarPart[] = [
  part('backdrop', 'Sky', 0, [area(ALL, '#cfe6fb')]),
  part('backdrop', 'Meadow', 0, [area(ALL, '#d8efe9'), area('M0 74q28 -16 52 -4t48 -6v36H0z', '#8cc98a')]),
  part('backdrop', 'Sand', 0, [area(ALL, '#f7e3c2')]),
  part('backdrop', 'Stripes', 10, [
    area(ALL, '#fbe0e6'),
    area('M0 20h100v12H0zM0 50h100v12H0zM0 80h100v12H0z', '#f4b9c7'),
  ]),
  part('backdrop', 'Sea', 15, [
    area(ALL, '#bfe3f2'),
    area('M0 62q12 -8 25 0t25 0t25 0t25 0v38H0z', '#5fa8d3'),
    area('M0 78q12 -8 25 0t25 0t25 0t25 0v22H0z', '#3d83b5'),
  ]),
  part('backdrop', 'Night', 25, [
    area(ALL, '#20305f'),
    area(
      `${round(18, 18, 1.6)}${round(84, 30, 1.8)}${round(8, 56, 1.4)}${round(92, 66, 1.4)}${round(60, 9, 1.4)}`,
      '#fff3c4',
    ),
    area('M78 8a11 11 0 1 0 12 14a9 9 0 0 1 -12 -14z', '#ffe08a'),
  ]),

  colour('Blue', '#4f8fd9'),
  colour('Green', '#56a86b'),
  colour('Yellow', '#f2c14e'),
  colour('Red', '#d9695f'),
  colour('Violet', '#8f78cf'),
  colour('Grey', '#8b97a3'),
  colour('Turquoise', '#35aba4', 5),
  colour('Pink', '#e78fb3', 5),

  part('body', 'Round', 0, [area(round(50, 60, 31))]),
  part('body', 'Square', 0, [
    area('M32 28h36a13 13 0 0 1 13 13v36a13 13 0 0 1-13 13H32a13 13 0 0 1-13-13V41a13 13 0 0 1 13-13z'),
  ]),
  part('body', 'Drop', 0, [area('M50 20c12 18 31 27 31 44a31 26 0 0 1-62 0c0-17 19-26 31-44z')]),
  part('body', 'Ghost', 0, [area('M20 92V57a30 30 0 0 1 60 0v35l-10-8-10 8-10-8-10 8-10-8z')]),
  part('body', 'Cat', 0, [area('M24 50l-4-27 20 11zM76 50l4-27-20 11z'), area(round(50, 60, 30))]),
  part('body', 'Bear', 0, [area(`${round(26, 36, 11)}${round(74, 36, 11)}`), area(round(50, 60, 30))]),
  part('body', 'Rabbit', 10, [
    area('M30 40c-8 -16 -6 -32 2 -33s12 16 10 32zM70 40c8 -16 6 -32 -2 -33s-12 16 -10 32z'),
    area(round(50, 62, 29)),
  ]),
  part('body', 'Robot', 20, [
    line('M50 28V14', 4),
    area(round(50, 12, 4.5), '#f2c14e'),
    area('M24 30h52v56H24z'),
    area('M16 48h8v18h-8zM76 48h8v18h-8z', '#55636f'),
  ]),

  part('neck', 'Bow tie', 10, [
    area('M50 86l-15 -8v16zM50 86l15 -8v16z', '#b23a5b'),
    area(round(50, 86, 3.5), '#822543'),
  ]),
  part('neck', 'Scarf', 15, [
    area('M24 78q26 14 52 0v9q-26 14 -52 0z', '#2f7d8c'),
    area('M62 86l9 -2 3 15h-10z', '#25626e'),
  ]),
  part('neck', 'Medal', 30, [
    area('M40 78l10 12 10 -12 4 2 -12 14h-4L36 80z', '#3d83b5'),
    area(round(50, 92, 7), '#f2c14e'),
    area(round(50, 92, 3.5), '#c9952a'),
  ]),

  part('mouth', 'Smile', 0, [line('M39 70q11 10 22 0')]),
  part('mouth', 'Laugh', 0, [
    area('M37 68h26a13 13 0 0 1-26 0z', INK),
    area('M43 76q7 -4 14 0a11 11 0 0 1-14 0z', '#e78f8a'),
  ]),
  part('mouth', 'Calm', 0, [line('M41 72h18')]),
  part('mouth', 'Surprise', 0, [area(round(50, 73, 5), INK)]),
  part('mouth', 'Whiskers', 0, [
    line('M50 67v4M50 71q-5 5 -9 1M50 71q5 5 9 1', 3),
    line('M34 68l-14 -3M34 73l-14 2M66 68l14 -3M66 73l14 2', 2),
  ]),
  part('mouth', 'Teeth', 5, [
    area('M38 67h24v5a12 8 0 0 1-24 0z', INK),
    area('M43 67h6v5h-6zM51 67h6v5h-6z', '#ffffff'),
  ]),

  part('eyes', 'Dots', 0, [area(`${round(39, 55, 4)}${round(61, 55, 4)}`, INK)]),
  part('eyes', 'Wide', 0, [
    area(`${round(38, 54, 8)}${round(62, 54, 8)}`, '#ffffff'),
    area(`${round(39, 55, 3.8)}${round(61, 55, 3.8)}`, INK),
  ]),
  part('eyes', 'Happy', 0, [line('M33 56q6 -8 12 0M55 56q6 -8 12 0')]),
  part('eyes', 'Sleepy', 0, [line('M33 54q6 6 12 0M55 54q6 6 12 0')]),
  part('eyes', 'One', 5, [area(round(50, 52, 12), '#ffffff'), area(round(50, 53, 5.5), INK)]),

  part('glasses', 'Round glasses', 10, [line(`${round(38, 55, 9.5)}${round(62, 55, 9.5)}M47.5 54q2.5 -3 5 0`, 2.6)]),
  part('glasses', 'Square glasses', 10, [line('M28 47h19v15H28zM53 47h19v15H53zM47 53h6', 2.6, '#822543')]),
  part('glasses', 'Sunglasses', 20, [
    area('M27 48h20v7a10 9 0 0 1-20 0zM53 48h20v7a10 9 0 0 1-20 0z', INK),
    line('M46 50h8', 2.6),
  ]),

  part('hat', 'Cap', 10, [area('M28 37a22 20 0 0 1 44 0z', '#3d83b5'), area('M60 33h24q4 4 -2 5H60z', '#2b628a')]),
  part('hat', 'Flower', 10, [
    area(`${round(70, 25, 5)}${round(78, 31, 5)}${round(75, 40, 5)}${round(65, 40, 5)}${round(62, 31, 5)}`, '#e78fb3'),
    area(round(70, 33, 4.5), '#f2c14e'),
  ]),
  part('hat', 'Woolly hat', 15, [
    area('M27 38a23 24 0 0 1 46 0z', '#b23a5b'),
    area('M25 34h50v8H25z', '#f3e9ec'),
    area(round(50, 13, 6), '#f3e9ec'),
  ]),
  part('hat', 'Headphones', 20, [
    line('M22 58V52a28 28 0 0 1 56 0v6', 4),
    area('M15 54h10v18H15zM75 54h10v18H75z', '#b23a5b'),
  ]),
  part('hat', 'Wizard hat', 30, [
    area('M50 1l17 35H33z', '#5b4a9c'),
    area('M24 34h52v6H24z', '#44377a'),
    area('M49 14l2 4 4 1 -3 3 1 4 -4 -2 -4 2 1 -4 -3 -3 4 -1z', '#ffe08a'),
  ]),
  part('hat', 'Crown', 40, [
    area('M30 36V15l10 10 10 -14 10 14 10 -10v21z', '#f2c14e'),
    area(`${round(40, 32, 2)}${round(50, 32, 2)}${round(60, 32, 2)}`, '#b23a5b'),
  ]),
]
