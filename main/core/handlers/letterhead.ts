import type { Address, ContactPoint, Location } from '@medplum/fhirtypes'
import type { NotePaper } from '../../../shared/contract/views/paper.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { clinicOrganization } from '../session/staff.js'
import { all } from '../store/statement.js'
import type { Context } from './context.js'

/** The clinic as its letters show it: the organisation's own address and telephone, else those of one of its places. */
export function letterhead({ store }: Context): NotePaper['clinic'] {
  const clinic = clinicOrganization(store)
  const places = all<{ json: string }>(
    store.db,
    `SELECT json FROM resource WHERE type = 'Location' AND server_id > '' AND json_extract(json, '$.address') IS NOT NULL
     ORDER BY id LIMIT 4`,
  ).map(({ json }) => parseJson(json) as Location)
  const address = postal(clinic?.address) ?? places.map(({ address }) => postal(address && [address])).find(Boolean)
  const telecom = [...(clinic?.telecom ?? []), ...places.flatMap((place) => place.telecom ?? [])]
  const reach = (system: ContactPoint['system']) =>
    telecom.find((point) => point.system === system && point.use !== 'old' && point.value)?.value
  const [phone, fax, email] = [reach('phone'), reach('fax'), reach('email')]
  return {
    name: clinic?.name ?? '',
    address: address ?? [],
    ...(phone && { phone }),
    ...(fax && { fax }),
    ...(email && { email }),
  }
}

/** The lines of an address: `14 Alder Street`, `Alderbrook, WA 98200`. */
function postal(addresses: readonly Address[] | undefined): string[] | undefined {
  const address = addresses?.find(({ use }) => use === 'work') ?? addresses?.find(({ use }) => use !== 'old')
  if (!address) return undefined
  const town = [address.city, [address.state, address.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  const lines = [...(address.line ?? []), town].filter((line) => line !== '')
  if (lines.length > 0) return lines
  return address.text ? address.text.split('\n') : undefined
}
