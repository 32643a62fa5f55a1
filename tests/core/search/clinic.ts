import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Patient } from '@medplum/fhirtypes'
import { PatientSearch } from '../../../main/core/search/patients.js'
import { openStore } from '../../../main/core/store/connection.js'
import { projectors } from '../../../main/core/store/projections.js'
import { Store } from '../../../main/core/store/store.js'
import { asInstant, type LocalId } from '../../../shared/kernel/ids.js'

export interface Someone {
  family: string
  given: string[]
  birthDate?: string
  mrn?: string
  phone?: string
  preferred?: string
}

/** A store with these patients in it, in this order, and its search. */
export class SearchClinic {
  readonly #profile = mkdtempSync(join(tmpdir(), 'rounds-search-'))
  readonly store: Store
  readonly search: PatientSearch
  #version = 1

  constructor(people: readonly Someone[]) {
    this.store = new Store(openStore(this.#profile, 'cd'.repeat(32)), projectors)
    this.search = new PatientSearch(this.store.db)
    this.put(people)
  }

  /** Adds or replaces patients; the n-th has the id `n`. */
  put(people: readonly Someone[], from = 0): void {
    this.#version += 1
    const lastUpdated = new Date(1_800_000_000_000 + this.#version).toISOString()
    this.store.receive(asInstant(lastUpdated), (tx) => {
      for (const [at, person] of people.entries()) {
        tx.accept(this.#patient(String(from + at), person, lastUpdated))
      }
    })
  }

  remove(at: number): void {
    this.store.receive(asInstant('2027-01-01T00:00:00.000Z'), (tx) => tx.tombstone('Patient', String(at)))
  }

  id(at: number): LocalId {
    return this.store.identity.localId('Patient', String(at))
  }

  /** Names found, best first. */
  find(text: string, near: { expected?: number[]; recent?: number[]; limit?: number } = {}): string[] {
    return this.hits(text, near).map(({ row }) => row.name)
  }

  hits(
    text: string,
    { expected = [], recent = [], limit = 20 }: { expected?: number[]; recent?: number[]; limit?: number } = {},
  ) {
    return this.search.find(text, limit, {
      thisYear: 2026,
      expected: new Set(expected.map((at) => this.id(at))),
      recent: new Set(recent.map((at) => this.id(at))),
    }).hits
  }

  close(): void {
    this.store.close()
    rmSync(this.#profile, { recursive: true, force: true })
  }

  #patient(id: string, { family, given, birthDate, mrn, phone, preferred }: Someone, lastUpdated: string): Patient {
    return {
      resourceType: 'Patient',
      id,
      meta: { versionId: String(this.#version), lastUpdated },
      name: [
        { use: 'official', family, given },
        ...(preferred ? [{ use: 'nickname' as const, given: [preferred] }] : []),
      ],
      ...(birthDate && { birthDate }),
      ...(mrn && { identifier: [{ system: 'https://rounds.example/fhir/mrn', value: mrn }] }),
      ...(phone && { telecom: [{ system: 'phone' as const, value: phone }] }),
    }
  }
}
