import { expect, test } from 'vitest'
import { editorKeys, keyForMap, noteKeys } from '../../../renderer/editor/plugins/keys.js'
import { tools } from '../../../renderer/editor/Toolbar.js'

const all = editorKeys.flatMap(({ keys }) => keys)

test('every key of the text is bound once and says what it does', () => {
  const names = all.map(({ key }) => keyForMap(key))
  expect(new Set(names).size).toBe(names.length)
  for (const { label, command } of all) {
    expect(label).toMatch(/^[A-Z*].{2,40}$/)
    expect(command).toBeTypeOf('function')
  }
  expect(noteKeys()).toHaveLength(2)
})

test('a button shows the key that does the same', () => {
  for (const { keys, label, command } of tools) {
    const key = all.find((one) => keyForMap(one.key) === keys)
    expect([keys, key?.label], label).toEqual([keys, label])
    if (label !== 'Table') expect(key?.command, label).toBe(command)
  }
})
