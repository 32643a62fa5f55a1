import type { Basic } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import type { Store } from '../store/store.js'

/** Where somebody is in a note: the section's LOINC code and title. */
export interface Section {
  code: string
  title: string
}

/** A colleague who has a note open at another workstation. */
export interface Elsewhere {
  /** Of their resource in the EHR. */
  id: string
  /** Their Practitioner, by local id, and their name. */
  who: LocalId | undefined
  name: string
  section: Section | undefined
}

export interface PresenceDeps {
  store: Store
  client: FhirClient
  now(): Date
  newId(): string
  /** The person signed in; undefined while requests may not be made for anybody. */
  user(): { id: LocalId; name: string } | undefined
  /** Elements every resource made here has. */
  mark(): Pick<Basic, 'meta'>
}

const system = 'https://rounds.example/fhir/basic'
const code = 'note-presence'
const workstations = 'https://rounds.example/fhir/presence'
const sectionExtension = 'https://rounds.example/fhir/in-section'
const loinc = 'http://loinc.org'

/** Whoever was not heard of for this long, by the EHR's clock, is not there, milliseconds. */
const expiryMs = 60_000
/** How often a workstation says that somebody is still there. */
const heartbeatMs = 20_000
/** How often it asks who else is, and at least how long it waits between two times, milliseconds. */
const askMs = 3_000
const restMs = 600
/** A window that said nothing for so long shows the note to nobody, milliseconds. */
const windowMs = 45_000
/** An EHR that refuses is left alone for this long, milliseconds. */
const refusedMs = 600_000
const setting = 'presence.workstation'

interface Heard {
  note: LocalId
  section: Section | undefined
  at: number
  /** Since when it is there: of two windows the one somebody moved in last is where they are. */
  since: number
}

/**
 * Who is in which note. Each workstation keeps one small resource in the EHR for the person at it, written over whenever
 * they move and while they stay; who else is there is asked for only while a draft is open here. None of it is stored on
 * this workstation: it is true for a minute, and unknown as soon as the EHR cannot be asked.
 */
export class Presence {
  readonly #deps: PresenceDeps
  /** What each window of this workstation shows. */
  readonly #windows = new Map<number, Heard>()
  #others: (Elsewhere & { note: LocalId; until: number })[] = []
  /** What the EHR last took from here, and when. */
  #said: { words: string; at: number; id: string | undefined; who: LocalId } | undefined
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  /** Something was told while a round was under way: that round may have spoken without it. */
  #again = false
  #askedAt = 0
  #quietUntil = 0
  /** The latest time seen. */
  #latest = 0
  #stopped = false

