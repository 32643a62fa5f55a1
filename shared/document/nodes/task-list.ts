import type { NodeSpec } from 'prosemirror-model'

export const taskList: NodeSpec = {
  content: 'task_item+',
  group: 'block list',
  parseDOM: [{ tag: 'ul[data-tasks]', priority: 60 }],
  toDOM: () => ['ul', { class: 'note-tasks', 'data-tasks': '' }, 0],
}

/** Something to do, done or not. It is text of the note; a task for somebody else is a chip. */
export const taskItem: NodeSpec = {
  content: 'paragraph (paragraph | list)*',
  defining: true,
  attrs: {
    checked: {
      default: false,
      validate: (value) => {
        if (typeof value !== 'boolean') throw new RangeError('a task is done or not')
      },
    },
  },
  parseDOM: [
    {
      tag: 'li[data-task]',
      priority: 60,
      contentElement: '.note-task-text',
      getAttrs: (dom) => ({ checked: dom.getAttribute('data-task') === 'done' }),
    },
  ],
  toDOM: ({ attrs }) => [
    'li',
    { 'data-task': attrs.checked ? 'done' : 'open' },
    ['div', { class: 'note-task-text' }, 0],
  ],
}
