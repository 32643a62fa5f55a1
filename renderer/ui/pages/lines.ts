/** The lines of a block of text as they are laid out: where each begins and ends, in pixels of the window. */
interface Line {
  top: number
  bottom: number
}

/** Boxes of one line may differ in height; one belongs to the line its middle is in. */
function linesOf(block: Element): Line[] {
  const range = document.createRange()
  range.selectNodeContents(block)
  const boxes = [...range.getClientRects()].filter(({ height }) => height > 0).sort((a, b) => a.top - b.top)
  const lines: Line[] = []
  for (const { top, bottom } of boxes) {
    const last = lines.at(-1)
    if (last && (top + bottom) / 2 < last.bottom) last.bottom = Math.max(last.bottom, bottom)
    else lines.push({ top, bottom })
  }
  return lines
}

interface Place {
  node: Text
  offset: number
}

/** The first character that stands below `bottom`. Text is laid out downwards whichever way it reads. */
function firstBelow(block: Element, bottom: number): Place | undefined {
  const texts: Text[] = []
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  const range = document.createRange()
  const isBelow = (node: Text, offset: number): boolean | undefined => {
    range.setStart(node, offset)
    range.setEnd(node, offset + 1)
    const box = [...range.getClientRects()].find(({ height }) => height > 0)
    return box && (box.top + box.bottom) / 2 > bottom
  }
  for (const node of texts) {
    // What collapses has no box: the last character that has one tells of the whole text.
    let last = node.length - 1
    while (last >= 0 && isBelow(node, last) === undefined) last -= 1
    if (last < 0 || !isBelow(node, last)) continue
    let [low, high] = [0, last]
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBelow(node, middle)) high = middle
      else low = middle + 1
    }
    const isHalf = /[\udc00-\udfff]/.test(node.data[low] ?? '')
    return { node, offset: isHalf ? low - 1 : low }
  }
  return undefined
}

/** How many lines of a paragraph stand together at least at the foot of a page and at the head of the next. */
const fewest = 2

/**
 * Takes from a laid-out block the lines that stand below `limit`, pixels of the window; answers a block of its kind with
 * them. Undefined when it cannot be parted there: too few lines would stand alone, unless `anywhere`.
 */
export function partLines(block: HTMLElement, limit: number, anywhere: boolean): HTMLElement | undefined {
  const lines = linesOf(block)
  let fitting = lines.filter(({ bottom }) => bottom <= limit + 0.5).length
  if (!anywhere) {
    fitting = Math.min(fitting, lines.length - fewest)
    if (fitting < fewest) return undefined
  }
  const last = lines[fitting - 1]
  const place = last && firstBelow(block, last.bottom)
  if (!place) return undefined
  const range = document.createRange()
  range.setStart(place.node, place.offset)
  range.setEnd(block, block.childNodes.length)
  const rest = block.cloneNode(false) as HTMLElement
  rest.append(range.extractContents())
  return rest
}
