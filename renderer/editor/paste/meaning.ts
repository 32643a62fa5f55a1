import { styleOf } from './inert.js'

const raised: Record<string, string> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
}

const struck = (element: Element): boolean =>
  /^(del|s|strike)$/i.test(element.tagName) || /text-decoration(-line)?:[^;]*line-through/i.test(styleOf(element))

const isWithin = (element: Element): boolean => {
  for (let at = element.parentElement; at; at = at.parentElement) if (struck(at)) return true
  return false
}

/**
 * Says in characters what markup says and a note cannot show: 10 to the ninth must not become 109, nor a dose that was
 * crossed out one that holds, nor a box that was ticked one like the others.
 */
export function keepMeaning(root: Element): void {
  for (const element of root.querySelectorAll('sup, [data-style*="super"]')) {
    if (element.tagName !== 'SUP' && !/vertical-align:\s*super/i.test(styleOf(element))) continue
    const text = (element.textContent ?? '').trim()
    if (/^[\d+\-−]+$/.test(text)) element.textContent = [...text].map((char) => raised[char] ?? char).join('')
  }
  for (const element of root.querySelectorAll('del, s, strike, [data-style*="line-through"]')) {
    if (!struck(element) || isWithin(element) || (element.textContent ?? '').trim() === '') continue
    element.prepend('[crossed out: ')
    element.append(']')
  }
  for (const box of root.querySelectorAll('input[type="checkbox" i], input[type="radio" i]')) {
    box.replaceWith(box.hasAttribute('checked') ? '[x] ' : '[ ] ')
  }
}
