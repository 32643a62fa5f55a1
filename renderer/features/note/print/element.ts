/** An element with a class and what it holds; undefined parts are left out. */
export function element(
  tag: keyof HTMLElementTagNameMap,
  className: string,
  ...content: readonly (Node | string | undefined)[]
): HTMLElement {
  const made = document.createElement(tag)
  if (className !== '') made.className = className
  made.append(...content.filter((part) => part !== undefined))
  return made
}
