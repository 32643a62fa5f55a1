import type { CommandName } from '../../../shared/contract/contract.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Window } from '../../support/window.js'

const documentOf = (text: string): object => ({
  type: 'doc',
  content: [
    {
      type: 'section',
      attrs: { code: '34109-9', title: 'Words' },
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    },
  ],
})

/** Phrases of all three kinds of owner: made, changed, taken back, retired. `note` files what arrived in the EHR. */
export async function workOnPhrases(room: Window, note: (command: CommandName) => Promise<void>): Promise<void> {
  const [team] = room.see('phrase.shelf', {}).teams
  for (const scope of ['personal', 'team', 'clinic'] as const) {
    const phrase = crypto.randomUUID() as LocalId
    const fields = { name: `day-${scope}`, title: 'Ñandú & <co>', about: 'For a try', kind: 'phrase' as const, scope }
    const whole = { ...fields, ...(scope === 'team' && team && { team: team.id }) }
    const save = (from: number, text: string, what?: string) =>
      room.do('phrase.save', { phrase, from, fields: { ...whole, document: documentOf(text) }, ...(what && { what }) })
    await save(0, 'First {a|b}')
    await save(1, 'Second <b> 🙂', 'Other words')
    await save(2, 'Third')
    await note('phrase.save')
    await room.do('phrase.restore', { phrase, version: 1 })
    await note('phrase.restore')
    await room.do('phrase.retire', { phrase, retired: true })
    await note('phrase.retire')
  }
}
