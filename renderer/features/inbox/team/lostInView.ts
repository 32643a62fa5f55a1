import type { LocalId } from '../../../../shared/kernel/ids.js'

/** Tasks of which the pane in view says that a colleague was first, and who: no toast has to. */
export const lostInView = new Set<LocalId>()
