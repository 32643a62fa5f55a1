/** The screens of the rail and the tabs, in one place. */
export { ChartScreen } from '../features/chart/index.js'
export { DeskPanel } from '../features/checkin/DeskPanel.js'
export { ClinicScreen } from '../features/clinic/index.js'
export { DrawsScreen } from '../features/draws/index.js'
export { InboxScreen } from '../features/inbox/index.js'
export { NoteScreen } from '../features/note/index.js'
export { PatientsScreen } from '../features/patients/PatientsScreen.js'
export { TodayScreen } from '../features/today/TodayScreen.js'