  constructor(deps: PresenceDeps) {
    this.#deps = deps
    deps.store.onChange((topics) => {
      // A colleague's words have come: so, perhaps, has the colleague.
      if (this.#windows.size > 0 && topics.has('DocumentReference')) this.#soon(restMs)
    })
  }

  /** A window shows a draft, or none any more; said again while it does. */
  here(window: number, note: LocalId | null, section: Section | undefined): void {
    if (this.#stopped) return
    const before = this.#windows.get(window)
    const same = before?.note === note && before?.section?.code === section?.code
    const at = this.#now()
    if (note === null) this.#windows.delete(window)
    else this.#windows.set(window, { note, section, at, since: same ? (before?.since ?? at) : at })
    if (!same) this.#deps.store.announce('presence')
    if (before || note !== null) this.#soon(same ? askMs : 0)
  }

  /** Colleagues at other workstations who have the note open. Topic: `presence`. */
  others(note: LocalId): Elsewhere[] {
    const now = this.#now()
    return this.#others.filter((other) => other.note === note && other.until > now)
  }

  /** Other windows of this workstation that show the note. Topic: `presence`. */
  windows(note: LocalId, besides: number): { window: number; section: Section | undefined }[] {
    return [...this.#windows]
      .filter(([window, heard]) => window !== besides && heard.note === note)
      .map(([window, { section }]) => ({ window, section }))
  }

  /** Says that nobody is here any more, as far as that can still be said. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
    this.#windows.clear()
    await this.#say().catch(() => {})
  }

  #now(): number {
    const now = this.#deps.now().getTime()
    if (now < this.#latest) this.#setBack(now)
    this.#latest = now
    return now
  }

  /** The clock was set back: what was timed by it is said and asked anew, and no colleague stays for that long. */
  #setBack(now: number): void {
    this.#askedAt = 0
    this.#quietUntil = Math.min(this.#quietUntil, now + refusedMs)
    if (this.#said) this.#said = { ...this.#said, at: 0 }
    this.#others = this.#others.map((other) => ({ ...other, until: Math.min(other.until, now + expiryMs) }))
    for (const heard of this.#windows.values()) Object.assign(heard, { at: now, since: Math.min(heard.since, now) })
  }

  #soon(ms: number): void {
    if (this.#stopped) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#run(), ms)
    this.#timer.unref()
  }

  #run(): Promise<void> {
    if (this.#running) {
      this.#again = true
      return this.#running
    }
    this.#running = this.#round()
      .catch(() => this.#forget())
      .finally(() => {
        this.#running = undefined
        if (this.#again) this.#soon(0)
        else if (this.#windows.size > 0) this.#soon(askMs)
        this.#again = false
      })
    return this.#running
  }

  async #round(): Promise<void> {
    const now = this.#now()
    for (const [window, { at }] of this.#windows) if (now - at > windowMs) this.#windows.delete(window)
    if (now < this.#quietUntil) return
    await this.#say()
    if (this.#windows.size > 0 && now - this.#askedAt >= restMs) await this.#ask()
  }

  /** Writes where the person here is, when that is news or was not said for a while. */
  async #say(): Promise<void> {
    const { store, client, user, mark } = this.#deps
    const who = user()
    const here = [...this.#windows.values()].sort((a, b) => b.since - a.since)[0]
    const note = here && store.row('DocumentReference', here.note)?.server_id
    const practitioner = who && store.row('Practitioner', who.id)?.server_id
    if (!who || !practitioner || (!note && !this.#said)) return
    const resource: Basic = {
      resourceType: 'Basic',
      ...mark(),
      identifier: [{ system: workstations, value: `${this.#workstation()} ${practitioner}` }],
      code: { coding: [{ system, code, display: 'Presence in a note' }] },
      author: { reference: `Practitioner/${practitioner}`, display: who.name },
      ...(note && { subject: { reference: `DocumentReference/${note}` } }),
      ...(note && here?.section && { extension: [sectionOf(here.section)] }),
    }
    const words = JSON.stringify(resource)
    const said = this.#said?.who === who.id ? this.#said : undefined
    if (said?.words === words && (!note || this.#now() - said.at < heartbeatMs)) return
    const answer = said?.id
      ? await client.update<Basic>({ ...resource, id: said.id }, undefined)
      : await this.#first(resource)
    if (!answer.ok) {
      if (said?.id && (answer.kind === 'gone' || answer.kind === 'not-found')) this.#said = undefined
      return this.#failed(answer)
    }
    this.#said = { words, at: this.#now(), id: answer.value.id, who: who.id }
  }

  /** The first time since the start: what this workstation left in the EHR earlier is used again. */
  async #first(resource: Basic) {
    const { value } = resource.identifier?.[0] ?? {}
    const made = await this.#deps.client.create<Basic>(resource, `identifier=${workstations}|${value}`)
    if (!made.ok || made.status === 201) return made
    return this.#deps.client.update<Basic>({ ...resource, id: made.value.id as string }, undefined)
  }

  async #ask(): Promise<void> {
    const { store, client, user } = this.#deps
    if (!user()) return this.#forget()
    const notes = new Set(
      [...this.#windows.values()].flatMap(({ note }) => store.row('DocumentReference', note)?.server_id ?? []),
    )
    if (notes.size === 0) return this.#forget()
    this.#askedAt = this.#now()
    const found = await client.search('Basic', [
      ['code', `${system}|${code}`],
      ['subject', [...notes].map((note) => `DocumentReference/${note}`).join()],
      ['_sort', '-_lastUpdated'],
      ['_count', '30'],
    ])
    if (!found.ok) return this.#failed(found)
    const served = found.serverTime ? Date.parse(found.serverTime) : undefined
    if (served === undefined) return this.#forget()
    const now = this.#now()
    const own = this.#workstation()
    const others = (found.value.resources as Basic[]).flatMap((basic) => {
      const note = store.identity.resolve(basic.subject?.reference)
      const at = Date.parse(basic.meta?.lastUpdated ?? '')
      const left = expiryMs - Math.max(0, served - at)
      const isOwn = basic.identifier?.some((each) => each.system === workstations && each.value?.startsWith(`${own} `))
      if (!basic.id || !note || isOwn || !(left > 0)) return []
      const name = basic.author?.display ?? 'A colleague'
      const who = store.identity.resolve(basic.author?.reference)
      return [{ id: basic.id, note, who, name, section: sectionIn(basic), until: now + left }]
    })
    this.#show(others)
  }

  #failed(failure: Failure): void {
    // An EHR that does not take or give such resources is not asked again and again.
    if (!['network', 'truncated', 'server', 'throttled', 'unauthorized'].includes(failure.kind)) {
      this.#quietUntil = this.#now() + refusedMs
    }
    this.#forget()
  }

  /** What cannot be asked is not known. */
  #forget(): void {
    this.#show([])
  }

  #show(others: (Elsewhere & { note: LocalId; until: number })[]): void {
    const before = this.#others
    this.#others = others
    const seen = (list: typeof others) => JSON.stringify(list.map(({ until: _until, ...each }) => each))
    if (seen(before) !== seen(others)) this.#deps.store.announce('presence')
  }

  #workstation(): string {
    const { store, newId, now } = this.#deps
    const known = store.setting(setting)
    if (known) return known
    const made = newId()
    store.receive(now().toISOString() as Instant, (tx) => tx.set(setting, made))
    return made
  }
}

const sectionOf = ({ code, title }: Section): NonNullable<Basic['extension']>[number] => ({
  url: sectionExtension,
  valueCoding: { system: loinc, code, display: title },
})

function sectionIn({ extension }: Basic): Section | undefined {
  const { code, display } = extension?.find(({ url }) => url === sectionExtension)?.valueCoding ?? {}
  return code && display ? { code, title: display } : undefined
}
