import type { Party, Rule } from '../../../domain/rule/language.js'
import type { Instant, LocalId } from '../../../kernel/ids.js'

/** A person, a team or a role that work can go to. */
export interface PartyChoice {
  party: Party
  words: string
}

/** The clinic's routing rules as their editor shows them. */
export interface RulesView {
  /** False where the EHR keeps no plans: then nothing is made by machine. */
  supported: boolean
  mayChange: boolean
  /** From when on work is routed; absent until somebody has begun. */
  begun?: Instant
  /** Counts saves; 0 until somebody has begun. */
  version: number
  rules: Rule[]
  /** Which of them give work to somebody who is not in this clinic any more: what they take goes where the fallback says. */
  gone: string[]
  /** Those whom these rules or earlier ones name and who are not in this clinic any more. */
  left: PartyChoice[]
  /** Rules of a newer version, by their names: kept as they are when others are saved, and route nothing here. */
  foreign: string[]
  saved?: { by?: string; at?: Instant }
  /** Two versions wait for a person's decision. */
  undecided?: { type: string; id: LocalId }
  parties: PartyChoice[]
  /** Newest first. */
  earlier: { version: number; at?: Instant; by?: string; rules: Rule[] }[]
}

/** What a set of rules would have done with the work of the last 30 days. */
export interface DryRun {
  from: Instant
  /** Tasks it was tried on. */
  tried: number
  /**
   * In their order, the fallback last: what each took on, on arrival or once overdue. Nothing is said of rules for who is away
   * without cover: who was when is not known any more.
   */
  rules: { id: string; title: string; took?: number }[]
  owners: { party: Party; words: string; before: number; after: number }[]
  /** How many would have gone to somebody else; `changed` holds the newest of them. */
  changes: number
  changed: {
    task: LocalId
    patient?: string
    text: string
    at: Instant
    before: string
    after: string
    /** Which rule it was then, and would be. */
    because: { before: string; after: string }
  }[]
  /** Tasks that rules would have handed round, and their way. */
  circles: { text: string; way: string }[]
}
