import type { IconName } from '../../ui/index.js'
import type { TimelineKind } from './timelineRows.js'

export const kindIcons: Record<TimelineKind, IconName> = {
  visit: 'calendar',
  'video-visit': 'video',
  note: 'note',
  result: 'result',
  order: 'route',
  message: 'message',
  immunisation: 'syringe',
}
