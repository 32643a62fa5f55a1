import type { IconName } from '../../ui/index.js'
import type { TimelineKind } from './timelineRows.js'

export const kindIcons: Record<TimelineKind, IconName> = {
  visit: 'calendar',
  'video-visit': 'video',
  'outside-visit': 'clinic',
  note: 'note',
  document: 'download',
  result: 'result',
  order: 'route',
  message: 'message',
  immunisation: 'syringe',
}
