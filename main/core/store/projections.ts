import { absenceProjector } from './absence.js'
import { appointmentProjector, encounterProjector } from './appointment.js'
import { careTeamProjector, locationProjector, practitionerProjector, practitionerRoleProjector } from './clinic.js'
import { heldReportProjector } from './held-report.js'
import { labOrderProjector, specimenProjector } from './lab-order.js'
import { loopProjector } from './loop.js'
import { messageProjector } from './message.js'
import { noteProjector, sealProjector } from './note.js'
import { patientProjector } from './patient.js'
import { phraseProjector } from './phrase.js'
import type { Projector } from './projector.js'
import { readingProjector } from './reading.js'
import { abnormalProjector, reportProjector } from './report.js'
import { savedViewProjector } from './saved-view.js'
import { taskProjector } from './task.js'

/** Every projection of the store. */
export const projectors: readonly Projector[] = [
  heldReportProjector,
  patientProjector,
  appointmentProjector,
  encounterProjector,
  taskProjector,
  messageProjector,
  labOrderProjector,
  specimenProjector,
  noteProjector,
  sealProjector,
  reportProjector,
  abnormalProjector,
  readingProjector,
  loopProjector,
  practitionerProjector,
  practitionerRoleProjector,
  absenceProjector,
  careTeamProjector,
  locationProjector,
  phraseProjector,
  savedViewProjector,
]
