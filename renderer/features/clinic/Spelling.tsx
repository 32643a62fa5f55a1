import { useState } from 'react'
import { send, toast, toastRefusal, useKeys, useLive } from '../../data/index.js'
import { Button, Checkbox, EmptyState, IconButton, Problem, Skeleton, TextField } from '../../ui/index.js'

/** What can be a word of the dictionary: one, without digits. */
const isWord = (text: string): boolean => /^[^\s\d]{2,60}$/.test(text)

/** The person's own words, and whether spelling is checked. */
export function Spelling() {
  const { data: mine, refusal } = useLive('spelling.mine', {})
  const [word, setWord] = useState('')
  const typed = word.trim()

  const own = async (text: string, keep: boolean) => {
    const result = await send('spelling.own', { word: text, keep })
    if (!result.ok) return toastRefusal(result.refusal)
    if (keep) setWord('')
    else toast(`“${text}” is not one of your words any more`, { about: text, undo: () => void own(text, true) })
  }
  const turn = async (on: boolean) => {
    const result = await send('spelling.turn', { on })
    if (!result.ok) toastRefusal(result.refusal)
  }
  useKeys('Spelling', [
    {
      keys: 'Alt+F7',
      label: mine?.on === false ? 'Check spelling' : 'Stop checking spelling',
      run: () => void turn(mine?.on === false),
      when: mine !== undefined,
    },
  ])

  return (
    <section className="clinic-section" aria-labelledby="clinic-spelling">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-spelling">Spelling</h1>
          <p className="muted">
            Notes are checked for American and British spelling, with the names of medicines and conditions. Your words
            are kept on this workstation.
          </p>
        </div>
      </header>
      {refusal && (
        <Problem inline title="Your words could not be read" safe="Nothing was lost.">
          {refusal.message}
        </Problem>
      )}
      {!mine && !refusal && <Skeleton lines={4} label="Reading your words" />}
      {mine && (
        <>
          <Checkbox isSelected={mine.on} onChange={(on) => void turn(on)}>
            Mark words that may be misspelt
          </Checkbox>
          <form
            className="clinic-words-add"
            onSubmit={(event) => {
              event.preventDefault()
              if (isWord(typed)) void own(typed, true)
            }}
          >
            <TextField
              label="Add a word"
              value={word}
              onChange={setWord}
              maxLength={60}
              {...(typed !== '' && !isWord(typed) ? { error: 'One word, without digits' } : {})}
            />
            <Button icon="plus" keys="Enter" isDisabled={!isWord(typed)} onPress={() => void own(typed, true)}>
              Add
            </Button>
          </form>
          {mine.words.length === 0 ? (
            <EmptyState icon="note" title="No words of your own yet">
              In a note, choose “Add to my words” on a marked word.
            </EmptyState>
          ) : (
            <ul className="card clinic-own-words" aria-label="Your words">
              {mine.words.map((each) => (
                <li key={each}>
                  <span>{each}</span>
                  <IconButton icon="trash" size="s" label={`Remove ${each}`} onPress={() => void own(each, false)} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  )
}
