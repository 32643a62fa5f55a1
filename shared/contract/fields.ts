import { z } from 'zod'
import type { LocalId } from '../kernel/ids.js'

export const id = z.uuid().transform((text) => text as LocalId)
/** A day: `2026-11-22`. */
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** One line of words, never empty. */
export const line = z.string().trim().min(1).max(300)
export const short = z.string().trim().max(120)
export const none = z.object({}).strict()
/** Whom a command is about: the core checks the window. */
export const patient = { patient: id }

/** All of a patient's messages that somebody had before them of a conversation, by `shownOf`. */
export const shown = z.string().max(60).optional()
