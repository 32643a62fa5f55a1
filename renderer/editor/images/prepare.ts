/** A picture made ready to be kept: small, of a known kind, and without anything a camera wrote into the file. */
export interface ReadyPicture {
  blob: Blob
  width: number
  height: number
}

/** With a sentence for the person. */
export type Prepared = { ok: true; picture: ReadyPicture } | { ok: false; problem: string }

/** What is read at all, bytes; a telephone's largest photographs are half of it. */
const mostRead = 30_000_000
/** A picture of more could not be held in memory beside the work, pixels. */
const mostPixels = 120_000_000
const longestSide = 2000
/** What is kept of one picture, bytes. */
const mostKept = 900_000
/** Above this a screenshot is kept as a photograph is. */
const mostExact = 400_000

const kinds: readonly [kind: string, begins: readonly number[]][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46]],
]

/** What the file is by its first bytes; what its name says may be wrong, or meant to be. */
async function kindOf(file: Blob): Promise<string | undefined> {
  const bytes = new Uint8Array(await file.slice(0, 12).arrayBuffer())
  const kind = kinds.find(([, begins]) => begins.every((byte, at) => bytes[at] === byte))?.[0]
  return kind === 'image/webp' && String.fromCharCode(...bytes.slice(8)) !== 'WEBP' ? undefined : kind
}

const encoded = (canvas: HTMLCanvasElement, kind: string, quality?: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, kind, quality))

function drawn(bitmap: ImageBitmap, side: number): HTMLCanvasElement | undefined {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (!context) return undefined
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** Draws it anew, so that only what can be seen is kept, the right way up, and as small as it has to be. */
async function redrawn(bitmap: ImageBitmap, exact: boolean): Promise<ReadyPicture | undefined> {
  for (const side of [longestSide, 1400, 900]) {
    const canvas = drawn(bitmap, side)
    if (!canvas) return undefined
    const size = { width: canvas.width, height: canvas.height }
    const whole = exact ? await encoded(canvas, 'image/png') : null
    if (whole && whole.size <= mostExact) return { blob: whole, ...size }
    for (const quality of [0.86, 0.72]) {
      const blob = await encoded(canvas, 'image/jpeg', quality)
      if (blob && blob.size <= mostKept) return { blob, ...size }
    }
  }
  return undefined
}

/** Makes a picture of a file, or says in words why it cannot be one. */
export async function preparePicture(file: File): Promise<Prepared> {
  const fail = (problem: string): Prepared => ({ ok: false, problem })
  if (file.size > mostRead) {
    const size = Math.round(file.size / 1_000_000)
    return fail(`This picture is too large for a note (${size} MB). Pictures up to 30 MB can be added.`)
  }
  const kind = await kindOf(file)
  if (!kind) return fail('Only pictures as JPEG, PNG or WebP can be added to a note.')
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return fail('This picture is damaged and cannot be read.')
  }
  try {
    if (bitmap.width * bitmap.height > mostPixels) return fail('This picture has too many pixels for a note.')
    const picture = await redrawn(bitmap, kind === 'image/png')
    return picture ? { ok: true, picture } : fail('This picture could not be made small enough for a note.')
  } finally {
    bitmap.close()
  }
}
