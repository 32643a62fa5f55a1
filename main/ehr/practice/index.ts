export { localZone } from './calendar.js'
export {
  type Clinic,
  generateChart,
  generateClinic,
  generateHistories,
  generatePatient,
  generateRoster,
  generateToday,
  generateTodayWithCharts,
  patientNumber,
  practiceStaff,
} from './clinic.js'
export { FIRST_ORDINARY } from './mrn.js'
export { staff } from './staff.js'
