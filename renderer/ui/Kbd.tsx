import './kbd.css'

const apple = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)
const words: Record<string, string> = {
  Mod: apple ? '⌘' : 'Ctrl',
  Alt: apple ? '⌥' : 'Alt',
  Shift: apple ? '⇧' : 'Shift',
  Enter: '⏎',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Backspace: '⌫',
  Delete: 'Del',
  Space: 'Space',
}

/** `Mod+K` as it is printed on a key: `Ctrl K`. */
export const keyWords = (keys: string): string =>
  (keys === '+' ? ['+'] : keys.split('+'))
    .map((part) => words[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ')

/** The key that does a thing, `Mod+Enter` style. */
export function Kbd({ keys, on }: { keys: string; on?: 'accent' | 'surface' }) {
  return (
    <kbd className="ui-kbd" data-on={on ?? 'surface'} aria-hidden>
      {keyWords(keys)}
    </kbd>
  )
}
