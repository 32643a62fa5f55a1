import { code128 } from 'bwip-js/generic'

export interface Bars {
  /** In modules, the narrowest bar being 1; quiet zones of 10 modules at both ends included. */
  width: number
  bars: { x: number; width: number }[]
}

const QUIET = 10

/** The bars of `text` as Code 128 (ISO/IEC 15417), for drawing at any size. */
export function barsOf(text: string): Bars {
  let length = 0
  const bars: Bars['bars'] = []
  code128(
    { bcid: 'code128', text, height: 1, scaleX: 1, scaleY: 1 },
    {
      scale: () => [1, 1],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: (width) => {
        length = width
      },
      line: (x, _y0, _x1, _y1, width) => {
        // The library gives the middle of a bar, rounded up to a whole module.
        bars.push({ x: QUIET + x - Math.ceil(width / 2), width })
      },
      polygon: () => undefined,
      hexagon: () => undefined,
      ellipse: () => undefined,
      fill: () => undefined,
      text: () => undefined,
      end: () => undefined,
    },
  )
  return { width: length + 2 * QUIET, bars: bars.sort((a, b) => a.x - b.x) }
}
