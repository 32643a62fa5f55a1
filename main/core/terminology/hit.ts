import type { TermCoding, TermHit, TerminologySystem } from '../../../shared/contract/views/terminology.js'
import type { Medicine } from '../../../shared/domain/medicine/medicine.js'
import { rxnormSystem } from '../../../shared/domain/medicine/recorded.js'
import type { Orderable } from '../../../shared/domain/orderable.js'
import { tubeKinds } from '../../../shared/domain/tube.js'
import type { FoundTerm, TermSearch } from '../search/terms.js'
import type { CodeRow } from '../store/code-list.js'
import type { OrderContent } from './orders.js'

const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm'
const cvx = 'http://hl7.org/fhir/sid/cvx'
const loinc = 'http://loinc.org'

/** What a window shows and makes records of. */
export function hitOf(system: TerminologySystem, search: TermSearch, found: FoundTerm): TermHit {
  const { row, preferred, matched, alike, name } = found
  return {
    system,
    key: row.code,
    display: row.title,
    ...(name !== undefined && { synonym: name }),
    matched,
    alike,
    preferred,
    ...(row.status === 'retired' && { retired: true }),
    ...particulars[system](row, search),
  }
}

type Particulars = Pick<TermHit, 'codings'> & Partial<TermHit>

const contentOf = <T>(row: CodeRow): Partial<T> => (row.content === null ? {} : (JSON.parse(row.content) as T))

function condition(row: CodeRow, search: TermSearch): Particulars {
  const imported = search.official(row.code)
  const official = imported?.title ?? contentOf<{ official: string }>(row).official ?? row.title
  const billable = (imported ?? row).status === 'usable'
  const detail = row.status === 'category' ? 'A category: choose what belongs to it' : official
  return {
    codings: [{ system: icd10, code: row.code, display: official }],
    billable,
    ...(detail !== row.title && { detail }),
  }
}

function medication(row: CodeRow): Particulars {
  const { medicine } = contentOf<{ medicine: Medicine }>(row)
  // A coding of the ingredient says something true of the product only where it is the one ingredient.
  const [first, ...others] = medicine?.ingredients ?? []
  const codings: TermCoding[] =
    first?.rxnorm && others.length === 0 ? [{ system: rxnormSystem, code: first.rxnorm, display: first.name }] : []
  const usual = medicine?.sigs[0]?.text
  const detail = [medicine?.drugClass, usual].filter(Boolean).join(' · ')
  return { codings, ...(detail && { detail }), ...(medicine && { medicine }) }
}

function order(row: CodeRow): Particulars {
  const { order: content, loinc: code } = contentOf<OrderContent>(row)
  const codings: TermCoding[] = code ? [{ system: loinc, code: code.code, display: code.display }] : []
  const detail = content && orderDetail(content)
  return { codings, ...(detail && { detail }), ...(content && { order: content }) }
}

const kindWords = { imaging: 'Imaging', referral: 'Referral', procedure: 'Procedure' }

function orderDetail(content: Orderable): string {
  if (content.kind !== 'laboratory') return kindWords[content.kind]
  const tube = content.tube === 'none' ? content.specimen : tubeKinds.get(content.tube)?.colour
  return ['Laboratory', tube, content.fasting && 'fasting'].filter(Boolean).join(' · ')
}

function immunization(row: CodeRow): Particulars {
  const { official = row.title } = contentOf<{ official: string }>(row)
  return { codings: [{ system: cvx, code: row.code, display: official }], detail: `CVX ${row.code} · ${official}` }
}

const particulars: Record<TerminologySystem, (row: CodeRow, search: TermSearch) => Particulars> = {
  condition,
  medication,
  order,
  immunization,
}
