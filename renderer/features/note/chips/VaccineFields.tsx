import type { ImmunizationData } from '../../../../shared/domain/chip/immunization.js'
import { DateField, TextField } from '../../../ui/index.js'
import type { ChipFields } from './fields.js'

type Detail = 'lot' | 'expires' | 'site' | 'route'

const withDetail = (data: ImmunizationData, element: Detail, text: string): ImmunizationData => {
  const { [element]: _before, ...others } = data
  return text === '' ? others : { ...others, [element]: text }
}

export const VaccineFields: ChipFields<'immunization'> = ({ data, context, onChange }) => (
  <>
    <div className="chip-row">
      <TextField
        label="Lot"
        value={data.lot ?? ''}
        maxLength={60}
        autoFocus
        onChange={(text) => onChange(withDetail(data, 'lot', text))}
      />
      <TextField
        label="Site"
        value={data.site ?? ''}
        maxLength={80}
        placeholder="left deltoid"
        onChange={(text) => onChange(withDetail(data, 'site', text))}
      />
      <TextField
        label="Route"
        value={data.route ?? ''}
        maxLength={80}
        placeholder="intramuscular"
        onChange={(text) => onChange(withDetail(data, 'route', text))}
      />
    </div>
    <DateField
      label="Expires"
      value={data.expires ?? ''}
      {...(data.expires && data.expires < context.today() ? { error: 'This vaccine had expired.' } : {})}
      onChange={(text) => onChange(withDetail(data, 'expires', text))}
    />
  </>
)
