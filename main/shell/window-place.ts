import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserWindow, type Rectangle, screen } from 'electron'
import { writeDurably } from './durable-file.js'

export const smallest = { width: 1180, height: 720 }
const usual = { width: 1440, height: 900 }

interface Place {
  bounds: Rectangle
  maximised: boolean
}

const isPlace = (value: unknown): value is Place => {
  const bounds = (value as Place | null)?.bounds
  return bounds !== undefined && [bounds.x, bounds.y, bounds.width, bounds.height].every(Number.isFinite)
}

/** A remembered place is of use only where a screen still shows most of it. */
const isOnScreen = ({ x, y, width, height }: Rectangle): boolean => {
  const { workArea } = screen.getDisplayMatching({ x, y, width, height })
  const overlap =
    Math.max(0, Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)) *
    Math.max(0, Math.min(y + height, workArea.y + workArea.height) - Math.max(y, workArea.y))
  return overlap > (width * height) / 2
}

/** Remembers in the profile where the last window was and how large. */
export const windowPlace = (profile: string) => {
  const file = join(profile, 'window.json')
  return {
    recall: (): { bounds: Partial<Rectangle>; maximised: boolean } => {
      try {
        const place: unknown = JSON.parse(readFileSync(file, 'utf8'))
        if (isPlace(place) && isOnScreen(place.bounds)) return place
      } catch {
        // None remembered yet, or none readable: the usual place.
      }
      return { bounds: usual, maximised: false }
    },
    remember: (window: BrowserWindow): void => {
      try {
        const place: Place = { bounds: window.getNormalBounds(), maximised: window.isMaximized() }
        writeDurably(file, `${JSON.stringify(place)}\n`)
      } catch {
        // A full disk must not keep a window from closing.
      }
    },
  }
}
