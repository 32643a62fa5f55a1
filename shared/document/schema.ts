import { Schema } from 'prosemirror-model'
import { carried } from './marks/carried.js'
import { em } from './marks/em.js'
import { link } from './marks/link.js'
import { strong } from './marks/strong.js'
import { template } from './marks/template.js'
import { bulletList } from './nodes/bullet-list.js'
import { chip } from './nodes/chip.js'
import { doc } from './nodes/doc.js'
import { hardBreak } from './nodes/hard-break.js'
import { heading } from './nodes/heading.js'
import { image } from './nodes/image.js'
import { listItem } from './nodes/list-item.js'
import { orderedList } from './nodes/ordered-list.js'
import { paragraph } from './nodes/paragraph.js'
import { passage, version } from './nodes/passage.js'
import { problem } from './nodes/problem.js'
import { section } from './nodes/section.js'
import { smartLink, smartList } from './nodes/smart-link.js'
import { table, tableCell, tableHeader, tableRow } from './nodes/table.js'
import { taskItem, taskList } from './nodes/task-list.js'

/**
 * What a note may hold. The names are what is stored and sent; a name once used keeps its meaning for ever.
 * `paragraph` comes first of its group, so that it is what ProseMirror fills empty places with.
 */
export const schema = new Schema({
  nodes: {
    doc,
    section,
    paragraph,
    heading,
    bullet_list: bulletList,
    ordered_list: orderedList,
    list_item: listItem,
    task_list: taskList,
    task_item: taskItem,
    table,
    table_row: tableRow,
    table_cell: tableCell,
    table_header: tableHeader,
    problem,
    image,
    smart_list: smartList,
    passage,
    version,
    hard_break: hardBreak,
    chip,
    smart_link: smartLink,
    text: { group: 'inline' },
  },
  marks: { carried, link, strong, em, template },
})
