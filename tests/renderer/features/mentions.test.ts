import { expect, test } from 'vitest'
import { mentionBefore, mentionedIn, peopleFor, withMention } from '../../../renderer/features/inbox/team/mentions.js'

const people = ['Dr Lena Novak', 'Marcus Hale, NP', 'Dr Ana Sánchez', 'Marc Hale'].map((name) => ({ id: name, name }))

test('whoever is being typed after an @ is offered by any part of their name, without the title', () => {
  expect(mentionBefore('Rang. @Mar')).toBe('Mar')
  expect(mentionBefore('@lena no')).toBe('lena no')
  expect(mentionBefore('mail to a@b')).toBeUndefined()
  expect(mentionBefore('@Dr Lena Novak said so')).toBeUndefined()
  expect(peopleFor('nov', people).map(({ name }) => name)).toEqual(['Dr Lena Novak'])
  expect(peopleFor('marc', people).map(({ name }) => name)).toEqual(['Marcus Hale, NP', 'Marc Hale'])
  expect(withMention('Rang. @Mar', 'Mar', people[1] as never)).toBe('Rang. @Marcus Hale, NP ')
})

test('mentioned are whole names only, and never one whose name begins another’s', () => {
  expect(mentionedIn('@Marcus Hale, NP could you? cc @Dr Ana Sánchez.', people).map(({ id }) => id)).toEqual([
    'Marcus Hale, NP',
    'Dr Ana Sánchez',
  ])
  expect(mentionedIn('@Marc Halewood, @Nobody', people)).toEqual([])
})
