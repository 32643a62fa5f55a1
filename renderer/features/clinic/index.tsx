import { useEffect, useState } from 'react'
import { go, useKeys, useLive } from '../../data/index.js'
import { Badge, Icon, type IconName, Kbd, Split } from '../../ui/index.js'
import { About } from './About.js'
import { Away } from './Away.js'
import { CodeLists } from './CodeLists.js'
import { Holdings } from './Holdings.js'
import { Keys } from './Keys.js'
import { Look } from './Look.js'
import { Phrases } from './phrases/Phrases.js'
import { Spelling } from './Spelling.js'
import { Work } from './Work.js'
import './away.css'
import './clinic.css'
import './look.css'

const sections = [
  { id: 'work', keys: '1', label: 'Where my work is', icon: 'cloud-up' },
  { id: 'holdings', keys: '2', label: 'What is held here', icon: 'disk' },
  { id: 'look', keys: '3', label: 'Look', icon: 'contrast' },
  { id: 'spelling', keys: '4', label: 'Spelling', icon: 'check' },
  { id: 'lists', keys: '5', label: 'Code lists', icon: 'database' },
  { id: 'phrases', keys: '6', label: 'Phrases and templates', icon: 'quote' },
  { id: 'keys', keys: '7', label: 'Keyboard', icon: 'keyboard' },
  { id: 'away', keys: '-', label: 'Who is away', icon: 'calendar' },
  { id: 'about', keys: '8', label: 'About', icon: 'info' },
] as const satisfies { id: string; keys: string; label: string; icon: IconName }[]
type SectionId = (typeof sections)[number]['id']

/** Another place, reached from here too. */
const keptKey = '9'
const goToKept = () => go('conflicts', 'kept')

const isSection = (name: string | undefined): name is SectionId => sections.some(({ id }) => id === name)

/** This workstation: where the work is, what it holds, how it looks. */
export function ClinicScreen({ section }: { section?: string | undefined }) {
  const [open, setOpen] = useState<SectionId>(isSection(section) ? section : 'work')
  const { data: sync } = useLive('sync.status', {})
  useEffect(() => {
    if (isSection(section)) setOpen(section)
  }, [section])
  useKeys('Clinic', [
    ...sections.map(({ id, keys, label }) => ({
      keys,
      label,
      run: () => setOpen(id),
      quiet: true,
    })),
    { keys: keptKey, label: 'Kept versions', run: goToKept },
  ])
  return (
    <Split
      id="clinic.sections"
      label="Sections"
      size={236}
      min={170}
      max={320}
      panel={
        <nav className="ui-nav" aria-label="Clinic">
          <p className="ui-nav-title">Clinic</p>
          <ul>
            {sections.map((entry) => (
              <li key={entry.id}>
                <button
                  type="button"
                  className="ui-nav-item"
                  aria-current={open === entry.id ? 'page' : undefined}
                  aria-keyshortcuts={entry.keys}
                  onClick={() => setOpen(entry.id)}
                >
                  <Icon name={entry.icon} />
                  <span className="ui-nav-words">{entry.label}</span>
                  {entry.id === 'work' && <Badge count={sync?.needsYou ?? 0} label="need you" />}
                  <Kbd keys={entry.keys} />
                </button>
              </li>
            ))}
            <li>
              <button type="button" className="ui-nav-item" aria-keyshortcuts={keptKey} onClick={goToKept}>
                <Icon name="history" />
                <span className="ui-nav-words">Kept versions</span>
                <Kbd keys={keptKey} />
              </button>
            </li>
          </ul>
        </nav>
      }
    >
      <div className="clinic-page">
        {open === 'work' && <Work />}
        {open === 'away' && <Away />}
        {open === 'holdings' && <Holdings />}
        {open === 'phrases' && <Phrases />}
        {open === 'look' && <Look />}
        {open === 'lists' && <CodeLists />}
        {open === 'keys' && <Keys />}
        {open === 'about' && <About />}
        {open === 'spelling' && <Spelling />}
      </div>
    </Split>
  )
}
