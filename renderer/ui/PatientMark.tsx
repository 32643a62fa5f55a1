import './mark.css'

/** A patient's colour, 0–11: a dot on tabs and lists, an edge on banners and rows, or their initials. */
export function PatientMark({
  colour,
  as = 'dot',
  initials,
  faded,
}: {
  colour: number
  as?: 'dot' | 'edge' | 'initials'
  initials?: string
  faded?: boolean
}) {
  return (
    <span
      className="ui-patient"
      data-as={as}
      data-colour={((colour % 12) + 12) % 12}
      data-faded={faded || undefined}
      aria-hidden
    >
      {as === 'initials' ? initials : null}
    </span>
  )
}

/** A colleague. */
export function Avatar({ initials, size = 28 }: { initials: string; size?: number }) {
  return (
    <span className="ui-avatar" style={{ width: size, height: size, fontSize: Math.round(size * 0.38) }} aria-hidden>
      {initials}
    </span>
  )
}
