import type { Attrs, NodeSpec } from 'prosemirror-model'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

const check = (what: string, fits: (value: unknown) => boolean) => (value: unknown) => {
  if (!fits(value)) throw new RangeError(what)
}
const whole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most

const fits: Record<string, (value: unknown) => boolean> = {
  id: (value) => typeof value === 'string' && uuid.test(value),
  alt: (value) => typeof value === 'string' && value.trim() !== '' && value.length <= 300,
  width: (value) => whole(value, 10, 100),
  pixels: (value) => Array.isArray(value) && value.length === 2 && value.every((side) => whole(side, 1, 4000)),
}

function fromMarkup(json: string | null): Attrs | false {
  try {
    const attrs = JSON.parse(json ?? '') as Record<string, unknown>
    const { id, alt, width, pixels } = attrs
    return Object.entries(fits).every(([name, isFit]) => isFit(attrs[name])) && { id, alt, width, pixels }
  } catch {
    return false
  }
}

/**
 * A picture. Its bytes are a DocumentReference of their own, by the UUID `id`, so that the note stays light; here is what it
 * shows in words, how wide it is in percent of the text, and its width and height in pixels.
 */
export const image: NodeSpec = {
  group: 'block',
  atom: true,
  draggable: true,
  leafText: ({ attrs }) => `[Picture: ${attrs.alt}]`,
  attrs: {
    id: { default: '', validate: check('a picture has an id', fits.id as (value: unknown) => boolean) },
    alt: { default: '', validate: check('a picture says what it shows', fits.alt as (value: unknown) => boolean) },
    width: { default: 60, validate: check('a picture is 10 to 100 % wide', fits.width as (value: unknown) => boolean) },
    pixels: {
      default: [4, 3],
      validate: check('a picture has a width and a height', fits.pixels as (value: unknown) => boolean),
    },
  },
  parseDOM: [{ tag: 'figure[data-image]', getAttrs: (dom) => fromMarkup(dom.getAttribute('data-image')) }],
  toDOM: ({ attrs }) => [
    'figure',
    { class: 'note-image', 'data-image': JSON.stringify(attrs), role: 'img', 'aria-label': attrs.alt },
    ['figcaption', `Picture: ${attrs.alt}`],
  ],
}
