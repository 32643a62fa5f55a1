import { may, type Role } from '../../../../../shared/domain/role.js'
import { useLive, useStaff } from '../../../../data/index.js'
import { Select } from '../../../../ui/index.js'

/** The colleague who compared the identifiers, too. */
export function SecondPerson({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const staff = useStaff()
  const { data: team } = useLive('team.list', {})
  const others = (team ?? []).filter(({ id, role }) => id !== staff?.id && may(role as Role, 'identity.decide'))
  return (
    <Select
      label="Critical: who compared them with you?"
      description="Read the identifiers to each other before you choose."
      items={others.map(({ id, name, title }) => ({ id, label: name, description: title }))}
      value={value}
      onChange={onChange}
    />
  )
}
