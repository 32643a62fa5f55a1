import { copyJson, define, isObject, type Json, sameJson } from './lossless.js'

/**
 * JSON Patch (RFC 6902) over lossless JSON. The rfc6902 package would take raw numbers apart when it copies values,
 * and with them the decimals of everything a patch moves.
 */
export class PatchFailed extends Error {
  readonly why: 'malformed' | 'test' | 'path'

  /** `malformed`: not a JSON Patch. `test`: a test operation did not hold. `path`: an operation names no such place. */
  constructor(why: 'malformed' | 'test' | 'path', message: string) {
    super(message)
    this.why = why
  }
}

/** Applies every operation to a copy; the document itself is never touched. */
export function applyPatch(document: Json, patch: Json): Json {
  if (!Array.isArray(patch)) throw new PatchFailed('malformed', 'A JSON Patch is an array of operations')
  const root = { at: copyJson(document) }
  patch.forEach((operation, index) => {
    apply(root, operation, index)
  })
  return root.at
}

interface Root {
  at: Json
}

function apply(root: Root, operation: Json, index: number): void {
  if (!isObject(operation)) throw new PatchFailed('malformed', `Operation ${index} is not an object`)
  const path = pointer(operation.path, index)
  const value = () => {
    if (operation.value === undefined) throw new PatchFailed('malformed', `Operation ${index} has no value`)
    return copyJson(operation.value)
  }
  switch (operation.op) {
    case 'test':
      if (!holds(root, path, value()))
        throw new PatchFailed('test', `Operation ${index}: test failed at ${shown(path)}`)
      return
    case 'add':
      add(root, path, value())
      return
    case 'remove':
      remove(root, path)
      return
    case 'replace':
      replace(root, path, value())
      return
    case 'copy':
      add(root, path, copyJson(get(root, pointer(operation.from, index))))
      return
    case 'move':
      move(root, pointer(operation.from, index), path)
      return
    default:
      throw new PatchFailed('malformed', `Operation ${index} has no known op`)
  }
}

function pointer(text: Json | undefined, index: number): string[] {
  if (text === '') return []
  if (typeof text !== 'string' || !text.startsWith('/')) {
    throw new PatchFailed('malformed', `Operation ${index} has no valid JSON pointer`)
  }
  return text
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

const shown = (path: string[]) => `/${path.join('/')}`
const missing = (path: string[]) => new PatchFailed('path', `There is nothing at ${shown(path)}`)

/** `end` also allows the position after the last item, and `-` for it. */
function position(array: Json[], key: string, path: string[], end = false): number {
  if (end && key === '-') return array.length
  const at = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1
  if (at < 0 || at > array.length || (!end && at === array.length)) throw missing(path)
  return at
}

function get(root: Root, path: string[]): Json {
  let here = root.at
  for (const key of path) {
    if (Array.isArray(here)) here = here[position(here, key, path)] as Json
    else if (isObject(here) && Object.hasOwn(here, key)) here = here[key] as Json
    else throw missing(path)
  }
  return here
}

function holds(root: Root, path: string[], value: Json): boolean {
  try {
    return sameJson(get(root, path), value)
  } catch (error) {
    if (error instanceof PatchFailed) return false
    throw error
  }
}

function place(root: Root, path: string[]): { parent: Json; key: string } {
  return { parent: get(root, path.slice(0, -1)), key: path.at(-1) as string }
}

function add(root: Root, path: string[], value: Json): void {
  if (path.length === 0) {
    root.at = value
    return
  }
  const { parent, key } = place(root, path)
  if (Array.isArray(parent)) parent.splice(position(parent, key, path, true), 0, value)
  else if (isObject(parent)) define(parent, key, value)
  else throw missing(path)
}

function replace(root: Root, path: string[], value: Json): void {
  get(root, path)
  if (path.length === 0) {
    root.at = value
    return
  }
  const { parent, key } = place(root, path)
  if (Array.isArray(parent)) parent[position(parent, key, path)] = value
  else define(parent as { [key: string]: Json }, key, value)
}

function remove(root: Root, path: string[]): void {
  get(root, path)
  if (path.length === 0) throw new PatchFailed('path', 'A patch may not remove the whole resource')
  const { parent, key } = place(root, path)
  if (Array.isArray(parent)) parent.splice(position(parent, key, path), 1)
  else delete (parent as { [key: string]: Json })[key]
}

function move(root: Root, from: string[], to: string[]): void {
  const inside = to.length > from.length && from.every((key, i) => to[i] === key)
  if (inside) throw new PatchFailed('path', `${shown(from)} cannot move into itself`)
  const value = get(root, from)
  if (shown(from) === shown(to)) return
  remove(root, from)
  add(root, to, value)
}
