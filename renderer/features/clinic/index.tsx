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
import { Rules } from './rules/Rules.js'
import { Spelling } from './Spelling.js'
import { Told } from './Told.js'
import { Times } from './times/Times.js'
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
  { id: 'about', keys: '8', label: 'About', icon: 'info' },
  { id: 'kept', keys: '9', label: 'Kept versions', icon: 'history' },
  { id: 'rules', keys: '0', label: 'Who gets what arrives', icon: 'route' },
  { id: 'times', keys: 'i', label: 'When we expect it', icon: 'clock' },
  { id: 'away', keys: '-', label: 'Who is away', icon: 'calendar' },
  { id: 'told', keys: '=', label: 'Notifications and undo', icon: 'bell' },
] as const satisfies { id: string; keys: string; label: string; icon: IconName }[]
type SectionId = (typeof sections)[number]['id']

/** Another place, reached from here too. */
const kept: SectionId = 'kept'

const isSection = (name: string | undefined): name is SectionId => sections.some(({ id }) => id === name && id !== kept)

/** This workstation: where the work is, what it holds, how it looks. */
export function ClinicScreen({ section }: { section?: string | undefined }) {
  const [open, setOpen] = useState<SectionId>(isSection(section) ? section : 'work')
  const { data: sync } = useLive('sync.status', {})
  useEffect(() => {
    if (isSection(section)) setOpen(section)
  }, [section])
  const show = (id: SectionId) => (id === kept ? go('conflicts', 'kept') : setOpen(id))
  useKeys('Clinic', [
    ...sections.map(({ id, keys, label }) => ({
      keys,
      label,
      run: () => show(id),
      quiet: id !== kept,
    })),
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
                  onClick={() => show(entry.id)}
                >
                  <Icon name={entry.icon} />
                  <span className="ui-nav-words">{entry.label}</span>
                  {entry.id === 'work' && <Badge count={sync?.needsYou ?? 0} label="need you" />}
                  <Kbd keys={entry.keys} />
                </button>
              </li>
            ))}
          </ul>
        </nav>
      }
    >
      <div className="clinic-page">
        {open === 'work' && <Work />}
        {open === 'told' && <Told />}
        {open === 'times' && <Times />}
        {open === 'away' && <Away />}
        {open === 'holdings' && <Holdings />}
        {open === 'phrases' && <Phrases />}
        {open === 'rules' && <Rules />}
        {open === 'look' && <Look />}
        {open === 'lists' && <CodeLists />}
        {open === 'keys' && <Keys />}
        {open === 'about' && <About />}
        {open === 'spelling' && <Spelling />}
      </div>
    </Split>
  )
}
