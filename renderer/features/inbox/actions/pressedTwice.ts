import { secondPress } from '../../../data/secondPress.js'

/**
 * Whether a press of the key that finishes is the second of two. One for every kind of work: the item that has come to
 * where the last one was may be of another kind, and nobody has read it yet.
 */
export const pressedTwice = secondPress()
