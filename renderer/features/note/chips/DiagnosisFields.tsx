import { isLasting } from '../../../../shared/domain/chip/diagnosis.js'
import { Checkbox } from '../../../ui/index.js'
import type { ChipFields } from './fields.js'

export const DiagnosisFields: ChipFields<'diagnosis'> = ({ data, resource, onChange }) => (
  <>
    {data.codings.map(({ system, code, display }) => (
      <p key={`${system} ${code}`} className="muted">
        {code} {display}
      </p>
    ))}
    {resource ? (
      <p className="muted">On the problem list already.</p>
    ) : (
      <Checkbox
        autoFocus
        isSelected={data.list ?? isLasting(data.codings)}
        onChange={(list) => onChange({ ...data, list })}
        description="Otherwise it is a diagnosis of this visit alone"
      >
        Add to the problem list
      </Checkbox>
    )}
  </>
)
